//! What happens to a ticket beside the town: it goes to a provider and comes back, others are called to it, a price is named.

use actix_web::{HttpResponse, post, web};
use app::{db::Tx, tickets};
use contract::{problems::Problem, tickets as wire};
use domain::{
    ids::{CallId, QuotationId, TicketId},
    permissions::Actor,
    tickets::{Quantity, Quotation, QuotationLine},
};
use serde::Serialize;
use utoipa_actix_web::service_config::ServiceConfig;

use super::{
    moves::{Answer, moved, needed, said},
    render,
};
use crate::{ApiError, Caller, IdempotencyKey, State, Valid, Versioned};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(entrust_ticket).service(return_ticket);
    cfg.service(call_providers).service(report_on_call).service(withdraw_call);
    cfg.service(quote_ticket).service(decide_quotation).service(withdraw_quotation);
}

/// Gives a ticket to a provider that serves its area, whose people see it and work on it from now on; its clock runs on. Who works
/// on it may, who assigns tickets there, and while nobody works on it whoever handles tickets there. Problems:
/// `ticket_entrusted`, `ticket_not_yours`, `ticket_already_solved`, `ticket_appeal_open`, `ticket_awaits_look_back`,
/// `ticket_ended`, `ticket_timeline_full`; `fields_invalid` names a provider that does not serve there.
#[utoipa::path(tag = "tickets", operation_id = "entrust_ticket", request_body = wire::EntrustTicket,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Ticket), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/{id}/provider")]
pub(super) async fn entrust_ticket(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<TicketId>,
    body: Valid<wire::EntrustTicket>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let (text, provider) = (needed(&body.text, "/text")?, body.provider_id);
    moved(&state, &caller, key, id, &body, move |tx, actor| tickets::entrust(tx, actor, id, provider, &text))
        .await
}

/// Takes a ticket from the provider that keeps it, with a reason: whoever assigns tickets in its area may, and whoever serves the
/// provider, who then loses sight of it; so nothing is answered. Problems: `ticket_not_entrusted`, `ticket_already_solved`,
/// `ticket_appeal_open`, `ticket_awaits_look_back`, `ticket_ended`.
#[utoipa::path(tag = "tickets", operation_id = "return_ticket", request_body = wire::GiveReason,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/{id}/return")]
pub(super) async fn return_ticket(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<TicketId>,
    body: Valid<wire::GiveReason>,
) -> Result<HttpResponse, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let reason = needed(&body.text, "/text")?;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| tickets::return_to_office(tx, actor, id, &reason);
    state.write_once::<_, (), _, _>(key, &caller.actor(), &body, work).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Calls up to ten offices, companies or organisations to a ticket (吹哨), all or none: each has to report before it can be
/// solved. Needs `handle_tickets` or `assign_tickets` in its area. Problems: `call_repeated`, `calls_full`,
/// `ticket_already_solved`, `ticket_appeal_open`, `ticket_ended`, `ticket_timeline_full`; `fields_invalid` names one that does not
/// serve there.
#[utoipa::path(tag = "tickets", operation_id = "call_providers", request_body = wire::CallProviders,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Ticket), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/{id}/calls")]
pub(super) async fn call_providers(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<TicketId>,
    body: Valid<wire::CallProviders>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let (providers, until) = (body.provider_ids.clone(), body.until);
    let out = tickets::CallOut { providers, text: needed(&body.text, "/text")?, until };
    moved(&state, &caller, key, id, &body, move |tx, actor| tickets::call(tx, actor, id, &out)).await
}

/// Reports on a call, in words that the reporter of the ticket reads, too, and perhaps with photos. Who serves the provider that
/// was called may. Problems: `call_ended`.
#[utoipa::path(tag = "tickets", operation_id = "report_on_call", request_body = wire::ReportOnCall,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Ticket), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/calls/{id}/report")]
pub(super) async fn report_on_call(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<CallId>,
    body: Valid<wire::ReportOnCall>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let (text, photos) = (needed(&body.text, "/text")?, body.photos.clone());
    answered(&state, &caller, key, &body, move |tx, actor| {
        tickets::report_on_call(tx, actor, id, &text, &photos)
    })
    .await
}

/// Takes a call back that is not needed after all, with a reason. Who called may, and whoever assigns tickets in the ticket's area.
/// Problems: `call_ended`.
#[utoipa::path(tag = "tickets", operation_id = "withdraw_call", request_body = wire::GiveReason,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Ticket), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/calls/{id}/withdrawal")]
pub(super) async fn withdraw_call(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<CallId>,
    body: Valid<wire::GiveReason>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let reason = needed(&body.text, "/text")?;
    answered(&state, &caller, key, &body, move |tx, actor| tickets::withdraw_call(tx, actor, id, &reason))
        .await
}

/// Names a price for a repair. Who serves the provider that keeps the ticket may; it cannot be solved before whoever pays has
/// answered, or the time to do so has passed. Problems: `ticket_quotation_open`, `quotations_full`, `ticket_already_solved`,
/// `ticket_appeal_open`, `ticket_awaits_look_back`, `ticket_ended`, `ticket_timeline_full`.
#[utoipa::path(tag = "tickets", operation_id = "quote_ticket", request_body = wire::QuoteTicket,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Ticket), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/{id}/quotations")]
pub(super) async fn quote_ticket(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<TicketId>,
    body: Valid<wire::QuoteTicket>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let lines = body.lines.iter().enumerate().map(line).collect::<Result<_, _>>()?;
    let quotation = Quotation { lines, payer: body.payer, good_until: body.good_until };
    let text = said(body.text.as_deref())?;
    moved(&state, &caller, key, id, &body, move |tx, actor| {
        tickets::quote(tx, actor, id, &quotation, text.as_ref())
    })
    .await
}

/// Says whether a repair is done for its price; a reason is needed where it is not. Whoever pays may: the ticket's reporter, or
/// whoever assigns tickets in its area and does not serve the provider. Problems: `quotation_not_yours`, `quotation_ended`,
/// `quotation_passed`.
#[utoipa::path(tag = "tickets", operation_id = "decide_quotation", request_body = wire::DecideQuotation,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Ticket), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/quotations/{id}/decision")]
pub(super) async fn decide_quotation(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<QuotationId>,
    body: Valid<wire::DecideQuotation>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let (accepted, text) = (body.accepted, said(body.text.as_deref())?);
    if !accepted && text.is_none() {
        return Err(ApiError::bad_field("/text", "required", &[]));
    }
    answered(&state, &caller, key, &body, move |tx, actor| {
        tickets::decide_quotation(tx, actor, id, accepted, text.as_ref())
    })
    .await
}

/// Takes a price back, with a reason. Who serves the provider that named it may. Problems: `quotation_ended`.
#[utoipa::path(tag = "tickets", operation_id = "withdraw_quotation", request_body = wire::GiveReason,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Ticket), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/quotations/{id}/withdrawal")]
pub(super) async fn withdraw_quotation(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<QuotationId>,
    body: Valid<wire::GiveReason>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let reason = needed(&body.text, "/text")?;
    answered(&state, &caller, key, &body, move |tx, actor| {
        tickets::withdraw_quotation(tx, actor, id, &reason)
    })
    .await
}

/// Runs what says itself which ticket it is about, and answers with that ticket as it is then.
async fn answered<B, F>(state: &State, caller: &Caller, key: IdempotencyKey, body: &B, work: F) -> Answer
where
    B: Serialize,
    F: FnOnce(&mut Tx<'_>, &Actor) -> Result<TicketId, tickets::Error> + Send + 'static,
{
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        let id = work(tx, actor)?;
        tickets::ticket(tx, actor, id).map(render::detail)
    };
    let ticket = state.write_once(key, &caller.actor(), body, work).await?;
    let version = ticket.ticket.version;
    Ok(Versioned::new(ticket, version))
}

fn line((at, line): (usize, &wire::QuotationLine)) -> Result<QuotationLine, ApiError> {
    Ok(QuotationLine {
        description: line.description.trim().to_owned(),
        quantity: quantity(&line.quantity, || format!("/lines/{at}/quantity"))?,
        unit: line.unit.trim().to_owned(),
        unit_price_fen: line.unit_price_fen,
    })
}

/// How much of something; its words were looked at with the body already.
pub(super) fn quantity(raw: &str, pointer: impl FnOnce() -> String) -> Result<Quantity, ApiError> {
    raw.parse().map_err(|_| ApiError::bad_field(pointer(), "quantity", &[]))
}

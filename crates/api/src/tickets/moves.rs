//! What happens to a ticket.

use std::sync::Arc;

use actix_web::{post, web};
use app::{db::Tx, tickets};
use contract::{problems::Problem, tickets as wire};
use domain::{
    ids::TicketId,
    permissions::Actor,
    tickets::{Rating, TicketText},
};
use serde::Serialize;

use super::{partners::quantity, render};
use crate::{ApiError, ApiResult, Caller, IdempotencyKey, State, Valid, Versioned};

/// A ticket as it is after a move.
pub(super) type Answer = Result<Versioned<wire::Ticket>, ApiError>;

/// Gives a ticket to a handler. Without `handler_id` the caller takes it on: needs `handle_tickets` in its area, and the
/// slower of two gets `ticket_already_taken`. With it: needs `assign_tickets`, and the handler must handle tickets there. While a
/// provider keeps it, those who serve it take it and give it to each other, and nobody of the area takes it (`ticket_entrusted`).
/// Problems: `ticket_already_taken`, `ticket_waits`, `ticket_already_solved`, `ticket_appeal_open`, `ticket_ended`,
/// `ticket_timeline_full`.
#[utoipa::path(tag = "tickets", operation_id = "assign_ticket", request_body = wire::AssignTicket,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Ticket), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/{id}/assignment")]
pub(super) async fn assign_ticket(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<TicketId>,
    body: Valid<wire::AssignTicket>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let handler = body.handler_id;
    moved(&state, &caller, key, id, &body, move |tx, actor| match handler {
        None => tickets::take(tx, actor, id),
        Some(handler) => tickets::assign(tx, actor, id, handler),
    })
    .await
}

/// Declares a ticket done, with at least one photo, or with words alone where its kind lets that, and with what was used for it; the
/// reporter then has the objection window to object. Its handler may, who needs `handle_tickets` in its area or serves the
/// provider that keeps it. Problems: `ticket_not_taken`, `ticket_not_yours`, `ticket_entrusted`, `ticket_calls_open`,
/// `ticket_quotation_open`, `ticket_already_solved`, `ticket_ended`.
#[utoipa::path(tag = "tickets", operation_id = "solve_ticket", request_body = wire::SolveTicket,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Ticket), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/{id}/solution")]
pub(super) async fn solve_ticket(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<TicketId>,
    body: Valid<wire::SolveTicket>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let photos = body.photos.clone();
    let text = said(body.text.as_deref())?;
    let used = body.materials.iter().enumerate().map(material).collect::<Result<Vec<_>, _>>()?;
    moved(&state, &caller, key, id, &body, move |tx, actor| {
        tickets::solve(tx, actor, id, &photos, text.as_ref(), &used)
    })
    .await
}

/// Confirms that a ticket is done, and rates it: once. Its reporter may, while the objection window is open. Problems:
/// `ticket_not_solved`, `objection_window_passed`, `own_work_not_rated`, `ticket_awaits_look_back`, `ticket_ended`.
#[utoipa::path(tag = "tickets", operation_id = "confirm_ticket", request_body = wire::ConfirmTicket,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Ticket), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/{id}/confirmation")]
pub(super) async fn confirm_ticket(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<TicketId>,
    body: Valid<wire::ConfirmTicket>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let out_of_range = |_| {
        let bounds = [("min", "1".to_owned()), ("max", "5".to_owned())];
        ApiError::bad_field("/rating", "range", &bounds)
    };
    let rating = Rating::new(body.rating).map_err(out_of_range)?;
    let text = said(body.text.as_deref())?;
    moved(&state, &caller, key, id, &body, move |tx, actor| {
        tickets::confirm(tx, actor, id, rating, text.as_ref())
    })
    .await
}

/// Says that a solved ticket is not done; it is reopened and its first clock keeps running. Its reporter may, while the
/// objection window is open. Problems: `ticket_not_solved`, `objection_window_passed`, `ticket_awaits_look_back`,
/// `ticket_ended`, `ticket_timeline_full`.
#[utoipa::path(tag = "tickets", operation_id = "object_to_solution", request_body = wire::ObjectToSolution,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Ticket), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/{id}/objection")]
pub(super) async fn object_to_solution(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<TicketId>,
    body: Valid<wire::ObjectToSolution>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let reason = needed(&body.text, "/text")?;
    let photos = body.photos.clone();
    moved(&state, &caller, key, id, &body, move |tx, actor| tickets::object(tx, actor, id, &reason, &photos))
        .await
}

/// Takes a report back. Its reporter may, before anybody has taken it on. Problems: `ticket_already_taken`,
/// `ticket_already_solved`, `ticket_awaits_look_back`, `ticket_ended`.
#[utoipa::path(tag = "tickets", operation_id = "withdraw_ticket",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Ticket), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/{id}/withdrawal")]
pub(super) async fn withdraw_ticket(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<TicketId>,
) -> Answer {
    let id = *id;
    moved(&state, &caller, key, id, &(), move |tx, actor| tickets::withdraw(tx, actor, id)).await
}

/// Writes to the other side: the reporter to the handler, the handler to the reporter, neither learning who the other
/// is. Problems: `ticket_not_yours` for anybody else, `ticket_ended`, `ticket_timeline_full`.
#[utoipa::path(tag = "tickets", operation_id = "send_ticket_message", request_body = wire::SendMessage,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Ticket), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/{id}/messages")]
pub(super) async fn send_ticket_message(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<TicketId>,
    body: Valid<wire::SendMessage>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let text = needed(&body.text, "/text")?;
    moved(&state, &caller, key, id, &body, move |tx, actor| tickets::message(tx, actor, id, &text)).await
}

/// Shows the reporter's phone number for a purpose, which the reporter sees in the timeline. Needs `reveal_contacts` in
/// the ticket's area. Each call is journalled; one repeated under its key is not, and is answered with the number as it
/// is then. Problems: `contact_missing`, `ticket_ended`, `ticket_timeline_full`.
#[utoipa::path(tag = "tickets", operation_id = "reveal_ticket_contact", request_body = wire::RevealContact,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Contact), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/{id}/contact-reveals")]
pub(super) async fn reveal_ticket_contact(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<TicketId>,
    body: Valid<wire::RevealContact>,
) -> ApiResult<wire::Contact> {
    let (id, actor, keyring, body) = (*id, caller.actor(), state.keyring.clone(), body.into_inner());
    let purpose = needed(&body.purpose, "/purpose")?;
    // Kept under the key is that it was done, never the number.
    let work = move |tx: &mut Tx<'_>, actor: &Actor| tickets::reveal_contact(tx, actor, id, &purpose);
    state.write_once::<_, (), _, _>(key, &actor, &body, work).await?;
    let phone = state.db.read(move |tx| tickets::contact(tx, &actor, &keyring, id)).await;
    Ok(web::Json(wire::Contact { phone: phone.map_err(ApiError::from)? }))
}

/// Runs a move and answers with the ticket as it is then.
pub(super) async fn moved<B, F>(
    state: &State,
    caller: &Caller,
    key: IdempotencyKey,
    id: TicketId,
    body: &B,
    work: F,
) -> Answer
where
    B: Serialize,
    F: FnOnce(&mut Tx<'_>, &Actor) -> Result<(), tickets::Error> + Send + 'static,
{
    let actor: Arc<Actor> = caller.actor();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        work(tx, actor)?;
        tickets::ticket(tx, actor, id).map(render::detail)
    };
    let ticket = state.write_once(key, &actor, body, work).await?;
    let version = ticket.ticket.version;
    Ok(Versioned::new(ticket, version))
}

fn material((at, used): (usize, &wire::Material)) -> Result<tickets::Material, ApiError> {
    Ok(tickets::Material {
        name: used.name.trim().to_owned(),
        quantity: quantity(&used.quantity, || format!("/materials/{at}/quantity"))?,
        unit: used.unit.trim().to_owned(),
    })
}

pub(super) fn said(raw: Option<&str>) -> Result<Option<TicketText>, ApiError> {
    raw.map(|raw| needed(raw, "/text")).transpose()
}

pub(super) fn needed(raw: &str, pointer: &str) -> Result<TicketText, ApiError> {
    TicketText::new(raw).map_err(|_| ApiError::bad_field(pointer, "not_text", &[]))
}

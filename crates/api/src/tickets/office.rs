//! Moves of an office and of whoever works on a ticket: accepting, giving back and over, waiting, rejecting, merging.

use actix_web::{HttpRequest, HttpResponse, post, web};
use app::{db::Tx, tickets};
use contract::{problems::Problem, tickets as wire};
use domain::{
    ids::TicketId,
    permissions::Actor,
    tickets::{TicketNumber, Wait},
};

use super::moves::{Answer, moved, needed, said};
use crate::{ApiError, ApiResult, Caller, IdempotencyKey, State, Valid, tables::lang};

/// Gives many tickets to a handler: all that can be given, each as `assign_ticket` would; why the others cannot is answered.
/// Needs `assign_tickets` somewhere, and in the area of each.
#[utoipa::path(tag = "tickets", operation_id = "assign_tickets", request_body = wire::AssignTickets,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::AssignedTickets), (status = 403, body = Problem),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/assignments")]
pub(super) async fn assign_tickets(
    request: HttpRequest,
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    body: Valid<wire::AssignTickets>,
) -> ApiResult<wire::AssignedTickets> {
    let (body, lang) = (body.into_inner(), lang(&request));
    let (ids, handler) = (body.ticket_ids.clone(), body.handler_id);
    let refused = move |(id, error): (TicketId, tickets::Error)| {
        let (code, reason) = ApiError::from(error).in_a_line(lang);
        wire::RefusedTicket { id, code, reason }
    };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, tickets::Error> {
        let done = tickets::assign_many(tx, actor, &ids, handler)?;
        let refused = done.refused.into_iter().map(refused).collect();
        Ok(wire::AssignedTickets { assigned: done.assigned, refused })
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Says that a ticket will be seen to: that answers it. Needs `handle_tickets` or `assign_tickets` in its area. Problems:
/// `ticket_already_taken`, `ticket_waits`, `ticket_already_solved`, `ticket_appeal_open`, `ticket_awaits_look_back`,
/// `ticket_ended`.
#[utoipa::path(tag = "tickets", operation_id = "accept_ticket",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Ticket), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/{id}/acceptance")]
pub(super) async fn accept_ticket(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<TicketId>,
) -> Answer {
    let id = *id;
    moved(&state, &caller, key, id, &(), move |tx, actor| tickets::accept(tx, actor, id)).await
}

/// Gives a ticket back undone, with a reason. Its handler may, who needs `handle_tickets` in its area. Problems:
/// `ticket_not_taken`, `ticket_not_yours`, `ticket_already_solved`, `ticket_appeal_open`, `ticket_awaits_look_back`,
/// `ticket_ended`.
#[utoipa::path(tag = "tickets", operation_id = "hand_back_ticket", request_body = wire::GiveReason,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Ticket), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/{id}/hand-back")]
pub(super) async fn hand_back_ticket(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<TicketId>,
    body: Valid<wire::GiveReason>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let reason = needed(&body.text, "/text")?;
    moved(&state, &caller, key, id, &body, move |tx, actor| tickets::hand_back(tx, actor, id, &reason)).await
}

/// Gives a ticket to another area of the same town, or to one around its own, with a reason; its clock runs on. Who works on it
/// may, who assigns tickets there, and while nobody works on it whoever handles tickets there. The caller may lose sight of
/// it, so nothing is answered. Problems: `ticket_not_yours`, `ticket_already_solved`, `ticket_appeal_open`,
/// `ticket_awaits_look_back`, `ticket_ended`; `fields_invalid` names an area that it cannot go to.
#[utoipa::path(tag = "tickets", operation_id = "hand_over_ticket", request_body = wire::HandOverTicket,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/{id}/hand-over")]
pub(super) async fn hand_over_ticket(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<TicketId>,
    body: Valid<wire::HandOverTicket>,
) -> Result<HttpResponse, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let (reason, to) = (needed(&body.text, "/text")?, body.area_id);
    let work = move |tx: &mut Tx<'_>, actor: &Actor| tickets::hand_over(tx, actor, id, to, &reason);
    state.write_once::<_, (), _, _>(key, &caller.actor(), &body, work).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Waits for others until a moment, after which work goes on by itself; the clock stands still for some reasons. Its handler
/// may, who needs `handle_tickets` in its area. Problems: `ticket_not_taken`, `ticket_not_yours`, `ticket_waits`,
/// `ticket_already_solved`, `ticket_appeal_open`, `ticket_awaits_look_back`, `ticket_ended`.
#[utoipa::path(tag = "tickets", operation_id = "wait_for_others", request_body = wire::WaitForOthers,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Ticket), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/{id}/wait")]
pub(super) async fn wait_for_others(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<TicketId>,
    body: Valid<wire::WaitForOthers>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let (text, wait) = (needed(&body.text, "/text")?, Wait { reason: body.reason, until: body.until });
    moved(&state, &caller, key, id, &body, move |tx, actor| tickets::wait(tx, actor, id, wait, &text)).await
}

/// Goes on with a ticket that waits; what was left of its time when its clock stopped is left again. Its handler may.
/// Problems: `ticket_not_waiting`, `ticket_not_yours`, `ticket_already_solved`, `ticket_appeal_open`,
/// `ticket_awaits_look_back`, `ticket_ended`.
#[utoipa::path(tag = "tickets", operation_id = "resume_ticket",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Ticket), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/{id}/resumption")]
pub(super) async fn resume_ticket(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<TicketId>,
) -> Answer {
    let id = *id;
    moved(&state, &caller, key, id, &(), move |tx, actor| tickets::resume(tx, actor, id)).await
}

/// Says that a ticket will not be seen to, and why; its reporter may appeal within its objection window. Needs
/// `assign_tickets` in its area. Problems: `ticket_already_taken`, `ticket_waits`, `ticket_already_solved`,
/// `ticket_appeal_open`, `ticket_awaits_look_back`, `ticket_ended`.
#[utoipa::path(tag = "tickets", operation_id = "reject_ticket", request_body = wire::GiveReason,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Ticket), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/{id}/rejection")]
pub(super) async fn reject_ticket(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<TicketId>,
    body: Valid<wire::GiveReason>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let reason = needed(&body.text, "/text")?;
    moved(&state, &caller, key, id, &body, move |tx, actor| tickets::reject(tx, actor, id, &reason)).await
}

/// Asks somebody else to decide on a rejection. Its reporter may, once, within the time. Problems: `ticket_not_rejected`,
/// `ticket_appeal_open`, `objection_window_passed`, `ticket_awaits_look_back`, `ticket_ended`.
#[utoipa::path(tag = "tickets", operation_id = "appeal_rejection", request_body = wire::GiveReason,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Ticket), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/{id}/appeal")]
pub(super) async fn appeal_rejection(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<TicketId>,
    body: Valid<wire::GiveReason>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let reason = needed(&body.text, "/text")?;
    moved(&state, &caller, key, id, &body, move |tx, actor| tickets::appeal(tx, actor, id, &reason)).await
}

/// Decides on an appeal: the matter is seen to after all, or the rejection stands for good. Needs `assign_tickets` in its
/// area; whoever rejected it may not. Problems: `own_rejection_not_decided`, `ticket_not_appealed`,
/// `ticket_awaits_look_back`, `ticket_ended`.
#[utoipa::path(tag = "tickets", operation_id = "decide_appeal", request_body = wire::DecideAppeal,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Ticket), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/{id}/appeal-decision")]
pub(super) async fn decide_appeal(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<TicketId>,
    body: Valid<wire::DecideAppeal>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let (reason, overturned) = (needed(&body.text, "/text")?, body.overturned);
    moved(&state, &caller, key, id, &body, move |tx, actor| {
        tickets::decide_appeal(tx, actor, id, overturned, &reason)
    })
    .await
}

/// Lets a ticket go on in another of the same matter, which the caller sees by their role. What was due earlier is due for
/// both, and its reporter is told what happens to the other. Who may hand it over may. Problems: `ticket_merge_unfit`,
/// `ticket_not_yours`, `ticket_already_solved`, `ticket_appeal_open`, `ticket_awaits_look_back`, `ticket_ended`;
/// `fields_invalid` names a number that there is not.
#[utoipa::path(tag = "tickets", operation_id = "merge_ticket", request_body = wire::MergeTicket,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Ticket), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/{id}/merger")]
pub(super) async fn merge_ticket(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<TicketId>,
    body: Valid<wire::MergeTicket>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let number = body.into.trim().parse::<TicketNumber>();
    let into = number.map_err(|_| ApiError::bad_field("/into", "ticket_number", &[]))?;
    let text = said(body.text.as_deref())?;
    moved(&state, &caller, key, id, &body, move |tx, actor| {
        tickets::merge(tx, actor, id, into, text.as_ref())
    })
    .await
}

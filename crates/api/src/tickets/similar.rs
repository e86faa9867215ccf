//! Tickets of the same matter: offered before a report is sent, and to whoever may merge.

use actix_web::{get, post, web};
use app::{
    db::Tx,
    tickets::{self, Matter},
};
use contract::{problems::Problem, tickets as wire};
use domain::{
    geo::Position,
    ids::TicketId,
    permissions::Actor,
    tickets::{CategoryCode, TicketText},
};

use super::{
    public::render as render_public,
    render,
    report::{read, versioned},
};
use crate::{ApiError, ApiResult, Caller, IdempotencyKey, State, Valid, Versioned};

/// Finds tickets that may be of the matter that somebody is about to report: near in place, in time and in words, of the same kind
/// or group, at most three, the likeliest first. Public ones and the caller's own alone, as everybody may know them; of private ones
/// nothing is said, not even that there are any. Changes nothing. Who may: whoever could report there. Problems: `fields_invalid`.
#[utoipa::path(tag = "tickets", operation_id = "find_similar_tickets", request_body = wire::FindSimilar,
    responses((status = 200, body = wire::SimilarTickets), (status = 403, body = Problem),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/similar")]
pub(super) async fn find_similar_tickets(
    state: web::Data<State>,
    caller: Caller,
    body: Valid<wire::FindSimilar>,
) -> ApiResult<wire::SimilarTickets> {
    let (actor, matter) = (caller.actor(), matter(&body.into_inner())?);
    let found = state.db.read(move |tx| tickets::similar(tx, &actor, &matter)).await?;
    let item = |found: tickets::SimilarTicket| wire::SimilarTicket {
        ticket: render_public(found.ticket),
        mine: found.is_mine,
    };
    Ok(web::Json(wire::SimilarTickets { items: found.into_iter().map(item).collect() }))
}

/// Lists tickets that may be of the same matter as this one and are still open: what it could be merged into. At most three, the
/// likeliest first, of those that the caller sees by their role. Needs `view_tickets` in its area.
#[utoipa::path(tag = "tickets", operation_id = "list_merge_candidates", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::MergeCandidates), (status = 403, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/tickets/{id}/merge-candidates")]
pub(super) async fn list_merge_candidates(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<TicketId>,
) -> ApiResult<wire::MergeCandidates> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read(move |tx| tickets::similar_to(tx, &actor, id)).await?;
    Ok(web::Json(wire::MergeCandidates { items: found.into_iter().map(render::item).collect() }))
}

/// Joins a ticket of the same matter instead of a report of one's own: the report is kept and goes on in the other, whose progress its
/// reporter is told. Who follows it already gets the ticket that they have; nothing is reported twice. The other is public or the
/// caller's own. Who may: whoever could report there. Problems: `ticket_not_joinable` where the other has ended meanwhile;
/// `fields_invalid` as in `report_ticket`.
#[utoipa::path(tag = "tickets", operation_id = "join_ticket", request_body = wire::ReportTicket,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = wire::Ticket), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets/{id}/joiners")]
pub(super) async fn join_ticket(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<TicketId>,
    body: Valid<wire::ReportTicket>,
) -> Result<Versioned<wire::Ticket>, ApiError> {
    let (into, body) = (*id, body.into_inner());
    let new = read(&body)?;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        let id = tickets::join(tx, actor, into, &new)?;
        tickets::ticket(tx, actor, id).map(render::detail)
    };
    state.write_once(key, &caller.actor(), &(into, body), work).await.map(versioned)
}

fn matter(body: &wire::FindSimilar) -> Result<Matter, ApiError> {
    let bad = |pointer: &str, code| ApiError::bad_field(pointer, code, &[]);
    let position = body.position.map(Position::try_from).transpose();
    Ok(Matter {
        category: CategoryCode::new(&body.category).map_err(|_| bad("/category", "code"))?,
        text: TicketText::new(&body.text).map_err(|_| bad("/text", "not_text"))?,
        position: position.map_err(|_| bad("/position/coordinates", "position"))?,
        area: body.area_id,
    })
}

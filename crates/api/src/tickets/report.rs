//! Reporting.

use actix_web::{post, web};
use app::{
    db::Tx,
    tickets::{self, Report},
};
use contract::{problems::Problem, tickets as wire};
use domain::{
    geo::Position,
    permissions::Actor,
    tickets::{CategoryCode, TicketText},
};

use super::render;
use crate::{ApiError, Caller, IdempotencyKey, State, Valid, Versioned};

/// Reports a matter; its clock starts now. Who may: anybody with `report_ticket` in the town around the place
/// (residents, and everybody with a role); with `on_behalf_of` whoever holds `handle_tickets` there, for a resident of
/// the same town. Problems: `fields_invalid` names what cannot be used (`/category`, `/answers/pole_number`,
/// `/area_id`, `/photos/1`, `/on_behalf_of`).
#[utoipa::path(tag = "tickets", operation_id = "report_ticket", request_body = wire::ReportTicket,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = wire::Ticket), (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/tickets")]
pub(super) async fn report_ticket(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    body: Valid<wire::ReportTicket>,
) -> Result<Versioned<wire::Ticket>, ApiError> {
    let body = body.into_inner();
    let new = read(&body)?;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        let id = tickets::report(tx, actor, &new)?;
        tickets::ticket(tx, actor, id).map(render::detail)
    };
    state.write_once(key, &caller.actor(), &body, work).await.map(versioned)
}

/// A ticket that was made.
pub(super) fn versioned(made: wire::Ticket) -> Versioned<wire::Ticket> {
    let (path, version) = (format!("/tickets/{}", made.ticket.id), made.ticket.version);
    Versioned::created(made, version, &path)
}

pub(super) fn read(body: &wire::ReportTicket) -> Result<Report, ApiError> {
    let bad = |pointer: &str, code| ApiError::bad_field(pointer, code, &[]);
    Ok(Report {
        category: CategoryCode::new(&body.category).map_err(|_| bad("/category", "code"))?,
        text: TicketText::new(&body.text).map_err(|_| bad("/text", "not_text"))?,
        answers: body.answers.clone(),
        photos: body.photos.clone(),
        position: body
            .position
            .map(Position::try_from)
            .transpose()
            .map_err(|_| bad("/position/coordinates", "position"))?,
        area: body.area_id,
        on_behalf_of: body.on_behalf_of,
        anonymous: body.anonymous,
    })
}

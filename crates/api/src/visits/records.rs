//! Records of visits.

use actix_web::{post, put, web};
use app::{
    db::Tx,
    visits::{self, FollowUp, NewVisit},
};
use contract::{problems::Problem, visits as wire};
use domain::{
    ids::VisitId,
    permissions::Actor,
    tickets::{CategoryCode, TicketText},
};

use super::{problem::Unwrapped, render};
use crate::{ApiError, ApiResult, Caller, IdempotencyKey, State, Valid};

/// Records a visit under an id that the caller makes; sent again, the very same changes nothing. Needs `visit` at the
/// household. A plan that has ended meanwhile keeps the visit, marked. Where nobody was at home the next try is on the next
/// day. Problems: `fields_invalid`, `visit_exists`.
#[utoipa::path(tag = "visits", operation_id = "record_visit", request_body = wire::RecordVisit,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::VisitPlanDetail), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[put("/visits/{id}")]
pub(super) async fn record_visit(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<VisitId>,
    body: Valid<wire::RecordVisit>,
) -> ApiResult<wire::VisitPlanDetail> {
    let (id, body) = (*id, body.into_inner());
    let (plan, photo, new) = (body.plan_id, body.photo, read(&body.visit));
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        let plan = visits::record(tx, actor, (id, plan), &new, photo)?;
        render::shown(tx, actor, plan)
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Corrects a visit within 24 hours. For who recorded it. Problems: `fields_invalid`, `visit_not_yours`,
/// `visit_correction_over`.
#[utoipa::path(tag = "visits", operation_id = "correct_visit", request_body = wire::WriteVisit,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::VisitPlanDetail), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/visits/{id}/correction")]
pub(super) async fn correct_visit(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<VisitId>,
    body: Valid<wire::WriteVisit>,
) -> ApiResult<wire::VisitPlanDetail> {
    let (id, body) = (*id, body.into_inner());
    let new = read(&body);
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Unwrapped> {
        let plan = visits::correct(tx, actor, id, &new)?;
        Ok(render::shown(tx, actor, plan)?)
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Adds a note to a visit, at any time. Needs `visit` at the household. Problems: `fields_invalid`, `visit_notes_full`.
#[utoipa::path(tag = "visits", operation_id = "add_visit_note", request_body = wire::AddVisitNote,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::VisitPlanDetail), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/visits/{id}/notes")]
pub(super) async fn add_visit_note(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<VisitId>,
    body: Valid<wire::AddVisitNote>,
) -> ApiResult<wire::VisitPlanDetail> {
    let (id, body) = (*id, body.into_inner());
    let text = body.text.trim().to_owned();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        let plan = visits::add_note(tx, actor, id, &text)?;
        render::shown(tx, actor, plan)
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Reports what was found at a visit, once: for the member who is visited, or in one's own name. Needs `visit` at the household,
/// and for a member `handle_tickets`. Problems: `fields_invalid`, `visit_nothing_to_follow_up`, `visit_followed_up`.
#[utoipa::path(tag = "visits", operation_id = "follow_up_visit", request_body = wire::FollowUpVisit,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::VisitPlanDetail), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/visits/{id}/follow-up")]
pub(super) async fn follow_up_visit(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<VisitId>,
    body: Valid<wire::FollowUpVisit>,
) -> ApiResult<wire::VisitPlanDetail> {
    let (id, body) = (*id, body.into_inner());
    let bad = |pointer: &str, code| ApiError::bad_field(pointer, code, &[]);
    let new = FollowUp {
        category: CategoryCode::new(&body.category).map_err(|_| bad("/category", "code"))?,
        text: TicketText::new(&body.text).map_err(|_| bad("/text", "not_text"))?,
        on_behalf: body.on_behalf,
    };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        let plan = visits::follow_up(tx, actor, id, &new)?;
        render::shown(tx, actor, plan)
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

fn read(visit: &wire::WriteVisit) -> NewVisit {
    NewVisit { visited_at: visit.visited_at, outcome: visit.outcome, note: visit.note.trim().to_owned() }
}

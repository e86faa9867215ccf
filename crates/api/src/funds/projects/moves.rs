//! What becomes of a proposal before the committee decides.

use actix_web::{post, web};
use app::{
    db::Tx,
    funds::projects::{self, Error, Screening},
};
use contract::{
    funds::{self as wire, ScreeningResult},
    problems::Problem,
};
use domain::{ids::ProjectId, permissions::Actor};
use serde::Serialize;
use utoipa_actix_web::service_config::ServiceConfig;

use super::project::{shown, versioned};
use crate::{ApiError, Caller, IdempotencyKey, State, Valid, Versioned};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(submit_project).service(screen_project).service(withdraw_project).service(join_project);
}

/// A project as it is after a move.
pub(super) type Answer = Result<Versioned<wire::Project>, ApiError>;

/// Takes a step once for each key, and shows the project after it.
pub(super) async fn moved<B, F>(
    state: &State,
    caller: &Caller,
    key: IdempotencyKey,
    id: ProjectId,
    body: &B,
    step: F,
) -> Answer
where
    B: Serialize + ?Sized,
    F: FnOnce(&mut Tx<'_>, &Actor) -> Result<(), Error> + Send + 'static,
{
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        step(tx, actor)?;
        shown(tx, actor, id)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), body, work).await?))
}

/// Hands a proposal in, complete and within what its call allows. Its proposer may. Problems: `project_not_yours`,
/// `project_is_submitted` and the others that say where it stands, `proposal_call_not_open_yet`, `proposal_call_closed`,
/// `proposal_call_other_purpose`, `fund_no_purpose`, `fund_not_running`, `project_too_dear`, `project_instalments`,
/// `project_timeline_full`.
#[utoipa::path(tag = "funds", operation_id = "submit_project",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Project), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/projects/{id}/submission")]
async fn submit_project(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ProjectId>,
) -> Answer {
    let id = *id;
    moved(&state, &caller, key, id, &(), move |tx, actor| projects::submit(tx, actor, id)).await
}

/// Says what an office finds of a proposal, and why: the public can comment on it for the days of the charter, or it is written
/// better, or it does not fit. Needs `manage_funds` there, and no part in it. Problems: `project_not_yours`, `project_own`,
/// `project_in_comment`, `project_is_returned` and the others that say where it stands, `fund_no_charter`, `project_timeline_full`.
#[utoipa::path(tag = "funds", operation_id = "screen_project", request_body = wire::ScreenProject,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Project), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/projects/{id}/screening")]
async fn screen_project(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ProjectId>,
    body: Valid<wire::ScreenProject>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let reason = body.reason.clone();
    let found = match body.result {
        ScreeningResult::Passed => Screening::Passed,
        ScreeningResult::Returned => Screening::Returned,
        ScreeningResult::Rejected => Screening::Rejected,
    };
    moved(&state, &caller, key, id, &body, move |tx, actor| {
        projects::screen(tx, actor, id, found, reason.as_deref())
    })
    .await
}

/// Takes a proposal back, until the committee has decided on it. Its proposer may. Problems: `project_not_yours`,
/// `project_approved` and the others that say where it stands, `project_ended`.
#[utoipa::path(tag = "funds", operation_id = "withdraw_project",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Project), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/projects/{id}/withdrawal")]
async fn withdraw_project(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ProjectId>,
) -> Answer {
    let id = *id;
    moved(&state, &caller, key, id, &(), move |tx, actor| projects::withdraw(tx, actor, id)).await
}

/// Takes part in a project from now on, and judges it no more. Whom its proposer named may, until the committee decides. Problems:
/// `project_deciding` and the others that say where it stands, `project_ended`.
#[utoipa::path(tag = "funds", operation_id = "join_project",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Project), (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/projects/{id}/participation")]
async fn join_project(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ProjectId>,
) -> Answer {
    let id = *id;
    moved(&state, &caller, key, id, &(), move |tx, actor| projects::join(tx, actor, id)).await
}

//! A project that the committee approved: agreed on, carried out milestone by milestone, reported and put away.

use actix_web::{post, web};
use app::funds::projects::{self, Step};
use contract::{funds as wire, problems::Problem};
use domain::ids::ProjectId;
use utoipa_actix_web::service_config::ServiceConfig;

use super::moves::{Answer, moved};
use crate::{Caller, IdempotencyKey, State, Valid};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(sign_project_agreement).service(countersign_project_agreement);
    cfg.service(reach_milestone).service(judge_milestone);
    cfg.service(report_project).service(judge_project_report).service(archive_project);
}

fn step(body: wire::ShowStep) -> Step {
    Step { text: Some(body.text), photos: body.photos, invoices: Vec::new() }
}

/// Signs the agreement on a project that the committee approved for the fund; its proposer is to sign it too. Needs `manage_funds` there,
/// and no part in it. Problems: `project_not_yours`, `project_own`, `project_offered` and the others that say where it stands,
/// `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "sign_project_agreement", request_body = wire::ShowStep,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Project), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/projects/{id}/agreement")]
async fn sign_project_agreement(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ProjectId>,
    body: Valid<wire::ShowStep>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let shown = step(body.clone());
    moved(&state, &caller, key, id, &body, move |tx, actor| projects::agree(tx, actor, id, &shown)).await
}

/// Signs the agreement that the office has signed, so that the project runs from now on. Its proposer may. Problems: `project_not_yours`,
/// `project_approved`, `project_in_progress` and the others that say where it stands.
#[utoipa::path(tag = "funds", operation_id = "countersign_project_agreement",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Project), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/projects/{id}/agreement/signature")]
async fn countersign_project_agreement(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ProjectId>,
) -> Answer {
    let id = *id;
    moved(&state, &caller, key, id, &(), move |tx, actor| projects::countersign(tx, actor, id)).await
}

/// Says that a milestone, counted from 0, is reached, and shows it with photos and invoices; what is paid ahead needs none. Who
/// takes part in the project may. Problems: `project_not_yours`, `milestone_missing`, `milestone_order`, `milestone_reached`,
/// `milestone_evidence`, `project_approved` and the others that say where it stands, `project_timeline_full`, `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "reach_milestone", request_body = wire::ReachMilestone,
    params(("id" = uuid::Uuid, Path), ("number" = u16, Path, maximum = 19), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Project), (status = 400, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/projects/{id}/milestones/{number}/evidence")]
async fn reach_milestone(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    path: web::Path<(ProjectId, u16)>,
    body: Valid<wire::ReachMilestone>,
) -> Answer {
    let ((id, number), body) = (path.into_inner(), body.into_inner());
    let wire::ReachMilestone { text, photos, invoices } = body.clone();
    let shown = Step { text, photos, invoices };
    moved(&state, &caller, key, id, &body, move |tx, actor| {
        projects::reach(tx, actor, id, usize::from(number), &shown)
    })
    .await
}

/// Accepts a milestone, counted from 0, so that its instalment can be paid, or says what is missing. Needs `manage_funds` there, and
/// no part in it. Problems: `project_not_yours`, `project_own`, `milestone_missing`, `milestone_not_reached`, `project_reported` and
/// the others that say where it stands, `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "judge_milestone", request_body = wire::JudgeStep,
    params(("id" = uuid::Uuid, Path), ("number" = u16, Path, maximum = 19), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Project), (status = 400, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/projects/{id}/milestones/{number}/acceptance")]
async fn judge_milestone(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    path: web::Path<(ProjectId, u16)>,
    body: Valid<wire::JudgeStep>,
) -> Answer {
    let ((id, number), body) = (path.into_inner(), body.into_inner());
    let wire::JudgeStep { accepted, reason } = body.clone();
    moved(&state, &caller, key, id, &body, move |tx, actor| {
        projects::judge(tx, actor, id, usize::from(number), accepted, reason.as_deref())
    })
    .await
}

/// Reports that a project is done, once every milestone is accepted. Its proposer may. Problems: `project_not_yours`,
/// `milestones_unfinished`, `project_reported` and the others that say where it stands, `project_timeline_full`, `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "report_project", request_body = wire::ShowStep,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Project), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/projects/{id}/report")]
async fn report_project(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ProjectId>,
    body: Valid<wire::ShowStep>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let shown = step(body.clone());
    moved(&state, &caller, key, id, &body, move |tx, actor| projects::report(tx, actor, id, &shown)).await
}

/// Accepts the report, so that residents rate the project for the days of the charter, or finds that it does not show it done. Needs
/// `manage_funds` there, and no part in it. Problems: `project_not_yours`, `project_own`, `project_in_rating` and the others that say
/// where it stands, `fund_no_charter`, `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "judge_project_report", request_body = wire::JudgeStep,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Project), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/projects/{id}/report/acceptance")]
async fn judge_project_report(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ProjectId>,
    body: Valid<wire::JudgeStep>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let wire::JudgeStep { accepted, reason } = body.clone();
    moved(&state, &caller, key, id, &body, move |tx, actor| {
        projects::judge_report(tx, actor, id, accepted, reason.as_deref())
    })
    .await
}

/// Puts a project away, once the time to rate it is over. Needs `manage_funds` there, and no part in it. Problems:
/// `project_not_yours`, `project_own`, `project_window_open`, `project_ended` and the others that say where it stands.
#[utoipa::path(tag = "funds", operation_id = "archive_project",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Project), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/projects/{id}/archiving")]
async fn archive_project(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ProjectId>,
) -> Answer {
    let id = *id;
    moved(&state, &caller, key, id, &(), move |tx, actor| projects::archive(tx, actor, id)).await
}

//! What the committee decides about projects.

use actix_web::{post, web};
use app::funds::projects::{self, Asked};
use contract::{funds as wire, problems::Problem};
use domain::ids::ProjectId;
use utoipa_actix_web::service_config::ServiceConfig;

use super::moves::{Answer, moved};
use crate::{Caller, IdempotencyKey, State, Valid};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(put_project).service(decide_project).service(ask_to_terminate_project);
}

fn asked(body: wire::AskCommittee) -> Asked {
    Asked { reason: body.reason, until: body.until }
}

/// Puts a project to the vote of the committee, as it stands and with all that it costs, once the time to comment on it is over. Who takes
/// part in it, and who serves the organisation that it would pay, keeps out of the vote. It is approved or rejected as soon as the vote is
/// decided, which happens by itself when its time is over; without a quorum it can be put again. Needs `decide_funds` there and a seat in
/// the committee, and no part in it. Problems: `project_not_yours`, `project_own`, `project_window_open`, `project_deciding` and the
/// others that say where it stands, `fund_no_charter`, `fund_not_running`, `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "put_project", request_body = wire::AskCommittee,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Project), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/projects/{id}/vote")]
async fn put_project(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ProjectId>,
    body: Valid<wire::AskCommittee>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let asked = asked(body.clone());
    moved(&state, &caller, key, id, &body, move |tx, actor| projects::put(tx, actor, id, &asked)).await
}

/// Ends the committee's voting on a project, once every member has voted or keeps out of it, or the time is over. Needs `decide_funds`
/// there and a seat in the committee, and no part in it. Problems: `project_not_yours`, `project_own`, `project_not_decided`,
/// `project_approved` and the others that say where it stands.
#[utoipa::path(tag = "funds", operation_id = "decide_project",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Project), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/projects/{id}/decision")]
async fn decide_project(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ProjectId>,
) -> Answer {
    let id = *id;
    moved(&state, &caller, key, id, &(), move |tx, actor| projects::decide(tx, actor, id)).await
}

/// Puts it to the vote of the committee whether a project that it approved ends early. The project goes on meanwhile, and ends as soon as
/// the vote is decided so; what it carried through by then stays. Needs `decide_funds` there and a seat in the committee, and no part in
/// it. Problems: `project_not_yours`, `project_own`, `project_termination_asked`, `project_in_rating` and the others that say where it
/// stands, `fund_no_charter`, `fund_not_running`, `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "ask_to_terminate_project", request_body = wire::AskCommittee,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Project), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/projects/{id}/termination")]
async fn ask_to_terminate_project(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ProjectId>,
    body: Valid<wire::AskCommittee>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let asked = asked(body.clone());
    moved(&state, &caller, key, id, &body, move |tx, actor| projects::ask_to_terminate(tx, actor, id, &asked))
        .await
}

//! What happens to a round, step by step.

use actix_web::{post, web};
use app::{
    db::Tx,
    inspections::{publication, rounds},
};
use contract::{inspections as wire, problems::Problem};
use domain::{ids::RoundId, permissions::Actor};
use serde::Serialize;
use utoipa_actix_web::service_config::ServiceConfig;

use super::rounds::shown;
use crate::{ApiError, Caller, IdempotencyKey, State, Valid, Versioned};

type Answer = Result<Versioned<wire::Round>, ApiError>;

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(commit_draw).service(reveal_draw).service(start_round).service(close_round);
    cfg.service(publish_round).service(correct_round).service(cancel_round);
}

/// Publishes who can be drawn, with a commitment to a fresh secret seed. Needs `manage_inspections`. Problems:
/// `round_step_forbidden`, `nothing_to_draw`.
#[utoipa::path(tag = "inspections", operation_id = "commit_draw",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Round), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/inspection-rounds/{id}/commitment")]
async fn commit_draw(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<RoundId>,
) -> Answer {
    let (id, keyring) = (*id, state.keyring.clone());
    stepped(&state, &caller, key, id, &(), move |tx, actor| rounds::commit(tx, actor, &keyring, id)).await
}

/// Reveals the seed and draws. Needs `manage_inspections`, and a root of the journal over the commitment. Problems:
/// `round_step_forbidden`, `draw_waits`.
#[utoipa::path(tag = "inspections", operation_id = "reveal_draw",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Round), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/inspection-rounds/{id}/draw")]
async fn reveal_draw(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<RoundId>,
) -> Answer {
    let (id, keyring) = (*id, state.keyring.clone());
    stepped(&state, &caller, key, id, &(), move |tx, actor| rounds::reveal(tx, actor, &keyring, id)).await
}

/// Sets out: every place gets an inspector who is not tied to it. Needs `manage_inspections`. Problems:
/// `round_step_forbidden`, `round_lead_missing`, `inspectors_missing`.
#[utoipa::path(tag = "inspections", operation_id = "start_round",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Round), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/inspection-rounds/{id}/start")]
async fn start_round(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<RoundId>,
) -> Answer {
    let id = *id;
    stepped(&state, &caller, key, id, &(), move |tx, actor| rounds::start(tx, actor, id)).await
}

/// Ends the scoring: places see their scores and may object for the round's objection hours. Needs
/// `manage_inspections`. Problems: `round_step_forbidden`, `sheets_missing`.
#[utoipa::path(tag = "inspections", operation_id = "close_round",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Round), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/inspection-rounds/{id}/closure")]
async fn close_round(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<RoundId>,
) -> Answer {
    let id = *id;
    stepped(&state, &caller, key, id, &(), move |tx, actor| rounds::close(tx, actor, id)).await
}

/// Lets the scores stand, for good. Needs `manage_inspections`; the slower of two is refused. Problems:
/// `round_step_forbidden`, `objection_window_open`, `objections_undecided`.
#[utoipa::path(tag = "inspections", operation_id = "publish_round",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Round), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/inspection-rounds/{id}/publication")]
async fn publish_round(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<RoundId>,
) -> Answer {
    let id = *id;
    stepped(&state, &caller, key, id, &(), move |tx, actor| publication::publish(tx, actor, id)).await
}

/// Corrects marks of a published round: another revision, the one before stays to be read. Needs
/// `manage_inspections`. Problems: `round_step_forbidden`, `fields_invalid`.
#[utoipa::path(tag = "inspections", operation_id = "correct_round", request_body = wire::CorrectRound,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Round), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/inspection-rounds/{id}/corrections")]
async fn correct_round(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<RoundId>,
    body: Valid<wire::CorrectRound>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let change = |change: &wire::ChangeMark| publication::Change {
        area: change.area_id,
        code: change.code.clone(),
        points: change.points,
    };
    let changes: Vec<_> = body.changes.iter().map(change).collect();
    let reason = body.reason.trim().to_owned();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| publication::correct(tx, actor, id, &changes, &reason);
    stepped(&state, &caller, key, id, &body, work).await
}

/// Lets a round not take place. Needs `manage_inspections`; not once scores were seen. Problems:
/// `round_step_forbidden`.
#[utoipa::path(tag = "inspections", operation_id = "cancel_round",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Round), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/inspection-rounds/{id}/cancellation")]
async fn cancel_round(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<RoundId>,
) -> Answer {
    let id = *id;
    stepped(&state, &caller, key, id, &(), move |tx, actor| rounds::cancel(tx, actor, id)).await
}

/// Runs a step and answers with the round as it is then.
async fn stepped<B, E, F>(
    state: &State,
    caller: &Caller,
    key: IdempotencyKey,
    id: RoundId,
    body: &B,
    work: F,
) -> Answer
where
    B: Serialize,
    E: Into<ApiError>,
    F: FnOnce(&mut Tx<'_>, &Actor) -> Result<(), E> + Send + 'static,
{
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<wire::Round, ApiError> {
        work(tx, actor).map_err(Into::into)?;
        rounds::round(tx, Some(actor), id).map(shown).map_err(Into::into)
    };
    let round = state.write_once(key, &caller.actor(), body, work).await?;
    let version = round.round.version;
    Ok(Versioned::new(round, version))
}

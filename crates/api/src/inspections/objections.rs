//! Objections.

use actix_web::{get, post, web};
use app::{
    db::Tx,
    inspections::objections::{self, Error, NewObjection, StoredObjection, state_name},
};
use contract::{inspections as wire, problems::Problem};
use domain::{
    ids::{AreaId, ObjectionId, RoundId},
    inspections::{Decision, ObjectionState},
    permissions::Actor,
};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiResult, Caller, IdempotencyKey, State, Valid};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_objections).service(raise_objection);
    cfg.service(decide_objection).service(withdraw_objection);
}

/// The objections of a round: all for its team and who holds rounds there, else those of the places the caller speaks
/// for.
#[utoipa::path(tag = "inspections", operation_id = "list_objections", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Objections), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/inspection-rounds/{id}/objections")]
async fn list_objections(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<RoundId>,
) -> ApiResult<wire::Objections> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read(move |tx| objections::list(tx, &actor, id)).await?;
    Ok(web::Json(wire::Objections { items: found.into_iter().map(render).collect() }))
}

/// Objects to a mark, once for each. Needs `object_to_scores` for the place, while its time to object runs. Problems:
/// `no_objections_now`, `objection_exists`, `fields_invalid`.
#[utoipa::path(tag = "inspections", operation_id = "raise_objection", request_body = wire::RaiseObjection,
    params(("id" = uuid::Uuid, Path), ("area_id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Objection), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/inspection-rounds/{id}/targets/{area_id}/objections")]
async fn raise_objection(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    path: web::Path<(RoundId, AreaId)>,
    body: Valid<wire::RaiseObjection>,
) -> ApiResult<wire::Objection> {
    let ((round, area), body) = (*path, body.into_inner());
    let new = NewObjection {
        code: body.code.clone(),
        text: body.text.trim().to_owned(),
        photos: body.photos.clone(),
    };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        objections::raise(tx, actor, round, area, &new).map(render)
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Decides an objection. Needs `manage_inspections`; neither an inspector of the round nor who objected decides. Problems:
/// `own_case`, `objection_ended`, `fields_invalid`.
#[utoipa::path(tag = "inspections", operation_id = "decide_objection", request_body = wire::DecideObjection,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Objection), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/inspection-objections/{id}/decision")]
async fn decide_objection(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ObjectionId>,
    body: Valid<wire::DecideObjection>,
) -> ApiResult<wire::Objection> {
    let (id, body) = (*id, body.into_inner());
    let decision = body.points.map_or(Decision::Dismiss, |points| Decision::Uphold { points });
    let reply = body.reply.trim().to_owned();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        objections::decide(tx, actor, id, decision, &reply).map(render)
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Takes an objection back: who raised it, while it is open. Problems: `objection_not_yours`, `objection_ended`.
#[utoipa::path(tag = "inspections", operation_id = "withdraw_objection",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Objection), (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/inspection-objections/{id}/withdrawal")]
async fn withdraw_objection(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ObjectionId>,
) -> ApiResult<wire::Objection> {
    let id = *id;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        objections::withdraw(tx, actor, id).map(render)
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &(), work).await?))
}

fn render(found: StoredObjection) -> wire::Objection {
    let state = found.objection.state;
    wire::Objection {
        id: found.id,
        round_id: found.round,
        area_id: found.area,
        area_path: found.path,
        code: found.code,
        text: found.text,
        photos: found.photos,
        state: state_name(state).to_owned(),
        before: found.objection.before,
        after: match state {
            ObjectionState::Upheld { points } => Some(points),
            _ => None,
        },
        objector_id: found.objection.objector,
        reply: found.reply,
        raised_at: found.raised_at,
        decided_at: found.decided_at,
    }
}

//! Charters of funds.

use actix_web::{get, post, put, web};
use app::{
    db::{DbError, Tx},
    funds::{
        Error,
        charters::{self, Content},
    },
};
use contract::{funds as wire, problems::Problem};
use domain::{
    ids::{CharterId, FundId},
    permissions::Actor,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::render;
use crate::{ApiError, ApiResult, Caller, IdempotencyKey, IfMatch, MaybeCaller, State, Valid, Versioned};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_fund_charters).service(get_charter).service(draft_charter).service(revise_charter);
    cfg.service(found_charter);
}

/// The versions of a fund's charter, the latest first. Public; drafts for who manages, keeps, decides about or audits funds
/// there.
#[utoipa::path(tag = "funds", operation_id = "list_fund_charters", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Charters), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/funds/{id}/charters")]
async fn list_fund_charters(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<FundId>,
) -> ApiResult<wire::Charters> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read::<_, DbError, _>(move |tx| charters::list(tx, actor.as_deref(), id)).await?;
    Ok(web::Json(wire::Charters { items: found.iter().map(render::summary).collect() }))
}

/// One version of a charter with its text. Public; drafts for who manages, keeps, decides about or audits funds there.
#[utoipa::path(tag = "funds", operation_id = "get_charter", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Charter), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/charters/{id}")]
async fn get_charter(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<CharterId>,
) -> Result<Versioned<wire::Charter>, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read::<_, DbError, _>(move |tx| charters::charter(tx, actor.as_deref(), id)).await?;
    Ok(versioned(render::charter(found)))
}

pub(super) fn versioned(charter: wire::Charter) -> Versioned<wire::Charter> {
    let version = charter.summary.version;
    Versioned::new(charter, version)
}

fn content(body: wire::WriteCharter) -> Content {
    let wire::WriteCharter { title, document, rules } = body;
    Content { title, document, rules }
}

/// Writes a draft of a fund's next charter. Needs `manage_funds` there. Problems: `fields_invalid`, `charters_full`.
#[utoipa::path(tag = "funds", operation_id = "draft_charter", request_body = wire::WriteCharter,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = wire::Charter), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/funds/{id}/charters")]
async fn draft_charter(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<FundId>,
    body: Valid<wire::WriteCharter>,
) -> Result<Versioned<wire::Charter>, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let new = content(body.clone());
    let work =
        move |tx: &mut Tx<'_>, actor: &Actor| charters::draft(tx, actor, id, &new).map(render::charter);
    let made = state.write_once::<_, _, Error, _>(key, &caller.actor(), &body, work).await?;
    let (path, version) = (format!("/charters/{}", made.summary.id), made.summary.version);
    Ok(Versioned::created(made, version, &path))
}

/// Writes a draft anew. Needs `manage_funds` there, and `If-Match`. Problems: `changed_meanwhile`, `charter_adopted`,
/// `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "revise_charter", request_body = wire::WriteCharter,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = wire::Charter), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem)),
    security(("bearer" = [])))]
#[put("/charters/{id}")]
async fn revise_charter(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    id: web::Path<CharterId>,
    body: Valid<wire::WriteCharter>,
) -> Result<Versioned<wire::Charter>, ApiError> {
    let (id, actor, new) = (*id, caller.actor(), content(body.into_inner()));
    let work = move |tx: &mut Tx<'_>| charters::revise(tx, &actor, id, version.0, &new);
    Ok(versioned(render::charter(state.db.write::<_, Error, _>(work).await?)))
}

/// Puts the first charter of a fund in force, today; later ones are adopted by the committee. Needs `manage_funds` there, and
/// `If-Match`. Problems: `changed_meanwhile`, `charter_adopted`, `charter_not_founding`.
#[utoipa::path(tag = "funds", operation_id = "found_charter",
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = wire::Charter), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)),
    security(("bearer" = [])))]
#[post("/charters/{id}/founding")]
async fn found_charter(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    id: web::Path<CharterId>,
) -> Result<Versioned<wire::Charter>, ApiError> {
    let (id, actor) = (*id, caller.actor());
    let work = move |tx: &mut Tx<'_>| charters::found(tx, &actor, id, version.0);
    Ok(versioned(render::charter(state.db.write::<_, Error, _>(work).await?)))
}

//! Funds themselves.

use actix_web::{get, patch, post, web};
use app::{
    areas,
    db::{DbError, Tx},
    funds::{self, Error, Filter, NewFund, Page as Wanted, Patch},
};
use contract::{funds as wire, page::Page, problems::Problem};
use domain::{ids::FundId, ledger::Purpose, permissions::Actor};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{limit, render};
use crate::{
    ApiError, ApiResult, Caller, IdempotencyKey, IfMatch, MaybeCaller, Query, State, Valid, Versioned,
    providers::cursor,
};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_funds).service(get_fund).service(create_fund).service(change_fund);
    cfg.service(add_fund_purpose);
}

/// Lists funds, the newest first. Public; those that are being founded for who manages, keeps, decides about or audits funds
/// there. Problems: `query_invalid`, `not_found` (the area).
#[utoipa::path(tag = "funds", operation_id = "list_funds", params(wire::ListFunds),
    responses((status = 200, body = Page<wire::Fund>), (status = 400, body = Problem),
        (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/funds")]
async fn list_funds(
    state: web::Data<State>,
    caller: MaybeCaller,
    query: Query<wire::ListFunds>,
) -> ApiResult<Page<wire::Fund>> {
    let (actor, Query(query)) = (caller.actor(), query);
    let (limit, after) = (limit(query.limit), cursor(query.after.as_deref())?);
    let read = move |tx: &mut Tx<'_>| -> Result<_, DbError> {
        let area = query.area_id.map(|id| areas::area(tx, id)).transpose()?.map(|area| area.path);
        let filter = Filter { area, state: query.state };
        funds::list(tx, actor.as_deref(), &filter, Wanted { after, limit: i64::from(limit) + 1 })
    };
    let page = Page::cut(state.db.read(read).await?, limit, |shown| shown.fund.id.to_string());
    Ok(web::Json(page.map(render::fund)))
}

/// One fund, with its purposes and the charter in force. Public, but while it is being founded.
#[utoipa::path(tag = "funds", operation_id = "get_fund", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Fund), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/funds/{id}")]
async fn get_fund(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<FundId>,
) -> Result<Versioned<wire::Fund>, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read::<_, DbError, _>(move |tx| funds::fund(tx, actor.as_deref(), id)).await?;
    Ok(versioned(render::fund(found)))
}

/// A fund as the caller sees it after a change.
pub(super) fn shown(tx: &mut Tx<'_>, actor: &Actor, id: FundId) -> Result<wire::Fund, Error> {
    Ok(render::fund(funds::fund(tx, Some(actor), id)?))
}

pub(super) fn versioned(done: wire::Fund) -> Versioned<wire::Fund> {
    let version = done.version;
    Versioned::new(done, version)
}

/// Founds a fund; it takes nothing in before it is open. Needs `manage_funds` there. Problems: `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "create_fund", request_body = wire::NewFund,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = wire::Fund), (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/funds")]
async fn create_fund(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    body: Valid<wire::NewFund>,
) -> Result<Versioned<wire::Fund>, ApiError> {
    let body = body.into_inner();
    let wire::NewFund { area_id: area, name, description } = body.clone();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        let id = funds::create(tx, actor, &NewFund { area, name, description })?;
        shown(tx, actor, id)
    };
    let made = state.write_once(key, &caller.actor(), &body, work).await?;
    let (path, version) = (format!("/funds/{}", made.id), made.version);
    Ok(Versioned::created(made, version, &path))
}

/// Changes what is said of a fund. Needs `manage_funds` there, and `If-Match`. Problems: `changed_meanwhile`.
#[utoipa::path(tag = "funds", operation_id = "change_fund", request_body = wire::PatchFund,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = wire::Fund), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)),
    security(("bearer" = [])))]
#[patch("/funds/{id}")]
async fn change_fund(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    id: web::Path<FundId>,
    body: Valid<wire::PatchFund>,
) -> Result<Versioned<wire::Fund>, ApiError> {
    let wire::PatchFund { name, description } = body.into_inner();
    let (id, actor, patch) = (*id, caller.actor(), Patch { name, description });
    let work = move |tx: &mut Tx<'_>| {
        funds::change(tx, &actor, id, version.0, patch)?;
        shown(tx, &actor, id)
    };
    Ok(versioned(state.db.write::<_, Error, _>(work).await?))
}

/// Lets gifts be restricted to one more purpose, for as long as the fund is there. Needs `manage_funds` there. Problems:
/// `fields_invalid`, `fund_purpose_taken`, `fund_purposes_full`, `fund_not_open`.
#[utoipa::path(tag = "funds", operation_id = "add_fund_purpose", request_body = wire::FundPurpose,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Fund), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/funds/{id}/purposes")]
async fn add_fund_purpose(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<FundId>,
    body: Valid<wire::FundPurpose>,
) -> Result<Versioned<wire::Fund>, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let name = body.name.clone();
    let purpose = Purpose::parse(&body.code).map_err(ApiError::internal)?;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        funds::add_purpose(tx, actor, id, purpose, &name)?;
        shown(tx, actor, id)
    };
    Ok(versioned(state.write_once::<_, _, Error, _>(key, &caller.actor(), &body, work).await?))
}

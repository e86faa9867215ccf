//! Findings: listed and read, and what is looked for.

use actix_web::{get, put, web};
use app::{
    db::{DbError, Tx},
    funds::{
        Error, Page as Wanted,
        findings::{self, Detectors, Filter},
    },
};
use contract::{funds as wire, page::Page, problems::Problem};
use domain::{
    ids::{FindingId, FundId},
    permissions::Actor,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::render;
use crate::{
    ApiError, ApiResult, Caller, IdempotencyKey, Query, State, Valid, Versioned, funds::limit,
    providers::cursor,
};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_findings).service(get_finding);
    cfg.service(get_finding_settings).service(set_finding_settings);
}

/// A finding as the caller sees it after a step.
pub(super) fn shown(tx: &mut Tx<'_>, actor: &Actor, id: FindingId) -> Result<wire::Finding, DbError> {
    render::finding(findings::finding(tx, actor, id)?)
}

pub(super) fn versioned(done: wire::Finding) -> Versioned<wire::Finding> {
    let version = done.summary.version;
    Versioned::new(done, version)
}

/// What looks wrong among the payments of a fund, the latest raised first. For who manages (`manage_funds`), keeps (`keep_funds`),
/// decides about (`decide_funds`) or audits (`view_ledger`) funds there. Problems: `query_invalid`.
#[utoipa::path(tag = "funds", operation_id = "list_findings", params(("id" = uuid::Uuid, Path), wire::ListFindings),
    responses((status = 200, body = Page<wire::FindingSummary>), (status = 400, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/funds/{id}/findings")]
async fn list_findings(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<FundId>,
    query: Query<wire::ListFindings>,
) -> ApiResult<Page<wire::FindingSummary>> {
    let (actor, id, Query(query)) = (caller.actor(), *id, query);
    let (limit, after) = (limit(query.limit), cursor(query.after.as_deref())?);
    let word = |state| match state {
        wire::FindingStanding::Open => "open",
        wire::FindingStanding::Answered => "answered",
        wire::FindingStanding::Settled => "settled",
    };
    let filter = Filter { state: query.state.map(word), kind: query.kind };
    let page = Wanted { after, limit: i64::from(limit) + 1 };
    let read = move |tx: &mut Tx<'_>| findings::list(tx, &actor, id, &filter, page);
    let found = state.db.read::<_, DbError, _>(read).await?;
    let page = Page::cut(found, limit, |stored| stored.finding.id.to_string());
    Ok(web::Json(page.map(|stored| render::summary(&stored))))
}

/// One finding with the payments behind it and what was said of it. For whom `list_findings` is.
#[utoipa::path(tag = "funds", operation_id = "get_finding", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Finding), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/findings/{id}")]
async fn get_finding(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<FindingId>,
) -> Result<Versioned<wire::Finding>, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    Ok(versioned(state.db.read::<_, DbError, _>(move |tx| shown(tx, &actor, id)).await?))
}

/// What a fund lets its detectors ask about. For whom `list_findings` is.
#[utoipa::path(tag = "funds", operation_id = "get_finding_settings", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::FindingSettings), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/funds/{id}/finding-settings")]
async fn get_finding_settings(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<FundId>,
) -> ApiResult<wire::FindingSettings> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read::<_, DbError, _>(move |tx| findings::settings(tx, &actor, id)).await?;
    Ok(web::Json(render::settings(found)))
}

/// Lets detectors ask about something else, of what is paid from now on. Needs `audit_ledger` there. Problems: `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "set_finding_settings", request_body = wire::FindingSettings,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::FindingSettings), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[put("/funds/{id}/finding-settings")]
async fn set_finding_settings(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<FundId>,
    body: Valid<wire::FindingSettings>,
) -> ApiResult<wire::FindingSettings> {
    let (id, body) = (*id, body.into_inner());
    let wire::FindingSettings { split_days, round_fen, round_min_fen } = body;
    let new = Detectors { split_days, round_fen, round_min_fen };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        findings::set(tx, actor, id, new)?;
        Ok(render::settings(findings::settings(tx, actor, id)?))
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

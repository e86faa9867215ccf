//! What those who serve a provider look at: calls, who works on what, what was used.

use actix_web::{get, web};
use app::tickets::{self, MATERIAL_SUMS_MAX};
use chrono::TimeDelta;
use contract::{
    page::Page,
    problems::{self, Problem},
    tickets as wire,
};
use domain::ids::ProviderId;
use utoipa_actix_web::service_config::ServiceConfig;

use super::render_partners as render;
use crate::{ApiError, ApiResult, Caller, Query, State, providers::cursor};

/// Longest time of which material is summed.
const MATERIALS_WITHIN: TimeDelta = TimeDelta::days(400);

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_calls).service(list_provider_workers).service(sum_provider_materials);
}

/// Lists the calls of a provider with their tickets, the newest first; what was taken back is not among them. For those who serve
/// it.
#[utoipa::path(tag = "tickets", operation_id = "list_calls", params(wire::ListCalls),
    responses((status = 200, body = Page<wire::ListedCall>), (status = 403, body = Problem)),
    security(("bearer" = [])))]
#[get("/calls")]
pub(super) async fn list_calls(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::ListCalls>,
) -> ApiResult<Page<wire::ListedCall>> {
    let (actor, Query(query)) = (caller.actor(), query);
    let limit = query.page().limit();
    let filter = tickets::CallFilter {
        provider: query.provider_id,
        state: query.state,
        after: cursor(query.after.as_deref())?,
        limit: i64::from(limit) + 1,
    };
    let found = state.db.read(move |tx| tickets::calls(tx, &actor, filter)).await?;
    let page = Page::cut(found, limit, |listed| listed.call.id.to_string());
    Ok(web::Json(page.map(render::listed_call)))
}

/// Who works for a provider, how much each has to do and what each has done within 30 days; those with the most to do first. For
/// those who serve it, and for whoever assigns tickets where it serves.
#[utoipa::path(tag = "tickets", operation_id = "list_provider_workers", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::ProviderWorkers), (status = 403, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/providers/{id}/workers")]
pub(super) async fn list_provider_workers(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ProviderId>,
) -> ApiResult<wire::ProviderWorkers> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read(move |tx| tickets::workers(tx, &actor, id)).await?;
    Ok(web::Json(wire::ProviderWorkers { items: found.into_iter().map(render::worker).collect() }))
}

/// What a provider used for repairs in a time, summed by name and unit. For those who serve it. Problems: `query_invalid`.
#[utoipa::path(tag = "tickets", operation_id = "sum_provider_materials",
    params(("id" = uuid::Uuid, Path), wire::SumMaterials),
    responses((status = 200, body = wire::MaterialSums), (status = 400, body = Problem),
        (status = 403, body = Problem)),
    security(("bearer" = [])))]
#[get("/providers/{id}/materials")]
pub(super) async fn sum_provider_materials(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ProviderId>,
    query: Query<wire::SumMaterials>,
) -> ApiResult<wire::MaterialSums> {
    let (actor, id, Query(query)) = (caller.actor(), *id, query);
    let (from, until) = (query.from, query.until);
    if until <= from || until - from > MATERIALS_WITHIN {
        let reason = "until: after `from`, and at most 400 days later";
        return Err(ApiError::new(&problems::QUERY_INVALID).with("reason", reason));
    }
    let mut found = state.db.read(move |tx| tickets::materials(tx, &actor, id, (from, until))).await?;
    let most = usize::try_from(MATERIAL_SUMS_MAX).unwrap_or(usize::MAX);
    let more = found.len() > most;
    found.truncate(most);
    let items = found.into_iter().map(render::material_sum).collect();
    Ok(web::Json(wire::MaterialSums { items, more }))
}

//! The three rates: of places, of kinds of matters, of those who work.

use actix_web::{get, web};
use app::tickets::{self, Period};
use chrono::TimeDelta;
use contract::{
    problems::{self, Problem},
    tickets as wire,
};

use super::{read::in_query, render};
use crate::{ApiError, ApiResult, Caller, Query, State};

/// Longest period of a summary, in days.
const DAYS_MAX: i64 = 366;

/// The three rates of an area and a period, with numerators and denominators; also of each area directly in it. Needs
/// `view_tickets` there.
#[utoipa::path(tag = "tickets", operation_id = "summarize_tickets", params(wire::SummarizeTickets),
    responses((status = 200, body = wire::TicketSummary), (status = 400, body = Problem),
        (status = 403, body = Problem)),
    security(("bearer" = [])))]
#[get("/tickets/summary")]
pub(super) async fn summarize_tickets(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::SummarizeTickets>,
) -> ApiResult<wire::TicketSummary> {
    let (actor, Query(query)) = (caller.actor(), query);
    let period = period(&query)?;
    let found = state.db.read_long(move |tx| tickets::summary(tx, &actor, query.area_id, period)).await;
    let (total, parts) = found.map_err(in_query)?;
    let parts = parts.into_iter().map(render::of_area).collect();
    Ok(web::Json(wire::TicketSummary { total: render::of_area(total), parts }))
}

/// The same rates of each kind of matter in an area, most reported first. Needs `view_tickets` there.
#[utoipa::path(tag = "tickets", operation_id = "rate_categories", params(wire::SummarizeTickets),
    responses((status = 200, body = Vec<wire::CategoryRates>), (status = 400, body = Problem),
        (status = 403, body = Problem)),
    security(("bearer" = [])))]
#[get("/tickets/summary/categories")]
pub(super) async fn rate_categories(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::SummarizeTickets>,
) -> ApiResult<Vec<wire::CategoryRates>> {
    let (actor, Query(query)) = (caller.actor(), query);
    let period = period(&query)?;
    let found = state.db.read_long(move |tx| tickets::of_categories(tx, &actor, query.area_id, period)).await;
    Ok(web::Json(found.map_err(in_query)?.into_iter().map(render::of_category).collect()))
}

/// The same rates of everybody who works or worked on the tickets of an area, and of those that nobody has; most reported
/// first. Needs `view_tickets` there. Problems: `query_invalid`, also where more than 1,000 people work there.
#[utoipa::path(tag = "tickets", operation_id = "rate_keepers", params(wire::SummarizeTickets),
    responses((status = 200, body = Vec<wire::KeeperRates>), (status = 400, body = Problem),
        (status = 403, body = Problem)),
    security(("bearer" = [])))]
#[get("/tickets/summary/keepers")]
pub(super) async fn rate_keepers(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::SummarizeTickets>,
) -> ApiResult<Vec<wire::KeeperRates>> {
    let (actor, Query(query)) = (caller.actor(), query);
    let period = period(&query)?;
    let found = state.db.read_long(move |tx| tickets::of_keepers(tx, &actor, query.area_id, period)).await;
    Ok(web::Json(found.map_err(in_query)?.into_iter().map(render::of_keeper).collect()))
}

/// The same rates of each provider that keeps tickets of an area, most reported first; what none keeps is not among them. Needs
/// `view_tickets` there.
#[utoipa::path(tag = "tickets", operation_id = "rate_providers", params(wire::SummarizeTickets),
    responses((status = 200, body = Vec<wire::ProviderRates>), (status = 400, body = Problem),
        (status = 403, body = Problem)),
    security(("bearer" = [])))]
#[get("/tickets/summary/providers")]
pub(super) async fn rate_providers(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::SummarizeTickets>,
) -> ApiResult<Vec<wire::ProviderRates>> {
    let (actor, Query(query)) = (caller.actor(), query);
    let period = period(&query)?;
    let found = state.db.read_long(move |tx| tickets::of_providers(tx, &actor, query.area_id, period)).await;
    Ok(web::Json(found.map_err(in_query)?.into_iter().map(render::of_provider).collect()))
}

fn period(query: &wire::SummarizeTickets) -> Result<Period, ApiError> {
    let length = query.until - query.from;
    if length <= TimeDelta::zero() || length > TimeDelta::days(DAYS_MAX) {
        let reason = format!("until comes after from, by at most {DAYS_MAX} days");
        return Err(ApiError::new(&problems::QUERY_INVALID).with("reason", reason));
    }
    Ok(Period { from: query.from, until: query.until })
}

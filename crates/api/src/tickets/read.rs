//! Reading tickets.

use actix_web::{HttpRequest, HttpResponse, get, http::header, web};
use app::{
    db::Tx,
    tickets::{self, Filter, Period},
};
use chrono::TimeDelta;
use contract::{
    page::Page,
    problems::{self, Problem},
    tickets as wire,
};
use domain::{
    ids::TicketId,
    tickets::{CategoryCode, StateName},
};

use super::{export, render};
use crate::{ApiError, ApiResult, Caller, Query, State, Versioned};

/// Longest period of a summary, in days.
const SUMMARY_DAYS_MAX: i64 = 366;

/// Lists tickets, newest first. Whoever holds `view_tickets` sees those of their areas; everybody sees their own
/// (`mine`). With `Accept: text/csv` all of them as one file, up to 20,000. Problems: `export_too_large`.
#[utoipa::path(tag = "tickets", operation_id = "list_tickets", params(wire::ListTickets),
    responses((status = 200, content((Page<wire::ListedTicket> = "application/json"), (String = "text/csv"))),
        (status = 400, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[get("/tickets")]
pub(super) async fn list_tickets(
    request: HttpRequest,
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::ListTickets>,
) -> Result<HttpResponse, ApiError> {
    let (actor, Query(query)) = (caller.actor(), query);
    let filter = filter(&query)?;
    let accept = request.headers().get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or("");
    if accept.trim().to_ascii_lowercase().starts_with("text/csv") {
        return export::csv(&request, &state, actor, filter).await;
    }
    let limit = query.page().limit();
    let after = query.after.as_deref().map(str::parse).transpose();
    let after = after.map_err(|e| ApiError::new(&problems::QUERY_INVALID).with("reason", e))?;
    let page = tickets::Page { after, limit: i64::from(limit) + 1 };
    let found = state.db.read(move |tx| tickets::list(tx, &actor, &filter, page)).await;
    let items = found.map_err(in_query)?;
    let page = Page::cut(items, limit, |item| item.id.to_string());
    Ok(HttpResponse::Ok().json(page.map(render::item)))
}

/// Reads one ticket with its timeline and what the caller may do next. Its reporter may, whoever wrote it for them, its
/// handler, and whoever holds `view_tickets` in its area.
#[utoipa::path(tag = "tickets", operation_id = "get_ticket", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Ticket), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/tickets/{id}")]
pub(super) async fn get_ticket(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<TicketId>,
) -> Result<Versioned<wire::Ticket>, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read(move |tx| tickets::ticket(tx, &actor, id)).await?;
    let version = found.item.version;
    Ok(Versioned::new(render::detail(found), version))
}

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
    let length = query.until - query.from;
    if length <= TimeDelta::zero() || length > TimeDelta::days(SUMMARY_DAYS_MAX) {
        let reason = format!("until comes after from, by at most {SUMMARY_DAYS_MAX} days");
        return Err(ApiError::new(&problems::QUERY_INVALID).with("reason", reason));
    }
    let period = Period { from: query.from, until: query.until };
    let work = move |tx: &mut Tx<'_>| tickets::summary(tx, &actor, query.area_id, period);
    let (total, parts) = state.db.read_long(work).await.map_err(in_query)?;
    let parts = parts.into_iter().map(render::rates).collect();
    Ok(web::Json(wire::TicketSummary { total: render::rates(total), parts }))
}

/// In a query string an unknown area is no bad field of a body.
fn in_query(error: tickets::Error) -> ApiError {
    match error {
        tickets::Error::AreaUnknown => {
            ApiError::new(&problems::QUERY_INVALID).with("reason", "area_id: there is no such area")
        }
        other => other.into(),
    }
}

fn filter(query: &wire::ListTickets) -> Result<Filter, ApiError> {
    let invalid = |reason: String| ApiError::new(&problems::QUERY_INVALID).with("reason", reason);
    let state = |word: &str| StateName::parse(word).ok_or_else(|| invalid(format!("state: {word}")));
    let states = query.state.as_deref().unwrap_or_default().split(',').filter(|w| !w.is_empty());
    let category = query.category.as_deref().map(CategoryCode::new).transpose();
    let search = query.search.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let search_max = wire::ListTickets::SEARCH_CHARS_MAX;
    if search.as_ref().is_some_and(|text| text.chars().count() > search_max) {
        return Err(invalid(format!("search: at most {search_max} characters")));
    }
    Ok(Filter {
        states: states.take(StateName::ALL.len()).map(state).collect::<Result<_, _>>()?,
        category: category.map_err(|e| invalid(e.to_string()))?,
        area: query.area_id,
        mine: query.mine,
        assigned_to_me: query.assigned_to_me,
        overdue: query.overdue,
        search,
        counted: query.counted,
        reported_from: query.reported_from,
        reported_until: query.reported_until,
    })
}

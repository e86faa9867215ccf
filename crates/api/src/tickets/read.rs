//! Reading tickets.

use actix_web::{HttpRequest, HttpResponse, get, web};
use app::tickets::{self, Filter};
use contract::{
    page::Page,
    problems::{self, Problem},
    tickets as wire,
};
use domain::{
    ids::TicketId,
    search::QueryError,
    tickets::{CategoryCode, Sought, StateName},
};

use super::{
    export::{self, Format},
    render,
};
use crate::{
    ApiError, Caller, Query, State, Versioned,
    tables::{Wanted, lang},
};

/// Lists tickets, newest first. Whoever holds `view_tickets` sees those of their areas, whoever serves a provider those that it
/// keeps (`provider_id`); everybody sees their own (`mine`). With `Accept: text/csv` or that of Excel workbooks all of them as one file, up to 100,000, sent while they are
/// read; `gongzhi-rows` says how many come. Problems: `export_too_large`, `search_too_short`.
#[utoipa::path(tag = "tickets", operation_id = "list_tickets", params(wire::ListTickets),
    responses((status = 200, content((Page<wire::ListedTicket> = "application/json"), (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
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
    let format = match Wanted::of(&request) {
        Wanted::Json => None,
        Wanted::Csv => Some(Format::Csv),
        Wanted::Xlsx => Some(Format::Xlsx),
    };
    if let Some(format) = format {
        return export::file(&state, actor, filter, format, lang(&request)).await;
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
/// handler, whoever holds `view_tickets` in its area, and whoever serves a provider that keeps it or was called to it.
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

/// In a query string an unknown area is no bad field of a body.
pub(super) fn in_query(error: tickets::Error) -> ApiError {
    match error {
        tickets::Error::AreaUnknown => {
            ApiError::new(&problems::QUERY_INVALID).with("reason", "area_id: there is no such area")
        }
        other => other.into(),
    }
}

/// Reads what a list is searched for.
pub(super) fn sought(raw: Option<&str>) -> Result<Option<Sought>, ApiError> {
    let found = raw.map(Sought::new).transpose().map_err(|error| match error {
        QueryError::TooShort => ApiError::new(&problems::tickets::SEARCH_TOO_SHORT),
        QueryError::TooLong => {
            ApiError::new(&problems::QUERY_INVALID).with("reason", format!("search: {error}"))
        }
    })?;
    Ok(found.flatten())
}

fn filter(query: &wire::ListTickets) -> Result<Filter, ApiError> {
    let invalid = |reason: String| ApiError::new(&problems::QUERY_INVALID).with("reason", reason);
    let state = |word: &str| StateName::parse(word).ok_or_else(|| invalid(format!("state: {word}")));
    let states = query.state.as_deref().unwrap_or_default().split(',').filter(|w| !w.is_empty());
    let category = query.category.as_deref().map(CategoryCode::new).transpose();
    let keeper = query.keeper.as_deref().map(|word| match word {
        "none" => Ok(None),
        id => id.parse().map(Some).map_err(|_| invalid(format!("keeper: {word}"))),
    });
    let keeper = keeper.transpose()?;
    Ok(Filter {
        states: states.take(StateName::ALL.len()).map(state).collect::<Result<_, _>>()?,
        keeper,
        provider: query.provider_id,
        escalated: query.escalated,
        category: category.map_err(|e| invalid(e.to_string()))?,
        area: query.area_id,
        mine: query.mine,
        assigned_to_me: query.assigned_to_me,
        overdue: query.overdue,
        due_soon: query.due_soon,
        solved_from: query.solved_from,
        search: sought(query.search.as_deref())?,
        counted: query.counted,
        reported_from: query.reported_from,
        reported_until: query.reported_until,
    })
}

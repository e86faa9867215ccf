//! Public tickets, without a sign-in.

use actix_web::{get, web};
use app::{
    areas,
    db::DbError,
    tickets::{self, PublicFilter, PublicPage},
};
use contract::{
    page::Page,
    problems::{self, Problem},
    tickets as wire,
};
use domain::{ids::TicketId, tickets::CategoryCode};

use super::read::sought;
use crate::{ApiError, ApiResult, Query, State, categories::names};

/// Lists public tickets, newest first: what was reported under a kind that was public then, and was not withdrawn. Nothing
/// in it is about people, and positions are rounded. Public. Problems: `query_invalid`,
/// `search_too_short`.
#[utoipa::path(tag = "tickets", operation_id = "list_public_tickets", params(wire::ListPublicTickets),
    responses((status = 200, body = Page<wire::PublicTicket>), (status = 400, body = Problem)))]
#[get("/public/tickets")]
pub(super) async fn list_public_tickets(
    state: web::Data<State>,
    query: Query<wire::ListPublicTickets>,
) -> ApiResult<Page<wire::PublicTicket>> {
    let Query(query) = query;
    let (filter, limit, area) = (filter(&query)?, query.page().limit(), query.area_id);
    let after = query.after.as_deref().map(str::parse).transpose().map_err(|_| invalid("after"))?;
    let page = PublicPage { after, skip: 0, limit: i64::from(limit) + 1 };
    let found = state.db.read(move |tx| {
        let under = area.map(|id| areas::area(tx, id)).transpose()?.map(|area| area.path);
        tickets::public_tickets(tx, &PublicFilter { under, ..filter }, page)
    });
    let items = found.await.map_err(|error| match error {
        DbError::NotFound => invalid("area_id: there is no such area"),
        other => other.into(),
    })?;
    Ok(web::Json(Page::cut(items, limit, |ticket| ticket.id.to_string()).map(render)))
}

/// Reads one public ticket. Public; a ticket that is not does not exist here. Problems: `not_found`.
#[utoipa::path(tag = "tickets", operation_id = "get_public_ticket", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::PublicTicket), (status = 404, body = Problem)))]
#[get("/public/tickets/{id}")]
pub(super) async fn get_public_ticket(
    state: web::Data<State>,
    id: web::Path<TicketId>,
) -> ApiResult<wire::PublicTicket> {
    let id = *id;
    let found = state.db.read(move |tx| tickets::public_ticket(tx, id)).await;
    Ok(web::Json(render(found.map_err(|error: DbError| ApiError::from(error))?)))
}

fn filter(query: &wire::ListPublicTickets) -> Result<PublicFilter, ApiError> {
    let category = query.category.as_deref().map(CategoryCode::new).transpose();
    let window = query.bbox.as_deref().map(str::parse).transpose();
    Ok(PublicFilter {
        categories: category.map_err(|error| invalid(&error.to_string()))?.into_iter().collect(),
        state: query.state,
        search: sought(query.search.as_deref())?,
        window: window.map_err(|error: domain::tickets::public::WindowError| invalid(&error.to_string()))?,
        reported_from: query.reported_from,
        reported_until: query.reported_until,
        ..PublicFilter::default()
    })
}

fn invalid(reason: &str) -> ApiError {
    ApiError::new(&problems::QUERY_INVALID).with("reason", reason)
}

pub(super) fn render(ticket: tickets::PublicTicket) -> wire::PublicTicket {
    let category = ticket.category;
    wire::PublicTicket {
        id: ticket.id,
        number: ticket.number.to_string(),
        state: ticket.state,
        area: wire::AreaName { id: ticket.area, path: ticket.path, name: ticket.area_name },
        category: wire::CategoryName { id: category.id, code: category.code, names: names(category.names) },
        text: ticket.text,
        position: ticket.position.map(wire::Point::from),
        reported_at: ticket.reported_at,
        due_at: ticket.due_at,
        closed_at: ticket.closed_at,
        updated_at: ticket.updated_at,
    }
}

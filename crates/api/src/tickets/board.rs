//! What is open at this moment.

use actix_web::{get, web};
use app::{areas::Area, tickets};
use contract::{problems::Problem, tickets as wire};
use utoipa_actix_web::service_config::ServiceConfig;

use super::read::in_query;
use crate::{ApiResult, Caller, Query, State};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(get_ticket_board);
}

/// What is open in an area at this moment, and what of it presses; also of each area directly in it. Needs `view_tickets`
/// there.
#[utoipa::path(tag = "tickets", operation_id = "get_ticket_board", params(wire::GetTicketBoard),
    responses((status = 200, body = wire::TicketBoard), (status = 400, body = Problem),
        (status = 403, body = Problem)),
    security(("bearer" = [])))]
#[get("/tickets/board")]
async fn get_ticket_board(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::GetTicketBoard>,
) -> ApiResult<wire::TicketBoard> {
    let (actor, Query(query)) = (caller.actor(), query);
    let found = state.db.read_long(move |tx| tickets::board(tx, &actor, query.area_id)).await;
    let board = found.map_err(in_query)?;
    Ok(web::Json(wire::TicketBoard {
        at: board.at,
        total: open(board.area, board.total),
        states: board
            .states
            .into_iter()
            .map(|(state, tickets)| wire::TicketsInState { state, tickets })
            .collect(),
        parts: board.parts.into_iter().map(|(area, counted)| open(area, counted)).collect(),
        reported_today: board.reported_today,
        solved_today: board.solved_today,
        midnight: board.midnight,
    }))
}

fn open(area: Area, counted: tickets::Open) -> wire::OpenTickets {
    wire::OpenTickets {
        area: wire::AreaName { id: area.id, path: area.path, name: area.name },
        open: counted.open,
        without_handler: counted.without_handler,
        overdue: counted.overdue,
        due_soon: counted.due_soon,
    }
}

//! What is open at this moment.

use chrono::{DateTime, Utc};
use domain::{ids::AreaId, tickets::StateName};
use serde::{Deserialize, Serialize};

use super::AreaName;

/// Of which area the board is wanted.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct GetTicketBoard {
    /// The area.
    #[cfg_attr(feature = "openapi", param(value_type = uuid::Uuid))]
    pub area_id: AreaId,
}

/// What is open in an area at this moment, and what of it presses. `list_tickets` lists what each number counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketBoard {
    /// When it was so.
    pub at: DateTime<Utc>,
    /// The area as a whole.
    pub total: OpenTickets,
    /// How many are in each state that has not ended, in the order in which tickets go through them.
    pub states: Vec<TicketsInState>,
    /// The areas directly in it that have open tickets, in the tree's order.
    pub parts: Vec<OpenTickets>,
    /// Reported since midnight: `reported_from`.
    pub reported_today: i64,
    /// Solved since midnight: `solved_from`.
    pub solved_today: i64,
    /// That midnight, in the town.
    pub midnight: DateTime<Utc>,
}

/// Open tickets of an area and everything in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenTickets {
    /// The area.
    pub area: AreaName,
    /// All that have not ended.
    pub open: i64,
    /// Those that nobody works on.
    pub without_handler: i64,
    /// Those that somebody ought to have acted on by now: `overdue`.
    pub overdue: i64,
    /// Those that somebody ought to act on within 24 hours: `due_soon`.
    pub due_soon: i64,
}

/// The open tickets that are in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketsInState {
    /// The state.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "in_progress"))]
    pub state: StateName,
    /// How many.
    pub tickets: i64,
}

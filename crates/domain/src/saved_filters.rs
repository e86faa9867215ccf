//! What somebody looks for again and again in a list.

use serde::{Deserialize, Serialize};

/// Most filters that somebody keeps for one list.
pub const PER_LIST_MAX: i64 = 20;

/// A list whose filters can be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FilteredList {
    /// The console's list of tickets.
    Tickets,
}

impl FilteredList {
    /// The name, in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tickets => "tickets",
        }
    }
}

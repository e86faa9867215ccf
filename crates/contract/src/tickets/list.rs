//! Lists and the three rates.

use chrono::{DateTime, Utc};
use domain::{
    ids::{AreaId, ProviderId, UserId},
    search::Query,
    tickets::{Measure, Rate, StateName},
};
use serde::{Deserialize, Serialize};

use super::{AreaName, CategoryName, ProviderName};
use crate::page::PageQuery;

/// Which tickets to list; all conditions at once. Newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListTickets {
    /// Only in these states, separated by commas: `submitted,in_progress`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 160))]
    pub state: Option<String>,
    /// Only this kind: its code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 32))]
    pub category: Option<String>,
    /// Only what this person works on or did: their id; `none` is what nobody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 36))]
    pub keeper: Option<String>,
    /// Only what this provider keeps. Who serves it sees all of that, and nobody else's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub provider_id: Option<ProviderId>,
    /// Only open ones of which this very area was told that they are late, as the next one above.
    #[serde(default)]
    pub escalated: bool,
    /// Only in this area and below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub area_id: Option<AreaId>,
    /// Only the caller's own reports.
    #[serde(default)]
    pub mine: bool,
    /// Only what the caller works or worked on.
    #[serde(default)]
    pub assigned_to_me: bool,
    /// Only what somebody ought to have acted on by now.
    #[serde(default)]
    pub overdue: bool,
    /// Only what somebody ought to act on within 24 hours, and not before now.
    #[serde(default)]
    pub due_soon: bool,
    /// Only solved, the last time, at or after this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solved_from: Option<DateTime<Utc>>,
    /// Only with all of these words, parted by blanks, in the report or in the name of where it is; or with this number. Full and
    /// half width, capital and small letters are the same. One of the words has two characters or more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 60))]
    pub search: Option<String>,
    /// Only what this number of a summary counts: `reported`, `answered_in_time`, `answer_expected`, `solved`,
    /// `solution_expected`, `satisfied` or `opinion_expected`. The `expected` ones are
    /// denominators of the rates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>))]
    pub counted: Option<Measure>,
    /// Only reported at or after this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported_from: Option<DateTime<Utc>>,
    /// Only reported before this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported_until: Option<DateTime<Utc>>,
    /// Items on the page, 1 to 100; 20 where absent. Not for CSV, which holds all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

/// Most tickets of one exported file.
pub const EXPORT_ROWS_MAX: usize = 100_000;
/// The header of an exported file that says how many rows will come, so that whoever waits sees how far it is.
pub const EXPORT_ROWS_HEADER: &str = "gongzhi-rows";

impl ListTickets {
    /// Longest search text, in characters.
    pub const SEARCH_CHARS_MAX: usize = Query::CHARS_MAX;

    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }

    /// Asks for these states.
    #[must_use]
    pub fn in_states(mut self, states: &[StateName]) -> Self {
        let words: Vec<&str> = states.iter().map(|s| s.as_str()).collect();
        self.state = (!words.is_empty()).then(|| words.join(","));
        self
    }
}

/// Of which area and period the rates are wanted.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct SummarizeTickets {
    /// The area.
    #[cfg_attr(feature = "openapi", param(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// Reported at or after this moment.
    pub from: DateTime<Utc>,
    /// Reported before this moment; at most 366 days after `from`.
    pub until: DateTime<Utc>,
}

/// The three rates of an area, and of each area directly in it that has tickets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketSummary {
    /// The area as a whole.
    pub total: AreaRates,
    /// Its parts, in the tree's order.
    pub parts: Vec<AreaRates>,
}

/// The three rates of an area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AreaRates {
    /// The area.
    pub area: AreaName,
    /// Its numbers.
    #[serde(flatten)]
    pub rates: Rates,
}

/// The three rates of a kind of matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CategoryRates {
    /// The kind: its code is the same in every area.
    pub category: CategoryName,
    /// Its numbers.
    #[serde(flatten)]
    pub rates: Rates,
}

/// The three rates of somebody's tickets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeeperRates {
    /// Who works on them or did; absent for what nobody has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keeper: Option<KeeperName>,
    /// Their numbers.
    #[serde(flatten)]
    pub rates: Rates,
}

/// The three rates of a provider's tickets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProviderRates {
    /// Which keeps them.
    pub provider: ProviderName,
    /// Its numbers.
    #[serde(flatten)]
    pub rates: Rates,
}

/// Somebody who works on tickets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeeperName {
    /// Their id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: UserId,
    /// Their name.
    pub name: String,
}

/// Counted tickets and three rates. Every denominator includes what is overdue and still open; withdrawn reports count nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rates {
    /// All that were reported.
    pub reported: i64,
    /// Not taken on, and due.
    pub unanswered_overdue: i64,
    /// Not confirmed, and due.
    pub unsolved_overdue: i64,
    /// What somebody ought to have acted on by now, each ticket once: what `list_tickets` with `overdue` lists.
    pub overdue: i64,
    /// Taken on in time, of all taken on and all that should have been.
    #[cfg_attr(feature = "openapi", schema(value_type = Object, example = json!({"numerator": 5, "denominator": 8})))]
    pub answered_in_time: Rate,
    /// Confirmed, of all confirmed and all that should have been.
    #[cfg_attr(feature = "openapi", schema(value_type = Object, example = json!({"numerator": 4, "denominator": 7})))]
    pub solved: Rate,
    /// Rated 4 or 5, of all rated and all that still wait beyond the due time.
    #[cfg_attr(feature = "openapi", schema(value_type = Object, example = json!({"numerator": 2, "denominator": 6})))]
    pub satisfied: Rate,
}

//! The working calendar: which days are holidays, and which weekends are worked in their place.

use domain::working_time::{SpecialDay, Year};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// Every year that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarYears {
    /// The years, in order.
    pub items: Vec<CalendarYear>,
}

/// A year of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarYear {
    /// The year and its special days.
    #[serde(flatten)]
    pub year: Year,
    /// Grows with every import; zero for what came with the program. The `ETag`.
    pub version: i64,
}

/// The special days of a year; whatever is not among them is a day like its weekday.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ImportYear {
    /// Whether the State Council's notice about the year is in it.
    pub announced: bool,
    /// The days.
    #[validate(length(max = 120))]
    #[cfg_attr(feature = "openapi", schema(max_items = 120))]
    pub days: Vec<SpecialDay>,
}

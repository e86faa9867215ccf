//! What somebody looks for again and again in a list, on the wire.

use chrono::{DateTime, Utc};
use domain::{ids::SavedFilterId, saved_filters::FilteredList};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::words::not_blank;

/// Longest name of a filter, in characters.
pub const NAME_CHARS_MAX: u64 = 40;

/// A kept filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedFilter {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: SavedFilterId,
    /// What its owner calls it.
    pub name: String,
    /// The query of the list's address.
    #[cfg_attr(feature = "openapi", schema(example = "state=submitted&overdue=true"))]
    pub query: String,
    /// When it was kept last.
    pub saved_at: DateTime<Utc>,
}

/// For which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListSavedFilters {
    /// The list: `tickets`.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub list: FilteredList,
}

/// A filter to keep.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SaveFilter {
    /// The list: `tickets`.
    #[cfg_attr(feature = "openapi", schema(inline))]
    pub list: FilteredList,
    /// What to call it.
    #[validate(length(min = 1, max = NAME_CHARS_MAX), custom(function = not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40, example = "超期的路灯"))]
    pub name: String,
    /// The query of the list's address.
    #[validate(length(max = 1000))]
    #[cfg_attr(feature = "openapi", schema(max_length = 1000, example = "state=submitted&overdue=true"))]
    pub query: String,
}

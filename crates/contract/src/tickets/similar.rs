//! Whether somebody has reported it already.

use domain::ids::AreaId;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{ListedTicket, Point, PublicTicket, words};

/// A matter that somebody is about to report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FindSimilar {
    /// Of which kind: a code from `list_categories`.
    #[validate(length(min = 1, max = 32), custom(function = crate::categories::code))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 32, pattern = "^[a-z0-9_]+$", example = "facilities")
    )]
    pub category: String,
    /// What is wrong.
    #[validate(length(min = 1, max = 2000), custom(function = words))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 2000, example = "路灯不亮，三天了"))]
    pub text: String,
    /// Where, to the metre.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub position: Option<Point>,
    /// Where, if no grid's boundary holds the position; the caller's household where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub area_id: Option<AreaId>,
}

/// Tickets that may be of the same matter, the likeliest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimilarTickets {
    /// At most three.
    pub items: Vec<SimilarTicket>,
}

/// A ticket that may be of the same matter, as everybody may know it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimilarTicket {
    /// The ticket.
    pub ticket: PublicTicket,
    /// Whether the caller reported it themselves.
    pub mine: bool,
}

/// Tickets that another could be merged into, the likeliest first.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MergeCandidates {
    /// At most three.
    pub items: Vec<ListedTicket>,
}

//! What the committee is asked about projects.

use chrono::{DateTime, Utc};
use domain::funds::RESOLUTION_TEXT_CHARS_MAX;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::words::text;

/// That the committee votes on a project, or on its early end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "reason": "公示期内没有反对意见。", "until": "2027-10-01T08:00:00Z"
})))]
#[serde(deny_unknown_fields)]
pub struct AskCommittee {
    /// Why; may be empty.
    #[validate(length(max = RESOLUTION_TEXT_CHARS_MAX), custom(function = "text"))]
    #[cfg_attr(feature = "openapi", schema(max_length = 2000))]
    pub reason: String,
    /// Until when members vote: at most 60 days.
    pub until: DateTime<Utc>,
}

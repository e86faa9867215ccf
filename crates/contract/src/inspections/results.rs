//! Published results on the wire.

use chrono::{DateTime, Utc};
use domain::{areas::AreaPath, ids::AreaId, inspections::Score};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::ListedRound;
use crate::page::LIMIT_MAX;

/// Which revision to read, and how much of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct GetRanking {
    /// The revision's number; the latest where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<u32>,
    /// Places on the page, 1 to 100; all of them where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

impl GetRanking {
    /// The number of places asked for, within its bounds; nothing where all are.
    #[must_use]
    pub fn limit(&self) -> Option<u32> {
        self.limit.map(|limit| limit.clamp(1, LIMIT_MAX))
    }
}

/// A revision of a round's results.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundRevision {
    /// 1 at first.
    pub number: u32,
    /// Why there is another one.
    pub reason: Option<String>,
    /// When it was published.
    pub published_at: DateTime<Utc>,
}

/// One place in a ranking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RankedPlace {
    /// Which place.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// Its path.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "34/18/82/105/3/"))]
    pub area_path: AreaPath,
    /// Its name.
    pub area_name: String,
    /// Its score.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "91.25"))]
    pub score: Score,
    /// Its place by score; equals share one: 1, 2, 2, 4.
    pub place: u32,
}

/// What was published of a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ranking {
    /// For which month, by whom, under which choices.
    pub round: ListedRound,
    /// Its revisions, the first first.
    pub revisions: Vec<RoundRevision>,
    /// Which of them this is.
    pub revision: u32,
    /// The places, the best first. At most 20,000.
    pub items: Vec<RankedPlace>,
    /// Where the next page begins: pass it as `after`. Absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A correction of published marks.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CorrectRound {
    /// Why; everybody reads it.
    #[validate(length(min = 1, max = 500), custom(function = crate::words::not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub reason: String,
    /// Which marks.
    #[validate(length(min = 1, max = 200))]
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 200))]
    pub changes: Vec<ChangeMark>,
}

/// A mark that a correction changes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeMark {
    /// For which place.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// Of which indicator.
    pub code: String,
    /// What it takes away or gives from now on.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "1.50"))]
    pub points: Score,
}

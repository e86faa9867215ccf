//! Rectifications and look-backs on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::{AreaId, LookBackId, PhotoId, RoundId, TicketId},
    inspections::{LapseReason, Month, RectificationState, Score},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::{page::PageQuery, tickets::AreaName};

/// Most photos of a look-back.
pub const LOOK_BACK_PHOTOS_MAX: usize = 6;
/// Most items of one demand.
pub const RECTIFICATION_ITEMS_MAX: usize = 500;

/// Which rectifications to list; all conditions at once. The latest demanded first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListRectifications {
    /// Only of this area and below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub area_id: Option<AreaId>,
    /// Only after this round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub round_id: Option<RoundId>,
    /// Only in these states, separated by commas: `demanded,reopened`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 80))]
    pub state: Option<String>,
    /// Only what is with the village beyond its time.
    #[serde(default)]
    pub overdue: bool,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

impl ListRectifications {
    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}

/// The round that something follows from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundName {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: RoundId,
    /// For which month.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2026-03"))]
    pub month: Month,
    /// The area that holds it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// That area's name.
    pub area_name: String,
}

/// What a place is to mend after an inspection. Who demanded it and who works on it is shown to nobody here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rectification {
    /// Its id: that of its ticket.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: TicketId,
    /// After which round.
    pub round: RoundName,
    /// Of which place.
    pub area: AreaName,
    /// For the mark of which indicator.
    pub code: String,
    /// What the indicator is called.
    pub indicator: String,
    /// What the place lost there.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "1.50"))]
    pub lost: Score,
    /// `demanded`, `taken`, `closed` (it waits for a look-back), `reopened`, `done` or `lapsed`.
    pub state: RectificationState,
    /// The last day for it.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub due_on: NaiveDate,
    /// The first last day: a failed look-back gives another one, and the ticket keeps its first clock.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub first_due_on: NaiveDate,
    /// Whether it is with the village beyond its time.
    pub overdue: bool,
    /// When it was demanded.
    pub demanded_at: DateTime<Utc>,
    /// When it fell away.
    pub lapsed_at: Option<DateTime<Utc>>,
    /// Why: `objection` or `correction`.
    pub lapse_reason: Option<LapseReason>,
    /// Every look-back, the first first.
    pub look_backs: Vec<LookBack>,
    /// The rest, for those who work with it.
    pub inside: Option<RectificationInside>,
}

/// What those see who work with a rectification: its village, its inspectors, who holds inspections there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RectificationInside {
    /// The ticket's number.
    #[cfg_attr(feature = "openapi", schema(example = "2026-000123"))]
    pub number: String,
    /// What the inspector noted.
    pub note: String,
    /// What the office said when it demanded it.
    pub word: Option<String>,
    /// What the village said and showed when it last closed it.
    pub closure: Option<RectificationClosure>,
    /// Whether the caller may record a look-back now.
    pub may_look_back: bool,
    /// Whether a tie to the place, or their own work on it, keeps the caller from a look-back that waits.
    pub recused: bool,
}

/// What the village said and showed when it was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RectificationClosure {
    /// When.
    pub at: DateTime<Utc>,
    /// In words.
    pub text: Option<String>,
    /// What shows it; fetch each with `get_photo`.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>))]
    pub photos: Vec<PhotoId>,
}

/// A later check of what was mended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LookBack {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: LookBackId,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it was done.
    pub passed: bool,
    /// The new last day, where it was not.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub due_on: Option<NaiveDate>,
    /// In which later round, for those who may know of it.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub round_id: Option<RoundId>,
    /// That round's month.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, example = "2026-04"))]
    pub round_month: Option<Month>,
    /// Who made it, for those who work with it.
    pub by: Option<String>,
    /// What they noted, for the same people.
    pub note: Option<String>,
    /// What shows it, for the same people; fetch each with `get_photo`.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>))]
    pub photos: Vec<PhotoId>,
}

/// A mark that lost points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FailedItem {
    /// Of which place.
    pub area: AreaName,
    /// Of which indicator.
    pub code: String,
    /// What the indicator is called.
    pub indicator: String,
    /// What the place lost there.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "1.50"))]
    pub lost: Score,
    /// What the inspector noted.
    pub note: String,
    /// What was demanded for it, where something was that has not lapsed.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub rectification_id: Option<TicketId>,
    /// Where that stands.
    pub state: Option<RectificationState>,
}

/// The marks of a round that lost points, in the order of the tree and of the template. At most 5,000.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FailedItems {
    /// The marks.
    pub items: Vec<FailedItem>,
}

/// A mark by its place and indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MarkName {
    /// Of which place.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// Of which indicator.
    #[validate(length(min = 1, max = 40))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 40))]
    pub code: String,
}

/// What is to be rectified after a round.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DemandRectifications {
    /// Which marks; all that lost points and were not demanded yet, where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 500), nested)]
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 500))]
    pub items: Option<Vec<MarkName>>,
    /// The last day for it; at most 366 days ahead.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date, example = "2026-04-15"))]
    pub due_on: NaiveDate,
    /// What the villages should know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 500), custom(function = crate::words::not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 500))]
    pub word: Option<String>,
}

/// One thing that was demanded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DemandedRectification {
    /// The rectification, which is a ticket.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: TicketId,
    /// Of which place.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// For the mark of which indicator.
    pub code: String,
}

/// What was demanded, in the order of the tree and of the template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DemandedRectifications {
    /// Each.
    pub items: Vec<DemandedRectification>,
}

/// A look-back to record.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordLookBack {
    /// Whether it is done.
    pub passed: bool,
    /// What was seen; needed where it is not done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = 1000), custom(function = crate::words::not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 1000))]
    pub note: Option<String>,
    /// What shows it: photos the caller has uploaded.
    #[serde(default)]
    #[validate(length(max = 6), custom(function = crate::tickets::each_once))]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<uuid::Uuid>, max_items = 6))]
    pub photos: Vec<PhotoId>,
    /// The new last day, where it is not done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub due_on: Option<NaiveDate>,
    /// The later round in which it was made, where it was made in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub round_id: Option<RoundId>,
}

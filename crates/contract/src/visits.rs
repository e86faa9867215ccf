//! Visits to households on the wire: plans, records, what was added later.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    areas::AreaPath,
    ids::{AreaId, PhotoId, TicketId, UserId, VisitId, VisitPlanId},
    visits::{EVERY_MAX, NOTE_CHARS_MAX, Unit, VisitOutcome, VisitPlanState, VisitReason, WORD_CHARS_MAX},
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use crate::page::PageQuery;

/// Which plans to list.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListVisitPlans {
    /// Only in this area and below, or of this household.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub area_id: Option<AreaId>,
    /// Only where they stand so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>))]
    pub state: Option<VisitPlanState>,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

impl ListVisitPlans {
    /// Which page is asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}

/// What a plan says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[validate(schema(function = until_after_from))]
pub struct WriteVisitPlan {
    /// Who of the household is visited; all of it where absent.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub member_id: Option<UserId>,
    /// Why.
    pub reason: VisitReason,
    /// What else one should know.
    #[serde(default)]
    #[validate(length(max = WORD_CHARS_MAX), custom(function = crate::words::text))]
    #[cfg_attr(feature = "openapi", schema(max_length = 200, example = "耳背，请大声敲门"))]
    pub detail: String,
    /// How many days, weeks or months lie between two visits.
    #[validate(range(min = 1, max = EVERY_MAX))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 52, example = 2))]
    pub every: u32,
    /// Days, weeks or months.
    pub unit: Unit,
    /// The first day.
    pub from_on: NaiveDate,
    /// The last day; without end where absent.
    #[serde(default)]
    pub until_on: Option<NaiveDate>,
    /// By whom; by whoever works in the grid where absent.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub worker_id: Option<UserId>,
}

fn until_after_from(plan: &WriteVisitPlan) -> Result<(), ValidationError> {
    if plan.until_on.is_some_and(|until| until < plan.from_on) {
        Err(ValidationError::new("visit_until"))
    } else {
        Ok(())
    }
}

/// A new plan.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MakeVisitPlan {
    /// Which household.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub household_id: AreaId,
    /// What it says.
    #[validate(nested)]
    pub plan: WriteVisitPlan,
}

/// Why a plan is paused or ended.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct VisitPlanReason {
    /// In words.
    #[validate(length(min = 1, max = WORD_CHARS_MAX), custom(function = crate::words::not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 200, example = "住院，下月回来"))]
    pub reason: String,
}

/// A plan of visits to a household.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VisitPlan {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: VisitPlanId,
    /// Which household.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub household_id: AreaId,
    /// The household's path.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "34/18/82/105/3/g1/12/"))]
    pub household_path: AreaPath,
    /// The names of the areas from the widest down to the household.
    pub place: Vec<String>,
    /// What it says.
    pub plan: WriteVisitPlan,
    /// What the member is called.
    pub member_name: Option<String>,
    /// What the worker is called.
    pub worker_name: Option<String>,
    /// Where it stands.
    pub state: VisitPlanState,
    /// Why it is paused or ended.
    pub state_reason: Option<String>,
    /// The day of the latest visit.
    pub latest_on: Option<NaiveDate>,
    /// How that went.
    pub latest_outcome: Option<VisitOutcome>,
    /// The day of the next visit; none after the last one.
    pub due_on: Option<NaiveDate>,
    /// Grows with every change; the `ETag`.
    pub version: i64,
}

/// A plan with its visits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VisitPlanDetail {
    /// The plan.
    pub plan: VisitPlan,
    /// Its latest 100 visits, the latest first.
    pub visits: Vec<Visit>,
}

/// What was found at a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteVisit {
    /// When it was made: not later than now, at most 60 days ago.
    pub visited_at: DateTime<Utc>,
    /// How it went.
    pub outcome: VisitOutcome,
    /// What else there is to say.
    #[serde(default)]
    #[validate(length(max = NOTE_CHARS_MAX), custom(function = crate::words::text))]
    #[cfg_attr(feature = "openapi", schema(max_length = 1000, example = "精神不错，想换个灯泡"))]
    pub note: String,
}

/// A visit that is recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordVisit {
    /// Of which plan.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub plan_id: VisitPlanId,
    /// What was found.
    #[validate(nested)]
    pub visit: WriteVisit,
    /// A photo that the caller has uploaded.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub photo: Option<PhotoId>,
}

/// What is added to a visit later.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AddVisitNote {
    /// The words.
    #[validate(length(min = 1, max = NOTE_CHARS_MAX), custom(function = crate::words::not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 1000, example = "儿子已接到县城"))]
    pub text: String,
}

/// What is reported about what was found at a visit.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FollowUpVisit {
    /// Of which kind: a code from `list_categories`.
    #[validate(length(min = 1, max = 32), custom(function = crate::categories::code))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 32, pattern = "^[a-z0-9_]+$", example = "facilities")
    )]
    pub category: String,
    /// What is to be done.
    #[validate(length(min = 1, max = 2000), custom(function = crate::words::not_blank))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 2000, example = "屋顶漏水，请派人看看")
    )]
    pub text: String,
    /// For the member who is visited, rather than in one's own name; both are recorded.
    #[serde(default)]
    pub on_behalf: bool,
}

/// A recorded visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Visit {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: VisitId,
    /// What was found.
    pub visit: WriteVisit,
    /// Its photo.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub photo: Option<PhotoId>,
    /// Whether the plan had ended when it was recorded.
    pub after_end: bool,
    /// What was reported about what was found.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub ticket_id: Option<TicketId>,
    /// Who recorded it.
    pub recorder_name: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// When it was corrected last.
    pub corrected_at: Option<DateTime<Utc>>,
    /// Whether the caller may still correct it.
    pub correctable: bool,
    /// What was added later, the oldest first.
    pub notes: Vec<VisitNote>,
}

/// What was added to a visit later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VisitNote {
    /// The words.
    pub text: String,
    /// Who added it.
    pub noter_name: String,
    /// When.
    pub noted_at: DateTime<Utc>,
}

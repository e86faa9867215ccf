//! What caps leave to the caller.

use chrono::NaiveDate;
use domain::{ids::ProgrammeId, points::Cap};
use serde::{Deserialize, Serialize};

/// For which day to tell what caps leave.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListEarningLimits {
    /// The day of the deed, in town time.
    pub day: NaiveDate,
}

/// What caps leave to the caller on a day, the latest programme's first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EarningLimits {
    /// By programme; those in which nothing is earned by a deed of that day are left out.
    pub items: Vec<ProgrammeLimits>,
}

/// What the caps of a programme leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProgrammeLimits {
    /// Which programme.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub programme_id: ProgrammeId,
    /// By activity, in the order of the rules of that day.
    pub activities: Vec<ActivityLimits>,
}

/// What caps leave to an activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ActivityLimits {
    /// The activity's code.
    pub activity: String,
    /// What each cap leaves: the activity's own first, then those of all activities; none where there is no cap.
    pub caps: Vec<EarningLimit>,
}

/// What a cap leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EarningLimit {
    /// Which cap.
    pub cap: Cap,
    /// What it allows.
    pub max: i64,
    /// What of it is left; what waits to be decided is taken off.
    pub left: i64,
}

//! Shifts that are held for a project of a fund.

use chrono::{DateTime, Utc};
use domain::ids::{FundId, ProjectId, ShiftId};
use serde::{Deserialize, Serialize};

/// The project of a fund for which a shift is held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ShiftProject {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: ProjectId,
    /// Which fund pays for it.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub fund_id: FundId,
    /// What it is called.
    pub title: String,
}

/// A coming shift of a project, as everybody reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectShift {
    /// Its id. Where it is, and signing up, are for those who are signed in.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: ShiftId,
    /// What it is called.
    pub title: String,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Until when people sign up by themselves.
    pub sign_up_until: DateTime<Utc>,
    /// How many places it has.
    pub places: u32,
    /// How many of them are free; none while others wait.
    pub free: u32,
}

/// What volunteers do for a project of a fund, and did. Nobody is named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProjectVolunteering {
    /// The next shifts, in the order in which they begin: those that are not over and were not called off.
    #[cfg_attr(feature = "openapi", schema(max_items = 5))]
    pub coming: Vec<ProjectShift>,
    /// Whether there are more of them.
    pub more: bool,
    /// How many people helped, each counted once.
    pub people: i64,
    /// For how many minutes, all together.
    pub minutes: i64,
    /// How many points that earned them, less what was taken back.
    pub points: i64,
}

impl ProjectVolunteering {
    /// Whether there is nothing to tell: nobody helped, and no shift comes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.coming.is_empty() && self.people == 0 && self.points == 0
    }
}

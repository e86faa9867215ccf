//! Shifts.

use chrono::{DateTime, Utc};
use domain::{
    ids::{AreaId, MembershipId, ProjectId, ShiftId, SignUpId},
    volunteering::{AttendanceName, PLACES_MAX, Place, REPEATS_MAX},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{
    BRING_CHARS_MAX, DESCRIPTION_CHARS_MAX, PLACE_CHARS_MAX, REASON_CHARS_MAX, ShiftProject, TITLE_CHARS_MAX,
};
use crate::{
    page::PageQuery,
    patch,
    tickets::{AreaName, Point},
    words::not_blank,
};

/// Which shifts to list; all conditions at once. In the order in which they begin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListShifts {
    /// Only of this area and below. Where absent: those of the towns in which the caller lives or works; of a project, wherever they
    /// are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub area_id: Option<AreaId>,
    /// Only those for this project of a fund.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<uuid::Uuid>))]
    pub project_id: Option<ProjectId>,
    /// Only those that end after this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<DateTime<Utc>>,
    /// Only those that begin before this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
    /// Only those for which the caller is signed up or waits, wherever they are.
    #[serde(default)]
    pub mine: bool,
    /// Only those with free places for which one can still sign up.
    #[serde(default)]
    pub free: bool,
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

impl ListShifts {
    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}

/// Whether a shift takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ShiftState {
    /// It does.
    Planned,
    /// It was called off.
    Cancelled,
}

/// The caller's own part in a shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MySignUp {
    /// The sign-up.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: SignUpId,
    /// `placed` or `waiting`.
    pub place: Place,
    /// How many wait before the caller, where the caller waits.
    pub ahead: Option<u32>,
    /// Whether the caller was there.
    pub attendance: AttendanceName,
    /// When the caller came.
    pub checked_in_at: Option<DateTime<Utc>>,
    /// When the caller went.
    pub checked_out_at: Option<DateTime<Utc>>,
    /// The minutes that count, once they are settled.
    pub minutes: Option<u32>,
    /// Why minutes or absence were decided by hand.
    pub reason: Option<String>,
}

/// A time at which volunteers work together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Shift {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: ShiftId,
    /// The area that it is for.
    pub area: AreaName,
    /// The project of a fund for which it is held.
    pub project: Option<ShiftProject>,
    /// Whether it takes place.
    pub state: ShiftState,
    /// Why it was called off.
    pub cancel_reason: Option<String>,
    /// What it is called.
    pub title: String,
    /// What is done.
    pub description: String,
    /// Where people meet, in words.
    pub place: String,
    /// Where people meet, on the map.
    pub position: Option<Point>,
    /// What to bring.
    pub bring: Option<String>,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Until when people sign up by themselves.
    pub sign_up_until: DateTime<Utc>,
    /// The first moment of checking in.
    pub check_in_from: DateTime<Utc>,
    /// The moment after which nobody checks out any more.
    pub check_out_until: DateTime<Utc>,
    /// How many places it has.
    pub places: u32,
    /// How many of them are taken.
    pub taken: u32,
    /// How many people wait for one.
    pub waiting: u32,
    /// The caller's sign-up, where there is one.
    pub mine: Option<MySignUp>,
    /// Whether the caller may sign up now.
    pub may_sign_up: bool,
    /// Whether the caller plans shifts there.
    pub may_manage: bool,
    /// Grows with every change of what is written about it; the `ETag`.
    pub version: i64,
}

/// What was planned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlannedShifts {
    /// The shifts, a week apart. At most 26.
    pub items: Vec<Shift>,
}

/// A shift to plan. It takes 15 minutes to 12 hours and begins within a year.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PlanShift {
    /// In which area: who plans shifts there looks after it, and who lives in its town signs up. No household.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub area_id: AreaId,
    /// For which project of a fund: one that is in progress, of a fund of that area, of one above it or of its town.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<uuid::Uuid>))]
    pub project_id: Option<ProjectId>,
    /// What it is called.
    #[validate(length(min = 1, max = TITLE_CHARS_MAX), custom(function = not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60, example = "清理河边垃圾"))]
    pub title: String,
    /// What is done.
    #[validate(length(min = 1, max = DESCRIPTION_CHARS_MAX), custom(function = not_blank))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 1000, example = "沿河捡拾垃圾，两人一组。")
    )]
    pub description: String,
    /// Where people meet, in words.
    #[validate(length(min = 1, max = PLACE_CHARS_MAX), custom(function = not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 120, example = "石桥东头的凉亭"))]
    pub place: String,
    /// Where people meet, on the map.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub position: Option<Point>,
    /// What to bring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = BRING_CHARS_MAX), custom(function = not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 300, example = "手套、水杯"))]
    pub bring: Option<String>,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Until when people sign up by themselves; when it begins where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_up_until: Option<DateTime<Utc>>,
    /// How many places it has.
    #[validate(range(min = 1, max = PLACES_MAX))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 500, example = 12))]
    pub places: u32,
    /// How many weeks it is held at the same time; each is a shift of its own.
    #[serde(default = "once")]
    #[validate(range(min = 1, max = REPEATS_MAX))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 26, example = 1))]
    pub weeks: u32,
}

const fn once() -> u32 {
    1
}

/// What to change of a shift that has not begun; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateShift {
    /// What it is called.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = TITLE_CHARS_MAX), custom(function = not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 60))]
    pub title: Option<String>,
    /// What is done.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = DESCRIPTION_CHARS_MAX), custom(function = not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 1000))]
    pub description: Option<String>,
    /// Where people meet, in words.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = PLACE_CHARS_MAX), custom(function = not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 120))]
    pub place: Option<String>,
    /// Where people meet, on the map; `null` for nowhere in particular.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub position: Option<Option<Point>>,
    /// What to bring; `null` for nothing.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = BRING_CHARS_MAX), custom(function = not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 300))]
    pub bring: Option<Option<String>>,
    /// When it begins.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<DateTime<Utc>>,
    /// When it ends.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<DateTime<Utc>>,
    /// Until when people sign up by themselves.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    pub sign_up_until: Option<DateTime<Utc>>,
    /// How many places it has; not fewer than are taken.
    #[serde(default, deserialize_with = "patch::present", skip_serializing_if = "Option::is_none")]
    #[validate(range(min = 1, max = PLACES_MAX))]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 500))]
    pub places: Option<u32>,
}

/// Why a shift is called off.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CancelShift {
    /// What those who are signed up read.
    #[validate(length(min = 1, max = REASON_CHARS_MAX), custom(function = not_blank))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 300, example = "有大雨，改日再办。")
    )]
    pub reason: String,
}

/// Whom to sign up at the counter.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignUpMember {
    /// Their membership of a household in the shift's town.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub membership_id: MembershipId,
}

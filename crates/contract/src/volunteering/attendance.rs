//! Who was there, and for how long.

use chrono::{DateTime, Utc};
use domain::{
    ids::{ShiftId, SignUpId, UserId},
    volunteering::{AttendanceName, CheckKind, Place},
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

use super::{REASON_CHARS_MAX, Shift};
use crate::{page::PageQuery, words::not_blank};

/// Which lines of a roster: in the order in which people signed up.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListSignUps {
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

impl ListSignUps {
    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}

/// A line of a shift's roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignUpEntry {
    /// The sign-up.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub id: SignUpId,
    /// Whose.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub person_id: UserId,
    /// What they are called.
    pub person_name: String,
    /// Who signed them up, where they did not do it themselves.
    pub signed_up_by: Option<String>,
    /// When they signed up.
    pub signed_up_at: DateTime<Utc>,
    /// `placed` or `waiting`.
    pub place: Place,
    /// Whether they were there.
    pub attendance: AttendanceName,
    /// When they came.
    pub checked_in_at: Option<DateTime<Utc>>,
    /// Who noted that, where they used no code.
    pub checked_in_by: Option<String>,
    /// When they went.
    pub checked_out_at: Option<DateTime<Utc>>,
    /// Who noted that, where they used no code.
    pub checked_out_by: Option<String>,
    /// The minutes that count, once they are settled.
    pub minutes: Option<u32>,
    /// Why minutes or absence were decided by hand.
    pub reason: Option<String>,
}

/// What is noted of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AttendanceKind {
    /// They are there: from half an hour before the shift begins until it ends.
    Present,
    /// They go: until two hours after it has ended. Their minutes follow from the times.
    Left,
    /// `minutes` count, for a `reason`: after the end, of who did not check out or as a correction.
    Minutes,
    /// They did not come, for a `reason`: after the end.
    Absent,
}

/// What the organiser notes of somebody, without a code.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[validate(schema(function = complete, skip_on_field_errors = false))]
pub struct NoteAttendance {
    /// What.
    pub kind: AttendanceKind,
    /// How many minutes count; with `minutes` only, and no more than the shift takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(range(min = 0, max = 720))]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 720, example = 90))]
    pub minutes: Option<u32>,
    /// Why; with `minutes` and `absent`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[validate(length(min = 1, max = REASON_CHARS_MAX), custom(function = not_blank))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 300, example = "手机没电，没能扫码。")
    )]
    pub reason: Option<String>,
}

/// Minutes and absence are for a reason, and minutes are a number.
fn complete(note: &NoteAttendance) -> Result<(), ValidationError> {
    let (minutes, reason) = (note.minutes.is_some(), note.reason.is_some());
    let good = match note.kind {
        AttendanceKind::Present | AttendanceKind::Left => !minutes && !reason,
        AttendanceKind::Minutes => minutes && reason,
        AttendanceKind::Absent => !minutes && reason,
    };
    if good { Ok(()) } else { Err(ValidationError::new("attendance_note")) }
}

/// Which code to show.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct GetCheckCode {
    /// `in` for those who come, `out` for those who go.
    #[cfg_attr(feature = "openapi", param(inline))]
    pub kind: CheckKind,
}

/// The code on the organiser's screen, for this half minute; it is taken for half a minute more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckCode {
    /// For those who come or for those who go.
    pub kind: CheckKind,
    /// What the picture holds: an address of the app with the code behind `#`, so that any camera opens it.
    pub link: String,
    /// Six digits for typing.
    pub digits: String,
    /// When the next one is shown.
    pub next_at: DateTime<Utc>,
    /// How long until then, in milliseconds: a device's clock may be wrong.
    pub next_in_ms: i64,
}

/// A code that somebody scanned or typed.
#[derive(Clone, Debug, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckIn {
    /// What was scanned, as it stands, or the six digits.
    #[validate(length(min = 1, max = 300), custom(function = not_blank))]
    #[cfg_attr(feature = "openapi", schema(min_length = 1, max_length = 300, example = "402917"))]
    pub code: String,
}

/// What was noted of the caller.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Checked {
    /// Whether they came or went.
    pub kind: CheckKind,
    /// The shift, with their part in it.
    pub shift: Shift,
}

/// A month with somebody's hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HoursOfMonth {
    /// The month of the town in which the shifts began.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03"))]
    pub month: String,
    /// Minutes that count.
    pub minutes: i64,
    /// Of how many shifts.
    pub shifts: i64,
}

/// The caller's hours. At most 120 months, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VolunteerHours {
    /// The months that have any.
    pub months: Vec<HoursOfMonth>,
}

/// Which of the caller's past shifts: the latest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct ListAttendances {
    /// Items on the page, 1 to 100; 20 where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// The `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 300))]
    pub after: Option<String>,
}

impl ListAttendances {
    /// The page asked for.
    #[must_use]
    pub fn page(&self) -> PageQuery {
        PageQuery { limit: self.limit, after: self.after.clone() }
    }
}

/// A shift behind the caller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DoneShift {
    /// The shift.
    #[cfg_attr(feature = "openapi", schema(value_type = uuid::Uuid))]
    pub shift_id: ShiftId,
    /// What it was called.
    pub title: String,
    /// Where people met.
    pub place: String,
    /// When it began.
    pub starts_at: DateTime<Utc>,
    /// When it ended.
    pub ends_at: DateTime<Utc>,
    /// Whether the caller was there.
    pub attendance: AttendanceName,
    /// The minutes that count, once they are settled.
    pub minutes: Option<u32>,
    /// Why that was decided by hand.
    pub reason: Option<String>,
}

/// Whether the caller's calendar has an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarFeed {
    /// Since when; absent where there is none.
    pub made_at: Option<DateTime<Utc>>,
}

/// The address of the caller's calendar; it is shown this once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewCalendarFeed {
    /// Whoever has it reads the caller's shifts.
    #[cfg_attr(feature = "openapi", schema(example = "https://town.example/api/v1/volunteering/feed/….ics"))]
    pub url: String,
}

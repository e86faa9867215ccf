//! Volunteering on the wire: shifts, who signs up, who was there.

mod attendance;
mod project;
mod shift;

pub use self::{
    attendance::{
        AttendanceKind, CalendarFeed, CheckCode, CheckIn, Checked, DoneShift, GetCheckCode, HoursOfMonth,
        ListAttendances, ListSignUps, NewCalendarFeed, NoteAttendance, SignUpEntry, VolunteerHours,
    },
    project::{ProjectShift, ProjectVolunteering, ShiftProject},
    shift::{
        CancelShift, ListShifts, MySignUp, PlanShift, PlannedShifts, Shift, ShiftState, SignUpMember,
        UpdateShift,
    },
};

/// Longest title of a shift, in characters.
pub const TITLE_CHARS_MAX: u64 = 60;
/// Longest description of a shift, in characters.
pub const DESCRIPTION_CHARS_MAX: u64 = 1_000;
/// Longest words for a place, in characters.
pub const PLACE_CHARS_MAX: u64 = 120;
/// Longest words for what to bring, in characters.
pub const BRING_CHARS_MAX: u64 = 300;
/// Longest reason, in characters.
pub const REASON_CHARS_MAX: u64 = 300;

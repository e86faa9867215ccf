//! Volunteering: shifts with places and a waiting list, who was there and for how long.
//!
//! A [`SignUp`] moves by methods that consume it; what its state or the [`Shift`] forbids is a [`VolunteeringError`].
//! The time is passed in.

mod attendance;
mod check;
mod day;
mod events;
mod project;
mod shift;
#[cfg(test)]
mod tests;

pub use self::{
    attendance::{Attendance, AttendanceName, Place, SignUp},
    check::{CHECK_SECONDS, CheckCode, CheckKind, CheckToken, CheckWindow, SHORT_DIGITS},
    day::{Counted, DAY_SECONDS, over_a_day},
    events::{FeedEvent, ShiftEvent, VolunteeringEvent},
    project::{ForProjectError, ShiftPlace, for_project},
    shift::{AHEAD_DAYS_MAX, By, PLACES_MAX, REPEATS_MAX, Shift, Times, TimesError, WAITING_MAX, weekly},
};

/// Why a shift or a sign-up stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VolunteeringError {
    /// The shift does not take place.
    #[error("the shift is cancelled")]
    Cancelled,
    /// The shift has begun.
    #[error("the shift has begun")]
    Started,
    /// The shift is over.
    #[error("the shift is over")]
    Ended,
    /// The shift is not over yet.
    #[error("the shift is not over")]
    NotEnded,
    /// Nobody can sign up any more.
    #[error("sign-up is closed")]
    SignUpClosed,
    /// The waiting list is full, too.
    #[error("the waiting list is full")]
    WaitingFull,
    /// More people have a place than there would be places.
    #[error("{taken} places are taken")]
    PlacesTaken {
        /// How many have one.
        taken: u32,
    },
    /// They do not have a place: they wait, or have withdrawn.
    #[error("they have no place")]
    NoPlace,
    /// Too early to check in.
    #[error("it is too early to check in")]
    TooEarly,
    /// Too late to check out.
    #[error("it is too late to check out")]
    TooLate,
    /// They are checked in.
    #[error("they are checked in")]
    AlreadyIn,
    /// They are not checked in.
    #[error("they are not checked in")]
    NotIn,
    /// Their minutes are settled; only a correction changes them.
    #[error("their minutes are settled")]
    Settled,
    /// They are noted as absent.
    #[error("they are noted as absent")]
    AlreadyAbsent,
    /// More minutes than the shift has.
    #[error("the shift has {max} minutes")]
    TooManyMinutes {
        /// How many it has.
        max: u32,
    },
}

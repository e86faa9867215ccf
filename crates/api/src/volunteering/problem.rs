//! Errors of volunteering as problems.

use app::volunteering::Error;
use contract::problems::{CHANGED_MEANWHILE, volunteering as p};
use domain::volunteering::{AHEAD_DAYS_MAX, ForProjectError, TimesError, VolunteeringError, WAITING_MAX};

use crate::ApiError;

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::Rule(error) => error.into(),
            Error::Times(error) => error.into(),
            Error::AreaUnknown => Self::bad_field("/area_id", "not_found", &[]),
            Error::ProjectUnknown => Self::bad_field("/project_id", "not_found", &[]),
            Error::Project(ForProjectError::Elsewhere) => {
                Self::bad_field("/project_id", "shift_project_elsewhere", &[])
            }
            Error::Project(ForProjectError::NotRunning) => Self::new(&p::SHIFT_PROJECT_NOT_RUNNING),
            Error::MemberUnknown => Self::bad_field("/membership_id", "shift_member", &[]),
            Error::NotResident => Self::new(&p::SHIFT_RESIDENTS_ONLY),
            Error::AlreadySignedUp => Self::new(&p::ALREADY_SIGNED_UP),
            Error::NotSignedUp => Self::new(&p::NOT_SIGNED_UP),
            Error::Overlap(shift) => Self::new(&p::SHIFT_OVERLAP).with("shift", shift),
            Error::VolunteersOverlap(count) => Self::new(&p::SHIFT_VOLUNTEERS_OVERLAP).with("count", count),
            Error::DayFull(day) => Self::new(&p::DAY_FULL).with("day", day),
            Error::Stale => Self::new(&CHANGED_MEANWHILE),
            Error::Crypto(error) => Self::internal(error),
        }
    }
}

impl From<VolunteeringError> for ApiError {
    fn from(error: VolunteeringError) -> Self {
        use VolunteeringError as E;
        match error {
            E::Cancelled => Self::new(&p::SHIFT_CANCELLED),
            E::Started => Self::new(&p::SHIFT_STARTED),
            E::Ended => Self::new(&p::SHIFT_OVER),
            E::NotEnded => Self::new(&p::SHIFT_NOT_OVER),
            E::SignUpClosed => Self::new(&p::SHIFT_SIGN_UP_CLOSED),
            E::WaitingFull => Self::new(&p::SHIFT_WAITING_FULL).with("max", WAITING_MAX),
            E::PlacesTaken { taken } => Self::new(&p::SHIFT_PLACES_TAKEN).with("taken", taken),
            E::NoPlace => Self::new(&p::SHIFT_NO_PLACE),
            E::TooEarly => Self::new(&p::CHECK_TOO_EARLY),
            E::TooLate => Self::new(&p::CHECK_TOO_LATE),
            E::AlreadyIn => Self::new(&p::ALREADY_CHECKED_IN),
            E::NotIn => Self::new(&p::NOT_CHECKED_IN),
            E::Settled => Self::new(&p::ATTENDANCE_SETTLED),
            E::AlreadyAbsent => Self::new(&p::ALREADY_ABSENT),
            E::TooManyMinutes { max } => {
                let bounds = [("min", "0".to_owned()), ("max", max.to_string())];
                Self::bad_field("/minutes", "range", &bounds)
            }
        }
    }
}

impl From<TimesError> for ApiError {
    fn from(error: TimesError) -> Self {
        match error {
            TimesError::Length => Self::bad_field("/ends_at", "shift_length", &[]),
            TimesError::SignUp => Self::bad_field("/sign_up_until", "shift_sign_up", &[]),
            TimesError::Past => Self::bad_field("/starts_at", "shift_past", &[]),
            TimesError::TooFar => {
                Self::bad_field("/starts_at", "shift_too_far", &[("max", AHEAD_DAYS_MAX.to_string())])
            }
        }
    }
}

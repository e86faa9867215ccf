//! Errors of visits as problems.

use app::{db::DbError, visits::Error};
use contract::problems::{self, visits as p};
use domain::visits::{EDIT_HOURS, EVERY_MAX, LATE_DAYS_MAX, NOTES_MAX, PLANS_PER_HOUSEHOLD_MAX, RhythmError};

use crate::ApiError;

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::Areas(error) => error.into(),
            Error::Ticket(error) => error.into(),
            Error::Step(error) => {
                Self::new(&p::VISIT_PLAN_STEP_FORBIDDEN).with("state", error.state.as_str())
            }
            Error::Rhythm(RhythmError::Every) => {
                let bounds = [("min", "1".to_owned()), ("max", EVERY_MAX.to_string())];
                Self::bad_field("/every", "range", &bounds)
            }
            Error::Rhythm(RhythmError::Until) => Self::bad_field("/until_on", "visit_until", &[]),
            Error::HouseholdUnknown => Self::bad_field("/household_id", "not_found", &[]),
            Error::MemberUnknown => Self::bad_field("/plan/member_id", "visit_member", &[]),
            Error::WorkerUnfit => Self::bad_field("/plan/worker_id", "visit_worker", &[]),
            Error::TooMany => Self::new(&p::VISIT_PLANS_FULL).with("max", PLANS_PER_HOUSEHOLD_MAX),
            Error::Stale => Self::new(&problems::CHANGED_MEANWHILE),
            Error::Exists => Self::new(&p::VISIT_EXISTS),
            Error::VisitedAt => {
                let days = [("days", LATE_DAYS_MAX.to_string())];
                Self::bad_field("/visit/visited_at", "visited_at", &days)
            }
            Error::PhotoUnknown => Self::bad_field("/photo", "photo", &[]),
            Error::NotYours => Self::new(&p::VISIT_NOT_YOURS),
            Error::TooLate => Self::new(&p::VISIT_CORRECTION_OVER).with("hours", EDIT_HOURS),
            Error::NotesFull => Self::new(&p::VISIT_NOTES_FULL).with("max", NOTES_MAX),
            Error::NothingToFollowUp => Self::new(&p::VISIT_NOTHING_TO_FOLLOW_UP),
            Error::FollowedUp => Self::new(&p::VISIT_FOLLOWED_UP),
        }
    }
}

/// What is wrong where the body is the plan, or what was found, itself: the fields lie one level higher.
pub(super) struct Unwrapped(Error);

impl From<Error> for Unwrapped {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl From<DbError> for Unwrapped {
    fn from(error: DbError) -> Self {
        Self(error.into())
    }
}

impl From<Unwrapped> for ApiError {
    fn from(Unwrapped(error): Unwrapped) -> Self {
        match error {
            Error::MemberUnknown => Self::bad_field("/member_id", "visit_member", &[]),
            Error::WorkerUnfit => Self::bad_field("/worker_id", "visit_worker", &[]),
            Error::VisitedAt => {
                Self::bad_field("/visited_at", "visited_at", &[("days", LATE_DAYS_MAX.to_string())])
            }
            other => other.into(),
        }
    }
}

//! Volunteering: use cases. Each locks the shift, then (where it is about them) the person, asks who may, lets `domain`
//! decide, saves and journals.

mod absences;
mod attendance;
mod check;
mod feed;
mod hours;
mod list;
mod person;
mod plan;
mod project;
mod roster;
mod row;
mod sign_up;

use chrono::NaiveDate;
use domain::{
    ids::ShiftId,
    permissions::Denied,
    volunteering::{ForProjectError, TimesError, VolunteeringError},
};

pub use self::{
    absences::{ABSENCES_MAX, note_absences},
    attendance::{Note, note},
    check::{CheckAttempt, Checked, ShownCode, check, check_code},
    feed::{FeedToken, OwnShift, feed, feed_made_at, make_feed, revoke_feed},
    hours::{Done, DonePage, Month, all_mine, attendances, hours},
    list::{Filter, Item, Mine, Page, list, shift},
    plan::{Change, NewShift, cancel, change, plan},
    project::{Coming, PROJECT_COMING_MAX, ProjectVolunteering, ShiftProject, of_project},
    roster::{Entry, roster},
    row::Words,
    sign_up::{sign_up, sign_up_member, withdraw, withdraw_sign_up},
};
pub(crate) use self::{project::place, sign_up::leave_all};
use crate::{crypto::CryptoError, db::DbError};

/// Why a shift, a sign-up or an attendance stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The shift or the sign-up forbids it.
    #[error(transparent)]
    Rule(#[from] VolunteeringError),
    /// The times are none of a shift.
    #[error(transparent)]
    Times(#[from] TimesError),
    /// The area does not exist, or is a household.
    #[error("there is no such area")]
    AreaUnknown,
    /// There is no such project, or the caller may not know of it.
    #[error("there is no such project")]
    ProjectUnknown,
    /// No shift is held for this project now, or not there.
    #[error(transparent)]
    Project(#[from] ForProjectError),
    /// The membership is not one of a household in the shift's town.
    #[error("nobody in this town has this membership")]
    MemberUnknown,
    /// They belong to no household of the shift's town.
    #[error("only residents of the town sign up")]
    NotResident,
    /// They are signed up, or wait.
    #[error("they are signed up already")]
    AlreadySignedUp,
    /// They are not signed up.
    #[error("they are not signed up")]
    NotSignedUp,
    /// They are signed up for another shift at this time.
    #[error("they are signed up for shift {0} at this time")]
    Overlap(ShiftId),
    /// At the new time so many of those who are signed up have another shift.
    #[error("{0} of those who are signed up have another shift at the new time")]
    VolunteersOverlap(usize),
    /// More than twenty-four hours on this day, over all their shifts.
    #[error("more than 24 hours on {0}")]
    DayFull(NaiveDate),
    /// Somebody changed it since the caller read it.
    #[error("changed meanwhile")]
    Stale,
    /// A code cannot be signed.
    #[error(transparent)]
    Crypto(#[from] CryptoError),
}

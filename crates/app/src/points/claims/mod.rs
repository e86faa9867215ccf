//! Claims of points: made by residents or proposed by workers, and decided by somebody else.

mod decide;
mod new_row;
mod read;
mod row;
mod save;
mod submit;

use domain::{
    ledger::Refusal,
    permissions::Denied,
    points::{CapReached, ClaimError, ProgrammeError},
};

pub(crate) use self::read::{activity_names, concerned, shows_photos};
pub(in crate::points) use self::{
    decide::may_approve,
    new_row::{NewRow, insert},
    read::{judge_ties, shown},
    row::{Row, find, find_locked},
    save::{save_overturned, save_upheld, take_part_back},
    submit::{drawn, homes_of},
};
pub use self::{
    decide::{approve, reject, withdraw},
    read::{Filter, List, Page, Shown, claim, list},
    row::StoredClaim,
    submit::{NewClaim, submit},
};
use super::award::AwardError;
use crate::{db::DbError, ledger};

/// Why points are not claimed, or a claim not decided.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The rules of claims.
    #[error(transparent)]
    Claim(#[from] ClaimError),
    /// The programme does not let it.
    #[error(transparent)]
    Programme(#[from] ProgrammeError),
    /// A cap.
    #[error(transparent)]
    Cap(#[from] CapReached),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] Refusal),
    /// The budget has too few points.
    #[error("the budget has too few points")]
    BudgetShort,
    /// Somebody changed it since the caller read it.
    #[error("changed meanwhile")]
    Stale,
    /// There is no such programme.
    #[error("there is no such programme")]
    ProgrammeUnknown,
    /// The rules have no such activity on that day.
    #[error("the rules have no such activity")]
    ActivityUnknown,
    /// The activity is not earned like this.
    #[error("this activity is not earned in this way")]
    ActivityClosed,
    /// It is counted by the hour, and nothing says how long it took.
    #[error("the minutes are missing")]
    Minutes,
    /// It earns nothing.
    #[error("this is too short for a single point")]
    TooShort,
    /// Words are missing.
    #[error("words are missing")]
    WordsMissing,
    /// A photo is missing.
    #[error("a photo is missing")]
    PhotoMissing,
    /// A photo is not the caller's to give.
    #[error("photo {0} cannot be used")]
    PhotoUnknown(usize),
    /// The person does not live in the programme's area, or not where the caller may propose for them.
    #[error("this person does not live there")]
    BeneficiaryUnfit,
    /// They have several homes there.
    #[error("there are several homes")]
    HouseholdChoice,
    /// It is no home of theirs there.
    #[error("it is no home of theirs")]
    HouseholdUnfit,
}

impl From<ledger::Error> for Error {
    fn from(error: ledger::Error) -> Self {
        match error {
            ledger::Error::Db(error) => error.into(),
            ledger::Error::Refused(refusal) => refusal.into(),
        }
    }
}

impl From<AwardError> for Error {
    fn from(error: AwardError) -> Self {
        match error {
            AwardError::Db(error) => error.into(),
            AwardError::Short => Self::BudgetShort,
            AwardError::Ledger(refusal) => refusal.into(),
        }
    }
}

//! Programmes and their budgets.

mod change;
mod read;
mod row;
mod steps;

use domain::{
    ledger::Refusal,
    permissions::Denied,
    points::{ProgrammeError, RuleFault},
};

pub(crate) use self::row::state;
pub use self::{
    change::{NewProgramme, Patch, change, create},
    read::{Filter, Funding, Page, Shown, fundings, list, programme, sees_drafts},
    row::{StoredProgramme, names},
    steps::{end, fund, start},
};
pub(in crate::points) use self::{
    row::{find, find_locked, several},
    steps::moving,
};
use crate::{db::DbError, ledger};

/// Why a programme is not written, funded, started or ended.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The rules of programmes.
    #[error(transparent)]
    Programme(#[from] ProgrammeError),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] Refusal),
    /// The area does not exist.
    #[error("there is no such area")]
    AreaUnknown,
    /// Somebody changed it since the caller read it.
    #[error("changed meanwhile")]
    Stale,
    /// Settings of the rules that are not possible.
    #[error("the rules are not possible")]
    Rules(Vec<RuleFault>),
    /// The rules are not a draft of this programme.
    #[error("the rules are no draft of this programme")]
    RulesUnknown,
    /// They are adopted already.
    #[error("these rules are adopted already")]
    RulesAdopted,
    /// Other rules are in force from the same day on.
    #[error("other rules are in force from this day on")]
    RulesTaken,
    /// The programme has as many versions as it may.
    #[error("a programme has at most {} versions of its rules", super::rules::PER_PROGRAMME_MAX)]
    RulesFull,
}

impl From<ledger::Error> for Error {
    fn from(error: ledger::Error) -> Self {
        match error {
            ledger::Error::Db(error) => error.into(),
            ledger::Error::Refused(refusal) => refusal.into(),
        }
    }
}

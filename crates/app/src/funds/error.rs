//! Why something about a fund is not done.

use domain::{
    funds::{CharterError, FundError},
    ledger::Refusal,
    permissions::Denied,
};

use crate::{db::DbError, ledger};

/// Why something about a fund is not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The rules of funds.
    #[error(transparent)]
    Fund(#[from] FundError),
    /// The rules of charters.
    #[error(transparent)]
    Charter(#[from] CharterError),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] Refusal),
    /// The area does not exist.
    #[error("there is no such area")]
    AreaUnknown,
    /// The fund has this purpose already.
    #[error("the fund has this purpose already")]
    PurposeTaken,
    /// The fund has as many charters and drafts as it may.
    #[error("a fund has at most {} versions of its charter", domain::funds::CHARTERS_MAX)]
    ChartersFull,
    /// Somebody changed it since the caller read it.
    #[error("changed meanwhile")]
    Stale,
}

impl From<ledger::Error> for Error {
    fn from(error: ledger::Error) -> Self {
        match error {
            ledger::Error::Db(error) => error.into(),
            ledger::Error::Refused(refusal) => refusal.into(),
        }
    }
}

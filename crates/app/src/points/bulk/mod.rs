//! Points for many from one table: somebody uploads it, somebody else commits it within the hour, all of it or nothing.

mod commit;
mod judge;
mod parse;
mod prepare;
mod read;
mod row;

use domain::{ledger::Refusal, permissions::Denied, points::ProgrammeError};

pub use self::{
    commit::{commit, discard, purge},
    judge::Problem,
    parse::{COLUMNS, Column, NOTE_CHARS_MAX},
    prepare::prepare,
    read::{Award, Row, State, award, list},
};
use crate::{crypto::CryptoError, db::DbError, households::HouseholdsError, ledger};

/// Why points are not awarded to many.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The programme does not let it.
    #[error(transparent)]
    Programme(#[from] ProgrammeError),
    /// A telephone number cannot be looked for.
    #[error(transparent)]
    Crypto(#[from] CryptoError),
    /// The programme's area cannot be looked through.
    #[error(transparent)]
    Households(#[from] HouseholdsError),
    /// The ledger.
    #[error(transparent)]
    Ledger(#[from] Refusal),
    /// There is no such programme.
    #[error("there is no such programme")]
    ProgrammeUnknown,
    /// The table has no rows, or more than a batch.
    #[error("a table has 1 to {} rows", domain::points::BULK_ROWS_MAX)]
    RowCount,
    /// A column is unknown, missing or there twice.
    #[error("column {0} cannot be used")]
    Columns(usize),
    /// Who uploaded it wants to commit it.
    #[error("who uploaded a table does not commit it")]
    Own,
    /// It was committed or taken back, or its time is over.
    #[error("the table was decided already")]
    Decided,
    /// Rows cannot be awarded as things stand now.
    #[error("{0} rows are refused")]
    Refused(usize),
}

impl From<ledger::Error> for Error {
    fn from(error: ledger::Error) -> Self {
        match error {
            ledger::Error::Db(error) => error.into(),
            ledger::Error::Refused(refusal) => refusal.into(),
        }
    }
}

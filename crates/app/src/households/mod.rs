//! Households: dwellings with what is known of their holders, personal fields encrypted.

mod export;
pub(crate) mod import;
mod read;
mod write;

use domain::{areas::AreaError, households::HouseholdError, identity::NameError, permissions::Denied};

pub use self::{
    export::note_export,
    import::{
        BadCell, CELL_CHARS_MAX, CHANGES_SHOWN_MAX, COLUMNS, Change, Column, Confirmed, FieldChange,
        IMPORT_ROWS_MAX, Preview, Sheet, SheetRow, confirm, prepare, purge,
    },
    read::{Household, household, households},
    write::{Holder, HouseholdPatch, NewHousehold, change, create},
};
use crate::{areas::AreasError, crypto::CryptoError, db::DbError};

/// Where the holder's identity number is sealed for.
pub(crate) const IDENTITY_PURPOSE: &str = "households.holder_identity";
/// Where the holder's telephone number is sealed for.
pub(crate) const PHONE_PURPOSE: &str = "households.holder_phone";

/// Why something about a household cannot be done.
#[derive(Debug, thiserror::Error)]
pub enum HouseholdsError {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The actor may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// A sealed field does not open.
    #[error(transparent)]
    Crypto(#[from] CryptoError),
    /// A value breaks a rule.
    #[error(transparent)]
    Rule(#[from] HouseholdError),
    /// A telephone number is malformed.
    #[error(transparent)]
    Phone(#[from] NameError),
    /// An area's rule.
    #[error(transparent)]
    Area(#[from] AreaError),
    /// The area it should lie in does not exist.
    #[error("the area it should lie in does not exist")]
    ParentMissing,
    /// Another household in the same area has this number.
    #[error("another household here has this number")]
    NumberTaken,
    /// Somebody changed it since the caller read it.
    #[error("changed meanwhile")]
    Stale,
    /// The area has more places in it than one import can look through.
    #[error("choose a smaller area to import into (at most {max} places)")]
    AreaTooLarge {
        /// The bound.
        max: usize,
    },
    /// What the preview rested on has changed since.
    #[error("something changed since the preview")]
    PreviewStale,
}

impl From<AreasError> for HouseholdsError {
    fn from(error: AreasError) -> Self {
        match error {
            AreasError::Db(DbError::Unique(_)) | AreasError::SegmentTaken => Self::NumberTaken,
            AreasError::Db(error) => Self::Db(error),
            AreasError::Denied(denied) => Self::Denied(denied),
            AreasError::Rule(rule) => Self::Area(rule),
            AreasError::ParentMissing => Self::ParentMissing,
            other => Self::Db(DbError::damaged(other)),
        }
    }
}

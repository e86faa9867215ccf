//! Errors of households as problems.

use app::households::HouseholdsError;
use contract::problems::{self, households as own};

use crate::{ApiError, tables::ReadError};

impl From<HouseholdsError> for ApiError {
    fn from(error: HouseholdsError) -> Self {
        match error {
            HouseholdsError::Db(error) => error.into(),
            HouseholdsError::Denied(denied) => denied.into(),
            HouseholdsError::Crypto(error) => Self::internal(error),
            // The contract's rules have refused every value that domain refuses, except a path that is too long.
            HouseholdsError::Rule(rule) => Self::new(&problems::BODY_MALFORMED).with("reason", rule),
            HouseholdsError::Phone(rule) => Self::new(&problems::BODY_MALFORMED).with("reason", rule),
            HouseholdsError::Area(rule) => Self::new(&problems::BODY_MALFORMED).with("reason", rule),
            HouseholdsError::ParentMissing => Self::bad_field("/parent_id", "not_found", &[]),
            HouseholdsError::NumberTaken => Self::new(&own::HOUSEHOLD_NUMBER_TAKEN),
            HouseholdsError::Stale => Self::new(&problems::CHANGED_MEANWHILE),
            HouseholdsError::AreaTooLarge { max } => Self::new(&own::IMPORT_AREA_TOO_LARGE).with("max", max),
            HouseholdsError::PreviewStale => Self::new(&own::IMPORT_PREVIEW_STALE),
        }
    }
}

impl From<ReadError> for ApiError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Unreadable(reason) => Self::new(&own::IMPORT_FILE_UNREADABLE).with("reason", reason),
            ReadError::TooManyRows => {
                Self::new(&own::IMPORT_TOO_MANY_ROWS).with("max", app::households::IMPORT_ROWS_MAX)
            }
        }
    }
}

//! Open311 GeoReport v2: what the standard asks for, as use cases. Its wire is `api`'s alone.

mod jurisdiction;
mod post;
mod services;

use domain::permissions::Denied;

pub use self::{
    jurisdiction::jurisdiction,
    post::{Contribution, Posted, post},
    services::{service, services},
};
use crate::{db::DbError, tickets};

/// Why something of the standard cannot be answered.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// There are several jurisdictions, and none was named.
    #[error("this installation has several jurisdictions: name one")]
    JurisdictionMissing,
    /// There is no such jurisdiction.
    #[error("there is no such jurisdiction")]
    JurisdictionUnknown,
    /// There is no such service in the jurisdiction.
    #[error("there is no such service in this jurisdiction")]
    ServiceUnknown,
    /// The key opens nothing.
    #[error("the key is unknown or revoked")]
    KeyInvalid,
    /// The ticket cannot be reported.
    #[error(transparent)]
    Ticket(tickets::Error),
}

impl From<tickets::Error> for Error {
    fn from(error: tickets::Error) -> Self {
        match error {
            tickets::Error::Db(error) => error.into(),
            tickets::Error::Denied(denied) => denied.into(),
            tickets::Error::CategoryUnknown => Self::ServiceUnknown,
            other => Self::Ticket(other),
        }
    }
}

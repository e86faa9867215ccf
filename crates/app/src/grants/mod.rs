//! Roles that people hold: listing, giving, taking, and finding whom to give one.

mod change;
mod find;
mod read;
mod who;

pub use change::{NewGrant, give, revoke};
use domain::grants::GrantRefused;
pub(crate) use domain::identity::masked_name as mask;
pub use find::{Grantee, find_grantee};
pub use read::{Grant, GrantFilter, grants};
pub(crate) use who::{Nearest, holders, holders_at, holders_of, nearest, staff, who_may};

use crate::{crypto::CryptoError, db::DbError};

/// Why something about a grant cannot be done.
#[derive(Debug, thiserror::Error)]
pub enum GrantError {
    /// The store fails, or the grant is not there.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A sealed field cannot be looked for.
    #[error(transparent)]
    Crypto(#[from] CryptoError),
    /// The rules forbid it.
    #[error(transparent)]
    Refused(#[from] GrantRefused),
    /// There is no such person, or they cannot sign in.
    #[error("there is no such person")]
    NoPerson,
    /// There is no such area.
    #[error("there is no such area")]
    NoArea,
    /// There is no such provider in the area, or it serves no more.
    #[error("no such provider serves here")]
    NoProvider,
}

impl From<domain::permissions::Denied> for GrantError {
    fn from(denied: domain::permissions::Denied) -> Self {
        Self::Refused(denied.into())
    }
}

impl From<diesel::result::Error> for GrantError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Db(error.into())
    }
}

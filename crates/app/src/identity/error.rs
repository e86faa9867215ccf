//! Why something about an account cannot be done.

use domain::{
    identity::{NameError, WeakPassword},
    permissions::Denied,
};

use crate::{crypto::CryptoError, db::DbError};

/// Why something about an account cannot be done.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// The store fails, or the row is not there.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A sealed field does not open.
    #[error(transparent)]
    Crypto(#[from] CryptoError),
    /// Not permitted.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// A name or number is malformed.
    #[error(transparent)]
    Name(#[from] NameError),
    /// The new password is not good enough.
    #[error(transparent)]
    Weak(#[from] WeakPassword),
    /// Hashing failed: no memory.
    #[error("a password cannot be hashed: {0}")]
    Hashing(String),
    /// Tried too often.
    #[error("too many tries; wait {seconds} seconds")]
    TooMany {
        /// Seconds to wait.
        seconds: u64,
    },
    /// Wrong login or password.
    #[error("wrong login or password")]
    SignInFailed,
    /// A one-time code, recovery code or second factor is wrong, over or used.
    #[error("the code does not work")]
    CodeRefused,
    /// The right password of a locked account.
    #[error("the account is locked")]
    Locked,
    /// The password that confirms a change is wrong.
    #[error("wrong password")]
    PasswordWrong,
    /// The second factor has not been shown in this session.
    #[error("the second factor has not been shown")]
    SecondFactorRequired,
    /// There is a second factor already.
    #[error("there is a second factor already")]
    SecondFactorEnrolled,
    /// There is no second factor.
    #[error("there is no second factor")]
    SecondFactorMissing,
    /// Another account has the login name.
    #[error("the login name is taken")]
    LoginTaken,
    /// Not on one's own account.
    #[error("this cannot be done to one's own account")]
    OwnAccount,
    /// The account is closed.
    #[error("the account is closed")]
    Closed,
    /// There is no number to confirm.
    #[error("there is no number to confirm")]
    PhoneMissing,
    /// The person still holds roles.
    #[error("the person still holds roles")]
    GrantsHeld,
    /// Somebody administers the installation already.
    #[error("there is an administrator already")]
    AlreadySetUp,
    /// The row changed since the caller read it.
    #[error("changed meanwhile")]
    ChangedMeanwhile,
}

impl IdentityError {
    pub(super) fn hashing(error: impl std::fmt::Display) -> Self {
        Self::Hashing(error.to_string())
    }
}

impl From<diesel::result::Error> for IdentityError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Db(error.into())
    }
}

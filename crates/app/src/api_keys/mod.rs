//! Keys with which other systems report: added, listed, revoked, and asked for who acts.
//!
//! A key is shown once, when it is made; the store has its SHA-256 only, which is enough for 32 random bytes. It acts as one
//! person, with what that person may do now, and nowhere but in its area.

mod change;
mod read;
mod used;

use chrono::{DateTime, Utc};
use domain::{
    areas::AreaPath,
    ids::{ApiKeyId, AreaId, UserId},
    permissions::Denied,
};

pub use self::{
    change::{NewKey, create, revoke},
    read::{Page, keys},
    used::{Holder, opened},
};
use crate::db::DbError;

/// Most keys of an area that open something at a time.
pub const PER_AREA_MAX: i64 = 50;

/// A key, without what it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiKey {
    /// Its id.
    pub id: ApiKeyId,
    /// Where it reports, and below.
    pub area: AreaId,
    /// That area's path.
    pub path: AreaPath,
    /// That area's name.
    pub area_name: String,
    /// Which system has it.
    pub name: String,
    /// As whom it acts.
    pub user: UserId,
    /// What they are called.
    pub user_name: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last used, to the minute; absent where never.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// Why a key cannot be made, shown, revoked or used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store; [`DbError::NotFound`] also where the key is not the caller's to know of.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The area does not exist.
    #[error("there is no such area")]
    AreaUnknown,
    /// There is nobody of this name, or they may not report there.
    #[error("this person does not report in this area")]
    PersonUnfit,
    /// The area has [`PER_AREA_MAX`] keys.
    #[error("an area has at most {PER_AREA_MAX} keys")]
    TooMany,
}

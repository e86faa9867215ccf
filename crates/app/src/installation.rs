//! The installation as a whole: whether anybody is in it yet, and who is the first.

use diesel::prelude::*;
use domain::{
    ids::{AreaId, UserId},
    permissions::Role,
};

use crate::{
    crypto::Keyring,
    db::{DbError, Key, Tx, schema::areas, schema::users},
    grants::{self, GrantError, NewGrant},
    identity::{self, IdentityError, NewUser},
};

/// Most areas without a parent that one administrator is put over: the country has 34 provinces.
const TOPS_MAX: i64 = 100;

/// Why there is no first administrator.
#[derive(Debug, thiserror::Error)]
pub enum InitError {
    /// The store fails.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The account cannot be made.
    #[error(transparent)]
    Identity(#[from] IdentityError),
    /// The role cannot be given.
    #[error(transparent)]
    Grant(#[from] GrantError),
    /// Somebody is here already: roles are given by those who hold them.
    #[error("this store has users already")]
    NotEmpty,
    /// There is nothing to administer yet.
    #[error("this store has no areas yet")]
    NoAreas,
}

impl From<diesel::result::Error> for InitError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Db(error.into())
    }
}

/// Whether the people of this store are invented.
///
/// # Errors
/// [`DbError`].
pub fn is_demo(tx: &mut Tx<'_>) -> Result<bool, DbError> {
    let one: Option<Key<UserId>> =
        users::table.filter(users::demo.eq(true)).select(users::id).first(tx.db()).optional()?;
    Ok(one.is_some())
}

/// Makes the first account, administrator of every area that lies in no other. Never in a store with users.
///
/// # Errors
/// [`InitError`].
pub fn init(tx: &mut Tx<'_>, keyring: &Keyring, new: &NewUser) -> Result<UserId, InitError> {
    let somebody: Option<Key<UserId>> = users::table.select(users::id).first(tx.db()).optional()?;
    if somebody.is_some() {
        return Err(InitError::NotEmpty);
    }
    let tops: Vec<Key<AreaId>> = areas::table
        .filter(areas::parent_id.is_null())
        .order(areas::path)
        .limit(TOPS_MAX)
        .select(areas::id)
        .load(tx.db())?;
    if tops.is_empty() {
        return Err(InitError::NoAreas);
    }
    let user = identity::create_user(tx, keyring, None, new)?;
    for Key(area) in tops {
        grants::give(tx, None, &NewGrant { user, role: Role::Administrator, area, from: None, until: None })?;
    }
    Ok(user)
}

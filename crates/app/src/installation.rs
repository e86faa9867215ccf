//! The installation as a whole: whether anybody is in it yet, and who is the first.

use diesel::prelude::*;
use domain::{
    areas::{AreaEvent, AreaKind, AreaName, AreaPath, AreaSegment},
    ids::{AreaId, UserId},
    permissions::Role,
};

use crate::{
    areas::{AreasError, Branch, grow},
    categories,
    crypto::Keyring,
    db::{DbError, Key, NewEntry, Tx, schema::areas, schema::users, subject},
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
    /// The first areas cannot be made.
    #[error(transparent)]
    Areas(#[from] AreasError),
    /// Somebody is here already: roles are given by those who hold them.
    #[error("this store has users already")]
    NotEmpty,
    /// There is nothing to administer yet.
    #[error("this store has no areas yet")]
    NoAreas,
    /// There is something to administer already: what else is needed is added in the console.
    #[error("this store has areas already")]
    AreasThere,
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

/// Whether anybody has an account.
///
/// # Errors
/// [`DbError`].
pub fn has_users(tx: &mut Tx<'_>) -> Result<bool, DbError> {
    let somebody: Option<Key<UserId>> = users::table.select(users::id).first(tx.db()).optional()?;
    Ok(somebody.is_some())
}

/// Begins a real installation, in a store without users: the first areas (each lies in the one before; none where they
/// were imported), the default kinds of matters, and the first account, administrator of it all.
///
/// # Errors
/// [`InitError`].
pub fn found(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    first: &[(AreaKind, AreaName)],
    new: &NewUser,
) -> Result<UserId, InitError> {
    if !first.is_empty() {
        plant(tx, first)?;
    }
    let user = init(tx, keyring, new)?;
    categories::seed(tx)?;
    Ok(user)
}

/// Makes a line of areas, each in the one before, in a store without any.
fn plant(tx: &mut Tx<'_>, first: &[(AreaKind, AreaName)]) -> Result<(), InitError> {
    let there: Option<Key<AreaId>> = areas::table.select(areas::id).first(tx.db()).optional()?;
    if there.is_some() {
        return Err(InitError::AreasThere);
    }
    let mut above = None;
    for (kind, name) in first {
        let id: AreaId = tx.new_id();
        // Official codes are digits: a letter keeps a later import of official areas apart.
        let segment = AreaSegment::new("x1").map_err(AreasError::from)?;
        let path = above
            .as_ref()
            .map_or_else(AreaPath::root, |(_, path, _): &(AreaId, AreaPath, AreaKind)| path.clone());
        let path = path.child(&segment).map_err(AreasError::from)?;
        let branch = Branch {
            id,
            segment,
            kind: *kind,
            name: name.clone(),
            head_count: None,
            boundary: None,
            children: Vec::new(),
        };
        grow(tx, above, vec![branch])?;
        let event = AreaEvent::Created { area_id: id, kind: *kind };
        tx.journal(NewEntry { actor: None, area: &path, subject: subject("area", id), event })?;
        above = Some((id, path, *kind));
    }
    Ok(())
}

/// Makes the first account, administrator of every area that lies in no other. Never in a store with users.
///
/// # Errors
/// [`InitError`].
pub fn init(tx: &mut Tx<'_>, keyring: &Keyring, new: &NewUser) -> Result<UserId, InitError> {
    if has_users(tx)? {
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
        let role = Role::Administrator;
        let new = NewGrant { user, role, area, provider: None, from: None, until: None };
        grants::give(tx, None, &new)?;
    }
    Ok(user)
}

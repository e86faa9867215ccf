//! What the operator's commands and the demo need.

use diesel::prelude::*;
use domain::{
    identity::{LoginName, UserState},
    ids::{AreaId, GrantId, UserId},
    permissions::Role,
};

use super::{
    IdentityError,
    accounts::{NewUser, create_user},
    me::{Held, held},
};
use crate::{
    crypto::Keyring,
    db::{
        DbError, Key, Tx,
        schema::{grants, users},
    },
};

/// Makes the first administrator of a store: an account with that role at `area` and everything under it. The password's
/// rules are those of staff: see [`domain::identity::check_password`].
///
/// # Errors
/// [`IdentityError::AlreadySetUp`] where somebody holds that role anywhere; [`IdentityError::LoginTaken`];
/// [`DbError::Missing`] where the area does not exist.
pub fn create_first_administrator(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    new: &NewUser,
    area: AreaId,
) -> Result<UserId, IdentityError> {
    let administrators: i64 = grants::table
        .filter(grants::role.eq(Role::Administrator.as_str()))
        .filter(grants::revoked_at.is_null())
        .count()
        .get_result(tx.db())?;
    if administrators > 0 {
        return Err(IdentityError::AlreadySetUp);
    }
    let user = create_user(tx, keyring, None, new)?;
    let id: GrantId = tx.new_id();
    let now = tx.timestamp();
    diesel::insert_into(grants::table)
        .values((
            grants::id.eq(Key(id)),
            grants::user_id.eq(Key(user)),
            grants::role.eq(Role::Administrator.as_str()),
            grants::area_id.eq(Key(area)),
            grants::from_at.eq(now),
            grants::created_at.eq(now),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    Ok(user)
}

/// Makes many accounts; for the demo, whose people share one password and so one hash.
///
/// # Errors
/// [`IdentityError::LoginTaken`].
pub fn create_users(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    new: &[NewUser],
) -> Result<Vec<UserId>, IdentityError> {
    new.iter().map(|user| create_user(tx, keyring, None, user)).collect()
}

/// The account with this login name.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn user_by_login(tx: &mut Tx<'_>, login: &LoginName) -> Result<UserId, DbError> {
    let id: Key<UserId> =
        users::table.filter(users::login.eq(login.as_str())).select(users::id).first(tx.db())?;
    Ok(id.0)
}

/// An account as the operator sees it.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its id.
    pub id: UserId,
    /// The name to sign in with.
    pub login: String,
    /// What others call them.
    pub display_name: String,
    /// Where it stands.
    pub state: UserState,
    /// Whether they have a second factor.
    pub second_factor: bool,
    /// The roles in force.
    pub roles: Vec<Held>,
}

/// The account with this login name and the roles it holds now.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn account(tx: &mut Tx<'_>, login: &LoginName) -> Result<Account, DbError> {
    let columns =
        (users::id, users::login, users::display_name, users::state, users::totp_confirmed_at.is_not_null());
    let (Key(id), login, display_name, state, second_factor): (Key<UserId>, String, String, String, bool) =
        users::table.filter(users::login.eq(login.as_str())).select(columns).first(tx.db())?;
    let state = UserState::parse(&state).ok_or_else(|| DbError::damaged(state))?;
    Ok(Account { id, login, display_name, state, second_factor, roles: held(tx, id)? })
}

/// Whether the store holds accounts that are not the demo's: then the demo must not touch it.
///
/// # Errors
/// [`DbError`].
pub fn has_real_users(tx: &mut Tx<'_>) -> Result<bool, DbError> {
    let real: i64 = users::table.filter(users::demo.eq(false)).count().get_result(tx.db())?;
    Ok(real > 0)
}

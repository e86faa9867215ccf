//! Asking for one's password again before what cannot be taken back lightly.
//!
//! As in signing in: [`begin_confirmation`] counts the try, [`super::verify_password`] runs on a blocking thread, and the
//! use case itself calls [`Confirmation::check`] in its transaction.

use diesel::prelude::*;
use domain::{
    identity::{Limit, WeakPassword, check_password},
    ids::UserId,
    permissions::Actor,
};

use super::{
    IdentityError,
    limits::{self, Counted},
    me::held_roles,
};
use crate::{
    crypto::Keyring,
    db::{DbError, Key, Tx, lock, schema::users},
};

/// A counted try of one's own password.
#[derive(Clone, Debug)]
pub struct Confirmation {
    account: Counted,
    /// To verify against.
    pub password_hash: Option<String>,
}

/// Counts a try of the actor's own password, on the same meter as signing in.
///
/// # Errors
/// [`IdentityError::TooMany`].
pub fn begin_confirmation(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
) -> Result<Confirmation, IdentityError> {
    let account = Counted::new(keyring, Limit::SIGN_IN_ACCOUNT, &actor.user.to_string())?;
    limits::admit(tx, &[&account])?;
    let password_hash = users::table
        .find(Key(actor.user))
        .select(users::password_hash)
        .first(tx.db())
        .map_err(DbError::from)?;
    Ok(Confirmation { account, password_hash })
}

impl Confirmation {
    /// Lets pass where the password was `right` and still is the account's; locks the account's row.
    pub(super) fn check(&self, tx: &mut Tx<'_>, actor: &Actor, right: bool) -> Result<(), IdentityError> {
        let row = users::table.find(Key(actor.user)).select(users::password_hash);
        let hash = lock!(tx.db(), row, |q, c| q.first::<Option<String>>(c)).map_err(DbError::from)?;
        if !right || hash != self.password_hash {
            return Err(IdentityError::PasswordWrong);
        }
        Ok(limits::succeed(tx, &[&self.account])?)
    }
}

/// What a new password of somebody must be.
#[derive(Clone, Debug)]
pub struct PasswordRules {
    staff: bool,
    own: [String; 2],
}

impl PasswordRules {
    /// Lets pass a password that is good enough.
    ///
    /// # Errors
    /// [`WeakPassword`].
    pub fn check(&self, password: &str) -> Result<(), WeakPassword> {
        check_password(password, self.staff, &[&self.own[0], &self.own[1]])
    }
}

/// What a new password of `user` must be: longer for who holds a role above resident.
///
/// # Errors
/// [`DbError`].
pub fn password_rules(tx: &mut Tx<'_>, user: UserId) -> Result<PasswordRules, DbError> {
    let (login, name): (String, String) =
        users::table.find(Key(user)).select((users::login, users::display_name)).first(tx.db())?;
    let staff = held_roles(tx, user)?.iter().any(|role| role.needs_second_factor());
    Ok(PasswordRules { staff, own: [login, name] })
}

//! New passwords: with the old one, or with a code.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use domain::{
    identity::{EndReason, IdentityEvent, Limit, RESET_CODE_HOURS, UserState},
    ids::UserId,
    permissions::Actor,
};

use super::{
    IdentityError,
    accounts::{acting, journal, journal_as},
    codes::{self, Purpose},
    confirm::{Confirmation, password_rules},
    limits::{self, Counted},
    sessions::end_all,
    sign_in::find_login,
    users::{manageable, state_of},
};
use crate::{
    crypto::Keyring,
    db::{DbError, Key, Tx, schema::users, subject},
};

/// The actor's new password. All their other sessions end, and open codes are void.
///
/// # Errors
/// [`IdentityError::PasswordWrong`] where the old one was not `right`.
pub fn change_password(
    tx: &mut Tx<'_>,
    actor: &Actor,
    old: &Confirmation,
    right: bool,
    new_hash: &str,
) -> Result<(), IdentityError> {
    old.check(tx, actor, right)?;
    set_password(tx, actor.user, new_hash)?;
    end_all(tx, actor.user, Some(actor.session), EndReason::PasswordChanged)?;
    Ok(journal_as(tx, actor, actor.user, IdentityEvent::PasswordChanged {})?)
}

/// A code with which `user` sets a new password, to be told to them once. `actor` is somebody in charge, or
/// absent for the operator.
///
/// # Errors
/// As [`manageable`]; [`IdentityError::Closed`].
pub fn issue_reset_code(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: Option<&Actor>,
    user: UserId,
) -> Result<(String, DateTime<Utc>), IdentityError> {
    if let Some(actor) = actor {
        manageable(tx, actor, user)?;
    }
    if state_of(tx, user)? == UserState::Closed {
        return Err(IdentityError::Closed);
    }
    let code = codes::letters::<12>(tx, 4);
    let lifetime = TimeDelta::hours(RESET_CODE_HOURS);
    let expires_at = codes::issue(tx, keyring, user, Purpose::PasswordReset, &code, lifetime)?;
    journal(tx, actor, subject("user", user), IdentityEvent::PasswordResetCodeIssued {})?;
    Ok((code, expires_at))
}

/// Counts a try of a reset code from an address; before the password is hashed.
///
/// # Errors
/// [`IdentityError::TooMany`].
pub fn admit_reset(tx: &mut Tx<'_>, keyring: &Keyring, address: &str) -> Result<(), IdentityError> {
    limits::admit(tx, &[&Counted::new(keyring, Limit::SIGN_IN_ADDRESS, address)?])
}

/// What [`reset_password`] needs.
#[derive(Clone)]
pub struct Reset {
    /// Name or number.
    pub login: String,
    /// The code.
    pub code: String,
    /// The new password, to judge it.
    pub password: String,
    /// Its hash, to keep.
    pub password_hash: String,
    /// From where, as it was counted.
    pub address: String,
}

/// Sets a new password with a code; every session ends. `false` where the code does not work: then too the
/// transaction must be kept, for the try to count. The second factor stays as it is.
///
/// # Errors
/// [`IdentityError::Weak`], told only to who has the code; the code is then still good.
pub fn reset_password(tx: &mut Tx<'_>, keyring: &Keyring, reset: &Reset) -> Result<bool, IdentityError> {
    let Some((user, _)) = find_login(tx, keyring, &reset.login)? else { return Ok(false) };
    let purposes = [Purpose::PasswordReset, Purpose::SmsPasswordReset];
    if !codes::redeem(tx, keyring, user, &purposes, &reset.code)? {
        return Ok(false);
    }
    password_rules(tx, user)?.check(&reset.password)?;
    limits::succeed(tx, &[&Counted::new(keyring, Limit::SIGN_IN_ADDRESS, &reset.address)?])?;
    set_password(tx, user, &reset.password_hash)?;
    end_all(tx, user, None, EndReason::PasswordChanged)?;
    journal_as(tx, &acting(user, None), user, IdentityEvent::PasswordReset {})?;
    Ok(true)
}

/// The operator sets a password; every session ends. For the command line.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn operator_sets_password(tx: &mut Tx<'_>, user: UserId, hash: &str) -> Result<(), IdentityError> {
    set_password(tx, user, hash)?;
    end_all(tx, user, None, EndReason::PasswordChanged)?;
    Ok(journal(tx, None, subject("user", user), IdentityEvent::PasswordReset {})?)
}

fn set_password(tx: &mut Tx<'_>, user: UserId, hash: &str) -> Result<(), DbError> {
    let now = tx.timestamp();
    let changed = diesel::update(users::table.find(Key(user)))
        .set((
            users::password_hash.eq(hash),
            users::version.eq(users::version + 1),
            users::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    if changed == 0 {
        return Err(DbError::NotFound);
    }
    codes::void_all(tx, user)
}

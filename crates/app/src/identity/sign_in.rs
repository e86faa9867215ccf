//! Signing in with a password.
//!
//! In three steps, so that no transaction waits for argon2: [`begin_sign_in`] counts the try and fetches the
//! hash, [`super::verify_password`] runs on a blocking thread, [`finish_sign_in`] starts the session. A try is
//! counted before anything is known about it, and takes the same steps whether the account exists or not.

use diesel::prelude::*;
use domain::{
    identity::{Limit, LoginName, Phone, SignInMethod, UserState},
    ids::UserId,
};

use super::{
    IdentityError,
    accounts::PHONE_PURPOSE,
    limits::{self, Counted},
    sessions::{Device, Started, start},
};
use crate::{
    crypto::Keyring,
    db::{DbError, Key, Tx, schema::users},
};

/// A counted try.
#[derive(Clone, Debug)]
pub struct Attempt {
    account: Counted,
    address: Counted,
    user: Option<UserId>,
    /// To verify against; `None` for an unknown account.
    pub password_hash: Option<String>,
}

/// Counts a try from an address on an account and fetches what is needed to judge it.
///
/// # Errors
/// [`IdentityError::TooMany`]; the same for known and unknown accounts.
pub fn begin_sign_in(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    login: &str,
    address: &str,
) -> Result<Attempt, IdentityError> {
    let found = find_login(tx, keyring, login)?;
    // A person is counted as one, by whichever of their names they are tried.
    let name = found.as_ref().map_or_else(|| login.trim().to_lowercase(), |(id, _)| id.to_string());
    let account = Counted::new(keyring, Limit::SIGN_IN_ACCOUNT, &name)?;
    let address = Counted::new(keyring, Limit::SIGN_IN_ADDRESS, address)?;
    limits::admit(tx, &[&account, &address])?;
    let (user, password_hash) = found.map_or((None, None), |(id, hash)| (Some(id), hash));
    Ok(Attempt { account, address, user, password_hash })
}

/// Starts the session of a try whose password was `right`.
///
/// # Errors
/// [`IdentityError::SignInFailed`]; [`IdentityError::Locked`] to who knows the password.
pub fn finish_sign_in(
    tx: &mut Tx<'_>,
    attempt: &Attempt,
    right: bool,
    device: &Device,
) -> Result<Started, IdentityError> {
    let user = attempt.user.filter(|_| right).ok_or(IdentityError::SignInFailed)?;
    let row = users::table.find(Key(user)).select((users::state, users::password_hash));
    let (state, hash) = crate::db::lock!(tx.db(), row, |q, c| q.first::<(String, Option<String>)>(c))
        .map_err(DbError::from)?;
    // The password may have been changed while this one was being verified.
    if hash != attempt.password_hash {
        return Err(IdentityError::SignInFailed);
    }
    match UserState::parse(&state) {
        Some(UserState::Active) => {}
        Some(UserState::Locked) => return Err(IdentityError::Locked),
        _ => return Err(IdentityError::SignInFailed),
    }
    limits::succeed(tx, &[&attempt.account, &attempt.address])?;
    start(tx, user, SignInMethod::Password, device)
}

/// Who signs in as `login`: by name, or by number (whose owner comes before those who only claim it).
pub(super) fn find_login(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    login: &str,
) -> Result<Option<(UserId, Option<String>)>, IdentityError> {
    let columns = (users::id, users::password_hash);
    let found: Option<(Key<UserId>, Option<String>)> = if let Ok(name) = LoginName::new(login) {
        users::table.filter(users::login.eq(name.as_str())).select(columns).first(tx.db()).optional()?
    } else if let Ok(phone) = Phone::new(login) {
        users::table
            .filter(users::phone_index.eq_any(keyring.indexes(PHONE_PURPOSE, phone.digits())))
            .order((users::phone_confirmed_at.is_null(), users::created_at, users::id))
            .select(columns)
            .first(tx.db())
            .optional()?
    } else {
        None
    };
    Ok(found.map(|(Key(id), hash)| (id, hash)))
}

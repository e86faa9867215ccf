//! Making accounts.

use chrono::{DateTime, Utc};
use contract::lang::Lang;
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    identity::{DisplayName, IdentityEvent, Limit, LoginName, Phone},
    ids::{SessionId, UserId},
    permissions::Actor,
};
use uuid::Uuid;

use super::{
    IdentityError,
    limits::{self, Counted},
};
use crate::{
    crypto::Keyring,
    db::{DbError, Key, NewEntry, Tx, schema::users, subject},
};

/// What a telephone number is sealed for (the column).
pub const PHONE_PURPOSE: &str = "users.phone";

/// A new account. Its password is hashed already: see [`super::hash_password`].
#[derive(Clone, Debug)]
pub struct NewUser {
    /// What they sign in with.
    pub login: LoginName,
    /// What others call them.
    pub display_name: DisplayName,
    /// PHC string; without one they must first be handed a reset code.
    pub password_hash: Option<String>,
    /// Their number.
    pub phone: Option<Phone>,
    /// Their language.
    pub locale: Lang,
    /// When they accepted the terms.
    pub terms_accepted_at: Option<DateTime<Utc>>,
    /// Whether this is an account of the demo.
    pub demo: bool,
}

/// Counts a registration from an address; before the password is hashed, so that a flood costs little.
///
/// # Errors
/// [`IdentityError::TooMany`].
pub fn admit_registration(tx: &mut Tx<'_>, keyring: &Keyring, address: &str) -> Result<(), IdentityError> {
    limits::admit(tx, &[&Counted::new(keyring, Limit::REGISTER_ADDRESS, address)?])
}

/// Somebody makes an account for themselves.
///
/// A number that another account claims is taken all the same: whose it is shows when a code sent to it is
/// entered, and until then nothing tells that the other account exists.
///
/// # Errors
/// [`IdentityError::LoginTaken`].
pub fn register(tx: &mut Tx<'_>, keyring: &Keyring, new: &NewUser) -> Result<UserId, IdentityError> {
    let id = insert_user(tx, keyring, new)?;
    journal_as(tx, &acting(id, None), id, IdentityEvent::UserRegistered {})?;
    Ok(id)
}

/// The operator (no `actor`) or somebody in charge makes an account for another.
///
/// # Errors
/// [`IdentityError::LoginTaken`].
pub fn create_user(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: Option<&Actor>,
    new: &NewUser,
) -> Result<UserId, IdentityError> {
    let id = insert_user(tx, keyring, new)?;
    journal(tx, actor, subject("user", id), IdentityEvent::UserCreated {})?;
    Ok(id)
}

fn insert_user(tx: &mut Tx<'_>, keyring: &Keyring, new: &NewUser) -> Result<UserId, IdentityError> {
    let taken =
        users::table.filter(users::login.eq(new.login.as_str())).count().get_result::<i64>(tx.db())?;
    if taken > 0 {
        return Err(IdentityError::LoginTaken);
    }
    let id: UserId = tx.new_id();
    let (phone_sealed, phone_index) = seal_phone(tx, keyring, new.phone.as_ref())?;
    let now = tx.timestamp();
    let row = (
        users::id.eq(Key(id)),
        users::login.eq(new.login.as_str()),
        users::display_name.eq(new.display_name.as_str()),
        users::phone_sealed.eq(phone_sealed),
        users::phone_index.eq(phone_index),
        users::password_hash.eq(new.password_hash.as_deref()),
        users::locale.eq(new.locale.tag()),
        users::demo.eq(new.demo),
        users::terms_accepted_at.eq(new.terms_accepted_at.map(|t| t.naive_utc())),
        users::created_at.eq(now),
        users::updated_at.eq(now),
    );
    match diesel::insert_into(users::table).values(row).execute(tx.db()).map_err(DbError::from) {
        // Two registrations of one name at the same moment.
        Err(DbError::Unique(_)) => Err(IdentityError::LoginTaken),
        Err(error) => Err(error.into()),
        Ok(_) => Ok(id),
    }
}

/// The two columns of a number.
pub(super) fn seal_phone(
    tx: &Tx<'_>,
    keyring: &Keyring,
    phone: Option<&Phone>,
) -> Result<(Option<String>, Option<String>), IdentityError> {
    let Some(phone) = phone else { return Ok((None, None)) };
    let sealed = keyring.seal(PHONE_PURPOSE, phone.digits().as_bytes(), tx.entropy())?;
    Ok((Some(sealed), Some(keyring.index(PHONE_PURPOSE, phone.digits())?)))
}

/// Opens a sealed number.
///
/// # Errors
/// [`IdentityError::Crypto`] where it was sealed with an unknown key.
pub fn open_phone(keyring: &Keyring, sealed: &str) -> Result<Phone, IdentityError> {
    Ok(Phone::new(&keyring.open_text(PHONE_PURPOSE, sealed)?)?)
}

/// A person who acts before (or without) a session of theirs being loaded.
pub(super) fn acting(user: UserId, session: Option<SessionId>) -> Actor {
    Actor { user, session: session.unwrap_or(SessionId(Uuid::nil())), grants: Vec::new(), principal: None }
}

/// Journals what happened to an account. Accounts lie in no area: the root.
pub(super) fn journal_as(
    tx: &mut Tx<'_>,
    actor: &Actor,
    user: UserId,
    event: IdentityEvent,
) -> Result<(), DbError> {
    journal(tx, Some(actor), subject("user", user), event)
}

pub(super) fn journal(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    subject: String,
    event: IdentityEvent,
) -> Result<(), DbError> {
    tx.journal(NewEntry { actor, area: &AreaPath::root(), subject, event }).map(drop)
}

//! Refresh tokens: each is used once and gives the next. One that comes again ends its whole family.
//!
//! Two tabs that wake together send the same token within moments. The next token is therefore a keyed hash of
//! the one before and a stored salt: whoever repeats a token within [`REFRESH_RACE_SECONDS`] is given the *same* next
//! one. A thief who repeats it that fast holds what the owner holds, never a branch of their own, and is found out
//! at the next rotation. The store keeps hashes only, so no token can be made from a copy of it.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use domain::{
    identity::{EndReason, IdentityEvent, REFRESH_RACE_SECONDS, UserState},
    ids::{SessionId, UserId},
};
use sha2::{Digest, Sha256};

use super::{
    IdentityError,
    accounts::{acting, journal},
    sessions::{SecondFactor, Started, end, second_factor, slide},
};
use crate::{
    crypto::{Keyring, base64url},
    db::{
        DbError, Key, Tx, lock,
        schema::{refresh_tokens as t, sessions, users},
        subject,
    },
};

const TOKEN_BYTES: usize = 32;
const SALT_BYTES: usize = 16;
/// 32 bytes in base64.
const TOKEN_CHARS: usize = 43;

/// A refresh token as its owner holds it. Not shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct RefreshToken(String);

impl std::fmt::Debug for RefreshToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RefreshToken(…)")
    }
}

impl RefreshToken {
    /// A token as it came back; `None` where it cannot be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let good = text.len() == TOKEN_CHARS
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        good.then(|| Self(text.to_owned()))
    }

    /// The text for the cookie.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }

    /// Every token that may have followed this one, the current key's first.
    fn next(&self, keyring: &Keyring, salt: &[u8]) -> Vec<Self> {
        let value = format!("{}.{}", self.0, base64url(salt));
        keyring.indexes("refresh_tokens.next", &value).into_iter().map(Self).collect()
    }
}

/// The outcome of [`refresh`].
#[derive(Debug)]
pub enum Refreshed {
    /// The session goes on, with a new token.
    GoesOn(Started),
    /// No token of a live session.
    Over,
    /// The token was used before: the session has been ended.
    Reused(SessionId),
    /// The token and the one after it were used moments ago; the owner holds a newer one.
    Raced,
}

/// The first token of a session.
pub(super) fn first(tx: &mut Tx<'_>, session: SessionId) -> Result<RefreshToken, DbError> {
    let token = RefreshToken(base64url(&tx.random::<TOKEN_BYTES>()));
    insert(tx, session, &token)?;
    Ok(token)
}

fn insert(tx: &mut Tx<'_>, session: SessionId, token: &RefreshToken) -> Result<(), DbError> {
    diesel::insert_into(t::table)
        .values((
            t::token_hash.eq(token.hash()),
            t::session_id.eq(Key(session)),
            t::created_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Uses a token: the session goes on for another [`domain::identity::SESSION_IDLE_DAYS`] days and has a new one.
///
/// # Errors
/// [`IdentityError::Db`], [`IdentityError::Crypto`].
pub fn refresh(tx: &mut Tx<'_>, keyring: &Keyring, token: &RefreshToken) -> Result<Refreshed, IdentityError> {
    let owner: Option<Key<SessionId>> =
        t::table.find(token.hash()).select(t::session_id).first(tx.db()).optional()?;
    let Some(Key(session)) = owner else { return Ok(Refreshed::Over) };
    // The session's row is the lock of its whole family.
    let Some(live) = lock_live(tx, session)? else { return Ok(Refreshed::Over) };
    let (used_at, salt): (Option<NaiveDateTime>, Option<Vec<u8>>) =
        t::table.find(token.hash()).select((t::used_at, t::next_salt)).first(tx.db())?;
    let next = match (used_at, salt) {
        (None, _) => rotate(tx, keyring, session, token)?,
        (Some(used_at), Some(salt)) if is_race(used_at, tx.timestamp()) => {
            match unused_next(tx, &token.next(keyring, &salt))? {
                Some(next) => next,
                None => return Ok(Refreshed::Raced),
            }
        }
        _ => {
            end(tx, session, EndReason::TokenReused)?;
            let event = IdentityEvent::SessionEnded { reason: EndReason::TokenReused };
            journal(tx, None, subject("session", session), event)?;
            return Ok(Refreshed::Reused(session));
        }
    };
    let expires_at = slide(live.created_at, tx.now());
    let now = tx.timestamp();
    diesel::update(sessions::table.find(Key(session)))
        .set((sessions::last_seen_at.eq(now), sessions::expires_at.eq(expires_at.naive_utc())))
        .execute(tx.db())?;
    let second_factor = second_factor(tx, live.user, live.second_factor)?;
    Ok(Refreshed::GoesOn(Started { user: live.user, session, refresh: next, expires_at, second_factor }))
}

fn is_race(used_at: NaiveDateTime, now: NaiveDateTime) -> bool {
    (now - used_at).abs() <= TimeDelta::seconds(REFRESH_RACE_SECONDS)
}

struct Live {
    user: UserId,
    second_factor: bool,
    created_at: NaiveDateTime,
}

fn lock_live(tx: &mut Tx<'_>, session: SessionId) -> Result<Option<Live>, DbError> {
    let now = tx.timestamp();
    let row = sessions::table
        .filter(sessions::id.eq(Key(session)))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::expires_at.gt(now))
        .select((sessions::user_id, sessions::second_factor, sessions::created_at));
    let found = lock!(tx.db(), row, |q, c| q.first::<(Key<UserId>, bool, NaiveDateTime)>(c).optional())?;
    let Some((Key(user), second_factor, created_at)) = found else { return Ok(None) };
    let state: String = users::table.find(Key(user)).select(users::state).first(tx.db())?;
    let active = UserState::parse(&state) == Some(UserState::Active);
    Ok(active.then_some(Live { user, second_factor, created_at }))
}

fn rotate(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    session: SessionId,
    token: &RefreshToken,
) -> Result<RefreshToken, IdentityError> {
    let salt = tx.random::<SALT_BYTES>();
    let next = token.next(keyring, &salt).into_iter().next().ok_or(crate::crypto::CryptoError::Keyring)?;
    let now = tx.timestamp();
    diesel::update(t::table.find(token.hash()))
        .set((t::used_at.eq(now), t::next_salt.eq(&salt[..])))
        .execute(tx.db())?;
    insert(tx, session, &next)?;
    Ok(next)
}

/// The one of `candidates` that exists and has not been used.
fn unused_next(tx: &mut Tx<'_>, candidates: &[RefreshToken]) -> Result<Option<RefreshToken>, DbError> {
    for candidate in candidates {
        let unused: Option<Option<NaiveDateTime>> =
            t::table.find(candidate.hash()).select(t::used_at).first(tx.db()).optional()?;
        if unused == Some(None) {
            return Ok(Some(candidate.clone()));
        }
    }
    Ok(None)
}

/// Ends the session of a token: signing out works with the cookie alone. Without a live one nothing happens.
///
/// # Errors
/// [`DbError`].
pub fn end_by_token(tx: &mut Tx<'_>, token: &RefreshToken) -> Result<Option<SessionId>, DbError> {
    let found: Option<(Key<SessionId>, Key<UserId>)> = t::table
        .inner_join(sessions::table)
        .filter(t::token_hash.eq(token.hash()))
        .select((sessions::id, sessions::user_id))
        .first(tx.db())
        .optional()?;
    let Some((Key(session), Key(user))) = found else { return Ok(None) };
    if !end(tx, session, EndReason::SignedOut)? {
        return Ok(None);
    }
    let event = IdentityEvent::SessionEnded { reason: EndReason::SignedOut };
    journal(tx, Some(&acting(user, Some(session))), subject("session", session), event)?;
    Ok(Some(session))
}

impl Started {
    /// Whether the session may be used for anything but showing the second factor.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.second_factor != SecondFactor::Pending
    }
}

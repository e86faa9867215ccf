//! A person's calendar under a secret address: whoever has it reads their shifts, and nothing else.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::UserId,
    permissions::Actor,
    volunteering::{FeedEvent, Place},
};
use sha2::{Digest, Sha256};

use super::row::{Row, Stored};
use crate::{
    crypto::base64url,
    db::{
        DbError, Key, NewEntry, Tx, lock,
        schema::{shift_feeds as f, shift_sign_ups as s, shifts as t, users},
        subject,
    },
};

const TOKEN_BYTES: usize = 32;
const TOKEN_CHARS: usize = 43;
/// How far back a calendar goes, in days.
const BACK_DAYS: i64 = 90;
/// Most shifts of a calendar.
const SHIFTS_MAX: i64 = 500;

/// The secret part of an address; only its hash is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct FeedToken(String);

impl std::fmt::Debug for FeedToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FeedToken(…)")
    }
}

impl FeedToken {
    /// A token as it came back; `None` where it cannot be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let good = text.len() == TOKEN_CHARS
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        good.then(|| Self(text.to_owned()))
    }

    /// The text for the address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0.as_bytes()).to_vec()
    }
}

/// A shift in a calendar.
#[derive(Clone, Debug)]
pub struct OwnShift {
    /// Its id.
    pub id: domain::ids::ShiftId,
    /// What people read.
    pub words: super::Words,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// Whether it was called off, and why.
    pub cancelled: Option<String>,
    /// Whether the person waits for a place.
    pub waiting: bool,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Grows with every change of what is written about it.
    pub version: i64,
}

/// Makes the caller's address; the one before works no more. It is shown this once.
///
/// # Errors
/// [`DbError`].
pub fn make_feed(tx: &mut Tx<'_>, actor: &Actor) -> Result<FeedToken, DbError> {
    let person = users::table.find(Key(actor.user)).select(users::state);
    let _: String = lock!(tx.db(), person, |q, c| q.first(c))?;
    let token = FeedToken(base64url(&tx.random::<TOKEN_BYTES>()));
    diesel::delete(f::table.find(Key(actor.user))).execute(tx.db())?;
    diesel::insert_into(f::table)
        .values((
            f::person_id.eq(Key(actor.user)),
            f::token_hash.eq(token.hash()),
            f::made_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())?;
    journal(tx, actor, FeedEvent::Made {})?;
    Ok(token)
}

/// The caller's address works no more. Doing it again changes nothing.
///
/// # Errors
/// [`DbError`].
pub fn revoke_feed(tx: &mut Tx<'_>, actor: &Actor) -> Result<(), DbError> {
    let gone = diesel::delete(f::table.find(Key(actor.user))).execute(tx.db())?;
    if gone > 0 { journal(tx, actor, FeedEvent::Revoked {}) } else { Ok(()) }
}

fn journal(tx: &mut Tx<'_>, actor: &Actor, event: FeedEvent) -> Result<(), DbError> {
    let area = AreaPath::root();
    let subject = subject("user", actor.user);
    tx.journal(NewEntry { actor: Some(actor), area: &area, subject, event }).map(drop)
}

/// When the caller's address was made; `None` where there is none.
///
/// # Errors
/// [`DbError`].
pub fn feed_made_at(tx: &mut Tx<'_>, actor: &Actor) -> Result<Option<DateTime<Utc>>, DbError> {
    let found: Option<NaiveDateTime> =
        f::table.find(Key(actor.user)).select(f::made_at).first(tx.db()).optional()?;
    Ok(found.map(|at| at.and_utc()))
}

/// The shifts of whoever has this address: those of the last [`BACK_DAYS`] days and everything that comes.
///
/// # Errors
/// [`DbError::NotFound`] for an address that works no more, or whose owner's account is closed or locked.
pub fn feed(tx: &mut Tx<'_>, token: &FeedToken) -> Result<Vec<OwnShift>, DbError> {
    let Key(person): Key<UserId> = f::table
        .inner_join(users::table.on(users::id.eq(f::person_id)))
        .filter(f::token_hash.eq(token.hash()))
        .filter(users::state.eq("active"))
        .select(f::person_id)
        .first(tx.db())?;
    let since = (tx.now() - TimeDelta::days(BACK_DAYS)).naive_utc();
    let rows: Vec<(Row, String)> = t::table
        .inner_join(s::table)
        .filter(s::person_id.eq(Key(person)))
        .filter(s::state.ne(Place::Withdrawn.as_str()))
        .filter(t::starts_at.gt(since))
        .order((t::starts_at, t::id))
        .limit(SHIFTS_MAX)
        .select((Row::as_select(), s::state))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(row, state)| {
            let stored = Stored::try_from(row)?;
            Ok(OwnShift {
                id: stored.id,
                words: stored.words,
                starts_at: stored.shift.times.starts_at,
                ends_at: stored.shift.times.ends_at,
                cancelled: stored.shift.cancelled.then(|| stored.cancel_reason.unwrap_or_default()),
                waiting: state == Place::Waiting.as_str(),
                updated_at: stored.updated_at,
                version: stored.version,
            })
        })
        .collect()
}

//! Forgetting what is over. Called by the server's background loop, say once an hour.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::{codes, limits, signing};
use crate::db::{
    DbError, Key, Tx,
    schema::{refresh_tokens, sessions},
};
use domain::ids::SessionId;

/// Days that an ended session is kept, with its device and address: six months, as the duty to keep
/// logs of sign-ins asks (Cybersecurity Law of the PRC, article 21), and a few days more.
pub const ENDED_SESSION_KEPT_DAYS: i64 = 185;
/// Days that a used refresh token is remembered, to notice when it comes again.
pub const USED_TOKEN_KEPT_DAYS: i64 = 30;
/// Most sessions that one run forgets; the next run goes on.
const SESSIONS_A_RUN_MAX: i64 = 1000;

/// What a run forgot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purged {
    /// One-time codes that were over.
    pub codes: usize,
    /// Meters that were full again.
    pub limits: usize,
    /// Used refresh tokens, and those of forgotten sessions.
    pub tokens: usize,
    /// Sessions that ended long ago.
    pub sessions: usize,
    /// Signing keys that no living token was signed with.
    pub keys: usize,
}

/// Forgets what is over: expired codes, full meters, old tokens and sessions; retires superseded signing keys.
/// Nothing of it is journalled: nothing happened to anybody.
///
/// # Errors
/// [`DbError`].
pub fn purge(tx: &mut Tx<'_>) -> Result<Purged, DbError> {
    let codes = codes::purge(tx)?;
    let limits = limits::purge(tx)?;
    let keys = signing::retire_superseded(tx)?;
    let used_before = (tx.now() - TimeDelta::days(USED_TOKEN_KEPT_DAYS)).naive_utc();
    let mut tokens = diesel::delete(refresh_tokens::table.filter(refresh_tokens::used_at.lt(used_before)))
        .execute(tx.db())?;
    let ended_before = (tx.now() - TimeDelta::days(ENDED_SESSION_KEPT_DAYS)).naive_utc();
    let over: Vec<Key<SessionId>> = sessions::table
        .filter(
            sessions::ended_at.lt(ended_before).assume_not_null().or(sessions::expires_at.lt(ended_before)),
        )
        .order(sessions::id)
        .limit(SESSIONS_A_RUN_MAX)
        .select(sessions::id)
        .load(tx.db())?;
    let of = refresh_tokens::table.filter(refresh_tokens::session_id.eq_any(over.clone()));
    tokens += diesel::delete(of).execute(tx.db())?;
    let sessions = diesel::delete(sessions::table.filter(sessions::id.eq_any(over))).execute(tx.db())?;
    Ok(Purged { codes, limits, tokens, sessions, keys })
}

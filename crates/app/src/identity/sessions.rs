//! Sessions: started at sign-in, kept alive by refresh tokens, ended by their owner or by what happens to the account.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use diesel::prelude::*;
use domain::{
    identity::{EndReason, IdentityEvent, SESSION_DAYS_MAX, SESSION_IDLE_DAYS, SignInMethod},
    ids::{SessionId, UserId},
    permissions::Actor,
};

use super::{
    IdentityError,
    accounts::{acting, journal, journal_as},
    refresh::{self, RefreshToken},
};
use crate::db::{
    DbError, Key, Tx,
    schema::{sessions, users},
    subject,
};

/// Most sessions of one person; a new one ends the one that is longest unused.
pub const SESSIONS_MAX: i64 = 50;
const DEVICE_CHARS_MAX: usize = 200;

/// From where somebody signs in.
#[derive(Clone, Debug)]
pub struct Device {
    /// How the browser or app names itself.
    pub name: String,
    /// The network address.
    pub address: String,
}

/// A session that began, or goes on.
#[derive(Clone, Debug)]
pub struct Started {
    /// Whose.
    pub user: UserId,
    /// The session.
    pub session: SessionId,
    /// To refresh it with: for the cookie.
    pub refresh: RefreshToken,
    /// Until when the cookie is good.
    pub expires_at: DateTime<Utc>,
    /// What the person still has to do about the second factor.
    pub second_factor: SecondFactor,
}

/// Where a session stands with the second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondFactor {
    /// Shown in this session.
    Shown,
    /// The person has one and has not shown it: the session can do nothing else.
    Pending,
    /// The person has none, and no role that needs it.
    Unneeded,
    /// The person has none, but a role that needs it.
    Missing,
}

/// Starts a session of a person who has shown who they are.
pub(super) fn start(
    tx: &mut Tx<'_>,
    user: UserId,
    method: SignInMethod,
    device: &Device,
) -> Result<Started, IdentityError> {
    end_surplus(tx, user)?;
    let session: SessionId = tx.new_id();
    let now = tx.timestamp();
    let expires_at = tx.now() + TimeDelta::days(SESSION_IDLE_DAYS);
    let waived = waives_second_factor(tx, user)?;
    let name: String = device.name.chars().filter(|c| !c.is_control()).take(DEVICE_CHARS_MAX).collect();
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(Key(session)),
            sessions::user_id.eq(Key(user)),
            sessions::method.eq(method.as_str()),
            sessions::device.eq(name),
            sessions::address.eq(&device.address),
            sessions::second_factor.eq(waived),
            sessions::created_at.eq(now),
            sessions::last_seen_at.eq(now),
            sessions::expires_at.eq(expires_at.naive_utc()),
        ))
        .execute(tx.db())?;
    let refresh = refresh::first(tx, session)?;
    let event = IdentityEvent::SessionStarted { method };
    journal(tx, Some(&acting(user, Some(session))), subject("session", session), event)?;
    let second_factor = second_factor(tx, user, waived)?;
    Ok(Started { user, session, refresh, expires_at, second_factor })
}

/// Accounts of the demo play every role without an authenticator at hand; one that has enrolled shows it like
/// anybody. `gongzhi demo` makes them only in a store without real accounts.
fn waives_second_factor(tx: &mut Tx<'_>, user: UserId) -> Result<bool, DbError> {
    let waived = users::demo.and(users::totp_confirmed_at.is_null());
    Ok(users::table.find(Key(user)).select(waived).first(tx.db())?)
}

/// Where a person stands with the second factor.
pub(super) fn second_factor(tx: &mut Tx<'_>, user: UserId, shown: bool) -> Result<SecondFactor, DbError> {
    if shown {
        return Ok(SecondFactor::Shown);
    }
    let enrolled: bool = users::table
        .find(Key(user))
        .select(users::totp_confirmed_at.is_not_null())
        .first(tx.db())
        .map_err(DbError::from)?;
    if enrolled {
        return Ok(SecondFactor::Pending);
    }
    let needed = super::me::held_roles(tx, user)?.iter().any(|role| role.needs_second_factor());
    Ok(if needed { SecondFactor::Missing } else { SecondFactor::Unneeded })
}

/// When a session that is used now ends by itself.
pub(super) fn slide(created_at: NaiveDateTime, now: DateTime<Utc>) -> DateTime<Utc> {
    let latest = created_at.and_utc() + TimeDelta::days(SESSION_DAYS_MAX);
    latest.min(now + TimeDelta::days(SESSION_IDLE_DAYS))
}

/// Marks the live sessions of `user` as ended, but for `kept`.
pub(super) fn end_all(
    tx: &mut Tx<'_>,
    user: UserId,
    kept: Option<SessionId>,
    reason: EndReason,
) -> Result<usize, DbError> {
    let now = tx.timestamp();
    let kept = kept.unwrap_or(SessionId(uuid::Uuid::nil()));
    let live = sessions::table
        .filter(sessions::user_id.eq(Key(user)))
        .filter(sessions::id.ne(Key(kept)))
        .filter(sessions::ended_at.is_null());
    Ok(diesel::update(live)
        .set((sessions::ended_at.eq(now), sessions::ended_reason.eq(reason.as_str())))
        .execute(tx.db())?)
}

/// Marks one live session as ended; `false` where it was over already.
pub(super) fn end(tx: &mut Tx<'_>, session: SessionId, reason: EndReason) -> Result<bool, DbError> {
    let now = tx.timestamp();
    let live = sessions::table.find(Key(session)).filter(sessions::ended_at.is_null());
    let ended = diesel::update(live)
        .set((sessions::ended_at.eq(now), sessions::ended_reason.eq(reason.as_str())))
        .execute(tx.db())?;
    Ok(ended == 1)
}

fn end_surplus(tx: &mut Tx<'_>, user: UserId) -> Result<(), DbError> {
    let now = tx.timestamp();
    let surplus: Vec<Key<SessionId>> = sessions::table
        .filter(sessions::user_id.eq(Key(user)))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::expires_at.gt(now))
        .order((sessions::last_seen_at.desc(), sessions::id.desc()))
        .offset(SESSIONS_MAX - 1)
        .limit(SESSIONS_MAX)
        .select(sessions::id)
        .load(tx.db())?;
    for Key(session) in surplus {
        end(tx, session, EndReason::Surplus)?;
    }
    Ok(())
}

/// A session as its owner sees it.
#[derive(Clone, Debug)]
pub struct OwnSession {
    /// Its id.
    pub id: SessionId,
    /// How the browser or app named itself.
    pub device: String,
    /// From where it signed in.
    pub address: String,
    /// Whether the second factor was shown.
    pub second_factor: bool,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When it last refreshed.
    pub last_seen_at: DateTime<Utc>,
    /// When it ends by itself.
    pub expires_at: DateTime<Utc>,
}

type OwnRow = (Key<SessionId>, String, String, bool, NaiveDateTime, NaiveDateTime, NaiveDateTime);

/// The live sessions of the actor, the newest first; at most [`SESSIONS_MAX`].
///
/// # Errors
/// [`DbError`].
pub fn own_sessions(tx: &mut Tx<'_>, actor: &Actor) -> Result<Vec<OwnSession>, DbError> {
    let now = tx.timestamp();
    let rows: Vec<OwnRow> = sessions::table
        .filter(sessions::user_id.eq(Key(actor.user)))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::expires_at.gt(now))
        .order((sessions::created_at.desc(), sessions::id.desc()))
        .limit(SESSIONS_MAX)
        .select((
            sessions::id,
            sessions::device,
            sessions::address,
            sessions::second_factor,
            sessions::created_at,
            sessions::last_seen_at,
            sessions::expires_at,
        ))
        .load(tx.db())?;
    Ok(rows
        .into_iter()
        .map(|(Key(id), device, address, second_factor, created, seen, expires)| OwnSession {
            id,
            device,
            address,
            second_factor,
            created_at: created.and_utc(),
            last_seen_at: seen.and_utc(),
            expires_at: expires.and_utc(),
        })
        .collect())
}

/// The actor signs out, here or (`session` is another of theirs) on another device.
///
/// # Errors
/// [`DbError::NotFound`] where it is not theirs, or over.
pub fn end_own_session(tx: &mut Tx<'_>, actor: &Actor, session: SessionId) -> Result<(), DbError> {
    let owner: Key<UserId> =
        sessions::table.find(Key(session)).select(sessions::user_id).first(tx.db()).map_err(DbError::from)?;
    let reason = if session == actor.session { EndReason::SignedOut } else { EndReason::EndedByOwner };
    if owner.0 != actor.user || !end(tx, session, reason)? {
        return Err(DbError::NotFound);
    }
    journal(tx, Some(actor), subject("session", session), IdentityEvent::SessionEnded { reason })
}

/// The actor signs out everywhere but here.
///
/// # Errors
/// [`DbError`].
pub fn end_other_sessions(tx: &mut Tx<'_>, actor: &Actor) -> Result<(), DbError> {
    end_all(tx, actor.user, Some(actor.session), EndReason::EndedByOwner)?;
    journal_as(tx, actor, actor.user, IdentityEvent::SessionsEnded { kept: actor.session })
}

//! Signing in: the statements of the application's use case, written out by hand.

use app::db::{
    Clock, Db, Entropy, Key,
    schema::{refresh_tokens, sessions, users},
};
use chrono::TimeDelta;
use diesel::prelude::*;
use domain::ids::{SessionId, UserId};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::sql::entry;
use crate::system::{SystemClock, SystemEntropy, new_id};

/// Who signs in, and the hash of their password.
pub(crate) fn account(db: &mut Db, login: &str) -> QueryResult<(UserId, Option<String>)> {
    let (Key(user), hash) = users::table
        .filter(users::login.eq(login))
        .select((users::id, users::password_hash))
        .first::<(Key<UserId>, _)>(db)?;
    Ok((user, hash))
}

/// A session that began.
#[derive(Serialize)]
pub(crate) struct Started {
    session: String,
    refresh: String,
}

/// Starts a session; the caller has opened a transaction.
pub(crate) fn start_session(db: &mut Db, user: UserId) -> QueryResult<Started> {
    let (session, now): (SessionId, _) = (new_id(), SystemClock.now().naive_utc());
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(Key(session)),
            sessions::user_id.eq(Key(user)),
            sessions::method.eq("password"),
            sessions::device.eq("drill"),
            sessions::address.eq("127.0.0.1"),
            sessions::second_factor.eq(false),
            sessions::created_at.eq(now),
            sessions::last_seen_at.eq(now),
            sessions::expires_at.eq(now + TimeDelta::days(30)),
        ))
        .execute(db)?;
    let mut secret = [0; 32];
    SystemEntropy.fill(&mut secret);
    let refresh = app::crypto::base64url(&secret);
    diesel::insert_into(refresh_tokens::table)
        .values((
            refresh_tokens::token_hash.eq(Sha256::digest(refresh.as_bytes()).to_vec()),
            refresh_tokens::session_id.eq(Key(session)),
            refresh_tokens::created_at.eq(now),
        ))
        .execute(db)?;
    entry(db, user, ("session.started", ""), format!("session:{session}"), now)?;
    Ok(Started { session: session.to_string(), refresh })
}

//! Who acts with a key.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{ApiKeyId, UserId},
    permissions::Actor,
};
use sha2::{Digest, Sha256};

use crate::{
    db::{DbError, Key, Tx, schema::api_keys as t},
    identity,
};

/// Longest text that can be a key, in bytes: more is not even hashed.
const KEY_BYTES_MAX: usize = 200;
/// How exactly the last use is noted, in seconds: one row is not to be written with every request.
const USED_SECONDS: i64 = 60;

/// What a key opens.
#[derive(Clone, Debug)]
pub struct Holder {
    /// The key.
    pub key: ApiKeyId,
    /// Where it reports, and below.
    pub path: AreaPath,
    /// As whom.
    pub actor: Actor,
    last_used_at: Option<NaiveDateTime>,
}

pub(super) fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// A key, whose it is, where it holds and when it was last used.
type Row = (Key<ApiKeyId>, Key<UserId>, String, Option<NaiveDateTime>);

/// What the key of this text opens: `None` where there is none, where it is revoked, or where whoever it acts as is locked.
/// Four statements.
///
/// # Errors
/// [`DbError`].
pub fn opened(tx: &mut Tx<'_>, secret: &str) -> Result<Option<Holder>, DbError> {
    if secret.is_empty() || secret.len() > KEY_BYTES_MAX {
        return Ok(None);
    }
    let found: Option<Row> = t::table
        .filter(t::key_hash.eq(&hash(secret)[..]))
        .filter(t::revoked_at.is_null())
        .select((t::id, t::user_id, t::area_path, t::last_used_at))
        .first(tx.db())
        .optional()?;
    let Some((Key(key), Key(user), path, last_used_at)) = found else { return Ok(None) };
    let Some(actor) = identity::actor_of(tx, user)? else { return Ok(None) };
    Ok(Some(Holder { key, path: AreaPath::parse(&path).map_err(DbError::damaged)?, actor, last_used_at }))
}

impl Holder {
    /// Notes that the key was used.
    ///
    /// # Errors
    /// [`DbError`].
    pub(crate) fn note_use(&self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        let stale = tx.timestamp() - TimeDelta::seconds(USED_SECONDS);
        if self.last_used_at.is_none_or(|at| at <= stale) {
            let now = tx.timestamp();
            diesel::update(t::table.find(Key(self.key))).set(t::last_used_at.eq(now)).execute(tx.db())?;
        }
        Ok(())
    }
}

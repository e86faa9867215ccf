//! Taking away photos that nobody used.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use diesel::prelude::*;
use domain::ids::PhotoId;

use super::unused::unused;
use crate::db::{
    DbError, Key, Tx, lock,
    schema::{photo_contents as contents, photos as t},
};

/// How long a photo that no ticket uses is kept.
pub const UNUSED_KEPT_HOURS: i64 = 24;
/// Most photos that one run takes away; the next run takes the next.
pub const PURGE_MAX: i64 = 500;

/// Takes away the rows of photos that nothing has used for [`UNUSED_KEPT_HOURS`], and returns the hashes that may now
/// be deleted from the store (after which [`purged`] is called). A run that was cut off is taken up by the next.
///
/// # Errors
/// [`DbError`].
pub fn purge(tx: &mut Tx<'_>) -> Result<Vec<[u8; 32]>, DbError> {
    let oldest = (tx.now() - TimeDelta::hours(UNUSED_KEPT_HOURS)).naive_utc();
    let old: Vec<(Key<PhotoId>, Vec<u8>)> = t::table
        .filter(unused!())
        .filter(t::created_at.lt(oldest))
        .order(t::created_at)
        .limit(PURGE_MAX)
        .select((t::id, t::hash))
        .load(tx.db())?;
    // In the order of their hashes, so that two runs never wait for each other in a ring.
    let hashes: BTreeSet<Vec<u8>> = old.iter().map(|(_, hash)| hash.clone()).collect();
    let keys: Vec<Key<PhotoId>> = old.iter().map(|(id, _)| *id).collect();
    for hash in hashes {
        // Locked, so that the same picture cannot be sent between the count and the mark.
        lock!(tx.db(), contents::table.find(&hash).select(contents::leaving), |q, c| q.first::<bool>(c))?;
        let unused = t::table.filter(t::id.eq_any(&keys)).filter(t::hash.eq(&hash)).filter(unused!());
        diesel::delete(unused).execute(tx.db())?;
        let left: i64 = t::table.filter(t::hash.eq(&hash)).count().get_result(tx.db())?;
        if left == 0 {
            diesel::update(contents::table.find(&hash)).set(contents::leaving.eq(true)).execute(tx.db())?;
        }
    }
    let leaving: Vec<Vec<u8>> = contents::table
        .filter(contents::leaving.eq(true))
        .limit(PURGE_MAX)
        .select(contents::hash)
        .load(tx.db())?;
    let narrow = |hash: Vec<u8>| hash.try_into().map_err(|_| DbError::damaged("a photo's hash"));
    leaving.into_iter().map(narrow).collect()
}

/// Notes that a picture has left the store.
///
/// # Errors
/// [`DbError`].
pub fn purged(tx: &mut Tx<'_>, hash: [u8; 32]) -> Result<(), DbError> {
    let gone = contents::table.find(hash.to_vec()).filter(contents::leaving.eq(true));
    diesel::delete(gone).execute(tx.db())?;
    Ok(())
}

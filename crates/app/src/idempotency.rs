//! One key, one outcome: a retried request gets the answer of the first.
//!
//! The key's row is written in the transaction of the change itself, so that "done" and "answered" are one
//! fact. A second request with the same key waits for the first (the row is unique) and then replays.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::{
    prelude::*,
    sql_types::{Binary, Text},
};
use domain::ids::UserId;
use serde::{Serialize, de::DeserializeOwned};

use crate::db::{DbError, Key, Statement, Tx, Value, on_each, schema::idempotency_keys as keys};

/// How long an answer is kept; those of what posts in the ledger for ever.
pub const KEPT_HOURS: i64 = 24;

/// How long an answer is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// [`KEPT_HOURS`].
    ForADay,
    /// For good: points and money never move twice for one key.
    ForEver,
}

/// What identifies a retried request.
#[derive(Clone, Debug)]
pub struct Request {
    /// Who sends it; keys of different callers never meet.
    pub caller: UserId,
    /// The key the caller chose.
    pub key: String,
    /// Hash of method, path and body.
    pub hash: [u8; 32],
    /// How long its answer is kept.
    pub keep: Keep,
}

/// The outcome of [`once`].
#[derive(Debug)]
pub enum Once<T> {
    /// The work was done now.
    Done(T),
    /// It had been done before; this is the answer given then.
    Replayed(T),
    /// The key was used for another request.
    Conflict,
}

/// Does `work` unless `request` was done before.
///
/// # Errors
/// What `work` returns (then the key is free again), or [`DbError`].
pub fn once<T, E>(
    tx: &mut Tx<'_>,
    request: &Request,
    work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
) -> Result<Once<T>, E>
where
    T: Serialize + DeserializeOwned,
    E: From<DbError>,
{
    if !claim(tx, request)? {
        return Ok(replay(tx, request)?);
    }
    let value = work(tx)?;
    let answer = serde_json::to_string(&value).map_err(DbError::damaged)?;
    let keep = Statement {
        text: ["UPDATE idempotency_keys SET answer = ", " WHERE caller = ", " AND key = "],
        values: (
            Value::<Text, _>::of(&answer),
            Value::<Binary, _>::of(Key(request.caller)),
            Value::<Text, _>::of(&request.key),
        ),
    };
    on_each!(tx.db(), |c| keep.execute(c)).map_err(DbError::from)?;
    Ok(Once::Done(value))
}

/// Writes the key's row; `false` where it is there already. Waits for a transaction that is writing it.
fn claim(tx: &mut Tx<'_>, request: &Request) -> Result<bool, DbError> {
    if write(tx, request)? {
        return Ok(true);
    }
    let mine = keys::table.find((Key(request.caller), &request.key));
    let over = keys::created_at.lt(oldest(tx)).and(keys::kept.eq(false));
    Ok(diesel::delete(mine.filter(over)).execute(tx.db())? == 1 && write(tx, request)?)
}

fn write(tx: &mut Tx<'_>, request: &Request) -> Result<bool, DbError> {
    let row = (
        keys::caller.eq(Key(request.caller)),
        keys::key.eq(&request.key),
        keys::request_hash.eq(&request.hash[..]),
        keys::created_at.eq(tx.timestamp()),
        keys::kept.eq(request.keep == Keep::ForEver),
    );
    let written = on_each!(tx.db(), |c| {
        diesel::insert_into(keys::table).values(row).on_conflict_do_nothing().execute(c)
    })?;
    Ok(written == 1)
}

/// What was answered before is forgotten.
fn oldest(tx: &Tx<'_>) -> NaiveDateTime {
    (tx.now() - TimeDelta::hours(KEPT_HOURS)).naive_utc()
}

fn replay<T: DeserializeOwned>(tx: &mut Tx<'_>, request: &Request) -> Result<Once<T>, DbError> {
    let (hash, answer): (Vec<u8>, Option<String>) = keys::table
        .find((Key(request.caller), &request.key))
        .select((keys::request_hash, keys::answer))
        .first(tx.db())?;
    if hash != request.hash {
        return Ok(Once::Conflict);
    }
    let answer = answer.ok_or_else(|| DbError::damaged("an idempotency key without its answer"))?;
    Ok(Once::Replayed(serde_json::from_str(&answer).map_err(DbError::damaged)?))
}

/// Forgets answers older than [`KEPT_HOURS`], but for those that are kept for ever; returns how many.
///
/// # Errors
/// [`DbError`].
pub fn purge(tx: &mut Tx<'_>) -> Result<usize, DbError> {
    let over = keys::table.filter(keys::created_at.lt(oldest(tx))).filter(keys::kept.eq(false));
    Ok(diesel::delete(over).execute(tx.db())?)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::testing::TestStore;

    fn request(key: &str, body: u8) -> Request {
        Request { caller: UserId(Uuid::nil()), key: key.into(), hash: [body; 32], keep: Keep::ForADay }
    }

    fn count(store: &TestStore, request: Request, value: i64) -> Once<i64> {
        store.write(move |tx| once::<i64, DbError>(tx, &request, |_| Ok(value))).unwrap()
    }

    #[test]
    fn the_same_key_replays_the_first_answer() {
        let store = TestStore::new();
        assert!(matches!(count(&store, request("a", 1), 7), Once::Done(7)));
        assert!(matches!(count(&store, request("a", 1), 8), Once::Replayed(7)));
        assert!(matches!(count(&store, request("a", 2), 8), Once::Conflict));
        assert!(matches!(count(&store, request("b", 2), 9), Once::Done(9)));
    }

    #[test]
    fn a_failed_attempt_leaves_the_key_free() {
        let store = TestStore::new();
        let first = request("a", 1);
        let failed = store.write(move |tx| once::<i64, DbError>(tx, &first, |_| Err(DbError::NotFound)));
        assert!(failed.is_err());
        assert!(matches!(count(&store, request("a", 1), 7), Once::Done(7)));
    }

    #[test]
    fn an_answer_is_forgotten_after_a_day() {
        let store = TestStore::new();
        assert!(matches!(count(&store, request("a", 1), 7), Once::Done(7)));
        store.clock.advance(TimeDelta::hours(KEPT_HOURS + 1));
        assert!(matches!(count(&store, request("a", 1), 8), Once::Done(8)));
        store.clock.advance(TimeDelta::hours(KEPT_HOURS + 1));
        assert_eq!(store.write(purge).unwrap(), 1);
    }

    #[test]
    fn an_answer_to_what_posts_is_never_forgotten() {
        let store = TestStore::new();
        let posting = || Request { keep: Keep::ForEver, ..request("a", 1) };
        assert!(matches!(count(&store, posting(), 7), Once::Done(7)));
        store.clock.advance(TimeDelta::days(4_000));
        assert_eq!(store.write(purge).unwrap(), 0);
        assert!(matches!(count(&store, posting(), 8), Once::Replayed(7)));
    }

    #[test]
    fn thirty_two_at_once_have_one_effect() {
        let store = TestStore::new();
        let done = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..32)
                .map(|n| {
                    scope.spawn({
                        let store = &store;
                        move || count(store, request("a", 1), n)
                    })
                })
                .collect();
            threads.into_iter().map(|t| t.join().unwrap()).collect::<Vec<_>>()
        });
        let first = done.iter().filter(|d| matches!(d, Once::Done(_))).count();
        assert_eq!(first, 1);
        let answers: std::collections::HashSet<i64> = done
            .iter()
            .map(|d| match d {
                Once::Done(n) | Once::Replayed(n) => *n,
                Once::Conflict => panic!("same body"),
            })
            .collect();
        assert_eq!(answers.len(), 1);
    }
}

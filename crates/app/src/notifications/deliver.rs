//! Filling inboxes from the journal.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use domain::{
    ids::{EntryId, NotificationId, UserId},
    journal::Entry,
    notifications::{Facts, KEPT_DAYS, told},
};

use super::{about, audience};
use crate::{
    db::{DbError, Key, Tx, bulk_insert, schema::notifications as t},
    journal::Consumer,
};

/// What reads the journal for this.
const CONSUMER: Consumer = Consumer { name: "notifications", events: None };
/// Entries of one batch.
pub const ENTRIES_MAX: u32 = 200;
/// What happened longer ago than this is no news: an installation that is told of late does not tell of its whole past.
const STALE_DAYS: i64 = 7;

#[derive(Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct Row {
    id: Key<NotificationId>,
    user_id: Key<UserId>,
    entry_id: Key<EntryId>,
    position: i64,
    event: String,
    subject: String,
    area_path: String,
    about: Option<String>,
    facts: String,
    happened_at: NaiveDateTime,
    told_at: NaiveDateTime,
    read_at: Option<NaiveDateTime>,
}

/// Whether there are entries that have not been looked at. Two reads.
///
/// # Errors
/// [`DbError`].
pub fn waits(tx: &mut Tx<'_>) -> Result<bool, DbError> {
    CONSUMER.is_behind(tx)
}

/// Tells what the next entries of the journal tell of; how many entries there were.
///
/// # Errors
/// [`DbError`]; the same entries come again then.
pub fn deliver(tx: &mut Tx<'_>) -> Result<usize, DbError> {
    let mut rows = Vec::new();
    let read = CONSUMER.consume(tx, ENTRIES_MAX, |tx, entry| {
        rows.extend(tell(tx, entry)?);
        Ok::<_, DbError>(())
    })?;
    bulk_insert!(tx.db(), t::table, &rows)?;
    Ok(read)
}

fn tell(tx: &mut Tx<'_>, entry: &Entry) -> Result<Vec<Row>, DbError> {
    let stale = tx.now() - entry.at > TimeDelta::days(STALE_DAYS);
    if stale || told(&entry.event).is_empty() {
        return Ok(Vec::new());
    }
    let people = audience::of(tx, entry)?;
    let mut joined = audience::joined(tx, entry)?;
    // Everybody is told once, of what is nearest to them.
    let mut known = people.clone();
    joined.retain(|(person, _)| entry.agent != Some(*person) && known.insert(*person));
    if known.is_empty() {
        return Ok(Vec::new());
    }
    let position = i64::try_from(entry.position).map_err(DbError::damaged)?;
    let mut of = people.into_iter().map(|person| (person, entry.subject.clone())).collect::<Vec<_>>();
    of.extend(joined);
    let mut names: BTreeMap<String, Option<String>> = BTreeMap::new();
    for (_, subject) in &of {
        if !names.contains_key(subject) {
            names.insert(subject.clone(), about::name_of(tx, subject)?);
        }
    }
    let facts: Facts = serde_json::from_str(&entry.payload).map_err(DbError::damaged)?;
    let facts = serde_json::to_string(&facts).map_err(DbError::damaged)?;
    let row = |(person, subject): (UserId, String)| Row {
        id: Key(tx.new_id()),
        user_id: Key(person),
        entry_id: Key(entry.id),
        position,
        event: entry.event.clone(),
        area_path: entry.area.to_string(),
        about: names.get(&subject).cloned().flatten(),
        subject,
        facts: facts.clone(),
        happened_at: entry.at.naive_utc(),
        told_at: tx.timestamp(),
        read_at: None,
    };
    Ok(of.into_iter().map(row).collect())
}

/// Forgets what a person was told; for whoever closes their account.
///
/// # Errors
/// [`DbError`].
pub(crate) fn forget(tx: &mut Tx<'_>, person: UserId) -> Result<(), DbError> {
    diesel::delete(t::table.filter(t::user_id.eq(Key(person)))).execute(tx.db())?;
    Ok(())
}

/// Forgets what was told more than [`KEPT_DAYS`] days ago; how much.
///
/// # Errors
/// [`DbError`].
pub fn purge(tx: &mut Tx<'_>) -> Result<usize, DbError> {
    let oldest = (tx.now() - TimeDelta::days(KEPT_DAYS)).naive_utc();
    Ok(diesel::delete(t::table.filter(t::told_at.lt(oldest))).execute(tx.db())?)
}

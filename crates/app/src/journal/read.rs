//! Reading the sealed journal.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use diesel::{BoxableExpression, prelude::*, sql_types::Bool};
use domain::{
    areas::AreaPath,
    ids::{AreaId, EntryId, UserId},
    journal::{Entry, Root},
    permissions::{Actor, Denied, Permission},
};

use super::{
    proof::Refused,
    rows::{Row, column, hash, head, number},
    subjects::concerned,
};
use crate::{
    areas,
    db::{
        Db, DbError, Key, Tx,
        schema::{journal as t, journal_roots},
    },
    identity,
};

/// Which entries a list holds.
#[derive(Clone, Debug, Default)]
pub struct EntryFilter {
    /// Only what happened in one of these areas or under it. Empty: nothing.
    pub areas: Vec<AreaPath>,
    /// Only events whose name begins with this.
    pub event: Option<String>,
    /// Only what this person did.
    pub agent: Option<UserId>,
    /// Only what happened to this: `ticket:<id>`.
    pub subject: Option<String>,
    /// Not before this time.
    pub from: Option<DateTime<Utc>>,
    /// Before this time.
    pub until: Option<DateTime<Utc>>,
}

type Condition = Box<dyn BoxableExpression<t::table, <Db as Connection>::Backend, SqlType = Bool>>;

/// Somewhere in the union of the areas' ranges.
fn within(areas: &[AreaPath]) -> Condition {
    let nowhere: Condition = Box::new(t::area_path.lt(String::new()));
    areas.iter().fold(nowhere, |others, area| {
        let range = t::area_path.ge(area.as_str().to_owned()).and(t::area_path.lt(area.end()));
        Box::new(others.or(range))
    })
}

/// The first text after everything that begins with `prefix`.
fn after_prefix(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}

/// The sealed entries of `filter`, newest first, before position `before`, at most `limit`.
///
/// # Errors
/// [`DbError`].
pub fn entries(
    tx: &mut Tx<'_>,
    filter: &EntryFilter,
    before: Option<u64>,
    limit: u32,
) -> Result<Vec<Entry>, DbError> {
    let mut query = t::table
        .filter(t::position.lt(before.map_or(i64::MAX, column)))
        .order(t::position.desc())
        .limit(limit.into())
        .select(Row::as_select())
        .into_boxed();
    // Everything lies under the root: no need to say so to the database.
    if !filter.areas.contains(&AreaPath::root()) {
        query = query.filter(within(&filter.areas));
    }
    if let Some(prefix) = &filter.event {
        query = query.filter(t::event.ge(prefix.clone())).filter(t::event.lt(after_prefix(prefix)));
    }
    if let Some(agent) = filter.agent {
        query = query.filter(t::agent_id.eq(Key(agent)));
    }
    if let Some(subject) = &filter.subject {
        query = query.filter(t::subject.eq(subject.clone()));
    }
    if let Some(from) = filter.from {
        query = query.filter(t::at.ge(from.naive_utc()));
    }
    if let Some(until) = filter.until {
        query = query.filter(t::at.lt(until.naive_utc()));
    }
    query.load::<Row>(tx.db())?.into_iter().map(Entry::try_from).collect()
}

/// The sealed entries from position `from` on, oldest first, at most `limit`; only events whose name
/// begins with `prefix`, where one is given.
///
/// # Errors
/// [`DbError`].
pub fn sealed_from(
    tx: &mut Tx<'_>,
    from: u64,
    prefix: Option<&str>,
    limit: u32,
) -> Result<Vec<Entry>, DbError> {
    let mut query = t::table
        .filter(t::position.ge(column(from)))
        .order(t::position)
        .limit(limit.into())
        .select(Row::as_select())
        .into_boxed();
    if let Some(prefix) = prefix {
        query = query.filter(t::event.ge(prefix.to_owned())).filter(t::event.lt(after_prefix(prefix)));
    }
    query.load::<Row>(tx.db())?.into_iter().map(Entry::try_from).collect()
}

/// One sealed entry, whoever may read it: for areas that have asked that themselves.
///
/// # Errors
/// [`Refused::NotSealed`], [`DbError::NotFound`].
pub(super) fn sealed(tx: &mut Tx<'_>, id: EntryId) -> Result<Entry, Refused> {
    let row = t::table.filter(t::id.eq(Key(id))).select(Row::as_select()).first(tx.db());
    let row: Row = row.map_err(DbError::from)?;
    if row.position.is_none() {
        return Err(Refused::NotSealed);
    }
    Ok(Entry::try_from(row)?)
}

/// One entry, for who may read it: who may read the journal where it happened, who did it, for whom it was
/// done, and whom it concerns. For others it is not found.
///
/// # Errors
/// [`Refused::NotSealed`], [`DbError::NotFound`].
pub fn entry(tx: &mut Tx<'_>, actor: &Actor, id: EntryId) -> Result<Entry, Refused> {
    let row = t::table.filter(t::id.eq(Key(id))).select(Row::as_select()).first(tx.db());
    let mut row: Row = row.map_err(DbError::from)?;
    let sealed = row.position.is_some();
    // Who may not read it is not told that it waits either.
    row.position.get_or_insert_default();
    let entry = Entry::try_from(row)?;
    let me = Some(actor.user);
    let readable = entry.agent == me
        || entry.principal == me
        || actor.may(Permission::ViewJournal, &entry.area)
        || concerned(tx, &entry.subject)?.contains(&actor.user);
    match (readable, sealed) {
        (false, _) => Err(DbError::NotFound.into()),
        (true, false) => Err(Refused::NotSealed),
        (true, true) => Ok(entry),
    }
}

/// The areas whose journal `actor` may list: `under` and what lies in it, or all there are for them.
///
/// # Errors
/// [`Refused::Denied`]; [`DbError::NotFound`] where there is no such area.
pub fn readable_areas(
    tx: &mut Tx<'_>,
    actor: &Actor,
    under: Option<AreaId>,
) -> Result<Vec<AreaPath>, Refused> {
    let permission = Permission::ViewJournal;
    if let Some(id) = under {
        let area = areas::area(tx, id)?.path;
        actor.require(permission, &area)?;
        return Ok(vec![area]);
    }
    let all = actor.scope(permission);
    if all.is_empty() { Err(Denied { permission }.into()) } else { Ok(all) }
}

/// The names of those who did something, for people who may read the journal.
///
/// # Errors
/// [`DbError`].
pub fn agent_names(tx: &mut Tx<'_>, entries: &[Entry]) -> Result<BTreeMap<UserId, String>, DbError> {
    identity::names_of(tx, entries.iter().flat_map(|e| [e.agent, e.principal]).flatten())
}

/// A root with the time of its sealing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublishedRoot {
    /// The root.
    pub root: Root,
    /// When it was published; `None` for the empty journal's.
    pub sealed_at: Option<DateTime<Utc>>,
}

/// The published roots, newest first, of sizes below `before`, at most `limit`.
///
/// # Errors
/// [`DbError`].
pub fn roots(tx: &mut Tx<'_>, before: Option<u64>, limit: u32) -> Result<Vec<PublishedRoot>, DbError> {
    let rows: Vec<(i64, Vec<u8>, NaiveDateTime)> = journal_roots::table
        .filter(journal_roots::size.lt(before.map_or(i64::MAX, column)))
        .order(journal_roots::size.desc())
        .limit(limit.into())
        .load(tx.db())?;
    let published = |(size, bytes, at): (i64, Vec<u8>, NaiveDateTime)| {
        let root = Root { size: number(size)?, hash: hash(&bytes)? };
        Ok(PublishedRoot { root, sealed_at: Some(at.and_utc()) })
    };
    rows.into_iter().map(published).collect()
}

/// The newest published root.
///
/// # Errors
/// [`DbError`].
pub fn newest_root(tx: &mut Tx<'_>) -> Result<PublishedRoot, DbError> {
    match roots(tx, None, 1)?.pop() {
        Some(newest) => Ok(newest),
        None => Ok(PublishedRoot { root: head(tx)?, sealed_at: None }),
    }
}

/// How long the oldest committed entry has waited for its place in the tree; zero where none waits. More than a few
/// seconds: no sealer runs, or it fails.
///
/// # Errors
/// [`DbError`].
pub fn sealer_lag(tx: &mut Tx<'_>) -> Result<TimeDelta, DbError> {
    let oldest: Option<NaiveDateTime> =
        t::table.filter(t::position.is_null()).order(t::sequence).select(t::at).first(tx.db()).optional()?;
    let waited = oldest.map_or(TimeDelta::zero(), |at| tx.timestamp() - at);
    Ok(waited.max(TimeDelta::zero()))
}

/// Where an entry stands in the journal; `None` until it is sealed.
///
/// # Errors
/// [`DbError::NotFound`].
pub(crate) fn entry_position(tx: &mut Tx<'_>, id: EntryId) -> Result<Option<u64>, DbError> {
    let position: Option<i64> = t::table.filter(t::id.eq(Key(id))).select(t::position).first(tx.db())?;
    position.map(number).transpose()
}

/// When an entry was written.
///
/// # Errors
/// [`DbError::NotFound`].
pub(crate) fn entry_time(tx: &mut Tx<'_>, id: EntryId) -> Result<DateTime<Utc>, DbError> {
    let at: NaiveDateTime = t::table.filter(t::id.eq(Key(id))).select(t::at).first(tx.db())?;
    Ok(at.and_utc())
}

/// When the root of a tree of this size was published.
///
/// # Errors
/// [`DbError::NotFound`].
pub(crate) fn root_time(tx: &mut Tx<'_>, size: u64) -> Result<DateTime<Utc>, DbError> {
    let roots = journal_roots::table.filter(journal_roots::size.eq(column(size)));
    let at: NaiveDateTime = roots.select(journal_roots::sealed_at).first(tx.db())?;
    Ok(at.and_utc())
}

/// The first published root of a tree that holds position `position`: fixed once and for all as soon as there is one.
///
/// # Errors
/// [`DbError`].
pub(crate) fn first_root_over(tx: &mut Tx<'_>, position: u64) -> Result<Option<Root>, DbError> {
    let found: Option<(i64, Vec<u8>)> = journal_roots::table
        .filter(journal_roots::size.gt(column(position)))
        .order(journal_roots::size)
        .select((journal_roots::size, journal_roots::hash))
        .first(tx.db())
        .optional()?;
    found.map(|(size, bytes)| Ok(Root { size: number(size)?, hash: hash(&bytes)? })).transpose()
}

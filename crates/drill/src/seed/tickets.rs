//! Tickets written as rows: through the use cases a million of them would take an hour.
//!
//! What lists, searches and boards read is there, as the use cases would have left it: the row, its areas, its timeline's report
//! and solution, and its words, which the application itself takes in. What they do not read is left out: the journal, and timers,
//! by which the server would tell of what is late in the middle of a measurement.

mod rows;

use anyhow::Result;
use app::db::{
    Database, DbError, Key, Tx,
    schema::{areas, categories},
};
use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, CategoryId, TicketId, UserId},
};

use self::rows::{Moment, Rows};

/// Tickets of one transaction.
const CHUNK: usize = 2_000;
/// How long the tickets go back.
const DAYS: i64 = 400;
/// The kinds of matters that are reported, in turn; every installation has them.
const KINDS: [&str; 4] = ["environment", "facilities", "roads", "greenery"];

/// Where and by whom tickets were reported.
#[derive(Clone)]
pub(crate) struct Ground {
    pub(crate) grids: Vec<(AreaId, AreaPath)>,
    /// Who reported.
    pub(crate) reporter: UserId,
    /// Who works on them.
    pub(crate) handler: UserId,
}

/// A kind of matter: its id, hours to answer and to solve, hours to object, whether everybody sees what is reported.
type Kind = (Key<CategoryId>, i64, i64, i64, bool);

/// Writes so many tickets, spread over the past, and takes in their words; their ids, oldest first.
///
/// # Errors
/// When the store fails.
pub(crate) fn fill(db: &Database, ground: &Ground, count: usize) -> Result<Vec<TicketId>> {
    let now = db.now().naive_utc();
    let kinds = db.read_blocking(kinds)?;
    let mut made = Vec::with_capacity(count);
    for from in (0..count).step_by(CHUNK) {
        let mut rows = Rows::default();
        for index in from..count.min(from + CHUNK) {
            rows.add(ground, &kinds, index, &Moment { reported_at: moment(now, index, count), now, count })?;
        }
        made.extend(rows.ids());
        db.write_blocking(move |tx| rows.write(tx))?;
    }
    Ok(made)
}

/// When ticket `index` of so many was reported: evenly spread, none at this very moment.
fn moment(now: NaiveDateTime, index: usize, count: usize) -> NaiveDateTime {
    let span = TimeDelta::days(DAYS).num_milliseconds();
    let of = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    now - TimeDelta::milliseconds(span - span / of(count.max(1)) * of(index))
}

fn kinds(tx: &mut Tx<'_>) -> Result<Vec<Kind>, DbError> {
    let everywhere = categories::table.filter(categories::area_path.eq("")).order(categories::ordinal);
    let kinds: Vec<Kind> = everywhere
        .filter(categories::code.eq_any(KINDS))
        .select((
            categories::id,
            categories::answer_within_hours,
            categories::solve_within_hours,
            categories::objection_window_hours,
            categories::is_public,
        ))
        .load(tx.db())?;
    if kinds.is_empty() { Err(DbError::NotFound) } else { Ok(kinds) }
}

/// The grids below an area, at most a thousand.
///
/// # Errors
/// [`DbError`].
pub(crate) fn grids(tx: &mut Tx<'_>, path: &AreaPath) -> Result<Vec<(AreaId, AreaPath)>, DbError> {
    let rows: Vec<(Key<AreaId>, String)> = areas::table
        .filter(areas::kind.eq("grid"))
        .filter(areas::path.ge(path.to_string()))
        .filter(areas::path.lt(path.end()))
        .order(areas::path)
        .limit(1_000)
        .select((areas::id, areas::path))
        .load(tx.db())?;
    let grid = |(Key(id), path): (_, String)| Ok((id, AreaPath::parse(&path).map_err(DbError::damaged)?));
    rows.into_iter().map(grid).collect()
}

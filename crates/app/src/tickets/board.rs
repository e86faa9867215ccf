//! What is open in an area at this moment, and what of it presses.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{BigInt, Binary, Text, Timestamp},
};
use domain::{areas::AreaPath, ids::AreaId, permissions::Actor, tickets::StateName, town_time};

use super::{Error, summary::seen, tally::OVERDUE};
use crate::{
    areas::{self, Area},
    db::{DbError, Tx, on_each},
};

/// How long before something is due it is told apart from the rest.
pub const SOON: TimeDelta = TimeDelta::hours(24);

/// Open tickets, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// All that have not ended.
    pub open: i64,
    /// Those that nobody works on.
    pub without_handler: i64,
    /// Those that somebody ought to have acted on by now.
    pub overdue: i64,
    /// Those that somebody ought to act on within [`SOON`].
    pub due_soon: i64,
}

impl Open {
    const fn plus(self, other: Self) -> Self {
        Self {
            open: self.open + other.open,
            without_handler: self.without_handler + other.without_handler,
            overdue: self.overdue + other.overdue,
            due_soon: self.due_soon + other.due_soon,
        }
    }
}

/// The board of an area.
#[derive(Clone, Debug)]
pub struct Board {
    /// When it was so.
    pub at: DateTime<Utc>,
    /// The midnight before, in the town.
    pub midnight: DateTime<Utc>,
    /// The area.
    pub area: Area,
    /// Its open tickets and those of everything in it.
    pub total: Open,
    /// How many are in each state; states that none is in are absent.
    pub states: BTreeMap<StateName, i64>,
    /// The areas directly in it that have open tickets, in the tree's order.
    pub parts: Vec<(Area, Open)>,
    /// Reported since midnight.
    pub reported_today: i64,
    /// Solved since midnight, each once.
    pub solved_today: i64,
}

#[derive(QueryableByName)]
struct Group {
    #[diesel(sql_type = Text)]
    area_path: String,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = BigInt)]
    open: i64,
    #[diesel(sql_type = BigInt)]
    without_handler: i64,
    #[diesel(sql_type = BigInt)]
    overdue: i64,
    #[diesel(sql_type = BigInt)]
    due_soon: i64,
}

#[derive(QueryableByName)]
struct Today {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = BigInt)]
    tickets: i64,
}

/// The board of an area. Four statements, which read the open tickets there and what happened since midnight.
///
/// # Errors
/// [`Error::Denied`] without `view_tickets` there; [`Error::AreaUnknown`].
pub fn board(tx: &mut Tx<'_>, actor: &Actor, area: AreaId) -> Result<Board, Error> {
    let area = seen(tx, actor, area)?;
    let (mut total, mut states) = (Open::default(), BTreeMap::new());
    let mut parts: BTreeMap<AreaPath, Open> = BTreeMap::new();
    for group in groups(tx, &area.path)? {
        let path = AreaPath::parse(&group.area_path).map_err(DbError::damaged)?;
        let state = StateName::parse(&group.state)
            .ok_or_else(|| DbError::damaged(format!("ticket state {}", group.state)))?;
        let Group { open, without_handler, overdue, due_soon, .. } = group;
        let counted = Open { open, without_handler, overdue, due_soon };
        total = total.plus(counted);
        *states.entry(state).or_default() += open;
        if let Some(part) = path.lineage().into_iter().nth(area.path.depth()) {
            let sum = parts.entry(part).or_default();
            *sum = sum.plus(counted);
        }
    }
    let paths: Vec<AreaPath> = parts.keys().cloned().collect();
    let named = areas::at_paths(tx, &paths)?;
    let parts = named.into_iter().filter_map(|area| {
        let open = *parts.get(&area.path)?;
        Some((area, open))
    });
    let parts = parts.collect();
    let at = tx.now();
    let midnight = town_time::begin(town_time::date(at));
    let today = today(tx, &area.path, midnight)?;
    let of = |kind: &str| today.iter().find(|day| day.kind == kind).map_or(0, |day| day.tickets);
    let (reported_today, solved_today) = (of("reported"), of("solved"));
    Ok(Board { at, midnight, area, total, states, parts, reported_today, solved_today })
}

/// Open tickets by their very area and state.
fn groups(tx: &mut Tx<'_>, path: &AreaPath) -> Result<Vec<Group>, DbError> {
    let soon = |due: &str| format!("({due} > $1 AND {due} <= $2)");
    let (answer, solve) = (soon("t.answer_due_at"), soon("t.solve_due_at"));
    let sql = format!(
        "SELECT t.area_path AS area_path, t.state AS state, COUNT(*) AS open,
            SUM(CASE WHEN t.handler_id IS NULL THEN 1 ELSE 0 END) AS without_handler,
            SUM(CASE WHEN {OVERDUE} THEN 1 ELSE 0 END) AS overdue,
            SUM(CASE WHEN NOT {OVERDUE} AND t.paused_at IS NULL
                AND ((t.state IN ('submitted', 'assigned') AND t.answered_at IS NULL AND {answer})
                    OR (t.state NOT IN ('submitted', 'solved') AND {solve})) THEN 1 ELSE 0 END) AS due_soon
        FROM ticket_scopes s JOIN tickets t ON t.id = s.ticket_id
        WHERE s.area_path = $3 AND s.is_open = TRUE GROUP BY t.area_path, t.state"
    );
    let (now, until) = (tx.timestamp(), (tx.now() + SOON).naive_utc());
    Ok(on_each!(tx.db(), |c| {
        sql_query(sql)
            .bind::<Timestamp, _>(now)
            .bind::<Timestamp, _>(until)
            .bind::<Text, _>(path.as_str())
            .load(c)
    })?)
}

/// What happened since midnight. Entries are found by their ids, which begin with when they were made, and then it is asked whether
/// each lies there: as a join, SQLite would go through all tickets of the place. Its parameters count in the order in which they stand.
fn today(tx: &mut Tx<'_>, path: &AreaPath, midnight: DateTime<Utc>) -> Result<Vec<Today>, DbError> {
    let millis = u64::try_from(midnight.timestamp_millis()).unwrap_or(0);
    let first = uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid();
    let sql = "SELECT e.kind AS kind, COUNT(DISTINCT e.ticket_id) AS tickets
        FROM ticket_events e
        WHERE e.id >= $1 AND e.kind IN ('solved', 'reported') AND EXISTS (
            SELECT 1 FROM ticket_scopes s WHERE s.ticket_id = e.ticket_id AND s.area_path = $2
        ) GROUP BY e.kind";
    Ok(on_each!(tx.db(), |c| {
        sql_query(sql).bind::<Binary, _>(first.as_bytes().to_vec()).bind::<Text, _>(path.as_str()).load(c)
    })?)
}

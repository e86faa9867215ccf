//! The board of an area: the application's statements, added up by area and by state.

use std::collections::BTreeMap;

use app::db::{Clock, Db, Key, on_each, schema::areas};
use chrono::TimeDelta;
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{BigInt, Binary, Text, Timestamp},
};
use domain::{ids::AreaId, town_time};
use serde::Serialize;
use uuid::Uuid;

use crate::system::SystemClock;

/// Open tickets of one area in one state.
#[derive(QueryableByName)]
struct Group {
    #[diesel(sql_type = Text)]
    area_path: String,
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(embed)]
    open: Open,
}

#[derive(Clone, Copy, Default, QueryableByName, Serialize)]
struct Open {
    #[diesel(sql_type = BigInt)]
    open: i64,
    #[diesel(sql_type = BigInt)]
    without_handler: i64,
    #[diesel(sql_type = BigInt)]
    overdue: i64,
    #[diesel(sql_type = BigInt)]
    due_soon: i64,
}

impl Open {
    fn add(&mut self, other: Self) {
        self.open += other.open;
        self.without_handler += other.without_handler;
        self.overdue += other.overdue;
        self.due_soon += other.due_soon;
    }
}

#[derive(QueryableByName, Serialize)]
struct Today {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = BigInt)]
    tickets: i64,
}

/// The answer.
#[derive(Serialize)]
pub(crate) struct Board {
    area: String,
    total: Open,
    states: BTreeMap<String, i64>,
    parts: Vec<(Uuid, String, Option<Open>)>,
    today: Vec<Today>,
}

/// `$1` now.
const OVERDUE: &str =
    "((t.state IN ('submitted', 'assigned') AND t.answered_at IS NULL AND t.answer_due_at <= $1)
    OR (t.state IN ('accepted', 'assigned', 'in_progress', 'waiting', 'reopened', 'appealed')
        AND t.solve_due_at <= COALESCE(t.paused_at, $1)))";

/// Counts what is open in an area, and what happened since midnight.
pub(crate) fn board(db: &mut Db, area: AreaId) -> QueryResult<Board> {
    let (path, name): (String, String) =
        areas::table.find(Key(area)).select((areas::path, areas::name)).first(db)?;
    let (mut total, mut states) = (Open::default(), BTreeMap::new());
    let mut parts: BTreeMap<String, Open> = BTreeMap::new();
    for Group { area_path, state, open } in groups(db, &path)? {
        total.add(open);
        *states.entry(state).or_default() += open.open;
        let below = area_path.strip_prefix(&path).and_then(|below| below.split('/').next());
        if let Some(part) = below.filter(|part| !part.is_empty()) {
            parts.entry(format!("{path}{part}/")).or_default().add(open);
        }
    }
    let paths: Vec<&String> = parts.keys().collect();
    let named: Vec<(Key<AreaId>, String, String)> = areas::table
        .filter(areas::path.eq_any(paths))
        .order(areas::path)
        .select((areas::id, areas::path, areas::name))
        .load(db)?;
    let part = |(Key(id), path, name): (Key<AreaId>, String, String)| (id.0, name, parts.get(&path).copied());
    let parts = named.into_iter().map(part).collect();
    Ok(Board { area: name, total, states, parts, today: today(db, &path)? })
}

fn groups(db: &mut Db, path: &str) -> QueryResult<Vec<Group>> {
    let sql = format!(
        "SELECT t.area_path AS area_path, t.state AS state, COUNT(*) AS open,
            SUM(CASE WHEN t.handler_id IS NULL THEN 1 ELSE 0 END) AS without_handler,
            SUM(CASE WHEN {OVERDUE} THEN 1 ELSE 0 END) AS overdue,
            SUM(CASE WHEN NOT {OVERDUE} AND t.paused_at IS NULL
                AND ((t.state IN ('submitted', 'assigned') AND t.answered_at IS NULL
                        AND t.answer_due_at > $1 AND t.answer_due_at <= $2)
                    OR (t.state NOT IN ('submitted', 'solved')
                        AND t.solve_due_at > $1 AND t.solve_due_at <= $2)) THEN 1 ELSE 0 END) AS due_soon
        FROM ticket_scopes s JOIN tickets t ON t.id = s.ticket_id
        WHERE s.area_path = $3 AND s.is_open = TRUE GROUP BY t.area_path, t.state"
    );
    let now = SystemClock.now().naive_utc();
    on_each!(db, |c| {
        sql_query(sql)
            .bind::<Timestamp, _>(now)
            .bind::<Timestamp, _>(now + TimeDelta::hours(24))
            .bind::<Text, _>(path)
            .load(c)
    })
}

fn today(db: &mut Db, path: &str) -> QueryResult<Vec<Today>> {
    let midnight = town_time::begin(town_time::date(SystemClock.now()));
    let millis = u64::try_from(midnight.timestamp_millis()).unwrap_or(0);
    let first = uuid::Builder::from_unix_timestamp_millis(millis, &[0; 10]).into_uuid();
    let sql = "SELECT e.kind AS kind, COUNT(DISTINCT e.ticket_id) AS tickets
        FROM ticket_events e
        WHERE e.id >= $1 AND e.kind IN ('solved', 'reported') AND EXISTS (
            SELECT 1 FROM ticket_scopes s WHERE s.ticket_id = e.ticket_id AND s.area_path = $2
        ) GROUP BY e.kind";
    on_each!(db, |c| {
        sql_query(sql).bind::<Binary, _>(first.as_bytes().to_vec()).bind::<Text, _>(path).load(c)
    })
}

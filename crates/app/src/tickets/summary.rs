//! The three rates of an area and a period: one query over live records.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{BigInt, Text, Timestamp},
};
use domain::{
    areas::AreaPath,
    ids::AreaId,
    permissions::{Actor, Permission},
    tickets::{Rating, Tally},
};

use super::Error;
use crate::{
    areas::{self, Area},
    db::{DbError, Tx, on_each},
};

/// A half-open period: reported at or after `from`, before `until`.
#[derive(Clone, Copy, Debug)]
pub struct Period {
    /// From this moment.
    pub from: DateTime<Utc>,
    /// Until before this one.
    pub until: DateTime<Utc>,
}

/// The tickets of an area, counted.
#[derive(Clone, Debug)]
pub struct AreaTally {
    /// The area.
    pub area: Area,
    /// Its tickets and those of everything in it.
    pub tally: Tally,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    area_path: String,
    #[diesel(sql_type = BigInt)]
    reported: i64,
    #[diesel(sql_type = BigInt)]
    answered_in_time: i64,
    #[diesel(sql_type = BigInt)]
    answered_late: i64,
    #[diesel(sql_type = BigInt)]
    unanswered_overdue: i64,
    #[diesel(sql_type = BigInt)]
    solved: i64,
    #[diesel(sql_type = BigInt)]
    unsolved_overdue: i64,
    #[diesel(sql_type = BigInt)]
    unrated_overdue: i64,
    #[diesel(sql_type = BigInt)]
    rated: i64,
    #[diesel(sql_type = BigInt)]
    satisfied: i64,
    #[diesel(sql_type = BigInt)]
    overdue: i64,
}

/// `$1` now, `$2` the least content rating, `$3` the area, `$4` and `$5` the period. A ticket that was solved in time and
/// still waits for the reporter's word is neither solved nor overdue; what was rejected or merged is neither either, and while a
/// clock stands its time does not come. `list` has the same conditions.
const TALLY: &str = "
    SELECT t.area_path AS area_path, COUNT(*) AS reported,
        SUM(CASE WHEN t.answered_at <= t.answer_due_at THEN 1 ELSE 0 END) AS answered_in_time,
        SUM(CASE WHEN t.answered_at > t.answer_due_at THEN 1 ELSE 0 END) AS answered_late,
        SUM(CASE WHEN t.answered_at IS NULL AND t.answer_due_at <= $1 THEN 1 ELSE 0 END) AS unanswered_overdue,
        SUM(CASE WHEN t.state = 'closed' THEN 1 ELSE 0 END) AS solved,
        SUM(CASE WHEN t.state NOT IN ('closed', 'rejected', 'merged') AND t.solve_due_at <= COALESCE(t.paused_at, $1)
            AND NOT (t.state = 'solved' AND t.last_solved_at <= t.solve_due_at) THEN 1 ELSE 0 END) AS unsolved_overdue,
        SUM(CASE WHEN t.judge = 'reporter' AND t.state NOT IN ('closed', 'rejected', 'merged')
            AND t.solve_due_at <= COALESCE(t.paused_at, $1)
            AND NOT (t.state = 'solved' AND t.last_solved_at <= t.solve_due_at) THEN 1 ELSE 0 END) AS unrated_overdue,
        SUM(CASE WHEN t.rating IS NOT NULL THEN 1 ELSE 0 END) AS rated,
        SUM(CASE WHEN t.rating >= $2 THEN 1 ELSE 0 END) AS satisfied,
        SUM(CASE WHEN (t.state = 'submitted' AND t.answer_due_at <= $1)
            OR (t.state IN ('accepted', 'assigned', 'in_progress', 'waiting', 'reopened', 'appealed')
                AND t.solve_due_at <= COALESCE(t.paused_at, $1)) THEN 1 ELSE 0 END) AS overdue
    FROM ticket_scopes s JOIN tickets t ON t.id = s.ticket_id
    WHERE s.area_path = $3 AND t.reported_at >= $4 AND t.reported_at < $5 AND t.state <> 'withdrawn'
    GROUP BY t.area_path";

/// The tally of an area, and of each area directly in it that has tickets, in the tree's order.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ViewTickets`] there; [`Error::AreaUnknown`].
pub fn summary(
    tx: &mut Tx<'_>,
    actor: &Actor,
    area: AreaId,
    period: Period,
) -> Result<(AreaTally, Vec<AreaTally>), Error> {
    let area = areas::area(tx, area).map_err(|error| match error {
        DbError::NotFound => Error::AreaUnknown,
        other => other.into(),
    })?;
    actor.require(Permission::ViewTickets, &area.path)?;

    let mut total = Tally::default();
    let mut parts: BTreeMap<AreaPath, Tally> = BTreeMap::new();
    for (path, tally) in tallies(tx, &area.path, period)? {
        total = total.plus(tally);
        if let Some(part) = path.lineage().into_iter().nth(area.path.depth()) {
            let sum = parts.entry(part).or_default();
            *sum = sum.plus(tally);
        }
    }
    let paths: Vec<AreaPath> = parts.keys().cloned().collect();
    let named = areas::at_paths(tx, &paths)?;
    let parts = named.into_iter().filter_map(|area| {
        let tally = *parts.get(&area.path)?;
        Some(AreaTally { area, tally })
    });
    let parts = parts.collect();
    Ok((AreaTally { area, tally: total }, parts))
}

fn tallies(tx: &mut Tx<'_>, path: &AreaPath, period: Period) -> Result<Vec<(AreaPath, Tally)>, DbError> {
    let now = tx.timestamp();
    let rows: Vec<Row> = on_each!(tx.db(), |c| {
        sql_query(TALLY)
            .bind::<Timestamp, _>(now)
            .bind::<BigInt, _>(i64::from(Rating::SATISFIED_MIN.get()))
            .bind::<Text, _>(path.as_str())
            .bind::<Timestamp, _>(period.from.naive_utc())
            .bind::<Timestamp, _>(period.until.naive_utc())
            .load(c)
    })?;
    let tally = |row: Row| {
        let path = AreaPath::parse(&row.area_path).map_err(DbError::damaged)?;
        let tally = Tally {
            reported: row.reported,
            answered_in_time: row.answered_in_time,
            answered_late: row.answered_late,
            unanswered_overdue: row.unanswered_overdue,
            solved: row.solved,
            unsolved_overdue: row.unsolved_overdue,
            unrated_overdue: row.unrated_overdue,
            rated: row.rated,
            satisfied: row.satisfied,
            overdue: row.overdue,
        };
        Ok((path, tally))
    };
    rows.into_iter().map(tally).collect()
}

//! Counting the tickets of an area and a period: one query over live records, whatever they are counted by.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{BigInt, Binary, Nullable, Text, Timestamp},
};
use domain::{
    areas::AreaPath,
    ids::{ProviderId, UserId},
    tickets::{CategoryCode, Rating, Tally},
};
use uuid::Uuid;

use crate::db::{DbError, Tx, on_each};

/// A half-open period: reported at or after `from`, before `until`.
#[derive(Clone, Copy, Debug)]
pub struct Period {
    /// From this moment.
    pub from: DateTime<Utc>,
    /// Until before this one.
    pub until: DateTime<Utc>,
}

#[derive(QueryableByName)]
struct Numbers {
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

impl From<Numbers> for Tally {
    fn from(numbers: Numbers) -> Self {
        Self {
            reported: numbers.reported,
            answered_in_time: numbers.answered_in_time,
            answered_late: numbers.answered_late,
            unanswered_overdue: numbers.unanswered_overdue,
            solved: numbers.solved,
            unsolved_overdue: numbers.unsolved_overdue,
            unrated_overdue: numbers.unrated_overdue,
            rated: numbers.rated,
            satisfied: numbers.satisfied,
            overdue: numbers.overdue,
        }
    }
}

#[derive(QueryableByName)]
struct ByText {
    #[diesel(sql_type = Text)]
    key: String,
    #[diesel(embed)]
    numbers: Numbers,
}

#[derive(QueryableByName)]
struct ById {
    #[diesel(sql_type = Nullable<Binary>)]
    key: Option<Vec<u8>>,
    #[diesel(embed)]
    numbers: Numbers,
}

/// `$1` now, `$2` the least content rating, `$3` the area, `$4` and `$5` the period. A ticket that was solved in time and
/// still waits for the reporter's word is neither solved nor overdue; what was rejected or merged is neither either, and while a
/// clock stands its time does not come. `list` has the same conditions.
const NUMBERS: &str = "COUNT(*) AS reported,
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
        SUM(CASE WHEN t.rating >= $2 THEN 1 ELSE 0 END) AS satisfied";

/// `$1` now. What somebody ought to have acted on by now.
pub(super) const OVERDUE: &str =
    "((t.state IN ('submitted', 'assigned') AND t.answered_at IS NULL AND t.answer_due_at <= $1)
            OR (t.state IN ('accepted', 'assigned', 'in_progress', 'waiting', 'reopened', 'appealed')
                AND t.solve_due_at <= COALESCE(t.paused_at, $1)))";

/// The query for one key of a ticket: most reported first.
fn query(key: &str, and_join: &str) -> String {
    format!(
        "SELECT {key} AS key, {NUMBERS}, SUM(CASE WHEN {OVERDUE} THEN 1 ELSE 0 END) AS overdue
        FROM ticket_scopes s JOIN tickets t ON t.id = s.ticket_id {and_join}
        WHERE s.area_path = $3 AND t.reported_at >= $4 AND t.reported_at < $5 AND t.state <> 'withdrawn'
        GROUP BY {key} ORDER BY reported DESC, key"
    )
}

macro_rules! load {
    ($tx:expr, $sql:expr, $path:expr, $period:expr) => {{
        let now = $tx.timestamp();
        let (path, period): (&AreaPath, Period) = ($path, $period);
        on_each!($tx.db(), |c| {
            sql_query($sql)
                .bind::<Timestamp, _>(now)
                .bind::<BigInt, _>(i64::from(Rating::SATISFIED_MIN.get()))
                .bind::<Text, _>(path.as_str())
                .bind::<Timestamp, _>(period.from.naive_utc())
                .bind::<Timestamp, _>(period.until.naive_utc())
                .load(c)
        })
    }};
}

/// By the very area of each ticket.
///
/// # Errors
/// [`DbError`].
pub(super) fn by_area(
    tx: &mut Tx<'_>,
    path: &AreaPath,
    period: Period,
) -> Result<Vec<(AreaPath, Tally)>, DbError> {
    let rows: Vec<ByText> = load!(tx, query("t.area_path", ""), path, period)?;
    let row = |row: ByText| Ok((AreaPath::parse(&row.key).map_err(DbError::damaged)?, row.numbers.into()));
    rows.into_iter().map(row).collect()
}

/// By the code of each ticket's kind: the same kind has other limits in other areas, and is one.
///
/// # Errors
/// [`DbError`].
pub(super) fn by_category(
    tx: &mut Tx<'_>,
    path: &AreaPath,
    period: Period,
) -> Result<Vec<(CategoryCode, Tally)>, DbError> {
    let sql = query("k.code", "JOIN categories k ON k.id = t.category_id");
    let rows: Vec<ByText> = load!(tx, sql, path, period)?;
    let row = |row: ByText| Ok((CategoryCode::new(&row.key).map_err(DbError::damaged)?, row.numbers.into()));
    rows.into_iter().map(row).collect()
}

/// By who works on each ticket or did; `None` is nobody.
///
/// # Errors
/// [`DbError`].
pub(super) fn by_keeper(
    tx: &mut Tx<'_>,
    path: &AreaPath,
    period: Period,
) -> Result<Vec<(Option<UserId>, Tally)>, DbError> {
    let rows: Vec<ById> = load!(tx, query("t.handler_id", ""), path, period)?;
    let row = |row: ById| {
        let keeper = row.key.map(|bytes| Uuid::from_slice(&bytes).map(UserId)).transpose();
        Ok((keeper.map_err(DbError::damaged)?, row.numbers.into()))
    };
    rows.into_iter().map(row).collect()
}

/// By the provider that keeps each ticket; what none keeps is not counted.
///
/// # Errors
/// [`DbError`].
pub(super) fn by_provider(
    tx: &mut Tx<'_>,
    path: &AreaPath,
    period: Period,
) -> Result<Vec<(ProviderId, Tally)>, DbError> {
    let join = "JOIN ticket_particulars p ON p.ticket_id = t.id AND p.provider_id IS NOT NULL";
    let rows: Vec<ById> = load!(tx, query("p.provider_id", join), path, period)?;
    let row = |row: ById| {
        let bytes = row.key.ok_or_else(|| DbError::damaged("a ticket kept by nobody"))?;
        Ok((ProviderId(Uuid::from_slice(&bytes).map_err(DbError::damaged)?), row.numbers.into()))
    };
    rows.into_iter().map(row).collect()
}

//! What the projects of a fund come to, by where they stand.

use diesel::{
    prelude::*,
    sql_query,
    sql_types::{BigInt, Binary, Text},
};
use domain::{funds::projects::StateName, ids::FundId, permissions::Actor};

use crate::{
    db::{DbError, Key, Tx, on_each},
    funds::visible,
};

/// The public projects in one state. Amounts are in fen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// Where they stand.
    pub state: StateName,
    /// How many there are.
    pub count: i64,
    /// What they cost.
    pub budget_fen: i64,
    /// What was approved of that and is not paid yet.
    pub reserved_fen: i64,
    /// What was paid.
    pub spent_fen: i64,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    state: String,
    #[diesel(sql_type = BigInt)]
    projects: i64,
    #[diesel(sql_type = BigInt)]
    budget_fen: i64,
    #[diesel(sql_type = BigInt)]
    reserved_fen: i64,
    #[diesel(sql_type = BigInt)]
    spent_fen: i64,
}

/// What everybody may know of, so that the same is told to everybody.
const TOTALS: &str = "SELECT p.state, COUNT(DISTINCT p.id) AS projects, CAST(SUM(l.limit_fen) AS BIGINT) AS budget_fen, \
    CAST(SUM(l.reserved_fen) AS BIGINT) AS reserved_fen, CAST(SUM(l.spent_fen) AS BIGINT) AS spent_fen \
    FROM projects p JOIN project_lines l ON l.project_id = p.id \
    WHERE p.fund_id = $1 AND p.published_at IS NOT NULL AND p.state <> 'withdrawn' \
    GROUP BY p.state ORDER BY p.state";

/// The totals of a fund that somebody may see: one query.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or not for them.
pub fn totals(tx: &mut Tx<'_>, actor: Option<&Actor>, fund: FundId) -> Result<Vec<Total>, DbError> {
    visible(tx, actor, fund)?;
    let rows: Vec<Row> = on_each!(tx.db(), |c| sql_query(TOTALS).bind::<Binary, _>(Key(fund)).load(c))
        .map_err(DbError::from)?;
    let total = |row: Row| {
        Ok(Total {
            state: StateName::parse(&row.state).ok_or_else(|| DbError::damaged(row.state))?,
            count: row.projects,
            budget_fen: row.budget_fen,
            reserved_fen: row.reserved_fen,
            spent_fen: row.spent_fen,
        })
    };
    rows.into_iter().map(total).collect()
}

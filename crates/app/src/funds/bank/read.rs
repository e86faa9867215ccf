//! Reading statements, their lines, and what of the books no line belongs to. For who keeps or audits the books; how many statements
//! it takes does not grow with the rows.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    ids::{FundId, StatementId, StatementLineId},
    permissions::Actor,
    town_time,
};

use super::{
    cash::{self, CashCursor, CashPosting, Wanted},
    row::{LineRow, StatementRow, StoredLine, StoredStatement},
    standing::days,
};
use crate::{
    db::{
        DbError, Key, Tx,
        schema::{bank_lines as l, bank_statements as t},
    },
    funds::{Page, StoredFund, keeps, visible},
};

/// Which lines a list holds; all conditions at once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lines {
    /// Only those that were new in this statement.
    pub statement: Option<StatementId>,
    /// Only those that belong to a posting, or only those that do not.
    pub matched: Option<bool>,
}

/// A place among lines, the latest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineCursor {
    /// The day of the one there.
    pub day: NaiveDate,
    /// Which it is.
    pub line: StatementLineId,
}

/// A line with what of the books it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownLine {
    /// The line.
    pub line: StoredLine,
    /// The posting that it belongs to.
    pub posting: Option<CashPosting>,
}

/// A fund whose books somebody keeps or audits.
pub(super) fn of_keeper(tx: &mut Tx<'_>, actor: &Actor, fund: FundId) -> Result<StoredFund, DbError> {
    let stored = visible(tx, Some(actor), fund)?;
    if keeps(actor, &stored.path) { Ok(stored) } else { Err(DbError::NotFound) }
}

/// The statements of a fund's bank, the latest imported first.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or for others.
pub fn statements(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: FundId,
    page: Page<StatementId>,
) -> Result<Vec<StoredStatement>, DbError> {
    of_keeper(tx, actor, fund)?;
    let mut query = t::table
        .filter(t::fund_id.eq(Key(fund)))
        .order(t::id.desc())
        .limit(page.limit)
        .select(StatementRow::as_select())
        .into_boxed();
    if let Some(after) = page.after {
        query = query.filter(t::id.lt(Key(after)));
    }
    let rows: Vec<StatementRow> = query.load(tx.db())?;
    rows.into_iter().map(StoredStatement::try_from).collect()
}

/// The lines of the bank, the latest day first.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or for others.
pub fn lines(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: FundId,
    wanted: Lines,
    page: Page<LineCursor>,
) -> Result<Vec<ShownLine>, DbError> {
    of_keeper(tx, actor, fund)?;
    let mut query = l::table
        .filter(l::fund_id.eq(Key(fund)))
        .order((l::day.desc(), l::id.desc()))
        .limit(page.limit)
        .select(LineRow::as_select())
        .into_boxed();
    if let Some(statement) = wanted.statement {
        query = query.filter(l::statement_id.eq(Key(statement)));
    }
    query = match wanted.matched {
        Some(true) => query.filter(l::posting_id.is_not_null()),
        Some(false) => query.filter(l::posting_id.is_null()),
        None => query,
    };
    if let Some(LineCursor { day, line }) = page.after {
        let same = l::day.eq(day.to_string()).and(l::id.lt(Key(line)));
        query = query.filter(l::day.lt(day.to_string()).or(same));
    }
    let rows: Vec<LineRow> = query.load(tx.db())?;
    let rows: Vec<StoredLine> = rows.into_iter().map(StoredLine::try_from).collect::<Result<_, _>>()?;
    with_postings(tx, fund, rows)
}

/// One line, for who was let take a step of it.
pub(super) fn with_postings(
    tx: &mut Tx<'_>,
    fund: FundId,
    rows: Vec<StoredLine>,
) -> Result<Vec<ShownLine>, DbError> {
    let ids: Vec<_> = rows.iter().filter_map(|line| line.matched.map(|(posting, _)| posting)).collect();
    let postings = cash::by_ids(tx, fund, ids)?;
    let shown = |line: StoredLine| {
        let posting = line.matched.and_then(|(posting, _)| postings.get(&posting)).cloned();
        ShownLine { line, posting }
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// One line.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or for others.
pub fn line(tx: &mut Tx<'_>, actor: &Actor, id: StatementLineId) -> Result<ShownLine, DbError> {
    let found = super::row::find_line(tx, id)?;
    let fund = found.fund;
    of_keeper(tx, actor, fund)?;
    with_postings(tx, fund, vec![found])?.pop().ok_or(DbError::NotFound)
}

/// What was booked in the days of the statements and no line of the bank's belongs to, the latest first; of one amount alone, whenever
/// it was booked, where that is asked for: what a line could belong to.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or for others.
pub fn missing(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: FundId,
    fen: Option<i64>,
    page: Page<CashCursor>,
) -> Result<Vec<CashPosting>, DbError> {
    of_keeper(tx, actor, fund)?;
    let Some((first, last)) = days(tx, fund)? else { return Ok(Vec::new()) };
    let (mut from, mut until) = (town_time::begin(first), town_time::end(last));
    if fen.is_some() {
        from = chrono::DateTime::UNIX_EPOCH;
        until = until.max(tx.now() + chrono::TimeDelta::days(1));
    }
    let Page { after, limit } = page;
    cash::unmatched(tx, fund, Wanted { from, until, fen: fen.unwrap_or(0), after, limit })
}

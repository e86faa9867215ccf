//! How far the bank and the books agree, to the fen.

use chrono::NaiveDate;
use diesel::{
    dsl::{max, min},
    prelude::*,
    sql_query,
    sql_types::{BigInt, Binary, Timestamp},
};
use domain::{funds::Part, ids::FundId, permissions::Actor, town_time};

use super::{
    cash::from_unmatched,
    read::of_keeper,
    row::{StatementRow, StoredStatement},
};
use crate::{
    db::{DbError, Key, Tx, on_each, schema::bank_statements as t},
    funds::books::{Choice, span},
};

/// What is on one side alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, QueryableByName)]
pub struct Side {
    /// How many.
    #[diesel(sql_type = BigInt)]
    pub count: i64,
    /// What they come to, in fen.
    #[diesel(sql_type = BigInt)]
    pub fen: i64,
}

/// How far the bank's statements and the books agree at the end of the last day of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The first day of the statements.
    pub first_day: NaiveDate,
    /// Their last.
    pub last_day: NaiveDate,
    /// What the bank says was there at the end of it, in fen; none where its files have no balance.
    pub bank_fen: Option<i64>,
    /// What the books say, in fen.
    pub books_fen: i64,
    /// Lines of the bank that belong to nothing in the books.
    pub only_bank: Side,
    /// Postings of these days that no line belongs to.
    pub only_books: Side,
    /// What was booked after the last day and had come or gone before, by the bank.
    pub booked_later: Side,
}

impl Standing {
    /// How much more the bank has, in fen.
    #[must_use]
    pub fn difference_fen(&self) -> Option<i64> {
        self.bank_fen.map(|bank| bank - self.books_fen)
    }

    /// What of that the lists do not explain: money of before the first statement, or of days that no statement is about.
    #[must_use]
    pub fn unexplained_fen(&self) -> Option<i64> {
        let explained = self.only_bank.fen + self.booked_later.fen - self.only_books.fen;
        self.difference_fen().map(|difference| difference - explained)
    }
}

/// The days that the statements of a fund are about, together.
pub(super) fn days(tx: &mut Tx<'_>, fund: FundId) -> Result<Option<(NaiveDate, NaiveDate)>, DbError> {
    let (first, last): (Option<String>, Option<String>) = t::table
        .filter(t::fund_id.eq(Key(fund)))
        .select((min(t::first_day), max(t::last_day)))
        .first(tx.db())?;
    let (Some(first), Some(last)) = (first, last) else { return Ok(None) };
    Ok(Some((first.parse().map_err(DbError::damaged)?, last.parse().map_err(DbError::damaged)?)))
}

/// Lines that belong to nothing.
const ONLY_BANK: &str = "SELECT COUNT(*) AS count, CAST(COALESCE(SUM(fen), 0) AS BIGINT) AS fen \
    FROM bank_lines WHERE fund_id = $1 AND posting_id IS NULL";

/// Postings that no line belongs to, without where they are.
const ONLY_BOOKS: &str = "SELECT COUNT(*) AS count, CAST(COALESCE(SUM(e.amount), 0) AS BIGINT) AS fen";

/// Lines whose postings are of later.
const BOOKED_LATER: &str = "SELECT COUNT(*) AS count, CAST(COALESCE(SUM(b.fen), 0) AS BIGINT) AS fen \
    FROM bank_lines b JOIN ledger_postings p ON p.id = b.posting_id \
    WHERE b.fund_id = $1 AND p.settled_at >= $2";

/// How far they agree; nothing before the first statement. For who keeps or audits the books.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or for others.
pub fn standing(tx: &mut Tx<'_>, actor: &Actor, fund: FundId) -> Result<Option<Standing>, DbError> {
    of_keeper(tx, actor, fund)?;
    let Some((first_day, last_day)) = days(tx, fund)? else { return Ok(None) };
    let time = town_time::begin(first_day)..town_time::end(last_day);
    let (from, until) = (time.start.naive_utc(), time.end.naive_utc());
    let only_bank: Side =
        on_each!(tx.db(), |c| sql_query(ONLY_BANK).bind::<Binary, _>(Key(fund)).get_result(c))?;
    let only_books: Side = on_each!(tx.db(), |c| sql_query(format!("{ONLY_BOOKS} {}", from_unmatched()))
        .bind::<Binary, _>(Key(fund))
        .bind::<Timestamp, _>(from)
        .bind::<Timestamp, _>(until)
        .get_result(c))?;
    let booked_later: Side = on_each!(tx.db(), |c| sql_query(BOOKED_LATER)
        .bind::<Binary, _>(Key(fund))
        .bind::<Timestamp, _>(until)
        .get_result(c))?;
    // Of statements that end on one day, that which has more of it: its first line is the latest.
    let last: Option<StatementRow> = t::table
        .filter(t::fund_id.eq(Key(fund)))
        .filter(t::last_day.eq(last_day.to_string()))
        .order((t::closing_fen.is_null(), t::id.desc()))
        .select(StatementRow::as_select())
        .first(tx.db())
        .optional()?;
    let last = last.map(StoredStatement::try_from).transpose()?;
    let then = span(tx, fund, &time)?;
    Ok(Some(Standing {
        first_day,
        last_day,
        bank_fen: last.and_then(|last| last.balances).map(|told| told.closing_fen),
        books_fen: then.after.fen(&Choice::of(Part::Cash)),
        only_bank,
        only_books,
        booked_later,
    }))
}

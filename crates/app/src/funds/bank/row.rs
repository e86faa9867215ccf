//! The rows of statements and of their lines.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    funds::books::Balances,
    ids::{FundId, PostingId, StatementId, StatementLineId, UserId},
};

use crate::db::{
    DbError, Key, Tx,
    schema::{bank_lines as l, bank_statements as t},
};

/// A bank's statement, as it was imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredStatement {
    /// Its id.
    pub id: StatementId,
    /// The day of its first line.
    pub first_day: NaiveDate,
    /// The day of its last.
    pub last_day: NaiveDate,
    /// How many lines it has.
    pub lines: i64,
    /// How many of them were known from others.
    pub known: i64,
    /// What was there before and after it, where the bank says so.
    pub balances: Option<Balances>,
    /// Who imported it.
    pub imported_by: UserId,
    /// When.
    pub imported_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct StatementRow {
    id: Key<StatementId>,
    first_day: String,
    last_day: String,
    lines: i64,
    known: i64,
    opening_fen: Option<i64>,
    closing_fen: Option<i64>,
    imported_by: Key<UserId>,
    imported_at: NaiveDateTime,
}

impl TryFrom<StatementRow> for StoredStatement {
    type Error = DbError;

    fn try_from(row: StatementRow) -> Result<Self, DbError> {
        let told = row.opening_fen.zip(row.closing_fen);
        Ok(Self {
            id: row.id.0,
            first_day: row.first_day.parse().map_err(DbError::damaged)?,
            last_day: row.last_day.parse().map_err(DbError::damaged)?,
            lines: row.lines,
            known: row.known,
            balances: told.map(|(opening_fen, closing_fen)| Balances { opening_fen, closing_fen }),
            imported_by: row.imported_by.0,
            imported_at: row.imported_at.and_utc(),
        })
    }
}

/// How a line was found to belong to a posting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchedHow {
    /// By the number of the payment, or by the amount and the day, where nothing else fits.
    Found,
    /// Somebody said so.
    Hand,
}

impl MatchedHow {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Hand => "hand",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        [Self::Found, Self::Hand].into_iter().find(|how| how.as_str() == word)
    }
}

/// A line of a bank's statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredLine {
    /// Its id.
    pub id: StatementLineId,
    /// Of which fund.
    pub fund: FundId,
    /// In which statement it was new.
    pub statement: StatementId,
    /// Its number in that file, from 1.
    pub line: i64,
    /// The bank's day.
    pub day: NaiveDate,
    /// What came, or went where it is below nothing, in fen.
    pub fen: i64,
    /// What was there after it, where the bank says so.
    pub balance_fen: Option<i64>,
    /// The bank's number of it.
    pub serial: String,
    /// The payment's number, where the bank tells one.
    pub reference: Option<String>,
    /// Who paid, or was paid.
    pub counterparty: String,
    /// What the bank says of it.
    pub memo: String,
    /// The posting that it belongs to, and how that was found.
    pub matched: Option<(PostingId, MatchedHow)>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = l)]
pub(super) struct LineRow {
    id: Key<StatementLineId>,
    fund_id: Key<FundId>,
    statement_id: Key<StatementId>,
    line: i64,
    day: String,
    fen: i64,
    balance_fen: Option<i64>,
    serial: String,
    reference: Option<String>,
    counterparty: String,
    memo: String,
    posting_id: Option<Key<PostingId>>,
    matched_how: Option<String>,
}

impl TryFrom<LineRow> for StoredLine {
    type Error = DbError;

    fn try_from(row: LineRow) -> Result<Self, DbError> {
        let matched = match (row.posting_id, row.matched_how.as_deref()) {
            (Some(Key(posting)), Some(how)) => {
                Some((posting, MatchedHow::parse(how).ok_or_else(|| DbError::damaged(how))?))
            }
            _ => None,
        };
        Ok(Self {
            id: row.id.0,
            fund: row.fund_id.0,
            statement: row.statement_id.0,
            line: row.line,
            day: row.day.parse().map_err(DbError::damaged)?,
            fen: row.fen,
            balance_fen: row.balance_fen,
            serial: row.serial,
            reference: row.reference,
            counterparty: row.counterparty,
            memo: row.memo,
            matched,
        })
    }
}

/// One line.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn find_line(tx: &mut Tx<'_>, id: StatementLineId) -> Result<StoredLine, DbError> {
    let row: LineRow = l::table.find(Key(id)).select(LineRow::as_select()).first(tx.db())?;
    row.try_into()
}

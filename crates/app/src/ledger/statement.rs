//! What an account is made of: entries with the balance after each, and what is pending.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::ids::{EntryId, LedgerAccountId, PostingId};

use crate::db::{
    DbError, Key, Tx,
    schema::{ledger_entries as t, ledger_holds as holds, ledger_postings as postings},
};

/// A place in the statement of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// When the entry there was made.
    pub at: DateTime<Utc>,
    /// Its number.
    pub number: i64,
}

/// One line of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub at: DateTime<Utc>,
    /// The how many-th entry of the account it is.
    pub number: i64,
    /// By how much the balance grew.
    pub amount: i64,
    /// The balance after it.
    pub balance: i64,
    /// The posting that it is of.
    pub posting: PostingId,
    /// What that is: `points.claim`.
    pub kind: String,
    /// What it is for: `claim:<id>`.
    pub subject: String,
    /// Which posting it takes back.
    pub reverses: Option<PostingId>,
    /// Which posting takes it back.
    pub reversed_by: Option<PostingId>,
    /// The journal entry that tells of it: what proves it.
    pub entry: EntryId,
}

impl Line {
    /// Where a page after this line begins.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        Cursor { at: self.at, number: self.number }
    }
}

type Entry = (NaiveDateTime, i64, i64, i64);
type Of = (Key<PostingId>, String, String, Option<Key<PostingId>>, Option<Key<PostingId>>, Key<EntryId>);

/// What a line is read from.
macro_rules! columns {
    () => {
        (
            (t::at, t::number, t::amount, t::balance),
            (
                postings::id,
                postings::kind,
                postings::subject,
                postings::reverses_id,
                postings::reversed_by_id,
                postings::entry_id,
            ),
        )
    };
}

fn line(((at, number, amount, balance), of): (Entry, Of)) -> Line {
    let (Key(posting), kind, subject, reverses, reversed_by, Key(entry)) = of;
    let (reverses, reversed_by) = (reverses.map(|Key(id)| id), reversed_by.map(|Key(id)| id));
    let at = at.and_utc();
    Line { at, number, amount, balance, posting, kind, subject, reverses, reversed_by, entry }
}

/// Every entry of these accounts, each account's oldest first. One statement.
///
/// # Errors
/// [`DbError`].
pub(crate) fn all_lines(
    tx: &mut Tx<'_>,
    accounts: &[LedgerAccountId],
) -> Result<Vec<(LedgerAccountId, Line)>, DbError> {
    let ids: Vec<Key<LedgerAccountId>> = accounts.iter().copied().map(Key).collect();
    let rows: Vec<(Key<LedgerAccountId>, (Entry, Of))> = t::table
        .inner_join(postings::table.on(postings::id.eq(t::posting_id)))
        .filter(t::account_id.eq_any(ids))
        .order((t::account_id, t::at, t::number))
        .select((t::account_id, columns!()))
        .load(tx.db())?;
    Ok(rows.into_iter().map(|(Key(account), of)| (account, line(of))).collect())
}

/// The entries of an account, the newest first, before a place, at most `limit`. One statement.
///
/// # Errors
/// [`DbError`].
pub fn statement(
    tx: &mut Tx<'_>,
    account: LedgerAccountId,
    before: Option<Cursor>,
    limit: i64,
) -> Result<Vec<Line>, DbError> {
    statement_of(tx, account, None, before, limit)
}

/// The same of the postings of one kind alone, where one is given. It may have to look at every entry of the account.
///
/// # Errors
/// [`DbError`].
pub fn statement_of(
    tx: &mut Tx<'_>,
    account: LedgerAccountId,
    kind: Option<&str>,
    before: Option<Cursor>,
    limit: i64,
) -> Result<Vec<Line>, DbError> {
    let mut query = t::table
        .inner_join(postings::table.on(postings::id.eq(t::posting_id)))
        .filter(t::account_id.eq(Key(account)))
        .order((t::at.desc(), t::number.desc()))
        .limit(limit)
        .select(columns!())
        .into_boxed();
    if let Some(kind) = kind {
        query = query.filter(postings::kind.eq(kind.to_owned()));
    }
    if let Some(Cursor { at, number }) = before {
        let at = at.naive_utc();
        query = query.filter(t::at.le(at)).filter(t::at.lt(at).or(t::number.lt(number)));
    }
    let rows: Vec<(Entry, Of)> = query.load(tx.db())?;
    Ok(rows.into_iter().map(line).collect())
}

/// The balance of an account as it was just after a moment: what had been committed by then.
///
/// # Errors
/// [`DbError`].
pub fn balance_at(tx: &mut Tx<'_>, account: LedgerAccountId, at: DateTime<Utc>) -> Result<i64, DbError> {
    let last: Option<i64> = t::table
        .filter(t::account_id.eq(Key(account)))
        .filter(t::at.le(at.naive_utc()))
        .order((t::at.desc(), t::number.desc()))
        .select(t::balance)
        .first(tx.db())
        .optional()?;
    Ok(last.unwrap_or(0))
}

/// What a posting that is pending will do to an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// Which posting.
    pub posting: PostingId,
    /// By how much the balance will grow.
    pub amount: i64,
    /// What it is.
    pub kind: String,
    /// What it is for.
    pub subject: String,
    /// Since when.
    pub made_at: DateTime<Utc>,
    /// Until when it can be committed.
    pub until: Option<DateTime<Utc>>,
}

/// What is pending for an account, the newest first, at most `limit`.
///
/// # Errors
/// [`DbError`].
pub fn pending(tx: &mut Tx<'_>, account: LedgerAccountId, limit: i64) -> Result<Vec<Pending>, DbError> {
    type Row = (Key<PostingId>, i64, String, String, NaiveDateTime, Option<NaiveDateTime>);
    let rows: Vec<Row> = holds::table
        .inner_join(postings::table.on(postings::id.eq(holds::posting_id)))
        .filter(holds::account_id.eq(Key(account)))
        .filter(postings::state.eq("pending"))
        .order(holds::posting_id.desc())
        .limit(limit)
        .select((
            holds::posting_id,
            holds::amount,
            postings::kind,
            postings::subject,
            postings::made_at,
            postings::until_at,
        ))
        .load(tx.db())?;
    let one = |(Key(posting), amount, kind, subject, made_at, until): Row| Pending {
        posting,
        amount,
        kind,
        subject,
        made_at: made_at.and_utc(),
        until: until.map(|at| at.and_utc()),
    };
    Ok(rows.into_iter().map(one).collect())
}

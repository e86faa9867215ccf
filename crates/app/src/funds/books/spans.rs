//! What was in a fund's accounts when a time began, and what moved in them until it ended. A posting belongs to the time in which
//! it was settled, with all its entries, as [`lines`](super::lines) shows it.

use std::{collections::BTreeMap, ops::Range};

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_query,
    sql_types::{BigInt, Binary, Timestamp},
};
use domain::{
    ids::{EntryId, FundId, LedgerAccountId},
    ledger::PostingState,
};

use super::{
    Total, Totals,
    totals::{self, of},
};
use crate::db::{DbError, Key, Tx, on_each, schema::ledger_postings as t};

/// A time in a fund's books.
pub(in crate::funds) struct Span {
    /// What was in the accounts when it began.
    pub(in crate::funds) before: Totals,
    /// By how much each grew in it.
    pub(in crate::funds) within: Totals,
    /// What was in them when it ended.
    pub(in crate::funds) after: Totals,
    /// How many postings it has.
    pub(in crate::funds) postings: i64,
    /// The journal entry that tells of the last of them.
    pub(in crate::funds) last: Option<EntryId>,
}

#[derive(QueryableByName)]
struct Moved {
    #[diesel(sql_type = Binary)]
    account_id: Key<LedgerAccountId>,
    #[diesel(sql_type = BigInt)]
    before: i64,
    #[diesel(sql_type = BigInt)]
    after: i64,
}

/// What each account had by then and at the end.
const MOVED: &str = "SELECT e.account_id AS account_id, \
    CAST(SUM(CASE WHEN p.settled_at < $1 THEN e.amount ELSE 0 END) AS BIGINT) AS before, \
    CAST(SUM(e.amount) AS BIGINT) AS after \
    FROM ledger_postings p JOIN ledger_entries e ON e.posting_id = p.id \
    WHERE p.book_id = $2 AND p.settled_at < $3 GROUP BY e.account_id";

/// What moved in a fund's accounts from a moment to before another. Four statements.
///
/// # Errors
/// [`DbError`].
pub(in crate::funds) fn span(
    tx: &mut Tx<'_>,
    fund: FundId,
    time: &Range<DateTime<Utc>>,
) -> Result<Span, DbError> {
    let (from, until) = (time.start.naive_utc(), time.end.naive_utc());
    let rows: Vec<Moved> = on_each!(tx.db(), |c| sql_query(MOVED)
        .bind::<Timestamp, _>(from)
        .bind::<Binary, _>(Key(fund))
        .bind::<Timestamp, _>(until)
        .load(c))
    .map_err(DbError::from)?;
    let moved: BTreeMap<LedgerAccountId, (i64, i64)> =
        rows.into_iter().map(|row| (row.account_id.0, (row.before, row.after))).collect();
    let settled = || {
        t::table
            .filter(t::book_id.eq(fund.0.as_bytes().to_vec()))
            .filter(t::state.eq(PostingState::Committed.as_str()))
            .filter(t::settled_at.ge(from))
            .filter(t::settled_at.lt(until))
    };
    let postings: i64 = settled().count().get_result(tx.db())?;
    let last: Option<Key<EntryId>> = settled()
        .order((t::settled_at.desc(), t::id.desc()))
        .select(t::entry_id)
        .first(tx.db())
        .optional()?;
    let now = of(tx, fund)?;
    let then = |fen: fn((i64, i64)) -> i64| {
        let total = |total: &Total| {
            let fen = total.account.told(moved.get(&total.id).copied().map_or(0, fen));
            Total { fen, held_fen: 0, ..total.clone() }
        };
        totals::mapped(&now, total)
    };
    Ok(Span {
        before: then(|(before, _)| before),
        within: then(|(before, after)| after - before),
        after: then(|(_, after)| after),
        postings,
        last: last.map(|Key(id)| id),
    })
}

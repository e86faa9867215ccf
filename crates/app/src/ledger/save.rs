//! Saving what was decided.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::{
    ids::{EntryId, LedgerAccountId, PostingId, UserId},
    ledger::{Accounts, Entry, NewPosting, PostingState},
};
use uuid::Uuid;

use super::{
    Making,
    accounts::{Locked, purpose_column},
};
use crate::db::{
    DbError, Key, Tx, bulk_insert, on_each,
    schema::{
        ledger_accounts as a, ledger_entries as entries, ledger_holds as holds, ledger_postings as postings,
    },
};

/// From how many rows on it is worth while to begin a bulk load.
const BULK_FROM: usize = 50;

#[derive(Insertable)]
#[diesel(table_name = postings, treat_none_as_default_value = false)]
struct NewRow {
    id: Key<PostingId>,
    book_id: Vec<u8>,
    key: String,
    unit: &'static str,
    purpose: String,
    kind: &'static str,
    subject: String,
    state: &'static str,
    until_at: Option<NaiveDateTime>,
    reverses_id: Option<Key<PostingId>>,
    agent_id: Option<Key<UserId>>,
    entry_id: Key<EntryId>,
    made_at: NaiveDateTime,
    settled_at: Option<NaiveDateTime>,
}

#[derive(Insertable)]
#[diesel(table_name = entries, treat_none_as_default_value = false)]
struct NewEntryRow {
    account_id: Key<LedgerAccountId>,
    at: NaiveDateTime,
    number: i64,
    posting_id: Key<PostingId>,
    amount: i64,
    balance: i64,
}

#[derive(Insertable)]
#[diesel(table_name = holds, treat_none_as_default_value = false)]
struct NewHoldRow {
    posting_id: Key<PostingId>,
    account_id: Key<LedgerAccountId>,
    amount: i64,
}

/// Inserts rows: a statement for few, a bulk load for many.
macro_rules! insert {
    ($tx:expr, $table:expr, $rows:expr) => {{
        let rows = $rows;
        if rows.len() < BULK_FROM {
            on_each!($tx.db(), |c| diesel::insert_into($table).values(&rows).execute(c))?;
        } else {
            bulk_insert!($tx.db(), $table, &rows)?;
        }
    }};
}

/// A posting that was decided on.
pub(super) struct Decided<'a> {
    pub(super) id: PostingId,
    pub(super) book: Uuid,
    pub(super) content: &'a NewPosting,
    pub(super) state: PostingState,
    pub(super) reverses: Option<PostingId>,
    pub(super) making: &'a Making<'a>,
}

/// Writes new postings, with the entries of those that are committed, and what is held by the others.
pub(super) fn postings(
    tx: &mut Tx<'_>,
    before: &Locked,
    after: &Accounts,
    decided: &[Decided<'_>],
) -> Result<(), DbError> {
    let now = tx.timestamp();
    let row = |one: &Decided<'_>| {
        let until = match one.state {
            PostingState::Pending { until } => Some(until.naive_utc()),
            PostingState::Committed | PostingState::Voided => None,
        };
        NewRow {
            id: Key(one.id),
            book_id: one.book.as_bytes().to_vec(),
            key: one.making.key.clone(),
            unit: one.content.unit.as_str(),
            purpose: purpose_column(one.content.purpose.as_ref()).to_owned(),
            kind: one.making.kind,
            subject: one.making.subject.clone(),
            state: one.state.as_str(),
            until_at: until,
            reverses_id: one.reverses.map(Key),
            agent_id: one.making.agent.map(|agent| Key(agent.user)),
            entry_id: Key(one.making.entry),
            made_at: now,
            settled_at: until.is_none().then_some(now),
        }
    };
    insert!(tx, postings::table, decided.iter().map(row).collect::<Vec<_>>());
    let (committed, pending): (Vec<_>, Vec<_>) =
        decided.iter().partition(|one| one.state == PostingState::Committed);
    if !pending.is_empty() {
        let of = |one: &&Decided<'_>| {
            let id = Key(one.id);
            let row = move |entry: &Entry| NewHoldRow {
                posting_id: id,
                account_id: Key(entry.account),
                amount: entry.amount,
            };
            one.content.entries.iter().map(row).collect::<Vec<_>>()
        };
        insert!(tx, holds::table, pending.iter().flat_map(of).collect::<Vec<_>>());
    }
    let moved: Vec<_> = committed.iter().map(|one| (one.id, one.content.entries.as_slice())).collect();
    accounts(tx, before, after, &moved)
}

/// Writes the accounts as they are now, and the entries that were made of them.
pub(super) fn accounts(
    tx: &mut Tx<'_>,
    before: &Locked,
    after: &Accounts,
    moved: &[(PostingId, &[Entry])],
) -> Result<(), DbError> {
    let now = tx.timestamp();
    let mut made: BTreeMap<LedgerAccountId, (i64, i64, NaiveDateTime)> = BTreeMap::new();
    let mut rows = Vec::new();
    for (posting, moves) in moved {
        for entry in *moves {
            let stored = before.0.get(&entry.account).ok_or(DbError::NotFound)?;
            // The order of an account's entries is that of their numbers, even where the clock was set back.
            let at = stored.last_at.map_or(now, |last| now.max(last.naive_utc()));
            let last = made.entry(entry.account).or_insert((stored.entries, stored.account.balance, at));
            (last.0, last.1) = (last.0 + 1, last.1.saturating_add(entry.amount));
            rows.push(NewEntryRow {
                account_id: Key(entry.account),
                at,
                number: last.0,
                posting_id: Key(*posting),
                amount: entry.amount,
                balance: last.1,
            });
        }
    }
    if !rows.is_empty() {
        insert!(tx, entries::table, rows);
    }
    for (id, account) in after.iter() {
        let Some(stored) = before.0.get(&id) else { continue };
        let entries = made.get(&id);
        if entries.is_some_and(|(_, balance, _)| *balance != account.balance) {
            return Err(DbError::damaged(format!("the entries of account {id} do not make up its balance")));
        }
        if entries.is_none() && stored.account == *account {
            continue;
        }
        let (count, at) = entries
            .map_or((stored.entries, stored.last_at.map(|at| at.naive_utc())), |made| (made.0, Some(made.2)));
        let row = (
            a::floor.eq(account.floor),
            a::state.eq(account.state.as_str()),
            a::balance.eq(account.balance),
            a::held.eq(account.held),
            a::coming.eq(account.coming),
            a::entries.eq(count),
            a::last_at.eq(at),
        );
        diesel::update(a::table.find(Key(id))).set(row).execute(tx.db())?;
    }
    Ok(())
}

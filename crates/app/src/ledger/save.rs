//! Saving what was decided.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use domain::{
    ids::{LedgerAccountId, PostingId},
    ledger::{Accounts, Entry, NewPosting, PostingState},
};
use uuid::Uuid;

use super::{
    Making,
    accounts::{Locked, purpose_column},
};
use crate::db::{AccountRow, DbError, EntryRow, HoldRow, Key, LedgerRows, PostingRow, Tx};

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
        PostingRow {
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
    let (committed, pending): (Vec<_>, Vec<_>) =
        decided.iter().partition(|one| one.state == PostingState::Committed);
    let holds = |one: &&Decided<'_>| {
        let posting_id = Key(one.id);
        let row =
            move |entry: &Entry| HoldRow { posting_id, account_id: Key(entry.account), amount: entry.amount };
        one.content.entries.iter().map(row).collect::<Vec<_>>()
    };
    let moved: Vec<_> = committed.iter().map(|one| (one.id, one.content.entries.as_slice())).collect();
    let rows = LedgerRows {
        postings: decided.iter().map(row).collect(),
        holds: pending.iter().flat_map(holds).collect(),
        ..rows(now, before, after, &moved)?
    };
    rows.write(tx.db())
}

/// Writes the accounts as they are now, and the entries that were made of them.
pub(super) fn accounts(
    tx: &mut Tx<'_>,
    before: &Locked,
    after: &Accounts,
    moved: &[(PostingId, &[Entry])],
) -> Result<(), DbError> {
    rows(tx.timestamp(), before, after, moved)?.write(tx.db())
}

/// The accounts that change, and the entries.
fn rows(
    now: NaiveDateTime,
    before: &Locked,
    after: &Accounts,
    moved: &[(PostingId, &[Entry])],
) -> Result<LedgerRows, DbError> {
    let mut made: BTreeMap<LedgerAccountId, (i64, i64, NaiveDateTime)> = BTreeMap::new();
    let mut rows = LedgerRows::default();
    for (posting, moves) in moved {
        for entry in *moves {
            let stored = before.0.get(&entry.account).ok_or(DbError::NotFound)?;
            // The order of an account's entries is that of their numbers, even where the clock was set back.
            let at = stored.last_at.map_or(now, |last| now.max(last.naive_utc()));
            let last = made.entry(entry.account).or_insert((stored.entries, stored.account.balance, at));
            (last.0, last.1) = (last.0 + 1, last.1.saturating_add(entry.amount));
            rows.entries.push(EntryRow {
                account_id: Key(entry.account),
                at,
                number: last.0,
                posting_id: Key(*posting),
                amount: entry.amount,
                balance: last.1,
            });
        }
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
        rows.accounts.push(AccountRow {
            id: Key(id),
            floor: account.floor,
            state: account.state.as_str(),
            balance: account.balance,
            held: account.held,
            coming: account.coming,
            entries: count,
            last_at: at,
        });
    }
    Ok(rows)
}

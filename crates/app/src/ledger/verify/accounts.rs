//! Accounts against their entries.

use std::collections::{BTreeMap, VecDeque};

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::{
    ids::{LedgerAccountId, PostingId},
    ledger::Unit,
};

use super::{Fault, Faults, Total};
use crate::db::{
    DbError, Key, Tx,
    schema::{ledger_accounts as a, ledger_entries as t, ledger_holds as holds, ledger_postings as postings},
};

const ACCOUNTS_PAGE: i64 = 1_000;
const ENTRIES_PAGE: i64 = 10_000;

/// How many rows there are to check.
pub(super) fn rows(tx: &mut Tx<'_>) -> Result<u64, DbError> {
    let count: i64 = t::table.count().get_result(tx.db())?;
    u64::try_from(count).map_err(DbError::damaged)
}

type EntryRow = (Key<LedgerAccountId>, NaiveDateTime, i64, Key<PostingId>, i64, i64);
type AccountRow = (Key<LedgerAccountId>, String, Option<i64>, i64, i64, i64, i64);

/// All entries, account by account.
struct Entries {
    page: VecDeque<EntryRow>,
    last: Option<(Key<LedgerAccountId>, NaiveDateTime, i64)>,
    over: bool,
}

impl Entries {
    /// The next entry, without going past it.
    fn peek(&mut self, tx: &mut Tx<'_>) -> Result<Option<EntryRow>, DbError> {
        if self.page.is_empty() && !self.over {
            let mut query = t::table
                .order((t::account_id, t::at, t::number))
                .limit(ENTRIES_PAGE)
                .select((t::account_id, t::at, t::number, t::posting_id, t::amount, t::balance))
                .into_boxed();
            if let Some((account, at, number)) = self.last {
                let later = t::at.gt(at).or(t::at.eq(at).and(t::number.gt(number)));
                query = query.filter(t::account_id.ge(account)).filter(t::account_id.gt(account).or(later));
            }
            self.page = query.load::<EntryRow>(tx.db())?.into();
            self.last = self.page.back().map(|row| (row.0, row.1, row.2));
            self.over = self.page.is_empty();
        }
        Ok(self.page.front().copied())
    }
}

/// What is pending, by account: what it holds and what it will bring.
fn pending(tx: &mut Tx<'_>) -> Result<BTreeMap<LedgerAccountId, (i128, i128)>, DbError> {
    // A sum of whole numbers of the widest kind is a decimal number on one database: rows are added up here.
    let mut found: BTreeMap<LedgerAccountId, (i128, i128)> = BTreeMap::new();
    let mut after: Option<(Key<PostingId>, Key<LedgerAccountId>)> = None;
    loop {
        let mut query = holds::table
            .inner_join(postings::table.on(postings::id.eq(holds::posting_id)))
            .filter(postings::state.eq("pending"))
            .order((holds::posting_id, holds::account_id))
            .limit(ENTRIES_PAGE)
            .select((holds::posting_id, holds::account_id, holds::amount))
            .into_boxed();
        if let Some((posting, account)) = after {
            let later = holds::posting_id.gt(posting);
            query = query.filter(later.or(holds::posting_id.eq(posting).and(holds::account_id.gt(account))));
        }
        let rows: Vec<(Key<PostingId>, Key<LedgerAccountId>, i64)> = query.load(tx.db())?;
        let Some(last) = rows.last() else { return Ok(found) };
        after = Some((last.0, last.1));
        for (_, Key(account), amount) in rows {
            let (held, coming) = found.entry(account).or_default();
            let amount = i128::from(amount);
            if amount < 0 { *held -= amount } else { *coming += amount }
        }
    }
}

/// Compares every account with its entries and with what is pending for it.
pub(super) fn check(
    tx: &mut Tx<'_>,
    faults: &mut Faults,
    step: &mut impl FnMut(usize),
) -> Result<Vec<Total>, DbError> {
    let mut pending = pending(tx)?;
    let empty = |unit| Total { unit, accounts: 0, entries: 0, sum: 0, held: 0 };
    let mut totals = [empty(Unit::Fen), empty(Unit::Points)];
    let mut entries = Entries { page: VecDeque::new(), last: None, over: false };
    let mut after: Option<Key<LedgerAccountId>> = None;
    loop {
        let mut query = a::table
            .order(a::id)
            .limit(ACCOUNTS_PAGE)
            .select((a::id, a::unit, a::floor, a::balance, a::held, a::coming, a::entries))
            .into_boxed();
        if let Some(after) = after {
            query = query.filter(a::id.gt(after));
        }
        let page: Vec<AccountRow> = query.load(tx.db())?;
        let Some(last) = page.last() else { break };
        after = Some(last.0);
        for row in page {
            let Key(id) = row.0;
            skip_to(tx, &mut entries, Some(id), faults)?;
            let count = one(tx, &mut entries, &row, pending.remove(&id).unwrap_or_default(), faults)?;
            step(count);
            match Unit::parse(&row.1).and_then(|unit| totals.iter_mut().find(|total| total.unit == unit)) {
                None => faults.add(Fault::Unreadable { account: id, why: format!("unit {:?}", row.1) }),
                Some(total) => {
                    total.accounts += 1;
                    total.entries += u64::try_from(count).unwrap_or(0);
                    total.sum += i128::from(row.3);
                    total.held += i128::from(row.4);
                }
            }
        }
    }
    skip_to(tx, &mut entries, None, faults)?;
    for (account, computed) in pending {
        faults.add(Fault::Held { account, stored: (0, 0), computed });
    }
    Ok(totals.to_vec())
}

/// Entries of accounts that are not there.
fn skip_to(
    tx: &mut Tx<'_>,
    entries: &mut Entries,
    account: Option<LedgerAccountId>,
    faults: &mut Faults,
) -> Result<(), DbError> {
    let mut told = None;
    while let Some(row) = entries.peek(tx)? {
        let Key(of) = row.0;
        if account.is_some_and(|account| of >= account) {
            break;
        }
        if told != Some(of) {
            faults.add(Fault::NoAccount { account: of, posting: row.3.0 });
            told = Some(of);
        }
        entries.page.pop_front();
    }
    Ok(())
}

/// One account; how many entries it has.
fn one(
    tx: &mut Tx<'_>,
    entries: &mut Entries,
    row: &AccountRow,
    pending: (i128, i128),
    faults: &mut Faults,
) -> Result<usize, DbError> {
    let (Key(account), _, floor, balance, held, coming, count) = row;
    let account = *account;
    let (mut computed, mut number, mut seen, mut last) = (0_i128, 0_i64, 0_usize, None);
    while let Some((Key(of), _, found, Key(posting), amount, stored)) = entries.peek(tx)? {
        if of != account {
            break;
        }
        entries.page.pop_front();
        if found != number + 1 {
            faults.add(Fault::Number { account, expected: number + 1, found, posting });
        }
        computed += i128::from(amount);
        if computed != i128::from(stored) {
            faults.add(Fault::Running { account, number: found, posting, stored, computed });
            // One changed row is one fault and not a hundred.
            computed = i128::from(stored);
        }
        (number, seen, last) = (found, seen + 1, Some(posting));
    }
    let entries = i64::try_from(seen).map_err(DbError::damaged)?;
    if (i128::from(*balance), *count) != (computed, entries) {
        let computed = (computed, entries);
        faults.add(Fault::Balance { account, stored: (*balance, *count), computed, last });
    }
    if (i128::from(*held), i128::from(*coming)) != pending {
        faults.add(Fault::Held { account, stored: (*held, *coming), computed: pending });
    }
    if let Some(floor) = floor {
        let missing = i128::from(*floor) - (i128::from(*balance) - i128::from(*held));
        if missing > 0 {
            faults.add(Fault::Floor { account, missing });
        }
    }
    Ok(seen)
}

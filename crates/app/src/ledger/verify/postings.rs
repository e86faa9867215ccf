//! Postings against their entries, the ones they reverse, and the journal.

use std::collections::BTreeMap;

use diesel::{dsl::not, prelude::*};
use domain::{
    ids::{EntryId, LedgerAccountId, PostingId},
    ledger::{Entry, Posted},
};
use serde::Deserialize;

use super::{Fault, Faults};
use crate::db::{
    DbError, Key, Tx,
    schema::{
        journal, ledger_accounts as a, ledger_entries as entries, ledger_holds as holds, ledger_postings as t,
    },
};

const PAGE: i64 = 2_000;
/// Most stray entries that are told one by one.
const STRAY_MAX: i64 = 1_000;

/// How many rows there are to check.
pub(super) fn rows(tx: &mut Tx<'_>) -> Result<u64, DbError> {
    let count: i64 = t::table.count().get_result(tx.db())?;
    u64::try_from(count).map_err(DbError::damaged)
}

type Row = (Key<PostingId>, String, String, Option<Key<PostingId>>, Option<Key<PostingId>>, Key<EntryId>);
/// Of an account, with its unit where it is there.
type Moved = (Key<PostingId>, Key<LedgerAccountId>, i64, Option<String>);
/// A posting, what it reverses and what reverses it.
type Link = (Key<PostingId>, Option<Key<PostingId>>, Option<Key<PostingId>>);
type By = BTreeMap<PostingId, Vec<(Entry, Option<String>)>>;

/// The journal's side of a posting.
#[derive(Deserialize)]
struct Told {
    posted: ToldPostings,
}

/// An entry tells of one posting, or of all that were made together.
#[derive(Deserialize)]
#[serde(untagged)]
enum ToldPostings {
    One(Posted),
    Together(Vec<Posted>),
}

impl ToldPostings {
    fn all(self) -> Vec<Posted> {
        match self {
            Self::One(posted) => vec![posted],
            Self::Together(all) => all,
        }
    }
}

/// Checks every posting; how many there are.
pub(super) fn check(
    tx: &mut Tx<'_>,
    faults: &mut Faults,
    step: &mut impl FnMut(usize),
) -> Result<u64, DbError> {
    let (mut after, mut count): (Option<Key<PostingId>>, u64) = (None, 0);
    loop {
        let mut query = t::table
            .order(t::id)
            .limit(PAGE)
            .select((t::id, t::unit, t::state, t::reverses_id, t::reversed_by_id, t::entry_id))
            .into_boxed();
        if let Some(after) = after {
            query = query.filter(t::id.gt(after));
        }
        let page: Vec<Row> = query.load(tx.db())?;
        let Some(last) = page.last() else { break };
        after = Some(last.0);
        count += u64::try_from(page.len()).unwrap_or(0);
        let moved = moved(tx, &page)?;
        let held = held(tx, &page)?;
        let told = told(tx, &page)?;
        for row in &page {
            one(row, &moved, &held, &told, faults);
        }
        reversals(tx, &page, &moved, faults)?;
        step(page.len());
    }
    stray(tx, faults)?;
    Ok(count)
}

fn by(rows: Vec<Moved>) -> By {
    let mut by = By::new();
    for (Key(posting), Key(account), amount, unit) in rows {
        by.entry(posting).or_default().push((Entry { account, amount }, unit));
    }
    for entries in by.values_mut() {
        entries.sort_unstable_by_key(|(entry, _)| entry.account);
    }
    by
}

fn moved(tx: &mut Tx<'_>, page: &[Row]) -> Result<By, DbError> {
    let ids: Vec<_> = page.iter().map(|row| row.0).collect();
    moved_by(tx, ids)
}

fn moved_by(tx: &mut Tx<'_>, ids: Vec<Key<PostingId>>) -> Result<By, DbError> {
    let rows: Vec<Moved> = entries::table
        .left_join(a::table.on(a::id.eq(entries::account_id)))
        .filter(entries::posting_id.eq_any(ids))
        .select((entries::posting_id, entries::account_id, entries::amount, a::unit.nullable()))
        .load(tx.db())?;
    Ok(by(rows))
}

fn held(tx: &mut Tx<'_>, page: &[Row]) -> Result<By, DbError> {
    let ids: Vec<_> = page.iter().map(|row| row.0).collect();
    let rows: Vec<Moved> = holds::table
        .left_join(a::table.on(a::id.eq(holds::account_id)))
        .filter(holds::posting_id.eq_any(ids))
        .select((holds::posting_id, holds::account_id, holds::amount, a::unit.nullable()))
        .load(tx.db())?;
    Ok(by(rows))
}

/// What the journal tells, by entry: nothing where it tells of no posting.
fn told(tx: &mut Tx<'_>, page: &[Row]) -> Result<BTreeMap<EntryId, Vec<Posted>>, DbError> {
    let ids: Vec<_> = page.iter().map(|row| row.5).collect();
    let rows: Vec<(Key<EntryId>, String)> = journal::table
        .filter(journal::id.eq_any(ids))
        .select((journal::id, journal::payload))
        .load(tx.db())?;
    let read = |(Key(id), payload): (Key<EntryId>, String)| {
        (id, serde_json::from_str::<Told>(&payload).map(|told| told.posted.all()).unwrap_or_default())
    };
    Ok(rows.into_iter().map(read).collect())
}

fn one(row: &Row, moved: &By, held: &By, told: &BTreeMap<EntryId, Vec<Posted>>, faults: &mut Faults) {
    let (Key(posting), unit, state, _, _, Key(entry)) = row;
    let (posting, entry) = (*posting, *entry);
    let none = Vec::new();
    let of = |by: &'_ By| by.get(&posting).unwrap_or(&none).clone();
    let (moved, held) = (of(moved), of(held));
    let content = if state == "committed" { &moved } else { &held };
    if content.len() < 2 {
        faults.add(Fault::Entries { posting, count: content.len() });
    }
    let sum: i128 = content.iter().map(|(entry, _)| i128::from(entry.amount)).sum();
    if sum != 0 {
        faults.add(Fault::Unbalanced { posting, sum });
    }
    for (entry, counts) in content {
        if counts.as_ref().is_some_and(|counts| counts != unit) {
            faults.add(Fault::OtherUnit { posting, account: entry.account });
        }
    }
    if state == "committed" && !held.is_empty() && held != moved {
        faults.add(Fault::OtherThanHeld { posting });
    }
    let why = match told.get(&entry) {
        None => Some("is not there"),
        Some(all) if all.is_empty() => Some("tells of no posting"),
        Some(all) => match all.iter().find(|posted| posted.posting == posting) {
            None => Some("tells of another posting"),
            Some(posted) => {
                let mut entries = posted.entries.clone();
                entries.sort_unstable_by_key(|entry| entry.account);
                let same = entries.iter().eq(content.iter().map(|(entry, _)| entry));
                (!same).then_some("tells of other entries")
            }
        },
    };
    if let Some(why) = why {
        faults.add(Fault::Journal { posting, entry, why });
    }
}

/// Whether reversals and what they reverse name each other and cancel each other out.
fn reversals(tx: &mut Tx<'_>, page: &[Row], moved: &By, faults: &mut Faults) -> Result<(), DbError> {
    let others: Vec<Key<PostingId>> = page.iter().flat_map(|row| [row.3, row.4]).flatten().collect();
    if others.is_empty() {
        return Ok(());
    }
    let links: Vec<Link> = t::table
        .filter(t::id.eq_any(others.clone()))
        .select((t::id, t::reverses_id, t::reversed_by_id))
        .load(tx.db())?;
    let links: BTreeMap<PostingId, _> = links.into_iter().map(|(Key(id), of, by)| (id, (of, by))).collect();
    let theirs = moved_by(tx, others)?;
    for row in page {
        let posting = row.0;
        if let Some(Key(other)) = row.3 {
            let named = links.get(&other).is_some_and(|(_, by)| *by == Some(posting));
            let amounts = |by: &By, id: PostingId, sign: i64| -> Vec<(LedgerAccountId, i64)> {
                let entries = by.get(&id).map(Vec::as_slice).unwrap_or_default();
                entries.iter().map(|(entry, _)| (entry.account, entry.amount.saturating_mul(sign))).collect()
            };
            if !named || amounts(moved, posting.0, 1) != amounts(&theirs, other, -1) {
                faults.add(Fault::Reversal { posting: posting.0, other });
            }
        }
        if let Some(Key(other)) = row.4
            && links.get(&other).is_none_or(|(of, _)| *of != Some(posting))
        {
            faults.add(Fault::Reversal { posting: posting.0, other });
        }
    }
    Ok(())
}

/// Entries of postings that are not there, or that do not count.
fn stray(tx: &mut Tx<'_>, faults: &mut Faults) -> Result<(), DbError> {
    let rows: Vec<(Key<LedgerAccountId>, i64, Key<PostingId>)> = entries::table
        .left_join(t::table.on(t::id.eq(entries::posting_id)))
        .filter(t::id.is_null().or(not(t::state.eq("committed"))))
        .order((entries::account_id, entries::at, entries::number))
        .limit(STRAY_MAX)
        .select((entries::account_id, entries::number, entries::posting_id))
        .load(tx.db())?;
    for (Key(account), number, Key(posting)) in rows {
        faults.add(Fault::Stray { account, number, posting });
    }
    Ok(())
}

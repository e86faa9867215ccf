//! A programme with a few wallets, and postings that the journal tells of.

use app::{
    db::{DbError, NewEntry, Tx, subject},
    ledger::{self, BatchError, Error, Making, NewAccount, StoredAccount},
    testing::TestStore,
};
use chrono::{DateTime, Utc};
use domain::{
    areas::AreaPath,
    ids::{EntryId, LedgerAccountId, PostingId, UserId},
    journal::Event,
    ledger::{AccountKind, Entry, NewPosting, Owned, Owner, Posted, Refusal, Unit},
};
use serde::Serialize;
use uuid::Uuid;

#[derive(Serialize)]
pub struct Tested {
    pub posted: Posted,
}

impl Event for Tested {
    fn name(&self) -> &'static str {
        "test.posted"
    }
}

pub fn book() -> Uuid {
    Uuid::from_u128(0xb00c)
}

pub fn owned(kind: AccountKind, owner: Owner) -> Owned {
    Owned { book: book(), kind, owner }
}

pub fn person(number: u128) -> Owner {
    Owner::Person(UserId(Uuid::from_u128(number)))
}

/// Makes an account of points.
pub fn open(tx: &mut Tx<'_>, owned: Owned, floor: Option<i64>) -> Result<LedgerAccountId, DbError> {
    let area = AreaPath::parse("1/1/").unwrap();
    ledger::open(tx, &NewAccount { owned, unit: Unit::Points, area: &area, floor, purpose: None, code: "" })
}

/// A budget of so many points and so many wallets.
pub struct Books {
    pub budget: LedgerAccountId,
    pub wallets: Vec<LedgerAccountId>,
}

pub fn books(store: &TestStore, budget: i64, wallets: u128) -> Books {
    let books = store.db.write_in_turn_blocking(move |tx| -> Result<_, Error> {
        let source = open(tx, owned(AccountKind::Source, Owner::Book), None)?;
        let account = open(tx, owned(AccountKind::Budget, Owner::Book), Some(0))?;
        let wallets = (0..wallets)
            .map(|number| open(tx, owned(AccountKind::Wallet, person(number)), Some(0)))
            .collect::<Result<Vec<_>, _>>()?;
        post(tx, "funding", &moves(source, account, budget))?;
        Ok(Books { budget: account, wallets })
    });
    books.unwrap()
}

/// From one account to another.
pub fn moves(from: LedgerAccountId, to: LedgerAccountId, amount: i64) -> NewPosting {
    let entries = vec![Entry { account: from, amount: -amount }, Entry { account: to, amount }];
    NewPosting { unit: Unit::Points, purpose: None, entries }
}

pub fn making(key: &str, entry: EntryId) -> Making<'static> {
    Making { key: key.to_owned(), kind: "test.move", subject: format!("test:{key}"), entry, agent: None }
}

/// Tells the journal, unless it was told when the same was posted before.
pub fn tell(tx: &mut Tx<'_>, entry: EntryId, posted: &Posted) -> Result<(), DbError> {
    if ledger::posting(tx, posted.posting)?.entry == entry {
        let area = AreaPath::parse("1/1/").unwrap();
        let event = Tested { posted: posted.clone() };
        tx.journal_as(
            entry,
            NewEntry { actor: None, area: &area, subject: subject("posting", posted.posting), event },
        )?;
    }
    Ok(())
}

pub fn post(tx: &mut Tx<'_>, key: &str, new: &NewPosting) -> Result<Posted, Error> {
    let entry = tx.new_id();
    let posted = ledger::post(tx, new, &making(key, entry))?;
    tell(tx, entry, &posted)?;
    Ok(posted)
}

pub fn hold(tx: &mut Tx<'_>, key: &str, new: &NewPosting, until: DateTime<Utc>) -> Result<Posted, Error> {
    let entry = tx.new_id();
    let posted = ledger::hold(tx, new, until, &making(key, entry))?;
    tell(tx, entry, &posted)?;
    Ok(posted)
}

pub fn commit(tx: &mut Tx<'_>, id: PostingId) -> Result<Posted, Error> {
    let entry = tx.new_id();
    let posted = ledger::commit(tx, id, entry)?;
    tell(tx, entry, &posted)?;
    Ok(posted)
}

pub fn void(tx: &mut Tx<'_>, id: PostingId) -> Result<Posted, Error> {
    let entry = tx.new_id();
    let posted = ledger::void(tx, id, entry)?;
    tell(tx, entry, &posted)?;
    Ok(posted)
}

pub fn reverse(tx: &mut Tx<'_>, key: &str, id: PostingId) -> Result<Posted, Error> {
    let entry = tx.new_id();
    let posted = ledger::reverse(tx, id, &making(key, entry))?;
    tell(tx, entry, &posted)?;
    Ok(posted)
}

pub fn post_all(tx: &mut Tx<'_>, batch: &[(String, NewPosting)]) -> Result<Vec<Posted>, BatchError> {
    let made: Vec<(NewPosting, Making<'_>)> =
        batch.iter().map(|(key, new)| (new.clone(), making(key, tx.new_id()))).collect();
    let posted = ledger::post_all(tx, &made)?;
    for ((_, making), posted) in made.iter().zip(&posted) {
        tell(tx, making.entry, posted)?;
    }
    Ok(posted)
}

pub fn account(store: &TestStore, id: LedgerAccountId) -> StoredAccount {
    store.db.read_blocking(|tx| ledger::account(tx, id)).unwrap()
}

pub fn balance(store: &TestStore, id: LedgerAccountId) -> i64 {
    account(store, id).account.balance
}

/// Runs in the ledger's turn.
pub fn run<T: Send + 'static>(
    store: &TestStore,
    work: impl FnOnce(&mut Tx<'_>) -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    store.db.write_in_turn_blocking(work)
}

#[track_caller]
pub fn refused<T: std::fmt::Debug>(done: Result<T, Error>) -> Refusal {
    match done {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not refused but {other:?}"),
    }
}

/// Checks the whole store.
#[track_caller]
pub fn assert_sound(store: &TestStore) {
    let report = ledger::verify(&store.db, |_| {}).unwrap();
    assert_eq!(report.faults, []);
    assert!(report.totals.iter().all(|total| total.sum == 0), "{:?}", report.totals);
}

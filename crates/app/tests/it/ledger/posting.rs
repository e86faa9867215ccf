//! Posting, holding, committing, voiding, reversing.

use app::{ledger, testing::TestStore};
use chrono::TimeDelta;
use domain::{
    ids::{LedgerAccountId, PostingId},
    ledger::{AccountKind, Entry, NewPosting, Owned, Refusal, Unit},
};
use uuid::Uuid;

use super::support::*;

#[test]
fn an_account_is_made_once() {
    let store = TestStore::new();
    let books = books(&store, 100, 1);
    let wallet = books.wallets[0];
    let again = run(&store, |tx| Ok(open(tx, owned(AccountKind::Wallet, person(0)), Some(0))?)).unwrap();
    assert_eq!(again, wallet);
    let found =
        store.db.read_blocking(|tx| ledger::find(tx, &owned(AccountKind::Wallet, person(0)))).unwrap();
    assert_eq!(found.unwrap().id, wallet);
    let none = store.db.read_blocking(|tx| ledger::find(tx, &owned(AccountKind::Wallet, person(9)))).unwrap();
    assert!(none.is_none());
    let mine = store.db.read_blocking(|tx| ledger::find_all(tx, &[person(0), person(9)])).unwrap();
    assert_eq!(mine.iter().map(|stored| stored.id).collect::<Vec<_>>(), [wallet]);
    assert_eq!(mine[0].owned.owner, person(0));
}

#[test]
fn a_posting_moves_and_the_same_key_moves_no_more() {
    let store = TestStore::new();
    let books = books(&store, 100, 1);
    let (budget, wallet) = (books.budget, books.wallets[0]);
    let first = run(&store, move |tx| post(tx, "a", &moves(budget, wallet, 30))).unwrap();
    let again = run(&store, move |tx| post(tx, "a", &moves(budget, wallet, 30))).unwrap();
    assert_eq!(first.posting, again.posting);
    assert_eq!((balance(&store, budget), balance(&store, wallet)), (70, 30));
    let other = run(&store, move |tx| post(tx, "a", &moves(budget, wallet, 31)));
    assert_eq!(refused(other), Refusal::KeyReused(first.posting));
    assert_sound(&store);
}

#[test]
fn what_the_rules_refuse_leaves_nothing() {
    let store = TestStore::new();
    let books = books(&store, 100, 2);
    let (budget, wallet) = (books.budget, books.wallets[0]);
    let short = run(&store, move |tx| post(tx, "a", &moves(budget, wallet, 101)));
    assert_eq!(refused(short), Refusal::BelowFloor { account: budget, available: 100, wanted: 101 });
    let nobody = LedgerAccountId(Uuid::from_u128(1));
    let missing = run(&store, move |tx| post(tx, "b", &moves(budget, nobody, 1)));
    assert_eq!(refused(missing), Refusal::Missing(nobody));
    let lopsided = NewPosting {
        unit: Unit::Points,
        purpose: None,
        entries: vec![Entry { account: budget, amount: -5 }, Entry { account: wallet, amount: 4 }],
    };
    assert_eq!(refused(run(&store, move |tx| post(tx, "c", &lopsided))), Refusal::Unbalanced(-1));
    let fen = NewPosting { unit: Unit::Fen, ..moves(budget, wallet, 1) };
    assert_eq!(refused(run(&store, move |tx| post(tx, "d", &fen))), Refusal::OtherUnit(budget));
    assert_eq!((balance(&store, budget), balance(&store, wallet)), (100, 0));
    // Keys of what was refused are free.
    run(&store, move |tx| post(tx, "a", &moves(budget, wallet, 100))).unwrap();
    assert_sound(&store);
}

#[test]
fn each_book_balances_by_itself() {
    let store = TestStore::new();
    let books = books(&store, 100, 1);
    let budget = books.budget;
    let elsewhere = run(&store, |tx| {
        let owned = Owned { book: Uuid::from_u128(0xe15e), kind: AccountKind::Wallet, owner: person(0) };
        Ok(open(tx, owned, Some(0))?)
    });
    let elsewhere = elsewhere.unwrap();
    let across = run(&store, move |tx| post(tx, "a", &moves(budget, elsewhere, 1)));
    let refusal = refused(across);
    assert!([Refusal::OtherBook(budget), Refusal::OtherBook(elsewhere)].contains(&refusal), "{refusal}");
    assert_sound(&store);
}

#[test]
fn what_is_held_is_gone_at_once_and_comes_when_it_is_committed() {
    let store = TestStore::new();
    let books = books(&store, 100, 2);
    let (budget, one, two) = (books.budget, books.wallets[0], books.wallets[1]);
    let until = store.db.now() + TimeDelta::hours(1);
    run(&store, move |tx| post(tx, "a", &moves(budget, one, 50))).unwrap();
    let held = run(&store, move |tx| hold(tx, "h", &moves(one, two, 30), until)).unwrap();
    let again = run(&store, move |tx| hold(tx, "h", &moves(one, two, 30), until)).unwrap();
    assert_eq!(held.posting, again.posting);
    let (from, to) = (account(&store, one).account, account(&store, two).account);
    assert_eq!((from.balance, from.held, from.available()), (50, 30, Some(20)));
    assert_eq!((to.balance, to.coming, to.available()), (0, 30, Some(0)));
    let twice = run(&store, move |tx| post(tx, "b", &moves(one, budget, 21)));
    assert_eq!(refused(twice), Refusal::BelowFloor { account: one, available: 20, wanted: 21 });
    let waiting = store.db.read_blocking(|tx| ledger::pending(tx, one, 10)).unwrap();
    assert_eq!(waiting.iter().map(|p| (p.posting, p.amount)).collect::<Vec<_>>(), [(held.posting, -30)]);
    assert_sound(&store);

    run(&store, move |tx| commit(tx, held.posting)).unwrap();
    assert_eq!((balance(&store, one), balance(&store, two)), (20, 30));
    assert_eq!(account(&store, one).account.held, 0);
    assert_eq!(refused(run(&store, move |tx| commit(tx, held.posting))), Refusal::NotPending);
    assert_eq!(refused(run(&store, move |tx| void(tx, held.posting))), Refusal::NotPending);
    assert_sound(&store);
}

#[test]
fn what_is_voided_or_late_gives_back() {
    let store = TestStore::new();
    let books = books(&store, 100, 1);
    let (budget, wallet) = (books.budget, books.wallets[0]);
    let until = store.db.now() + TimeDelta::hours(1);
    let held = run(&store, move |tx| hold(tx, "h", &moves(budget, wallet, 100), until)).unwrap();
    let none = store.db.read_blocking(|tx| ledger::overdue(tx, "test.move", 10)).unwrap();
    assert_eq!(none, []);
    store.clock.advance(TimeDelta::hours(1));
    assert_eq!(refused(run(&store, move |tx| commit(tx, held.posting))), Refusal::Expired);
    let late = store.db.read_blocking(|tx| ledger::overdue(tx, "test.move", 10)).unwrap();
    assert_eq!(late.iter().map(|one| one.posting).collect::<Vec<_>>(), [held.posting]);
    assert_eq!(late[0].subject, "test:h");
    run(&store, move |tx| void(tx, held.posting)).unwrap();
    let (from, to) = (account(&store, budget).account, account(&store, wallet).account);
    assert_eq!((from.balance, from.held, to.coming), (100, 0, 0));
    assert_eq!(store.db.read_blocking(|tx| ledger::overdue(tx, "test.move", 10)).unwrap(), []);
    assert_sound(&store);
}

#[test]
fn a_reversal_names_what_it_takes_back_and_is_made_once() {
    let store = TestStore::new();
    let books = books(&store, 100, 1);
    let (budget, wallet) = (books.budget, books.wallets[0]);
    let posted = run(&store, move |tx| post(tx, "a", &moves(budget, wallet, 40))).unwrap().posting;
    let back = run(&store, move |tx| reverse(tx, "a.back", posted)).unwrap().posting;
    assert_eq!((balance(&store, budget), balance(&store, wallet)), (100, 0));
    let again = run(&store, move |tx| reverse(tx, "a.back", posted)).unwrap().posting;
    assert_eq!(again, back);
    let twice = run(&store, move |tx| reverse(tx, "a.twice", posted));
    assert_eq!(refused(twice), Refusal::AlreadyReversed(back));
    assert_eq!(refused(run(&store, move |tx| reverse(tx, "b", back))), Refusal::IsReversal(posted));
    let (first, second) = store
        .db
        .read_blocking(|tx| -> Result<_, app::db::DbError> {
            Ok((ledger::posting(tx, posted)?, ledger::posting(tx, back)?))
        })
        .unwrap();
    assert_eq!((first.posting.reversed_by, second.posting.reverses), (Some(back), Some(posted)));
    assert_sound(&store);
}

#[test]
fn what_was_spent_cannot_be_taken_back() {
    let store = TestStore::new();
    let books = books(&store, 100, 2);
    let (budget, one, two) = (books.budget, books.wallets[0], books.wallets[1]);
    let posted = run(&store, move |tx| post(tx, "a", &moves(budget, one, 40))).unwrap().posting;
    run(&store, move |tx| post(tx, "b", &moves(one, two, 40))).unwrap();
    let back = run(&store, move |tx| reverse(tx, "a.back", posted));
    assert_eq!(refused(back), Refusal::BelowFloor { account: one, available: 0, wanted: 40 });
    let gone = run(&store, |tx| reverse(tx, "x", PostingId(Uuid::from_u128(9))));
    assert!(matches!(gone, Err(ledger::Error::Db(app::db::DbError::NotFound))));
    assert_sound(&store);
}

#[test]
fn the_database_itself_refuses_to_change_the_past() {
    let store = TestStore::new();
    let books = books(&store, 100, 1);
    let (budget, wallet) = (books.budget, books.wallets[0]);
    run(&store, move |tx| post(tx, "a", &moves(budget, wallet, 40))).unwrap();
    for change in [
        "UPDATE ledger_entries SET amount = amount + 1",
        "DELETE FROM ledger_entries",
        "DELETE FROM ledger_postings",
        "UPDATE ledger_postings SET key = 'other'",
        "UPDATE ledger_postings SET state = 'voided'",
        "UPDATE ledger_accounts SET balance = -1 WHERE kind = 'wallet'",
    ] {
        assert!(store.write(move |tx| tx.db().batch(change)).is_err(), "{change}");
    }
    assert_sound(&store);
}

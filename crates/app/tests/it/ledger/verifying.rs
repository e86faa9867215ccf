//! What is changed behind the ledger's back is found.

use app::{
    ledger::{self, Fault},
    testing::TestStore,
};
use chrono::TimeDelta;

use super::support::*;

/// A store with a bit of everything.
fn lively() -> (TestStore, Books) {
    let store = TestStore::new();
    let books = books(&store, 1_000, 3);
    let (budget, one, two) = (books.budget, books.wallets[0], books.wallets[1]);
    let until = store.db.now() + TimeDelta::hours(1);
    for n in 0..5 {
        run(&store, move |tx| post(tx, &format!("k{n}"), &moves(budget, one, 10))).unwrap();
    }
    let posted = run(&store, move |tx| post(tx, "r", &moves(budget, two, 10))).unwrap().posting;
    run(&store, move |tx| reverse(tx, "r.back", posted)).unwrap();
    let held = run(&store, move |tx| hold(tx, "h", &moves(one, two, 5), until)).unwrap().posting;
    run(&store, move |tx| commit(tx, held)).unwrap();
    run(&store, move |tx| hold(tx, "p", &moves(one, two, 3), until)).unwrap();
    (store, books)
}

/// Lets somebody who may alter tables do something.
fn tamper(store: &TestStore, sql: &str) {
    let triggers = ["ledger_entries_kept", "ledger_postings_kept", "ledger_postings_settled"];
    let more = ["ledger_entries_not_deleted"];
    let (sql, embedded) = (sql.to_owned(), store.db.is_embedded());
    store
        .write(move |tx| -> Result<(), app::db::DbError> {
            if embedded {
                for trigger in triggers.iter().chain(&more) {
                    tx.db().batch(&format!("DROP TRIGGER IF EXISTS {trigger}"))?;
                }
            } else {
                tx.db().batch("SET LOCAL session_replication_role = replica")?;
            }
            tx.db().batch(&sql)
        })
        .unwrap();
}

#[track_caller]
fn found(sql: &str, is: impl Fn(&Fault) -> bool) {
    let (store, _) = lively();
    assert_sound(&store);
    tamper(&store, sql);
    let report = ledger::verify(&store.db, |_| {}).unwrap();
    assert!(report.faults.iter().any(is), "{sql}: {:?}", report.faults);
    // Each of them says in words what it is about.
    assert!(report.faults.iter().all(|fault| fault.to_string().len() > 20));
}

#[test]
fn a_changed_balance_is_found() {
    found("UPDATE ledger_accounts SET balance = balance + 1 WHERE kind = 'wallet'", |fault| {
        matches!(fault, Fault::Balance { last: Some(_), .. })
    });
}

#[test]
fn a_balance_moved_from_one_account_to_another_is_found() {
    found(
        "UPDATE ledger_accounts SET balance = balance + CASE kind WHEN 'budget' THEN -1 ELSE 1 END \
         WHERE kind IN ('budget', 'source')",
        |fault| matches!(fault, Fault::Balance { .. }),
    );
}

#[test]
fn a_changed_entry_is_found() {
    found("UPDATE ledger_entries SET amount = amount + 1 WHERE number = 3", |fault| {
        matches!(fault, Fault::Running { number: 3, .. })
    });
    found("UPDATE ledger_entries SET balance = balance + 1 WHERE number = 3", |fault| {
        matches!(fault, Fault::Running { number: 3, .. })
    });
}

/// A whole posting rewritten with all that follows from it: only the journal knows.
#[test]
fn a_posting_rewritten_with_every_balance_is_found_by_the_journal() {
    let (store, books) = lively();
    let (budget, wallet) = (books.budget, books.wallets[2]);
    run(&store, move |tx| post(tx, "last", &moves(budget, wallet, 10))).unwrap();
    tamper(
        &store,
        "UPDATE ledger_entries SET amount = amount * 2, balance = balance + amount \
         WHERE posting_id = (SELECT id FROM ledger_postings WHERE key = 'last')",
    );
    tamper(
        &store,
        "UPDATE ledger_accounts SET balance = (SELECT balance FROM ledger_entries e \
         WHERE e.account_id = ledger_accounts.id ORDER BY number DESC LIMIT 1) WHERE entries > 0",
    );
    let report = ledger::verify(&store.db, |_| {}).unwrap();
    assert!(
        matches!(report.faults.as_slice(), [Fault::Journal { why: "tells of other entries", .. }]),
        "{:?}",
        report.faults
    );
}

#[test]
fn a_deleted_entry_is_found() {
    found("DELETE FROM ledger_entries WHERE number = 2", |fault| {
        matches!(fault, Fault::Number { expected: 2, found: 3, .. })
    });
    found("DELETE FROM ledger_entries WHERE number = 2", |fault| matches!(fault, Fault::Entries { .. }));
}

#[test]
fn a_changed_hold_is_found() {
    found("UPDATE ledger_accounts SET held = held + 1 WHERE held > 0", |fault| {
        matches!(fault, Fault::Held { .. })
    });
    found("UPDATE ledger_postings SET state = 'voided' WHERE key = 'p'", |fault| {
        matches!(fault, Fault::Held { .. })
    });
}

#[test]
fn a_posting_that_says_it_was_never_committed_is_found() {
    found("UPDATE ledger_postings SET state = 'voided' WHERE key = 'k1'", |fault| {
        matches!(fault, Fault::Stray { .. })
    });
}

#[test]
fn a_reversal_that_is_cut_off_is_found() {
    found("UPDATE ledger_postings SET reversed_by_id = NULL", |fault| {
        matches!(fault, Fault::Reversal { .. })
    });
}

#[test]
fn a_journal_entry_exchanged_for_another_is_found() {
    found(
        "UPDATE ledger_postings SET entry_id = (SELECT entry_id FROM ledger_postings WHERE key = 'k1') \
         WHERE key = 'k2'",
        |fault| matches!(fault, Fault::Journal { why: "tells of another posting", .. }),
    );
}

#[test]
fn an_account_that_is_deleted_is_found() {
    found("DELETE FROM ledger_accounts WHERE kind = 'wallet'", |fault| {
        matches!(fault, Fault::NoAccount { .. })
    });
}

#[test]
fn what_is_sound_is_told_in_totals() {
    let (store, _) = lively();
    let report = ledger::verify(&store.db, |progress| assert!(progress.done <= progress.of)).unwrap();
    assert!(report.is_sound());
    let points = report.totals.iter().find(|total| total.unit == domain::ledger::Unit::Points).unwrap();
    assert_eq!((points.accounts, points.entries, points.sum, points.held), (5, 18, 0, 3));
    assert_eq!(report.postings, 10);
}

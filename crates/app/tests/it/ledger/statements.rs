//! Statements, and balances at any time.

use app::{ledger, testing::TestStore};
use chrono::TimeDelta;

use super::support::*;

#[test]
fn a_statement_pages_through_every_entry_with_the_balance_after_it() {
    let store = TestStore::new();
    let books = books(&store, 1_000, 1);
    let (budget, wallet) = (books.budget, books.wallets[0]);
    for n in 0..25 {
        // Some share a moment.
        if n % 3 == 0 {
            store.clock.advance(TimeDelta::minutes(1));
        }
        let key = format!("k{n}");
        run(&store, move |tx| {
            let new = if n % 5 == 4 { moves(wallet, budget, 7) } else { moves(budget, wallet, 10) };
            post(tx, &key, &new)
        })
        .unwrap();
    }
    let mut lines = Vec::new();
    let mut after = None;
    loop {
        let page = store.db.read_blocking(|tx| ledger::statement(tx, wallet, after, 4)).unwrap();
        let Some(last) = page.last() else { break };
        after = Some(last.cursor());
        lines.extend(page);
    }
    assert_eq!(lines.len(), 25);
    assert_eq!(lines.iter().map(|line| line.number).collect::<Vec<_>>(), (1..=25).rev().collect::<Vec<_>>());
    assert_eq!(lines[0].balance, 20 * 10 - 5 * 7);
    for pair in lines.windows(2) {
        assert_eq!(pair[0].balance, pair[1].balance + pair[0].amount);
    }
    assert!(lines.iter().all(|line| line.kind == "test.move" && line.subject.starts_with("test:k")));
}

#[test]
fn a_balance_can_be_asked_for_any_moment() {
    let store = TestStore::new();
    let books = books(&store, 1_000, 1);
    let (budget, wallet) = (books.budget, books.wallets[0]);
    let start = store.db.now();
    for (n, amount) in [(1, 5), (2, 7), (3, 11)] {
        store.clock.advance(TimeDelta::hours(1));
        run(&store, move |tx| post(tx, &format!("k{n}"), &moves(budget, wallet, amount))).unwrap();
    }
    let at = |hours: i64, seconds: i64| {
        let at = start + TimeDelta::hours(hours) + TimeDelta::seconds(seconds);
        store.db.read_blocking(|tx| ledger::balance_at(tx, wallet, at)).unwrap()
    };
    assert_eq!([at(0, 0), at(1, -1), at(1, 0), at(2, 0), at(3, -1), at(99, 0)], [0, 0, 5, 12, 12, 23]);
}

#[test]
fn the_order_of_entries_stands_where_the_clock_is_set_back() {
    let store = TestStore::new();
    let books = books(&store, 1_000, 1);
    let (budget, wallet) = (books.budget, books.wallets[0]);
    run(&store, move |tx| post(tx, "a", &moves(budget, wallet, 10))).unwrap();
    store.clock.advance(TimeDelta::days(-1));
    run(&store, move |tx| post(tx, "b", &moves(wallet, budget, 4))).unwrap();
    let lines = store.db.read_blocking(|tx| ledger::statement(tx, wallet, None, 10)).unwrap();
    let shown: Vec<_> = lines.iter().map(|line| (line.number, line.amount, line.balance)).collect();
    assert_eq!(shown, [(2, -4, 6), (1, 10, 10)]);
    assert_sound(&store);
}

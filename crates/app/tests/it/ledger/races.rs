//! Many at once.

use std::collections::BTreeSet;

use app::testing::TestStore;

use super::support::*;

/// Runs `work` on so many threads; what each came to.
fn at_once<T: Send>(threads: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    std::thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = (0..threads).map(|n| scope.spawn(move || work(n))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

#[test]
fn a_balance_is_spent_once() {
    let store = TestStore::new();
    for round in 0..10 {
        let key = format!("fund{round}");
        let books = books(&store, 1_000, 2);
        let (budget, one, two) = (books.budget, books.wallets[0], books.wallets[1]);
        run(&store, move |tx| post(tx, &key, &moves(budget, one, 50))).unwrap();
        let before = balance(&store, two);
        let done = at_once(32, |n| {
            let key = format!("spend{round}.{n}");
            run(&store, move |tx| post(tx, &key, &moves(one, two, 50))).is_ok()
        });
        assert_eq!(done.iter().filter(|done| **done).count(), 1);
        assert_eq!((balance(&store, one), balance(&store, two)), (0, before + 50));
    }
    assert_sound(&store);
}

#[test]
fn one_key_fifty_times_at_once_is_one_posting() {
    let store = TestStore::new();
    let books = books(&store, 1_000, 1);
    let (budget, wallet) = (books.budget, books.wallets[0]);
    let done =
        at_once(50, |_| run(&store, move |tx| post(tx, "k", &moves(budget, wallet, 10))).unwrap().posting);
    assert_eq!(done.into_iter().collect::<BTreeSet<_>>().len(), 1);
    assert_eq!(balance(&store, wallet), 10);
    assert_sound(&store);
}

#[test]
fn a_posting_is_reversed_once() {
    let store = TestStore::new();
    let books = books(&store, 1_000, 1);
    let (budget, wallet) = (books.budget, books.wallets[0]);
    let posted = run(&store, move |tx| post(tx, "k", &moves(budget, wallet, 10))).unwrap().posting;
    let done = at_once(32, |n| {
        let key = format!("back{n}");
        run(&store, move |tx| reverse(tx, &key, posted)).is_ok()
    });
    assert_eq!(done.iter().filter(|done| **done).count(), 1);
    assert_eq!((balance(&store, budget), balance(&store, wallet)), (1_000, 0));
    assert_sound(&store);
}

/// Who does not ask for the turn before the transaction begins waits for it inside.
#[test]
fn writers_without_the_turn_do_not_overtake() {
    let store = TestStore::new();
    let books = books(&store, 100_000, 4);
    let (budget, wallets) = (books.budget, &books.wallets);
    at_once(8, |n| {
        for turn in 0..20 {
            let (key, wallet) = (format!("k{n}.{turn}"), wallets[n % 4]);
            let work = move |tx: &mut app::db::Tx<'_>| post(tx, &key, &moves(budget, wallet, 1));
            if n % 2 == 0 { store.write(work) } else { store.db.write_in_turn_blocking(work) }.unwrap();
        }
    });
    assert_eq!(balance(&store, budget), 100_000 - 160);
    assert_sound(&store);
}

//! Many postings at once.

use app::{ledger::BatchError, testing::TestStore};
use domain::ledger::{NewPosting, Refusal};

use super::support::*;

fn batch(store: &TestStore, batch: Vec<(String, NewPosting)>) -> Result<usize, Vec<(usize, Refusal)>> {
    let done = store.db.write_in_turn_blocking(move |tx| post_all(tx, &batch).map(|posted| posted.len()));
    done.map_err(|error| match error {
        BatchError::Refused(refused) => refused,
        BatchError::Db(error) => panic!("{error}"),
    })
}

#[test]
fn a_batch_is_posted_as_a_whole_and_once() {
    let store = TestStore::new();
    let books = books(&store, 10_000, 40);
    let all: Vec<_> =
        (0..1_000).map(|n| (format!("k{n}"), moves(books.budget, books.wallets[n % 40], 10))).collect();
    assert_eq!(batch(&store, all.clone()), Ok(1_000));
    assert_eq!(batch(&store, all), Ok(1_000));
    assert_eq!((balance(&store, books.budget), balance(&store, books.wallets[7])), (0, 250));
    assert_sound(&store);
}

#[test]
fn a_batch_that_is_refused_names_each_failure_and_posts_nothing() {
    let store = TestStore::new();
    let books = books(&store, 100, 3);
    let (budget, wallets) = (books.budget, books.wallets.clone());
    let first = moves(budget, wallets[0], 10);
    assert_eq!(batch(&store, vec![("a".to_owned(), first.clone())]), Ok(1));
    let used = store.db.write_in_turn_blocking(move |tx| post(tx, "a", &first)).unwrap().posting;
    let refused = batch(
        &store,
        vec![
            ("b".to_owned(), moves(budget, wallets[0], 50)),
            ("c".to_owned(), moves(wallets[1], budget, 1)),
            ("a".to_owned(), moves(budget, wallets[2], 10)),
            ("d".to_owned(), moves(budget, wallets[2], 40)),
            ("e".to_owned(), moves(budget, wallets[2], 40)),
        ],
    );
    let floor = |account, available, wanted| Refusal::BelowFloor { account, available, wanted };
    assert_eq!(
        refused,
        Err(vec![(1, floor(wallets[1], 0, 1)), (2, Refusal::KeyReused(used)), (4, floor(budget, 0, 40))])
    );
    assert_eq!(balance(&store, budget), 90);
    assert_eq!(batch(&store, vec![]), Err(vec![(0, Refusal::BatchSize)]));
    let many = (0..1_001).map(|n| (format!("m{n}"), moves(budget, wallets[0], 1))).collect();
    assert_eq!(batch(&store, many), Err(vec![(0, Refusal::BatchSize)]));
    assert_sound(&store);
}

#[test]
fn a_key_stands_once_in_a_batch() {
    let store = TestStore::new();
    let books = books(&store, 100, 1);
    let one = || ("a".to_owned(), moves(books.budget, books.wallets[0], 1));
    let refused = batch(&store, vec![one(), one()]).unwrap_err();
    assert_eq!(refused.len(), 1);
    assert!(matches!(refused[0], (1, Refusal::KeyReused(_))));
    assert_eq!(balance(&store, books.budget), 100);
}

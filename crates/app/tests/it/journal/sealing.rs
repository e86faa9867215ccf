use std::{sync::mpsc, time::Duration};

use app::{
    db::{Database, DbError, PoolSizes},
    journal::{BATCH_MAX, Consumer, Sealed, Sealer, newest_root, seal, sealed_from},
    testing::{SeededEntropy, TestStore},
};
use chrono::TimeDelta;
use domain::{ids::NodeId, journal::Entry};
use uuid::Uuid;

use super::support::{NODE, append, append_many, check, seal_once, sealed};

const OTHER: NodeId = NodeId(Uuid::from_u128(2));

fn all(store: &TestStore) -> Vec<Entry> {
    store.db.read_blocking(|tx| sealed_from(tx, 0, None, 10_000)).unwrap()
}

#[test]
fn positions_are_gapless_and_in_the_order_of_insertion() {
    let (store, roots) = sealed(&[1, 2, 5, 1, 16, 40]);
    let entries = all(&store);
    assert_eq!(entries.len(), 65);
    for (position, entry) in (0..).zip(&entries) {
        assert_eq!(entry.position, position);
        assert_eq!(entry.subject, format!("note:{position}"));
    }
    assert_eq!(roots.last().unwrap().size, 65);
    assert!(check(&store, roots).is_sound());
    assert_eq!(seal_once(&store), Sealed::Nothing);
}

#[test]
fn more_than_a_batch_is_sealed_in_several() {
    let (store, _) = sealed(&[]);
    append_many(&store, 0..2_300);
    let sizes: Vec<u32> = std::iter::from_fn(|| match seal_once(&store) {
        Sealed::Batch(count, _) => Some(count),
        _ => None,
    })
    .collect();
    assert_eq!(sizes, [BATCH_MAX, BATCH_MAX, 300]);
    assert!(check(&store, vec![]).is_sound());
}

#[test]
fn a_batch_that_fails_leaves_nothing() {
    let (store, _) = sealed(&[3]);
    append_many(&store, 3..6);
    let failed = store.write(|tx| -> Result<(), DbError> {
        seal(tx, NODE)?;
        Err(DbError::NotFound)
    });
    assert!(failed.is_err());
    assert_eq!(all(&store).len(), 3);
    assert!(matches!(seal_once(&store), Sealed::Batch(3, root) if root.size == 6));
    assert!(check(&store, vec![]).is_sound());
}

#[test]
fn another_node_seals_only_after_the_lease_has_ended() {
    let (store, _) = sealed(&[2]);
    append_many(&store, 2..4);
    let by_other = |store: &TestStore| store.write(|tx| seal(tx, OTHER)).unwrap();
    assert_eq!(by_other(&store), Sealed::Elsewhere);
    store.clock.advance(TimeDelta::seconds(4));
    assert!(matches!(by_other(&store), Sealed::Batch(2, _)));
    assert_eq!(seal_once(&store), Sealed::Elsewhere);
}

#[test]
fn a_clock_set_back_a_day_does_not_stop_sealing() {
    let (store, _) = sealed(&[2]);
    store.clock.advance(TimeDelta::days(-1));
    append_many(&store, 2..4);
    assert!(matches!(store.write(|tx| seal(tx, OTHER)).unwrap(), Sealed::Batch(2, _)));
    let subjects: Vec<String> = all(&store).into_iter().map(|e| e.subject).collect();
    assert_eq!(subjects, ["note:0", "note:1", "note:2", "note:3"]);
}

#[test]
fn an_entry_that_commits_late_is_sealed_later_and_not_skipped() {
    let store = TestStore::new();
    if store.db.is_embedded() {
        return; // Its writers are one after the other: nothing commits late.
    }
    let (begun, wait_begun) = mpsc::channel();
    let (go, wait_go) = mpsc::channel::<()>();
    let db = store.db.clone();
    let late = std::thread::spawn(move || {
        db.write_blocking(move |tx| -> Result<_, DbError> {
            append(tx, 0)?;
            begun.send(()).unwrap();
            wait_go.recv().unwrap();
            Ok(())
        })
        .unwrap();
    });
    wait_begun.recv().unwrap();
    append_many(&store, 1..3);
    assert!(matches!(seal_once(&store), Sealed::Batch(2, _)));
    go.send(()).unwrap();
    late.join().unwrap();
    assert!(matches!(seal_once(&store), Sealed::Batch(1, _)));
    let subjects: Vec<String> = all(&store).into_iter().map(|e| e.subject).collect();
    assert_eq!(subjects, ["note:1", "note:2", "note:0"]);
    assert!(check(&store, vec![]).is_sound());
}

#[test]
fn a_sealed_entry_can_be_neither_changed_nor_deleted() {
    let (store, _) = sealed(&[3]);
    append_many(&store, 3..4);
    for sql in [
        "UPDATE journal SET payload = '{}' WHERE position = 1",
        "UPDATE journal SET position = 9 WHERE position = 1",
        "UPDATE journal SET position = NULL WHERE position = 1",
        "UPDATE journal SET event = 'x' WHERE position IS NULL",
        "DELETE FROM journal WHERE position = 1",
        "DELETE FROM journal WHERE position IS NULL",
        "UPDATE journal_nodes SET hash = hash WHERE idx = 1",
        "DELETE FROM journal_nodes WHERE idx = 1",
        "UPDATE journal_roots SET size = 4",
        "DELETE FROM journal_roots",
    ] {
        let refused = store.write(move |tx| tx.db().batch(sql)).expect_err(sql);
        assert!(refused.to_string().contains("append-only"), "{sql}: {refused}");
    }
    assert!(check(&store, vec![]).is_sound());
}

/// Several writers, and two processes' sealers at once: gapless, nothing twice, nothing skipped.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_sealers_under_concurrent_writers_leave_one_sound_journal() {
    let store = TestStore::new();
    let entropy = std::sync::Arc::new(SeededEntropy::new(99));
    let clock = std::sync::Arc::clone(&store.clock);
    let sizes = PoolSizes { readers: 2, writers: 2 };
    let second = Database::open(&store.url, &sizes, clock, entropy).unwrap();
    let sealers = (Sealer::start(store.db.clone()), Sealer::start(second.clone()));
    let ticking = {
        let clock = std::sync::Arc::clone(&store.clock);
        tokio::spawn(async move {
            loop {
                // Leases end and change hands.
                clock.advance(TimeDelta::milliseconds(700));
                tokio::time::sleep(Duration::from_millis(40)).await;
            }
        })
    };
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..6_u64 {
        let db = if writer % 2 == 0 { store.db.clone() } else { second.clone() };
        writers.spawn(async move {
            for n in 0..40 {
                db.write(move |tx| append(tx, writer * 1_000 + n)).await.unwrap();
            }
        });
    }
    writers.join_all().await;
    for _ in 0..200 {
        if all(&store).len() == 240 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    drop(sealers);
    ticking.abort();
    let entries = all(&store);
    assert_eq!(entries.len(), 240);
    assert!((0..).zip(&entries).all(|(position, entry)| entry.position == position));
    // Each writer waited for its commit before it wrote again: its entries are in that order.
    for writer in 0..6_u64 {
        let of_writer = entries.iter().filter_map(|e| e.subject.strip_prefix("note:")?.parse::<u64>().ok());
        let numbers: Vec<u64> = of_writer.filter(|n| n / 1_000 == writer).collect();
        assert!(numbers.is_sorted() && numbers.len() == 40, "{numbers:?}");
    }
    assert!(check(&store, vec![]).is_sound());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_is_sealed_within_a_moment() {
    let store = TestStore::new();
    let _sealer = Sealer::start(store.db.clone());
    tokio::time::sleep(Duration::from_millis(300)).await;
    let began = std::time::Instant::now();
    store.db.write(|tx| append(tx, 0)).await.unwrap();
    while store.db.read(newest_root).await.unwrap().root.size == 0 {
        assert!(began.elapsed() < Duration::from_secs(1), "not sealed within a second");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[test]
fn a_consumer_gets_each_entry_once_and_again_where_it_failed() {
    let (store, _) = sealed(&[10]);
    let consumer = Consumer { name: "test", events: Some("note.") };
    let take = |limit: u32, fail_at: Option<u64>| {
        store.write(move |tx| {
            let mut seen = Vec::new();
            consumer.consume(tx, limit, |_, entry| {
                if Some(entry.position) == fail_at {
                    return Err(DbError::NotFound);
                }
                seen.push(entry.position);
                Ok::<_, DbError>(())
            })?;
            Ok::<_, DbError>(seen)
        })
    };
    assert_eq!(take(2, None).unwrap(), [0, 3]);
    assert!(take(2, Some(9)).is_err());
    assert_eq!(take(2, None).unwrap(), [6, 9]);
    assert_eq!(take(2, None).unwrap(), Vec::<u64>::new());
    append_many(&store, 10..13);
    assert_eq!(take(2, None).unwrap(), Vec::<u64>::new(), "not sealed yet");
    seal_once(&store);
    assert_eq!(take(2, None).unwrap(), [12]);
    assert!(check(&store, vec![]).is_sound());
}

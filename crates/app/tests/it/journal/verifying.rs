//! What somebody who administers the database can do to the journal, and that each of it is found.

use app::{
    journal::{Fault, Progress, VerifyOptions, verify},
    testing::TestStore,
};
use chrono::TimeDelta;
use domain::journal::{NodeHash, Root};

use super::support::{append_many, check, seal_once, sealed, tamper};

fn faults(store: &TestStore) -> Vec<Fault> {
    check(store, vec![]).faults
}

#[test]
fn an_untouched_journal_is_sound_and_reports_its_progress() {
    let (store, roots) = sealed(&[16, 900, 700]);
    let mut seen = Vec::new();
    let options = VerifyOptions { known_roots: roots.clone(), ..VerifyOptions::default() };
    let report = verify(&store.db, &options, |progress| seen.push(progress)).unwrap();
    assert!(report.is_sound(), "{:?}", report.faults);
    assert_eq!((report.entries, report.root), (1_616, roots[2]));
    assert_eq!(seen, [Progress { done: 1_000, of: 1_616 }, Progress { done: 1_616, of: 1_616 }]);
}

#[test]
fn an_empty_journal_is_sound() {
    assert!(check(&TestStore::new(), vec![]).is_sound());
}

#[test]
fn every_changed_column_of_a_row_is_found_there() {
    for change in [
        "payload = '{\"number\":6}'",
        "event = 'memo.other'",
        "subject = 'note:8'",
        "area_path = '1/1/'",
        "at = '2026-01-05 01:00:00.000001'",
        "agent_id = id",
        "principal_id = id",
    ] {
        let (store, _) = sealed(&[16, 24]);
        tamper(&store, &format!("UPDATE journal SET {change} WHERE position = 21"));
        let found = faults(&store);
        assert!(matches!(found[..], [Fault::Changed { position: 21, .. }]), "{change}: {found:?}");
    }
}

#[test]
fn a_value_that_cannot_be_read_is_found() {
    let (store, _) = sealed(&[16, 24]);
    tamper(&store, "UPDATE journal SET area_path = 'nowhere' WHERE position = 21");
    assert!(matches!(faults(&store)[..], [Fault::Unreadable { position: 21, .. }]));
}

#[test]
fn deleted_rows_are_found_as_ranges() {
    let (store, _) = sealed(&[16, 24]);
    tamper(&store, "DELETE FROM journal WHERE position IN (3, 4, 5, 20)");
    assert_eq!(
        faults(&store),
        [Fault::Missing { first: 3, last: 5 }, Fault::Missing { first: 20, last: 20 }]
    );
}

#[test]
fn two_rows_that_changed_places_are_both_found() {
    let (store, _) = sealed(&[16, 24]);
    for (from, to) in [(7, -1), (30, 7), (-1, 30)] {
        tamper(&store, &format!("UPDATE journal SET position = {to} WHERE position = {from}"));
    }
    let found = faults(&store);
    assert!(
        matches!(found[..], [Fault::Changed { position: 7, .. }, Fault::Changed { position: 30, .. }]),
        "{found:?}"
    );
}

fn insert_at(store: &TestStore, position: i64) {
    let id = if store.db.is_embedded() { "randomblob(16)" } else { "decode(md5(random()::text), 'hex')" };
    tamper(
        store,
        &format!(
            "INSERT INTO journal (id, position, at, event, area_path, subject, payload) \
             SELECT {id}, {position}, at, event, area_path, subject, payload FROM journal WHERE position = 1"
        ),
    );
}

#[test]
fn a_row_inserted_at_the_end_is_found() {
    let (store, _) = sealed(&[16, 24]);
    insert_at(&store, 40);
    insert_at(&store, 4_000_000_000_000_000_000);
    insert_at(&store, -5);
    let found = faults(&store);
    let positions: Vec<i64> = found
        .iter()
        .map(|f| if let Fault::Uncovered { position, .. } = f { *position } else { panic!("{f}") })
        .collect();
    assert_eq!(positions, [-5, 40, 4_000_000_000_000_000_000]);
}

#[test]
fn a_row_inserted_between_others_is_found_with_all_it_moved() {
    let (store, _) = sealed(&[16, 24]);
    for position in (38..40).rev() {
        tamper(
            &store,
            &format!("UPDATE journal SET position = {} WHERE position = {position}", position + 1),
        );
    }
    insert_at(&store, 38);
    let found = faults(&store);
    assert!(
        matches!(
            found[..],
            [
                Fault::Changed { position: 38, .. },
                Fault::Changed { position: 39, .. },
                Fault::Uncovered { position: 40, .. }
            ]
        ),
        "{found:?}"
    );
}

#[test]
fn changed_and_missing_and_surplus_nodes_are_found() {
    let (store, _) = sealed(&[16, 24]);
    tamper(
        &store,
        "UPDATE journal_nodes SET hash = (SELECT hash FROM journal_nodes WHERE idx = 0) WHERE idx = 5",
    );
    let found = faults(&store);
    // The node does not fit its children, and its parent does not fit it.
    assert!(
        matches!(found[..], [Fault::NodeChanged { index: 5, .. }, Fault::NodeChanged { index: 3, .. }]),
        "{found:?}"
    );

    let (store, _) = sealed(&[16, 24]);
    tamper(&store, "DELETE FROM journal_nodes WHERE idx = 5");
    assert_eq!(faults(&store), [Fault::NodeMissing { index: 5 }]);

    let (store, _) = sealed(&[16, 24]);
    tamper(&store, "INSERT INTO journal_nodes (idx, hash) SELECT 99, hash FROM journal_nodes WHERE idx = 0");
    assert_eq!(faults(&store), [Fault::NodesTooMany { count: 1 }]);
}

#[test]
fn a_changed_root_is_found_and_so_is_an_entry_changed_with_its_hashes() {
    let (store, roots) = sealed(&[16, 24]);
    tamper(
        &store,
        "UPDATE journal_roots SET hash = (SELECT hash FROM journal_nodes WHERE idx = 0) WHERE size = 16",
    );
    let found = faults(&store);
    assert!(
        matches!(found[..], [Fault::RootChanged { size: 16, computed, .. }] if computed == roots[0].hash),
        "{found:?}"
    );

    // An entry that shares no node with others is its own peak: whoever changes it and its leaf still meets the root.
    let (store, _) = sealed(&[16, 1]);
    tamper(
        &store,
        "UPDATE journal SET payload = '{}' WHERE position = 16; \
         UPDATE journal_nodes SET hash = (SELECT hash FROM journal_nodes WHERE idx = 0) WHERE idx = 32;",
    );
    let found = faults(&store);
    assert!(found.iter().any(|f| matches!(f, Fault::RootChanged { size: 17, .. })), "{found:?}");
}

#[test]
fn a_cut_end_is_found_by_the_roots_and_the_nodes() {
    let (store, _) = sealed(&[16, 24]);
    tamper(&store, "DELETE FROM journal WHERE position >= 30");
    assert_eq!(faults(&store), [Fault::Missing { first: 30, last: 39 }]);
    tamper(&store, "DELETE FROM journal_nodes WHERE idx >= 31");
    let found = faults(&store);
    assert!(found.contains(&Fault::Cut { size: 40, entries: 31 }), "{found:?}");

    // The other way round: the roots are gone, the rows are not.
    let (store, _) = sealed(&[16, 24]);
    tamper(&store, "DELETE FROM journal_roots WHERE size > 16");
    let found = faults(&store);
    assert_eq!(found.iter().filter(|f| matches!(f, Fault::Uncovered { .. })).count(), 24);
}

/// Rows, nodes and roots cut together: the store agrees with itself.
const CUT_TO_16: &str = "DELETE FROM journal WHERE position >= 16; DELETE FROM journal_nodes WHERE idx >= 31; \
                         DELETE FROM journal_roots WHERE size > 16;";

#[test]
fn a_cut_that_agrees_with_itself_is_found_by_a_root_kept_elsewhere() {
    let (store, roots) = sealed(&[16, 24]);
    tamper(&store, CUT_TO_16);
    assert!(check(&store, vec![roots[0]]).is_sound());
    assert_eq!(check(&store, roots).faults, [Fault::KnownRootBeyond { size: 40, entries: 16 }]);
}

#[test]
fn a_rewritten_end_is_found_by_a_root_kept_elsewhere() {
    let (store, roots) = sealed(&[16, 24]);
    tamper(&store, CUT_TO_16);
    append_many(&store, 100..140);
    seal_once(&store);
    assert!(check(&store, vec![]).is_sound());
    let found = check(&store, vec![roots[1], roots[0]]).faults;
    assert!(matches!(found[..], [Fault::KnownRootDiffers { size: 40, .. }]), "{found:?}");
    let wrong = Root { size: 7, hash: NodeHash::of_nothing() };
    assert_eq!(check(&store, vec![wrong]).faults_found, 1);
}

#[test]
fn a_consumer_ahead_of_the_journal_is_found() {
    let (store, _) = sealed(&[16]);
    tamper(
        &store,
        "INSERT INTO journal_cursors (consumer, position, updated_at) VALUES ('mail', 17, '2026-01-01 00:00:00')",
    );
    assert!(matches!(faults(&store)[..], [Fault::Derived { check: "journal cursors", .. }]));
}

#[test]
fn an_entry_that_waits_too_long_is_found() {
    let (store, _) = sealed(&[16]);
    append_many(&store, 16..18);
    assert!(check(&store, vec![]).is_sound());
    store.clock.advance(TimeDelta::seconds(61));
    assert!(matches!(faults(&store)[..], [Fault::Unsealed { .. }, Fault::Unsealed { .. }]));
}

#[test]
fn more_faults_than_are_listed_are_counted() {
    let (store, _) = sealed(&[900, 900]);
    tamper(&store, "UPDATE journal SET payload = '{}'");
    let report = check(&store, vec![]);
    assert_eq!((report.faults.len(), report.faults_found), (1_000, 1_800));
}

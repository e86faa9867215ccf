use app::journal::{EntryFilter, consistency, entries, inclusion};
use domain::{
    areas::AreaPath,
    ids::{SessionId, UserId},
    journal::{verify_consistency, verify_inclusion},
    permissions::{Actor, Role},
};
use uuid::Uuid;

use super::support::sealed;

fn path(text: &str) -> AreaPath {
    AreaPath::parse(text).unwrap()
}

fn auditor() -> Actor {
    let grant = domain::permissions::Grant {
        id: domain::ids::GrantId(Uuid::nil()),
        role: Role::Auditor,
        area: domain::ids::AreaId(Uuid::nil()),
        path: AreaPath::root(),
        provider: None,
        from: chrono::DateTime::UNIX_EPOCH,
        until: None,
    };
    let (user, session) = (UserId(Uuid::nil()), SessionId(Uuid::nil()));
    Actor { user, session, grants: vec![grant], principal: None }
}

#[test]
fn filters_hold_together_and_pages_do_not_overlap() {
    let (store, _) = sealed(&[30]);
    let list = |filter: EntryFilter, before, limit| -> Vec<u64> {
        let found = store.db.read_blocking(|tx| entries(tx, &filter, before, limit)).unwrap();
        found.into_iter().map(|e| e.position).collect()
    };
    let all = || EntryFilter { areas: vec![AreaPath::root()], ..EntryFilter::default() };
    assert_eq!(list(all(), None, 3), [29, 28, 27]);
    assert_eq!(list(all(), Some(27), 2), [26, 25]);
    assert!(list(EntryFilter::default(), None, 3).is_empty(), "no area is nothing");
    let even = EntryFilter { areas: vec![path("1/1/")], ..all() };
    assert_eq!(list(even.clone(), None, 2), [28, 26]);
    let thirds = EntryFilter { event: Some("note.".into()), ..even };
    assert_eq!(list(thirds, None, 2), [24, 18]);
    let both = EntryFilter { areas: vec![path("1/1/"), path("1/2/")], ..all() };
    assert_eq!(list(both, None, 2), [29, 28]);
    let one = EntryFilter { subject: Some("note:7".into()), ..all() };
    assert_eq!(list(one, None, 2), [7]);
    let later = EntryFilter { from: Some(store.db.now() + chrono::TimeDelta::seconds(1)), ..all() };
    assert!(list(later, None, 2).is_empty());
}

#[test]
fn stored_proofs_hold_under_every_published_root() {
    let (store, roots) = sealed(&[1, 4, 11, 16, 5]);
    let actor = auditor();
    let all = EntryFilter { areas: vec![AreaPath::root()], ..EntryFilter::default() };
    let listed = store.db.read_blocking(|tx| entries(tx, &all, None, 100)).unwrap();
    for entry in &listed {
        for root in &roots {
            let proof = store.db.read_blocking(|tx| inclusion(tx, &actor, entry.id, Some(root.size)));
            if entry.position < root.size {
                let proof = proof.unwrap();
                assert_eq!((&proof.entry, &proof.root), (entry, root));
                assert_eq!(verify_inclusion(entry, &proof.path, root), Ok(()));
            } else {
                assert!(proof.is_err(), "{} in {}", entry.position, root.size);
            }
        }
    }
    for (older, newer) in roots.iter().zip(&roots[1..]) {
        let (from, to, path) = store.db.read_blocking(|tx| consistency(tx, older.size, newer.size)).unwrap();
        assert_eq!((&from, &to), (older, newer));
        assert_eq!(verify_consistency(&from, &to, &path), Ok(()));
    }
    assert!(store.db.read_blocking(|tx| consistency(tx, 2, 5)).is_err(), "2 was never published");
}

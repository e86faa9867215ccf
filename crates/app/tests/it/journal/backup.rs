use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use app::{
    backup::{BackupError, backup},
    db::{Database, DatabaseUrl, PoolSizes},
    journal::{VerifyOptions, sealed_from, verify},
    testing::{SeededEntropy, TestStore},
};

use super::support::{append, append_many, check, seal_once, sealed};

#[test]
fn a_backup_under_load_holds_a_sound_prefix_and_everything_acknowledged_before() {
    let (store, roots) = sealed(&[300]);
    if !store.db.is_embedded() {
        return; // Covered by the next test: PostgreSQL has tools of its own.
    }
    let stop = Arc::new(AtomicBool::new(false));
    let writer = {
        let (db, stop) = (store.db.clone(), Arc::clone(&stop));
        std::thread::spawn(move || {
            let mut number = 300;
            while !stop.load(Ordering::SeqCst) {
                db.write_blocking(move |tx| append(tx, number)).unwrap();
                db.write_blocking(|tx| app::journal::seal(tx, super::support::NODE)).unwrap();
                number += 1;
            }
            number
        })
    };
    std::thread::sleep(Duration::from_millis(50));
    let dir = tempfile::tempdir().unwrap();
    let target = dir.path().join("copy.sqlite");
    let before = check(&store, vec![]).root;
    let done = backup(&store.url, &target).unwrap();
    assert_eq!(done.bytes, std::fs::metadata(&target).unwrap().len());
    stop.store(true, Ordering::SeqCst);
    let written = writer.join().unwrap();
    assert!(written > 300, "nothing was written meanwhile");

    let url: DatabaseUrl = format!("sqlite:{}", target.display()).parse().unwrap();
    let clock = Arc::clone(&store.clock);
    let sizes = PoolSizes { readers: 1, writers: 1 };
    let restored = Database::open(&url, &sizes, clock, Arc::new(SeededEntropy::new(3))).unwrap();
    let options = VerifyOptions { known_roots: vec![roots[0], before], ..VerifyOptions::default() };
    let report = verify(&restored, &options, |_| {}).unwrap();
    assert!(report.is_sound(), "{:?}", report.faults);
    // It goes on as a store of its own, and its history stays closed.
    restored.write_blocking(|tx| append(tx, 1)).unwrap();
    let refused = restored.write_blocking(|tx| tx.db().batch("DELETE FROM journal"));
    assert!(refused.unwrap_err().to_string().contains("append-only"));
    let all = store.db.read_blocking(|tx| sealed_from(tx, 0, None, u32::MAX)).unwrap();
    let copied = restored.read_blocking(|tx| sealed_from(tx, 0, None, u32::MAX)).unwrap();
    assert_eq!(copied, all[..copied.len()]);
    let names: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|f| f.unwrap().file_name()).collect();
    assert!(names.iter().all(|n| !n.to_string_lossy().contains("partial")), "{names:?}");
}

#[test]
fn a_backup_overwrites_nothing_and_is_for_the_embedded_store() {
    let store = TestStore::new();
    append_many(&store, 0..3);
    seal_once(&store);
    let dir = tempfile::tempdir().unwrap();
    let target = dir.path().join("copy.sqlite");
    if !store.db.is_embedded() {
        let refused = backup(&store.url, &target);
        assert!(matches!(refused, Err(BackupError::NotEmbedded)));
        return;
    }
    std::fs::write(&target, "precious").unwrap();
    assert!(matches!(backup(&store.url, &target), Err(BackupError::Exists(_))));
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "precious");
    let nowhere = dir.path().join("no/such/directory/copy.sqlite");
    assert!(backup(&store.url, &nowhere).is_err());
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1, "something was left behind");
}

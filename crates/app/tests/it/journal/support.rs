use app::{
    db::{DbError, NewEntry, Tx},
    journal::{Report, Sealed, VerifyOptions, seal, verify},
    testing::TestStore,
};
use domain::{
    areas::AreaPath,
    ids::NodeId,
    journal::{Event, Root},
};
use serde::Serialize;
use uuid::Uuid;

#[derive(Serialize)]
pub struct Noted {
    pub number: u64,
}

impl Event for Noted {
    fn name(&self) -> &'static str {
        if self.number.is_multiple_of(3) { "note.third" } else { "memo.other" }
    }
}

pub fn append(tx: &mut Tx<'_>, number: u64) -> Result<(), DbError> {
    let area = AreaPath::parse(&format!("1/{}/", number % 2 + 1)).unwrap();
    let subject = format!("note:{number}");
    tx.journal(NewEntry { actor: None, area: &area, subject, event: Noted { number } })?;
    Ok(())
}

pub fn append_many(store: &TestStore, numbers: std::ops::Range<u64>) {
    store.write(move |tx| -> Result<_, DbError> { numbers.clone().try_for_each(|n| append(tx, n)) }).unwrap();
}

pub const NODE: NodeId = NodeId(Uuid::from_u128(1));

pub fn seal_once(store: &TestStore) -> Sealed {
    store.write(|tx| seal(tx, NODE)).unwrap()
}

/// A store with these batches sealed, and the root after each.
pub fn sealed(batches: &[u64]) -> (TestStore, Vec<Root>) {
    let store = TestStore::new();
    let mut next = 0;
    let mut roots = Vec::new();
    for batch in batches {
        append_many(&store, next..next + batch);
        next += batch;
        let Sealed::Batch(_, root) = seal_once(&store) else { panic!("nothing was sealed") };
        roots.push(root);
    }
    (store, roots)
}

pub fn check(store: &TestStore, known_roots: Vec<Root>) -> Report {
    verify(&store.db, &VerifyOptions { known_roots, ..VerifyOptions::default() }, |_| {}).unwrap()
}

/// Changes rows as somebody who administers the database can: past the triggers.
pub fn tamper(store: &TestStore, sql: &str) {
    let embedded = store.db.is_embedded();
    let sql = sql.to_owned();
    store
        .write(move |tx| -> Result<_, DbError> {
            let open = if embedded {
                "DROP TRIGGER IF EXISTS journal_entry_kept; DROP TRIGGER IF EXISTS journal_position_kept; \
                 DROP TRIGGER IF EXISTS journal_not_deleted; DROP TRIGGER IF EXISTS journal_nodes_kept; \
                 DROP TRIGGER IF EXISTS journal_nodes_not_deleted; DROP TRIGGER IF EXISTS journal_roots_kept; \
                 DROP TRIGGER IF EXISTS journal_roots_not_deleted;"
            } else {
                "SET LOCAL session_replication_role = replica;"
            };
            tx.db().batch(open)?;
            tx.db().batch(&sql)
        })
        .unwrap();
}

//! What tests and drills need of a store: a fresh one of either kind, a clock they set, repeatable randomness.
//!
//! `GONGZHI_TEST_DATABASE_URL` (a PostgreSQL server's address) chooses PostgreSQL; without it each test has an
//! SQLite file of its own.

#![allow(clippy::unwrap_used, reason = "a test without its store cannot go on")]

mod frozen;
mod fund;
mod statements;
mod world;

use std::{
    path::Path,
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};

use chrono::{DateTime, TimeDelta, Utc};
use diesel::connection::SimpleConnection;

pub use self::{
    frozen::{Frozen, Thawed},
    fund::fund_rules,
    statements::{explained, statements, written_statements},
    world::World,
};
use crate::db::{Clock, Database, DatabaseUrl, DbError, Entropy, PoolSizes};

/// A clock that stands still until it is moved.
pub struct TestClock(AtomicI64);

impl TestClock {
    /// Starts at 2026-01-05 01:00:00 UTC (a Monday, nine in the morning in China).
    #[must_use]
    pub fn new() -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(1_767_574_800_000_000)))
    }

    /// Moves it, forward or back.
    pub fn advance(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_microseconds().unwrap(), Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

/// Repeatable bytes (SplitMix64 of a seed).
pub struct SeededEntropy(Mutex<u64>);

impl SeededEntropy {
    /// A source that always gives the same bytes for the same seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().unwrap();
        for chunk in bytes.chunks_mut(8) {
            *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut z = *state;
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            z ^= z >> 31;
            chunk.copy_from_slice(&z.to_le_bytes()[..chunk.len()]);
        }
    }
}

/// A migrated, empty store that goes away with this value.
pub struct TestStore {
    /// The store.
    pub db: Database,
    /// Its clock.
    pub clock: Arc<TestClock>,
    /// Its address, for a second process or a second handle.
    pub url: DatabaseUrl,
    _gone_when_dropped: Gone,
}

enum Gone {
    File { dir: tempfile::TempDir },
    Database { admin: String, name: String },
}

impl Drop for Gone {
    fn drop(&mut self) {
        if let Self::Database { admin, name } = self {
            // The throw-away cluster goes away as a whole; a leftover database hurts nobody.
            if let Ok(mut c) = <diesel::PgConnection as diesel::Connection>::establish(admin) {
                let _ = c.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
            }
        }
    }
}

impl TestStore {
    /// Makes one, of the kind the environment asks for.
    #[must_use]
    pub fn new() -> Self {
        let (url, gone) = match std::env::var("GONGZHI_TEST_DATABASE_URL") {
            Ok(admin) => postgres(&admin),
            Err(_) => sqlite(),
        };
        let clock = TestClock::new();
        let db = Database::open(
            &url,
            &PoolSizes { readers: 4, writers: 4 },
            Arc::clone(&clock) as Arc<dyn Clock>,
            Arc::new(SeededEntropy::new(u64::from(std::process::id()))),
        )
        .unwrap();
        Self { db, clock, url, _gone_when_dropped: gone }
    }

    /// Runs a use case and waits for it.
    ///
    /// # Errors
    /// What the use case returns.
    pub fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut crate::db::Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.db.write_blocking(work)
    }
}

impl Default for TestStore {
    fn default() -> Self {
        Self::new()
    }
}

/// Copies a migrated file: migrating takes longer than most tests.
fn sqlite() -> (DatabaseUrl, Gone) {
    static MIGRATED: OnceLock<Vec<u8>> = OnceLock::new();
    let migrated = MIGRATED.get_or_init(|| {
        let dir = tempfile::tempdir().unwrap();
        Database::migrate(&sqlite_in(dir.path())).unwrap();
        // Its last connection is closed, so nothing is left in a log beside it.
        std::fs::read(dir.path().join(SQLITE_FILE)).unwrap()
    });
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join(SQLITE_FILE), migrated).unwrap();
    (sqlite_in(dir.path()), Gone::File { dir })
}

const SQLITE_FILE: &str = "test.sqlite";

fn sqlite_in(directory: &Path) -> DatabaseUrl {
    // Tests ask for correctness, the drills for durability: no fsync here.
    format!("sqlite:{}?durability=relaxed", directory.join(SQLITE_FILE).display()).parse().unwrap()
}

/// A name that no other database of the server has.
fn database_name() -> String {
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    format!("t_{}_{}", std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed))
}

/// Copies a migrated template, which is ten times faster than migrating.
fn postgres(admin: &str) -> (DatabaseUrl, Gone) {
    let name = database_name();
    let template = format!("template_{}", migrations_fingerprint());
    let base = admin.rsplit_once('/').unwrap().0;
    let mut c = <diesel::PgConnection as diesel::Connection>::establish(admin).unwrap();
    c.batch_execute("SELECT pg_advisory_lock(42)").unwrap();
    use diesel::{RunQueryDsl, sql_query};
    let there = sql_query(format!("SELECT 1 FROM pg_database WHERE datname = '{template}'")).execute(&mut c);
    if there.unwrap() == 0 {
        // Renamed only when it is whole.
        c.batch_execute(&format!("DROP DATABASE IF EXISTS {template}_making")).unwrap();
        c.batch_execute(&format!("CREATE DATABASE {template}_making")).unwrap();
        Database::migrate(&format!("{base}/{template}_making").parse().unwrap()).unwrap();
        c.batch_execute(&format!("ALTER DATABASE {template}_making RENAME TO {template}")).unwrap();
    }
    let copied = c.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
    c.batch_execute("SELECT pg_advisory_unlock(42)").unwrap();
    copied.unwrap();
    (format!("{base}/{name}").parse().unwrap(), Gone::Database { admin: admin.to_owned(), name })
}

/// Distinguishes builds with different migrations that share one server: by their names and by what they say.
fn migrations_fingerprint() -> String {
    use sha2::{Digest, Sha256};
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations/postgres");
    let mut hash = Sha256::new();
    for name in Database::migrations() {
        let text = std::fs::read(directory.join(&name).join("up.sql")).unwrap();
        hash.update(Sha256::digest(name));
        hash.update(Sha256::digest(text));
    }
    hash.finalize().iter().take(6).map(|b| format!("{b:02x}")).collect()
}

//! A store as it was at one moment, to begin from again and again: what a process that is killed leaves behind is then
//! looked at on a copy, and the next try begins where the first one did.

use std::{fs, sync::Arc, thread::sleep, time::Duration};

use diesel::{RunQueryDsl, connection::SimpleConnection};

use super::{Gone, SeededEntropy, TestClock, TestStore, database_name};
use crate::db::{Clock, Database, DatabaseUrl, DbError, PoolSizes};

/// How long connections that were closed may take to be gone: a database is copied only when nobody is in it.
const CLOSING_TRIES: u32 = 100;
const CLOSING_PAUSE: Duration = Duration::from_millis(50);

/// A store that nobody has open.
pub struct Frozen {
    gone: Gone,
}

/// A copy of a [`Frozen`] store, with a clock of its own; it goes away with this value.
pub struct Thawed {
    /// Its address, as the server takes it: durable.
    pub address: String,
    clock: Arc<TestClock>,
    gone: Gone,
}

impl TestStore {
    /// Closes the store. Whoever else has it open must have closed it.
    #[must_use]
    pub fn freeze(self) -> Frozen {
        let Self { db, _gone_when_dropped: gone, .. } = self;
        drop(db);
        Frozen { gone }
    }
}

impl Frozen {
    /// A copy, whose clock stands where `clock` does.
    #[must_use]
    pub fn thaw(&self, clock: &Arc<TestClock>) -> Thawed {
        let (address, gone) = match &self.gone {
            Gone::File { dir } => {
                let copy = tempfile::tempdir().unwrap();
                for file in fs::read_dir(dir.path()).unwrap() {
                    let file = file.unwrap();
                    fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
                }
                let path = copy.path().join("test.sqlite");
                (format!("sqlite:{}", path.display()), Gone::File { dir: copy })
            }
            Gone::Database { admin, name } => {
                let copy = database_name();
                copy_database(admin, name, &copy);
                let base = admin.rsplit_once('/').unwrap().0;
                (format!("{base}/{copy}"), Gone::Database { admin: admin.clone(), name: copy })
            }
        };
        Thawed { address, clock: Arc::clone(clock), gone }
    }
}

fn copy_database(admin: &str, name: &str, copy: &str) {
    let mut c = <diesel::PgConnection as diesel::Connection>::establish(admin).unwrap();
    for tried in 1.. {
        match c.batch_execute(&format!("CREATE DATABASE {copy} TEMPLATE {name}")) {
            Ok(()) => return,
            Err(error) if tried == CLOSING_TRIES => panic!("{name} cannot be copied: {error}"),
            Err(_) => sleep(CLOSING_PAUSE),
        }
    }
}

impl Thawed {
    /// Waits until nobody has it open: PostgreSQL may still be ending what a process that was killed began.
    pub fn wait_until_left(&self) {
        let Gone::Database { admin, name } = &self.gone else { return };
        let mut c = <diesel::PgConnection as diesel::Connection>::establish(admin).unwrap();
        let connected = format!("SELECT 1 FROM pg_stat_activity WHERE datname = '{name}'");
        for _ in 0..CLOSING_TRIES {
            if diesel::sql_query(&connected).execute(&mut c).unwrap() == 0 {
                return;
            }
            sleep(CLOSING_PAUSE);
        }
        panic!("somebody is still in {name}");
    }

    /// What it has become, to begin from. Whoever has it open must have closed it.
    #[must_use]
    pub fn freeze(self) -> Frozen {
        Frozen { gone: self.gone }
    }

    /// Opens it, beside whoever else has it open.
    ///
    /// # Errors
    /// [`DbError::Unavailable`].
    pub fn open(&self) -> Result<Database, DbError> {
        let url: DatabaseUrl = self.address.parse().map_err(DbError::damaged)?;
        let sizes = PoolSizes { readers: 2, writers: 2 };
        let entropy = SeededEntropy::new(u64::from(std::process::id()) + 1);
        Database::open(&url, &sizes, Arc::clone(&self.clock) as Arc<dyn Clock>, Arc::new(entropy))
    }
}

//! The store: connections, transactions, errors.
//!
//! A use case is a function of a [`Tx`]; it is run by [`Database::write`] (one transaction that commits or
//! leaves nothing) or [`Database::read`]. Only those two open transactions.

mod backend;
mod key;
mod prepared;
pub mod schema;
mod settings;
mod tx;
mod writer;

use std::{any::Any, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use diesel::{connection::SimpleConnection, r2d2::Pool};

pub(crate) use self::backend::{AccountRow, EntryRow, HoldRow, LedgerRows, PostingRow};
use self::{backend::Manager, writer::Writer};
pub use self::{
    backend::{BULK_ROWS, COPY_FROM, Db},
    key::Key,
    prepared::{Statement, Value},
    settings::{DatabaseUrl, DatabaseUrlError},
    tx::{Clock, Entropy, NewEntry, Tx, micros, subject},
};
pub use crate::{bulk_insert, lock, lock_free, on_each};

/// What the store answers when it cannot do as it was asked.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The row is not there.
    #[error("not found")]
    NotFound,
    /// A value exists already; which constraint says so.
    #[error("already there: {0}")]
    Unique(String),
    /// A row that is referred to does not exist.
    #[error("refers to something that does not exist: {0}")]
    Missing(String),
    /// Not now: locked, full, restarting, no connection free. Nothing was changed; trying again is right.
    #[error("the store is not available: {0}")]
    Unavailable(String),
    /// A migration failed.
    #[error("migration failed: {0}")]
    Migration(String),
    /// A stored value cannot be read back: the store was damaged or changed by hand.
    #[error("a stored value is damaged: {0}")]
    Damaged(String),
    /// A fault of ours.
    #[error("query failed: {0}")]
    Query(diesel::result::Error),
    /// The use case panicked; its transaction was undone.
    #[error("internal fault")]
    Panicked,
}

impl DbError {
    /// For values that the store should never hold.
    #[must_use]
    pub fn damaged(what: impl std::fmt::Display) -> Self {
        Self::Damaged(what.to_string())
    }
}

/// How many connections to keep.
#[derive(Clone, Debug)]
pub struct PoolSizes {
    /// Connections that read.
    pub readers: u32,
    /// Connections that write (PostgreSQL; the embedded database has one writer).
    pub writers: u32,
}

impl Default for PoolSizes {
    fn default() -> Self {
        Self { readers: 8, writers: 16 }
    }
}

/// The store, shared by every thread of the process. Cheap to clone.
#[derive(Clone)]
pub struct Database(Arc<Inner>);

struct Inner {
    readers: Pool<Manager>,
    writes: Writes,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    committed: tokio::sync::watch::Sender<u64>,
}

enum Writes {
    /// One writer thread that commits whatever is waiting together.
    Grouped(Writer),
    /// Connections, and the writer that posts in the ledger.
    Pooled(Pool<Manager>, Writer),
}

impl Database {
    /// Connects; applies no migration (see [`Database::migrate`]).
    ///
    /// # Errors
    /// [`DbError::Unavailable`] where the store cannot be reached.
    pub fn open(
        url: &DatabaseUrl,
        sizes: &PoolSizes,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, DbError> {
        let manager = Manager { url: url.clone(), read_only: false };
        let writer = |open| Writer::start(manager.clone(), open, Arc::clone(&clock), Arc::clone(&entropy));
        let writes = match url {
            // The first connection makes the file, so it comes before the readers.
            DatabaseUrl::Sqlite { .. } => {
                let first = manager.open().map_err(unavailable)?;
                Writes::Grouped(writer(Some(first))?)
            }
            DatabaseUrl::Postgres(_) => Writes::Pooled(pool(manager.clone(), sizes.writers)?, writer(None)?),
        };
        let readers = pool(Manager { read_only: true, ..manager }, sizes.readers)?;
        let (committed, _) = tokio::sync::watch::channel(0);
        Ok(Self(Arc::new(Inner { readers, writes, clock, entropy, committed })))
    }

    /// Whether the store is the embedded one.
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        matches!(self.0.writes, Writes::Grouped(_))
    }

    /// The pools with their open connections and how many of those nobody uses now.
    #[must_use]
    pub fn pools(&self) -> Vec<(&'static str, u32, u32)> {
        let of = |name, pool: &Pool<Manager>| {
            let state = pool.state();
            (name, state.connections, state.idle_connections)
        };
        let mut pools = vec![of("readers", &self.0.readers)];
        if let Writes::Pooled(writers, _) = &self.0.writes {
            pools.push(of("writers", writers));
        }
        pools
    }

    /// The time, as use cases see it.
    #[must_use]
    pub fn now(&self) -> chrono::DateTime<chrono::Utc> {
        micros(self.0.clock.now())
    }

    /// A new identifier outside any transaction (a request's number, a lease holder's name).
    #[must_use]
    pub fn fresh_id<T: domain::ids::Id>(&self) -> T {
        tx::new_id(self.now(), &*self.0.entropy)
    }

    /// The source of randomness, for what is made outside any transaction (the salt of a hash).
    #[must_use]
    pub fn entropy(&self) -> &dyn Entropy {
        &*self.0.entropy
    }

    /// Counts this process's commits; background jobs wait on it to look at what came.
    #[must_use]
    pub fn commits(&self) -> tokio::sync::watch::Receiver<u64> {
        self.0.committed.subscribe()
    }

    /// Runs a use case in one transaction: all of it is kept, or nothing.
    ///
    /// # Errors
    /// What the use case returns, or [`DbError`] where the store fails; then nothing was changed.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let done = match &self.0.writes {
            Writes::Grouped(writer) => writer.run(work).await,
            Writes::Pooled(..) => {
                let database = self.clone();
                blocking(move || database.write_pooled(work)).await
            }
        };
        self.told(done)
    }

    /// [`Database::write`] in the ledger's turn, together with whatever else waits to post: for what touches accounts.
    ///
    /// # Errors
    /// As [`Database::write`].
    pub async fn write_in_turn<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (Writes::Grouped(writer) | Writes::Pooled(_, writer)) = &self.0.writes;
        let done = writer.run(work).await;
        self.told(done)
    }

    /// [`Database::write_in_turn`] on the caller's thread, for callers without a runtime.
    ///
    /// # Errors
    /// As [`Database::write`].
    pub fn write_in_turn_blocking<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (Writes::Grouped(writer) | Writes::Pooled(_, writer)) = &self.0.writes;
        let done = writer.run_blocking(work);
        self.told(done)
    }

    /// Lets background jobs know of a commit.
    fn told<T, E>(&self, done: Result<T, E>) -> Result<T, E> {
        if done.is_ok() {
            self.0.committed.send_modify(|n| *n += 1);
        }
        done
    }

    /// [`Database::write`] for callers without a runtime (commands, imports); on the caller's thread.
    ///
    /// # Errors
    /// As [`Database::write`].
    pub fn write_blocking<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let done = match &self.0.writes {
            Writes::Grouped(writer) => writer.run_blocking(work),
            Writes::Pooled(..) => self.write_pooled(work),
        };
        self.told(done)
    }

    fn write_pooled<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E>,
        E: From<DbError>,
    {
        let Writes::Pooled(pool, _) = &self.0.writes else { return Err(DbError::Panicked.into()) };
        let mut db = pool.get().map_err(unavailable)?;
        db.begin_write()?;
        let mut tx = Tx::new(&mut db, self.now(), &*self.0.entropy);
        let done = std::panic::catch_unwind(AssertUnwindSafe(|| work(&mut tx)));
        match done {
            Ok(Ok(value)) => {
                db.batch_execute("COMMIT").map_err(DbError::from)?;
                Ok(value)
            }
            Ok(Err(error)) => {
                // A connection that is gone has rolled back by itself.
                let _ = db.batch_execute("ROLLBACK");
                Err(error)
            }
            Err(panic) => {
                let _ = db.batch_execute("ROLLBACK");
                tracing::error!(panic = panic_text(&*panic), "a use case panicked");
                Err(DbError::Panicked.into())
            }
        }
    }

    /// Runs a short read (an indexed row, a page of a list). On the embedded database it runs on the
    /// calling thread, which is faster than handing it over.
    ///
    /// # Errors
    /// What `work` returns, or [`DbError`] where the store fails.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        if self.is_embedded() { self.read_blocking(work) } else { self.read_long(work).await }
    }

    /// Runs a read that may take long (an export, a check of the whole chain) on a blocking thread.
    ///
    /// # Errors
    /// What `work` returns, or [`DbError`] where the store fails.
    pub async fn read_long<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let database = self.clone();
        blocking(move || database.read_blocking(work)).await
    }

    /// Runs a read on the calling thread; each statement sees what was committed when it began.
    ///
    /// # Errors
    /// What `work` returns, or [`DbError`] where the store fails.
    pub fn read_blocking<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E>,
        E: From<DbError>,
    {
        let mut db = self.0.readers.get().map_err(unavailable)?;
        work(&mut Tx::new(&mut db, self.now(), &*self.0.entropy))
    }

    /// Runs a read that sees one state of the store throughout (checks, exports that must add up).
    ///
    /// # Errors
    /// What `work` returns, or [`DbError`] where the store fails.
    pub fn snapshot_blocking<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E>,
        E: From<DbError>,
    {
        self.read_blocking(|tx| {
            tx.db().begin_read()?;
            let done = std::panic::catch_unwind(AssertUnwindSafe(|| work(tx)));
            tx.db().batch_execute("ROLLBACK").map_err(DbError::from)?;
            done.unwrap_or_else(|_| Err(DbError::Panicked.into()))
        })
    }

    /// Applies missing migrations; returns their names.
    ///
    /// # Errors
    /// [`DbError::Migration`].
    pub fn migrate(url: &DatabaseUrl) -> Result<Vec<String>, DbError> {
        let manager = Manager { url: url.clone(), read_only: false };
        manager.open().map_err(|e| DbError::Unavailable(e.to_string()))?.migrate()
    }

    /// Writes what is committed in the embedded store to a file that does not exist yet, on a connection of its own
    /// (a pooled reader may not write any file); others read and write meanwhile. The file may not have
    /// reached the disk. `None` for PostgreSQL.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn copy(url: &DatabaseUrl, target: &str) -> Result<Option<()>, DbError> {
        let manager = Manager { url: url.clone(), read_only: false };
        let mut db = manager.open().map_err(|e| DbError::Unavailable(e.to_string()))?;
        db.vacuum_into(target).transpose()
    }

    /// The names of all migrations this build carries.
    #[must_use]
    pub fn migrations() -> Vec<String> {
        Db::migrations()
    }

    /// Whether the store answers and is migrated; what `/readyz` asks.
    ///
    /// # Errors
    /// [`DbError`] where it does not.
    pub async fn ready(&self) -> Result<bool, DbError> {
        self.read_long(|tx| Ok::<_, DbError>(tx.db().pending_migrations()? == 0)).await
    }
}

fn pool(manager: Manager, size: u32) -> Result<Pool<Manager>, DbError> {
    Pool::builder()
        .max_size(size)
        .min_idle(Some(1))
        // Costs 28 % of reads and was not needed to recover from a killed server.
        .test_on_check_out(false)
        .connection_timeout(backend::CHECKOUT_TIMEOUT)
        .idle_timeout(Some(Duration::from_secs(600)))
        .build(manager)
        .map_err(unavailable)
}

fn unavailable(error: impl std::fmt::Display) -> DbError {
    DbError::Unavailable(error.to_string())
}

async fn blocking<T, E, F>(work: F) -> Result<T, E>
where
    F: FnOnce() -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    // Lines that are logged on the other thread keep the request's number.
    let span = tracing::Span::current();
    let done = tokio::task::spawn_blocking(move || span.in_scope(work)).await;
    done.unwrap_or_else(|_| Err(DbError::Panicked.into()))
}

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("?")
}

//! The only file, with those below it, that names a database.
//!
//! Everything that diesel's multi-backend connection cannot say is here: connecting, the transaction's
//! first word, the row lock, statements whose text differs, and errors as each engine reports them.

#[cfg(feature = "testing")]
mod explain;
mod ledger;

use std::time::Duration;

use diesel::{
    connection::SimpleConnection,
    migration::MigrationSource,
    prelude::*,
    r2d2::ManageConnection,
    result::{DatabaseErrorKind, Error as DieselError},
};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

pub(crate) use self::ledger::{AccountRow, EntryRow, HoldRow, LedgerRows, PostingRow};
use super::{DbError, settings::DatabaseUrl};

const SQLITE_MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
const POSTGRES_MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

/// A connection to either database. Ordinary diesel queries run on it as they are.
#[derive(diesel::MultiConnection)]
#[allow(missing_docs, reason = "the derive makes items that cannot be documented")]
pub enum Db {
    /// PostgreSQL, or an engine that speaks its protocol.
    Postgres(diesel::PgConnection),
    /// SQLite, embedded.
    Sqlite(diesel::SqliteConnection),
}

impl Db {
    /// Whether this is the embedded database (one writer, reads in microseconds).
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        matches!(self, Self::Sqlite(_))
    }

    /// Runs statements as they stand, without parameters.
    ///
    /// # Errors
    /// What the database answers.
    pub fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        self.batch_execute(sql).map_err(DbError::from)
    }

    /// Writes a copy of the embedded store to a file that does not exist yet; `None` for PostgreSQL, which
    /// has tools of its own.
    pub(super) fn vacuum_into(&mut self, target: &str) -> Option<Result<(), DbError>> {
        match self {
            Self::Postgres(_) => None,
            Self::Sqlite(c) => {
                let copy = diesel::sql_query("VACUUM INTO ?").bind::<diesel::sql_types::Text, _>(target);
                Some(copy.execute(c).map(drop).map_err(DbError::from))
            }
        }
    }

    /// Opens a transaction that may write: SQLite takes its write lock at once, so that no later
    /// statement meets "database is locked"; PostgreSQL locks rows as they are read (see [`lock!`]).
    ///
    /// [`lock!`]: crate::db::lock
    pub(super) fn begin_write(&mut self) -> Result<(), DbError> {
        match self {
            Self::Postgres(c) => c.batch_execute("BEGIN"),
            Self::Sqlite(c) => c.batch_execute("BEGIN IMMEDIATE"),
        }
        .map_err(DbError::from)
    }

    /// Opens a transaction for a group of use cases in the ledger's turn, and the first savepoint in it. See
    /// [`Db::take_turn`].
    pub(super) fn begin_group(&mut self) -> Result<(), DbError> {
        match self {
            Self::Postgres(c) => c.batch_execute(&format!("BEGIN; {TAKE_TURN}; SAVEPOINT job")),
            Self::Sqlite(c) => c.batch_execute("BEGIN IMMEDIATE; SAVEPOINT job"),
        }
        .map_err(DbError::from)
    }

    /// Waits until no other transaction posts in the ledger, and keeps them waiting until this one ends. Accounts that
    /// everybody is paid from would make them wait one by one; like this each turn is a group. The embedded database's
    /// one writer has its turn always.
    pub(super) fn take_turn(&mut self) -> Result<(), DbError> {
        match self {
            Self::Postgres(c) => c.batch_execute(TAKE_TURN).map_err(DbError::from),
            Self::Sqlite(_) => Ok(()),
        }
    }

    /// Opens a transaction that only reads and sees one state of the store throughout.
    pub(super) fn begin_read(&mut self) -> Result<(), DbError> {
        match self {
            Self::Postgres(c) => c.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
            Self::Sqlite(c) => c.batch_execute("BEGIN DEFERRED"),
        }
        .map_err(DbError::from)
    }

    /// The text of an expression for the day in town time on which the moments of a column lie: `2027-03-05`.
    #[must_use]
    pub fn town_day(&self, column: &str) -> String {
        let ahead = domain::town_time::offset().local_minus_utc();
        match self {
            Self::Postgres(_) => format!("to_char({column} + INTERVAL '{ahead} seconds', 'YYYY-MM-DD')"),
            Self::Sqlite(_) => format!("strftime('%Y-%m-%d', {column}, '+{ahead} seconds')"),
        }
    }

    /// Applies the migrations that are missing; returns their names.
    ///
    /// # Errors
    /// [`DbError::Migration`] where one fails; what it did is undone.
    pub fn migrate(&mut self) -> Result<Vec<String>, DbError> {
        let done = match self {
            Self::Postgres(c) => {
                // Two nodes that start together: the second waits, then finds nothing to do.
                c.batch_execute("SELECT pg_advisory_lock(7463829145)")?;
                let done = c.run_pending_migrations(POSTGRES_MIGRATIONS).map(|v| names(&v));
                c.batch_execute("SELECT pg_advisory_unlock(7463829145)")?;
                done
            }
            Self::Sqlite(c) => c.run_pending_migrations(SQLITE_MIGRATIONS).map(|v| names(&v)),
        };
        done.map_err(|e| DbError::Migration(e.to_string()))
    }

    /// The names of every embedded migration.
    pub(super) fn migrations() -> Vec<String> {
        let all = MigrationSource::<diesel::pg::Pg>::migrations(&POSTGRES_MIGRATIONS).unwrap_or_default();
        all.iter().map(|m| m.name().to_string()).collect()
    }

    /// How many migrations are missing.
    ///
    /// # Errors
    /// What the database answers.
    pub fn pending_migrations(&mut self) -> Result<usize, DbError> {
        match self {
            Self::Postgres(c) => c.pending_migrations(POSTGRES_MIGRATIONS).map(|v| v.len()),
            Self::Sqlite(c) => c.pending_migrations(SQLITE_MIGRATIONS).map(|v| v.len()),
        }
        .map_err(|e| DbError::Migration(e.to_string()))
    }
}

/// The lock that is the ledger's turn.
const TAKE_TURN: &str = "SELECT pg_advisory_xact_lock(7463829146)";

fn names(versions: &[diesel::migration::MigrationVersion<'_>]) -> Vec<String> {
    versions.iter().map(ToString::to_string).collect()
}

/// Opens connections for the pools. The scheme of the URL decides the database; nothing is guessed.
#[derive(Clone, Debug)]
pub(super) struct Manager {
    pub(super) url: DatabaseUrl,
    /// Readers of the embedded database are told so: a write through one is an error.
    pub(super) read_only: bool,
}

impl Manager {
    pub(super) fn open(&self) -> Result<Db, ConnectionError> {
        match &self.url {
            DatabaseUrl::Postgres(url) => {
                let mut c = diesel::PgConnection::establish(url)?;
                c.batch_execute(
                    "SET TIME ZONE 'UTC'; SET lock_timeout = '5s'; SET statement_timeout = '60s'",
                )
                .map_err(|e| ConnectionError::BadConnection(e.to_string()))?;
                Ok(Db::Postgres(c))
            }
            DatabaseUrl::Sqlite { path, durable } => {
                let mut c = diesel::SqliteConnection::establish(path)?;
                let synchronous = if *durable { "FULL" } else { "NORMAL" };
                let query_only = if self.read_only { "ON" } else { "OFF" };
                c.batch_execute(&format!(
                    "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}; \
                     PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000; \
                     PRAGMA mmap_size = 268435456; PRAGMA query_only = {query_only};"
                ))
                .map_err(|e| ConnectionError::BadConnection(e.to_string()))?;
                Ok(Db::Sqlite(c))
            }
        }
    }
}

impl ManageConnection for Manager {
    type Connection = Db;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Db, Self::Error> {
        self.open().map_err(diesel::r2d2::Error::ConnectionError)
    }

    fn is_valid(&self, db: &mut Db) -> Result<(), Self::Error> {
        db.batch_execute("SELECT 1").map_err(diesel::r2d2::Error::QueryError)
    }

    fn has_broken(&self, db: &mut Db) -> bool {
        std::thread::panicking()
            || match db {
                Db::Postgres(c) => r2d2_broken(c),
                Db::Sqlite(c) => r2d2_broken(c),
            }
    }
}

fn r2d2_broken<C: diesel::r2d2::R2D2Connection>(c: &mut C) -> bool {
    c.is_broken()
}

/// Time a caller waits for a connection before it is told that the store is busy.
pub(super) const CHECKOUT_TIMEOUT: Duration = Duration::from_secs(5);

impl From<DieselError> for DbError {
    fn from(error: DieselError) -> Self {
        match &error {
            DieselError::NotFound => Self::NotFound,
            DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, info) => {
                Self::Unique(info.constraint_name().unwrap_or(info.message()).to_owned())
            }
            DieselError::DatabaseError(DatabaseErrorKind::ForeignKeyViolation, info) => {
                Self::Missing(info.message().to_owned())
            }
            DieselError::DatabaseError(DatabaseErrorKind::ClosedConnection, _) => {
                Self::Unavailable(error.to_string())
            }
            DieselError::DatabaseError(_, info) if is_unavailable(info.message()) => {
                Self::Unavailable(error.to_string())
            }
            _ => Self::Query(error),
        }
    }
}

/// Messages with which the engines say "not now" rather than "wrong".
fn is_unavailable(message: &str) -> bool {
    [
        "database is locked",
        "database or disk is full",
        "disk I/O error",
        "lock timeout",
        "deadlock detected",
        "statement timeout",
        "terminating connection",
        "server closed the connection",
        "connection not open",
        "no connection to the server",
        "the database system is",
        "could not extend file",
        "remaining connection slots",
    ]
    .iter()
    .any(|known| message.contains(known))
}

/// Runs one diesel expression against whichever database `$db` is: for `ON CONFLICT`, `Vec` inserts and
/// `sql_query`, which the multi-backend connection cannot express. The text is written once and compiled for each.
#[macro_export]
macro_rules! on_each {
    ($db:expr, |$c:ident| $body:expr) => {
        match $db {
            $crate::db::Db::Postgres($c) => $body,
            $crate::db::Db::Sqlite($c) => $body,
        }
    };
}

/// Reads rows and locks them until the transaction ends: `FOR UPDATE` on PostgreSQL; the embedded
/// database already holds its only write lock. `$query` is a diesel query without joins.
#[macro_export]
macro_rules! lock {
    ($db:expr, $query:expr, |$q:ident, $c:ident| $load:expr) => {
        match $db {
            $crate::db::Db::Postgres($c) => {
                let $q = diesel::QueryDsl::for_update($query);
                $load
            }
            $crate::db::Db::Sqlite($c) => {
                let $q = $query;
                $load
            }
        }
    };
}

/// [`lock!`](crate::lock) for "any one that is free": rows that another transaction holds are passed over. On the
/// embedded database, which has one writer, no row is ever held.
#[macro_export]
macro_rules! lock_free {
    ($db:expr, $query:expr, |$q:ident, $c:ident| $load:expr) => {
        match $db {
            $crate::db::Db::Postgres($c) => {
                let $q = diesel::QueryDsl::for_update($query).skip_locked();
                $load
            }
            $crate::db::Db::Sqlite($c) => {
                let $q = $query;
                $load
            }
        }
    };
}

/// Rows of one `INSERT` of [`bulk_insert!`]: with the widest table their values stay below SQLite's 32,766.
///
/// [`bulk_insert!`]: crate::db::bulk_insert
pub const BULK_ROWS: usize = 1_000;

/// From how many rows on [`bulk_insert!`] begins a `COPY`, which is three ways to the server.
///
/// [`bulk_insert!`]: crate::db::bulk_insert
pub const COPY_FROM: usize = 50;

/// Inserts many rows (a `Vec` of an `Insertable` with `treat_none_as_default_value = false`): a statement that is prepared
/// once for a single row, a statement for few, `COPY` on PostgreSQL or statements of [`BULK_ROWS`] rows on the embedded
/// database for many. Answers how many.
///
/// [`BULK_ROWS`]: crate::db::BULK_ROWS
#[macro_export]
macro_rules! bulk_insert {
    ($db:expr, $table:expr, $rows:expr) => {
        match ($db, &$rows[..]) {
            ($crate::db::Db::Postgres(c), [one]) => {
                diesel::RunQueryDsl::execute(diesel::insert_into($table).values(one), c)
            }
            ($crate::db::Db::Postgres(c), rows) if (1..$crate::db::COPY_FROM).contains(&rows.len()) => {
                diesel::RunQueryDsl::execute(diesel::insert_into($table).values(rows), c)
            }
            ($crate::db::Db::Postgres(c), rows) => {
                diesel::ExecuteCopyFromDsl::execute(diesel::copy_from($table).from_insertable(rows), c)
            }
            ($crate::db::Db::Sqlite(c), rows) => {
                rows.chunks($crate::db::BULK_ROWS).try_fold(0, |done, rows| {
                    let insert = diesel::insert_into($table).values(rows);
                    diesel::RunQueryDsl::execute(insert, c).map(|more| done + more)
                })
            }
        }
        .map_err($crate::db::DbError::from)
    };
}

//! Counting statements: a list must not ask the store once a row.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use diesel::connection::{Connection, InstrumentationEvent};

use super::TestStore;
use crate::db::{DbError, Tx};

/// Runs a read and counts the statements that it sends.
///
/// # Errors
/// What the read returns.
pub fn statements<T, E, F>(store: &TestStore, work: F) -> Result<(T, usize), E>
where
    F: FnOnce(&mut Tx<'_>) -> Result<T, E>,
    E: From<DbError>,
{
    store.db.read_blocking(|tx| counted(tx, work))
}

/// Runs a write and counts the statements that it sends.
///
/// # Errors
/// What the write returns.
pub fn written_statements<T, E, F>(store: &TestStore, work: F) -> Result<(T, usize), E>
where
    F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    store.db.write_blocking(|tx| counted(tx, work))
}

fn counted<T, E>(tx: &mut Tx<'_>, work: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<(T, usize), E> {
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    tx.db().set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if matches!(event, InstrumentationEvent::StartQuery { .. }) {
            counter.fetch_add(1, Ordering::SeqCst);
        }
    });
    let done = work(tx);
    tx.db().set_instrumentation(|_: InstrumentationEvent<'_>| {});
    done.map(|value| (value, count.load(Ordering::SeqCst)))
}

/// How the store would run each statement of a read: a text for each, a line for each step of it.
///
/// # Errors
/// What the read answers.
///
/// # Panics
/// Where another thread panicked while it noted one.
pub fn explained<T, E, F>(store: &TestStore, work: F) -> Result<Vec<String>, E>
where
    F: FnOnce(&mut Tx<'_>) -> Result<T, E>,
    E: From<DbError>,
{
    let noted = Arc::new(std::sync::Mutex::new(Vec::new()));
    let notes = Arc::clone(&noted);
    store.db.read_blocking(move |tx| {
        tx.db().set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::StartQuery { query, .. } = event {
                notes.lock().unwrap().push(query.to_string());
            }
        });
        work(tx)?;
        tx.db().set_instrumentation(|_: InstrumentationEvent<'_>| {});
        let noted = std::mem::take(&mut *noted.lock().unwrap());
        let text = |noted: String| noted.split(" -- binds").next().unwrap_or_default().to_owned();
        let plan = |noted| Ok(tx.db().explain(&text(noted))?.join("\n"));
        noted.into_iter().map(plan).collect::<Result<_, DbError>>().map_err(E::from)
    })
}

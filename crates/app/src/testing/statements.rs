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
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    store.db.read_blocking(move |tx| {
        tx.db().set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if matches!(event, InstrumentationEvent::StartQuery { .. }) {
                counter.fetch_add(1, Ordering::SeqCst);
            }
        });
        let done = work(tx);
        tx.db().set_instrumentation(|_: InstrumentationEvent<'_>| {});
        done.map(|value| (value, count.load(Ordering::SeqCst)))
    })
}

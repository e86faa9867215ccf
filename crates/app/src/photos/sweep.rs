//! The job that takes unused photos away, from the rows and from the store.

use super::{purge, purged};
use crate::{
    db::{Database, DbError},
    media::{PhotoHash, Store, StoreError},
};

/// Why a sweep stopped; the next one takes up where it did.
#[derive(Debug, thiserror::Error)]
pub enum SweepError {
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The photo store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes away what no ticket has used for a day; returns how many pictures left the store. Several nodes may run it at
/// once, and running it again changes nothing.
///
/// # Errors
/// [`SweepError`].
pub async fn sweep(db: &Database, store: &Store) -> Result<usize, SweepError> {
    let leaving = db.write(purge).await?;
    let count = leaving.len();
    for hash in leaving {
        store.delete(PhotoHash::from_bytes(hash)).await?;
        db.write(move |tx| purged(tx, hash)).await?;
    }
    Ok(count)
}

//! The background task that seals.

use std::time::Duration;

use diesel::prelude::*;
use domain::ids::NodeId;
use tokio::{task::JoinHandle, time::sleep};

use super::seal::{BATCH_MAX, Sealed, seal};
use crate::db::{Database, DbError, schema::journal};

/// How often entries are looked for that another process has committed.
const POLL: Duration = Duration::from_millis(100);
/// What is committed within this time after a commit shares its batch.
const GATHER: Duration = Duration::from_millis(20);
/// How long a node that does not hold the lease leaves the sealing to the one that does.
const STAND_BY: Duration = Duration::from_secs(1);
/// How long to wait after a failure.
const AFTER_FAILURE: Duration = Duration::from_secs(1);

/// Seals committed entries until it is dropped. Every node runs one.
pub struct Sealer(JoinHandle<()>);

impl Sealer {
    /// Starts sealing, on the caller's runtime.
    #[must_use]
    pub fn start(db: Database) -> Self {
        Self(tokio::spawn(run(db)))
    }
}

impl Drop for Sealer {
    fn drop(&mut self) {
        // A batch in flight commits or does not; nothing of it is ever half there.
        self.0.abort();
    }
}

async fn run(db: Database) {
    let node: NodeId = db.fresh_id();
    let mut commits = db.commits();
    loop {
        commits.borrow_and_update();
        match step(&db, node).await {
            Ok(Sealed::Batch(BATCH_MAX, _)) => continue,
            Ok(Sealed::Batch(..) | Sealed::Nothing) => {}
            Ok(Sealed::Elsewhere) => sleep(STAND_BY).await,
            Err(error) => {
                tracing::error!(%error, "the journal could not be sealed");
                sleep(AFTER_FAILURE).await;
            }
        }
        tokio::select! {
            _ = commits.changed() => sleep(GATHER).await,
            () = sleep(POLL) => {}
        }
    }
}

/// One batch, where there is anything to seal: looking costs a read, not a write.
async fn step(db: &Database, node: NodeId) -> Result<Sealed, DbError> {
    let waiting = db.read(|tx| {
        let first = journal::table.filter(journal::position.is_null()).select(journal::sequence);
        Ok::<_, DbError>(first.first::<i64>(tx.db()).optional()?.is_some())
    });
    if waiting.await? { db.write(move |tx| seal(tx, node)).await } else { Ok(Sealed::Nothing) }
}

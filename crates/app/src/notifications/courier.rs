//! The background task that tells people.

use std::time::Duration;

use tokio::{task::JoinHandle, time::sleep};

use super::deliver::{ENTRIES_MAX, deliver, waits};
use crate::db::{Database, DbError};

/// How often the journal is looked at.
const POLL: Duration = Duration::from_millis(500);
const AFTER_FAILURE: Duration = Duration::from_secs(2);

/// Tells people what the journal tells of until it is dropped. Every node runs one; two take turns at the cursor.
pub struct Courier(JoinHandle<()>);

impl Courier {
    /// Starts telling, on the caller's runtime.
    #[must_use]
    pub fn start(db: Database) -> Self {
        Self(tokio::spawn(run(db)))
    }
}

impl Drop for Courier {
    fn drop(&mut self) {
        // A batch in flight commits or does not; nobody is told twice.
        self.0.abort();
    }
}

async fn run(db: Database) {
    loop {
        match step(&db).await {
            Ok(true) => continue,
            Ok(false) => sleep(POLL).await,
            Err(error) => {
                tracing::error!(%error, "nobody could be told");
                sleep(AFTER_FAILURE).await;
            }
        }
    }
}

/// One batch, where there is anything to tell: looking costs a read, not a write. Whether there may be more.
async fn step(db: &Database) -> Result<bool, DbError> {
    if !db.read(waits).await? {
        return Ok(false);
    }
    let read = db.write(deliver).await?;
    Ok(u32::try_from(read).is_ok_and(|n| n >= ENTRIES_MAX))
}

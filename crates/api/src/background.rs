//! What every node does beside answering requests.

use std::time::Duration;

use app::{
    db::{Database, DbError},
    idempotency, identity,
    journal::{Sealer, live::Tailer},
};
use tokio::{task::JoinHandle, time::sleep};

use crate::State;

/// The jobs of this node; they end when this is dropped.
pub struct Background {
    _sealer: Sealer,
    _tailer: Tailer,
    _forgetting: Forgetting,
}

impl Background {
    /// Starts them on the caller's runtime.
    #[must_use]
    pub fn start(state: &State) -> Self {
        Self {
            _sealer: Sealer::start(state.db.clone()),
            _tailer: Tailer::start(state.db.clone(), state.live.clone()),
            _forgetting: Forgetting(tokio::spawn(forget(state.db.clone()))),
        }
    }
}

/// How often what is over is forgotten. Every node does it: doing it twice forgets no more.
const FORGET_EVERY: Duration = Duration::from_secs(3600);
/// After the start, when a node has better things to do.
const FORGET_FIRST: Duration = Duration::from_secs(60);

/// Forgets what is over until it is dropped.
struct Forgetting(JoinHandle<()>);

impl Drop for Forgetting {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn forget(db: Database) {
    sleep(FORGET_FIRST).await;
    loop {
        let done = db.write(|tx| Ok::<_, DbError>((identity::purge(tx)?, idempotency::purge(tx)?))).await;
        match done {
            Ok((people, answers)) => tracing::info!(?people, answers, "forgot what is over"),
            Err(error) => tracing::warn!(%error, "what is over was not forgotten"),
        }
        sleep(FORGET_EVERY).await;
    }
}

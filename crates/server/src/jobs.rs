//! What runs beside the requests: each task on its own, all stopped together.

use std::{future::Future, time::Duration};

use api::State;
use app::{
    db::{Database, DbError, Tx},
    idempotency,
};
use tokio::{sync::watch, task::JoinSet};

/// Something that is done again and again, in one transaction.
struct Chore {
    name: &'static str,
    every: Duration,
    /// Returns how much there was to do.
    work: fn(&mut Tx<'_>) -> Result<usize, DbError>,
}

/// The chores of the store. Each may run on every node: what one has done, the next finds done.
const CHORES: &[Chore] = &[Chore {
    name: "forget old answers to idempotency keys",
    every: Duration::from_secs(600),
    work: idempotency::purge,
}];

/// How often the counters of callers who have stopped calling are forgotten.
const FORGET_EVERY: Duration = Duration::from_secs(60);

/// The running tasks.
pub(crate) struct Jobs {
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

/// Starts them all.
pub(crate) fn start(state: &State) -> Jobs {
    let stop = watch::Sender::new(false);
    let mut tasks = JoinSet::new();
    for chore in CHORES {
        let db = state.db.clone();
        tasks.spawn(repeat(stop.subscribe(), chore.every, move || run(db.clone(), chore)));
    }
    let counters = state.clone();
    tasks.spawn(repeat(stop.subscribe(), FORGET_EVERY, move || {
        counters.forget_idle_callers();
        std::future::ready(())
    }));
    Jobs { stop, tasks }
}

impl Jobs {
    /// Stops them: what is being done is finished, nothing new is begun.
    pub(crate) async fn stop(mut self) {
        self.stop.send_replace(true);
        while self.tasks.join_next().await.is_some() {}
    }
}

async fn repeat<F: Future<Output = ()>>(
    mut stop: watch::Receiver<bool>,
    every: Duration,
    mut work: impl FnMut() -> F,
) {
    loop {
        tokio::select! {
            _ = stop.changed() => return,
            () = tokio::time::sleep(every) => work().await,
        }
    }
}

/// A chore that fails is tried again when its time comes.
async fn run(db: Database, chore: &'static Chore) {
    match db.write(chore.work).await {
        Ok(0) => {}
        Ok(count) => tracing::info!(chore = chore.name, count, "done"),
        Err(error) => tracing::error!(chore = chore.name, %error, "failed"),
    }
}

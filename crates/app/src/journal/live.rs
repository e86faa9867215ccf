//! Live updates: each node reads a sealed entry once and hands it to everybody who is connected.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use domain::{ids::UserId, journal::Entry};
use tokio::{sync::broadcast, task::JoinHandle, time::sleep};

use super::{read::sealed_from, rows::head, subjects::told};
use crate::db::{Database, DbError, Tx};

/// How often a quiet connection says that it lives, and looks again at what its person may see.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// Entries that a connection may lag behind before it is dropped; it resumes from the store.
const BACKLOG_MAX: usize = 1_024;
/// Connections of one node.
const SEATS_MAX: usize = 10_000;
/// Connections of one person on one node: a browser's tabs on a few devices.
const SEATS_PER_PERSON_MAX: usize = 16;
/// Entries read at once.
const BATCH: u32 = 200;
/// How often entries are looked for that another process has sealed.
const POLL: Duration = Duration::from_millis(200);
const AFTER_FAILURE: Duration = Duration::from_secs(1);

/// A sealed entry and the people who are told of it whatever they may see.
#[derive(Clone, Debug)]
pub struct News {
    /// The entry.
    pub entry: Entry,
    /// Whom it concerns, and who waits for it.
    pub concerned: Vec<UserId>,
}

/// Reads news from position `from` on, at most `limit` entries.
///
/// # Errors
/// [`DbError`].
pub fn news_from(tx: &mut Tx<'_>, from: u64, limit: u32) -> Result<Vec<News>, DbError> {
    let entries = sealed_from(tx, from, None, limit)?;
    entries.into_iter().map(|entry| Ok(News { concerned: told(tx, &entry.subject)?, entry })).collect()
}

/// Where connections of this node get their news. Cheap to clone.
#[derive(Clone)]
pub struct Hub(Arc<Inner>);

struct Inner {
    heartbeat: Duration,
    /// Gone when the node closes its connections.
    sender: Mutex<Option<broadcast::Sender<Arc<News>>>>,
    seats: Mutex<HashMap<UserId, usize>>,
}

/// A place at the hub; given back when dropped.
pub struct Seat {
    hub: Hub,
    person: UserId,
    /// What is sealed from now on.
    pub news: broadcast::Receiver<Arc<News>>,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut seats = self.hub.0.seats.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = seats.get_mut(&self.person) {
            *taken -= 1;
            if *taken == 0 {
                seats.remove(&self.person);
            }
        }
    }
}

impl Default for Hub {
    fn default() -> Self {
        Self::new(HEARTBEAT)
    }
}

impl Hub {
    /// A hub whose connections look again at what their people may see every so often.
    #[must_use]
    pub fn new(heartbeat: Duration) -> Self {
        let (sender, _) = broadcast::channel(BACKLOG_MAX);
        Self(Arc::new(Inner { heartbeat, sender: Mutex::new(Some(sender)), seats: Mutex::default() }))
    }

    /// How often a connection looks again.
    #[must_use]
    pub fn heartbeat(&self) -> Duration {
        self.0.heartbeat
    }

    /// Takes a place for `person`; `None` where this node or this person has too many, or the node is
    /// closing.
    #[must_use]
    pub fn join(&self, person: UserId) -> Option<Seat> {
        let news = self.sender()?.subscribe();
        let mut seats = self.0.seats.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = seats.values().sum();
        let mine = seats.entry(person).or_default();
        if all >= SEATS_MAX || *mine >= SEATS_PER_PERSON_MAX {
            return None;
        }
        *mine += 1;
        drop(seats);
        Some(Seat { hub: self.clone(), person, news })
    }

    /// Ends every connection and accepts no more: a server does this first when it stops, so that waiting
    /// for requests in flight does not wait for these.
    pub fn close(&self) {
        self.0.sender.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    fn sender(&self) -> Option<broadcast::Sender<Arc<News>>> {
        self.0.sender.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Reads what is sealed and hands it to a hub, until it is dropped. Every node runs one.
pub struct Tailer(JoinHandle<()>);

impl Tailer {
    /// Starts, on the caller's runtime.
    #[must_use]
    pub fn start(db: Database, hub: Hub) -> Self {
        Self(tokio::spawn(run(db, hub)))
    }
}

impl Drop for Tailer {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn run(db: Database, hub: Hub) {
    let mut commits = db.commits();
    let mut next = None;
    loop {
        commits.borrow_and_update();
        match step(&db, &hub, &mut next).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => {
                tracing::warn!(%error, "live updates could not be read");
                sleep(AFTER_FAILURE).await;
            }
        }
        tokio::select! {
            _ = commits.changed() => {}
            () = sleep(POLL) => {}
        }
    }
}

/// Hands out the entries from `next` on; whether there may be more.
async fn step(db: &Database, hub: &Hub, next: &mut Option<u64>) -> Result<bool, DbError> {
    let Some(sender) = hub.sender() else { return Ok(false) };
    let from = match *next {
        Some(from) if sender.receiver_count() > 0 => from,
        before => {
            let size = db.read(head).await?.size;
            // Nobody listened, so nothing need be read. Who has joined since may have seen a smaller journal.
            let from = before.filter(|_| sender.receiver_count() > 0).unwrap_or(size);
            *next = Some(from);
            from
        }
    };
    if sender.receiver_count() == 0 {
        return Ok(false);
    }
    let news = db.read(move |tx| news_from(tx, from, BATCH)).await?;
    let full = u32::try_from(news.len()).is_ok_and(|n| n >= BATCH);
    for one in news {
        *next = Some(one.entry.position + 1);
        // The last listener may have left meanwhile.
        let _ = sender.send(Arc::new(one));
    }
    Ok(full)
}

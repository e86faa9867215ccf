//! A writer: a thread that commits what is waiting together. It is the embedded database's only one; on PostgreSQL what
//! posts in the ledger goes through one on each node, and they take turns.
//!
//! Each use case runs between its own savepoints, so one that fails leaves nothing while its neighbours are
//! kept; nobody is answered before the commit they share has reached the disk.

use std::{
    panic::AssertUnwindSafe,
    sync::{Arc, mpsc},
    thread::{self, JoinHandle},
};

use tokio::sync::oneshot;

use super::{
    DbError,
    backend::{Db, Manager},
    panic_text,
    tx::{Clock, Entropy, Tx, micros},
};

/// Most use cases that share one commit. More would make the first of them wait for nothing gained.
const GROUP_MAX: usize = 32;
/// Most use cases that may wait; one more is told that the store is busy.
const QUEUE_MAX: usize = 4096;

/// Told after the commit whether it held.
type Answer = Box<dyn FnOnce(Result<(), DbError>) + Send>;

/// What a use case left behind.
struct Attempt {
    keep: bool,
    answer: Answer,
}

type Job = Box<dyn FnOnce(&mut Tx<'_>) -> Attempt + Send>;

pub(super) struct Writer {
    /// Gone while it is being dropped: that is how the thread learns that nothing more comes.
    jobs: Option<mpsc::SyncSender<Job>>,
    thread: Option<JoinHandle<()>>,
}

/// Waits until what was handed in is done and the connection is closed: who lets go of the store finds its files as they
/// will stay.
impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.jobs.take());
        // What it was doing may have held the last handle of the store.
        let other = self.thread.take().filter(|thread| thread.thread().id() != thread::current().id());
        if let Some(thread) = other {
            // It catches what panics.
            drop(thread.join());
        }
    }
}

impl Writer {
    /// Starts one on a connection that is open already, or that it opens when there is something to do.
    pub(super) fn start(
        manager: Manager,
        open: Option<Db>,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, DbError> {
        let mut line = Line { manager, db: open };
        let (jobs, queue) = mpsc::sync_channel::<Job>(QUEUE_MAX);
        let thread = thread::Builder::new()
            .name("writer".into())
            .spawn(move || {
                while let Ok(first) = queue.recv() {
                    let group = std::iter::once(first).chain(queue.try_iter().take(GROUP_MAX - 1));
                    commit_group(&mut line, group, &*clock, &*entropy);
                }
            })
            .map_err(|e| DbError::Unavailable(e.to_string()))?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    pub(super) async fn run<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (send, receive) = oneshot::channel();
        // A caller that no longer waits is no reason to fail.
        self.enqueue(job(work, move |done| drop(send.send(done))))?;
        receive.await.unwrap_or_else(|_| Err(gone().into()))
    }

    pub(super) fn run_blocking<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (send, receive) = mpsc::sync_channel(1);
        self.enqueue(job(work, move |done| drop(send.send(done))))?;
        receive.recv().unwrap_or_else(|_| Err(gone().into()))
    }

    fn enqueue(&self, job: Job) -> Result<(), DbError> {
        let jobs = self.jobs.as_ref().ok_or_else(gone)?;
        jobs.try_send(job).map_err(|_| DbError::Unavailable("too many writes are waiting".into()))
    }
}

fn gone() -> DbError {
    DbError::Unavailable("the writer has stopped".into())
}

fn job<T, E, F>(work: F, send: impl FnOnce(Result<T, E>) + Send + 'static) -> Job
where
    F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    let span = tracing::Span::current();
    Box::new(move |tx| {
        // Lines that are logged on the writer's thread keep the request's number.
        let _entered = span.enter();
        let done = std::panic::catch_unwind(AssertUnwindSafe(|| work(tx))).unwrap_or_else(|panic| {
            tracing::error!(panic = panic_text(&*panic), "a use case panicked");
            Err(DbError::Panicked.into())
        });
        Attempt {
            keep: done.is_ok(),
            answer: Box::new(move |committed| {
                send(match committed {
                    Ok(()) => done,
                    // Even a refusal may rest on a neighbour's change that was not kept.
                    Err(error) => Err(error.into()),
                });
            }),
        }
    })
}

/// The writer's connection.
struct Line {
    manager: Manager,
    db: Option<Db>,
}

impl Line {
    fn open(&mut self) -> Result<&mut Db, DbError> {
        let opened = match self.db.take() {
            Some(db) => db,
            None => self.manager.open().map_err(|e| DbError::Unavailable(e.to_string()))?,
        };
        Ok(self.db.insert(opened))
    }

    /// Undoes what a group did. A server may be gone: it is connected to anew the next time.
    fn give_up(&mut self) {
        if let Some(db) = &mut self.db {
            let _ = db.batch("ROLLBACK");
        }
        self.db.take_if(|db| !db.is_embedded());
    }
}

fn commit_group(line: &mut Line, group: impl Iterator<Item = Job>, clock: &dyn Clock, entropy: &dyn Entropy) {
    let mut answers: Vec<Answer> = Vec::new();
    let committed = run_group(line, group, &mut answers, clock, entropy);
    if let Err(error) = &committed {
        tracing::error!(%error, "a group of writes was not kept");
        line.give_up();
    }
    let failure = committed.err().map(|e| e.to_string());
    for answer in answers {
        answer(failure.clone().map_or(Ok(()), |text| Err(DbError::Unavailable(text))));
    }
}

/// Runs the jobs and commits. In a group that can no longer be kept a job is dropped untried: its caller is told "not
/// available".
fn run_group(
    line: &mut Line,
    group: impl Iterator<Item = Job>,
    answers: &mut Vec<Answer>,
    clock: &dyn Clock,
    entropy: &dyn Entropy,
) -> Result<(), DbError> {
    let db = line.open()?;
    db.begin_group()?;
    let mut kept = false;
    for job in group {
        if kept {
            db.batch("RELEASE job; SAVEPOINT job")?;
        }
        kept = attempt(db, job, answers, clock, entropy)?;
    }
    db.batch("COMMIT")
}

/// Runs one job after its savepoint; whether what it did is kept. An error says that the whole transaction is gone: SQLite
/// undoes it by itself on a full disk or an I/O error, PostgreSQL where the connection is lost.
fn attempt(
    db: &mut Db,
    job: Job,
    answers: &mut Vec<Answer>,
    clock: &dyn Clock,
    entropy: &dyn Entropy,
) -> Result<bool, DbError> {
    let attempt = job(&mut Tx::new(db, micros(clock.now()), entropy).in_turn());
    answers.push(attempt.answer);
    if !attempt.keep {
        // The savepoint stays, for the next one.
        db.batch("ROLLBACK TO job")?;
    }
    Ok(attempt.keep)
}

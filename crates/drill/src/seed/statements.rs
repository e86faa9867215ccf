//! Counting the statements of each request, in the application and in the minimal handler.

mod of_tickets;

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use anyhow::{Context as _, Result};
use app::{
    crypto::Keyring,
    db::{Database, Db, DbError, Tx},
    idempotency::{self, Keep, Request},
    identity::{self, Device, IdentityError},
    inspections::publication::{self, Part},
    points::claims,
    tickets,
};
use diesel::connection::{Connection, InstrumentationEvent};
use domain::ids::{RoundId, TicketId};

use super::{Statements, Town};
use crate::{
    minimal::{postings as least, ranking as page, sessions},
    seed::postings::{Over, claim},
};

/// What is asked for.
pub(super) struct Ask {
    pub(super) town: Arc<Town>,
    pub(super) ticket: TicketId,
    pub(super) login: String,
    pub(super) keys: String,
    pub(super) ranked: RoundId,
    /// Whether there are claims to approve.
    pub(super) claims: bool,
}

/// Carries a count out of a transaction that is undone.
#[derive(Debug)]
pub(super) enum Undone {
    Counted(usize, usize),
    Failed(String),
}

impl From<DbError> for Undone {
    fn from(error: DbError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<tickets::Error> for Undone {
    fn from(error: tickets::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<IdentityError> for Undone {
    fn from(error: IdentityError) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<claims::Error> for Undone {
    fn from(error: claims::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

impl From<diesel::result::Error> for Undone {
    fn from(error: diesel::result::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// Does a request in the application and in the minimal handler, and tells the statements of both.
type Case = fn(&mut Tx<'_>, &Ask) -> Result<(usize, usize), Undone>;

/// Does each request once in a transaction of its own, counts, and undoes it.
pub(super) fn count(db: &Database, ask: Ask) -> Result<Statements> {
    let ask = Arc::new(ask);
    let mut all = Statements::new();
    let mut cases: Vec<(&str, Case)> = vec![("sign in", sign_in), ("ranking", ranking)];
    cases.extend(of_tickets::CASES);
    if ask.claims {
        cases.push(("approve", approve));
    }
    for (name, case) in cases {
        let ask = Arc::clone(&ask);
        let counted = undone(db, move |tx| case(tx, &ask)).with_context(|| name.to_owned())?;
        all.insert(name.to_owned(), counted);
    }
    Ok(all)
}

/// Counts in a transaction of its own, and undoes it.
///
/// # Errors
/// When a statement fails.
pub(super) fn undone<F>(db: &Database, case: F) -> Result<(usize, usize)>
where
    F: FnOnce(&mut Tx<'_>) -> Result<(usize, usize), Undone> + Send + 'static,
{
    let undone = db.write_blocking(move |tx| match case(tx) {
        Ok((real, minimal)) => Err::<(), _>(Undone::Counted(real, minimal)),
        Err(failed) => Err(failed),
    });
    match undone {
        Err(Undone::Counted(real, minimal)) => Ok((real, minimal)),
        Err(Undone::Failed(why)) => anyhow::bail!(why),
        Ok(()) => anyhow::bail!("the count was kept"),
    }
}

fn watch(db: &mut Db) -> Arc<AtomicUsize> {
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    db.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if matches!(event, InstrumentationEvent::StartQuery { .. }) {
            counter.fetch_add(1, Ordering::SeqCst);
        }
    });
    count
}

/// How many statements some work sends.
pub(super) fn watched<T>(
    tx: &mut Tx<'_>,
    work: impl FnOnce(&mut Tx<'_>) -> Result<T, Undone>,
) -> Result<usize, Undone> {
    let count = watch(tx.db());
    let done = work(tx);
    tx.db().set_instrumentation(|_: InstrumentationEvent<'_>| {});
    done.map(|_| count.load(Ordering::SeqCst))
}

fn sign_in(tx: &mut Tx<'_>, ask: &Ask) -> Result<(usize, usize), Undone> {
    let keys = Keyring::parse(&ask.keys).map_err(|e| Undone::Failed(e.to_string()))?;
    let device = Device { name: "drill".to_owned(), address: "127.0.0.1".to_owned() };
    let real = watched(tx, |tx| {
        let attempt = identity::begin_sign_in(tx, &keys, &ask.login, "127.0.0.1")?;
        Ok(identity::finish_sign_in(tx, &attempt, true, &device)?)
    })?;
    let minimal = watched(tx, |tx| {
        let (user, _) = sessions::account(tx.db(), &ask.login)?;
        Ok(sessions::start_session(tx.db(), user)?)
    })?;
    Ok((real, minimal))
}

fn ranking(tx: &mut Tx<'_>, ask: &Ask) -> Result<(usize, usize), Undone> {
    let part = Part { limit: Some(21), ..Part::default() };
    let (actor, id) = (&ask.town.actor, ask.ranked);
    let real = watched(tx, |tx| Ok(publication::ranking(tx, Some(actor), id, &part)?))?;
    let minimal = watched(tx, |tx| Ok(page::ranking(tx.db(), id, None, 21)?))?;
    Ok((real, minimal))
}

/// With its idempotency key, as postings are always measured.
fn approve(tx: &mut Tx<'_>, ask: &Ask) -> Result<(usize, usize), Undone> {
    let (actor, of_app, of_handler) = (&ask.town.actor, claim(Over::One, 0), claim(Over::Many, 0));
    let request = Request { caller: actor.user, key: "drill".to_owned(), hash: [0; 32], keep: Keep::ForEver };
    let real = watched(tx, |tx| {
        Ok(idempotency::once(tx, &request, |tx| claims::approve(tx, actor, of_app, 1).map(drop))?)
    })?;
    least::prepare(tx.db())?;
    let minimal = watched(tx, |tx| {
        Ok(least::approve(tx.db(), actor.user, of_handler, "drill of the minimal handler")?)
    })?;
    Ok((real, minimal))
}

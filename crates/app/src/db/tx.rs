//! What a use case is given: the connection, the time, and a source of randomness.

use chrono::{DateTime, DurationRound, NaiveDateTime, TimeDelta, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{EntryId, Id, UserId},
    journal::Event,
    permissions::Actor,
};

use super::{Db, DbError, Key, schema::journal};

/// Tells the time. The server gives the real one, tests one they can set.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> DateTime<Utc>;
}

/// Gives random bytes. The server gives the operating system's, the demo a seeded one.
pub trait Entropy: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// Cuts a time to microseconds, the finest that both databases keep.
#[must_use]
pub fn micros(time: DateTime<Utc>) -> DateTime<Utc> {
    time.duration_trunc(TimeDelta::microseconds(1)).unwrap_or(time)
}

/// One transaction (or one read) of a use case.
pub struct Tx<'a> {
    db: &'a mut Db,
    now: DateTime<Utc>,
    entropy: &'a dyn Entropy,
}

/// A journal entry as a use case hands it in.
pub struct NewEntry<'a, E: Event> {
    /// Who does it; `None` for the system's own jobs.
    pub actor: Option<&'a Actor>,
    /// Where it happens.
    pub area: &'a AreaPath,
    /// To what: `ticket:<id>`, see [`subject`].
    pub subject: String,
    /// What happens.
    pub event: E,
}

/// The name of a journal entry's subject: `ticket:0192…`.
#[must_use]
pub fn subject(kind: &str, id: impl Id) -> String {
    format!("{kind}:{id}")
}

pub(super) fn new_id<T: Id>(now: DateTime<Utc>, entropy: &dyn Entropy) -> T {
    let mut random = [0; 10];
    entropy.fill(&mut random);
    let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
    T::from(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
}

impl<'a> Tx<'a> {
    pub(super) fn new(db: &'a mut Db, now: DateTime<Utc>, entropy: &'a dyn Entropy) -> Self {
        Self { db, now, entropy }
    }

    /// The connection, for queries.
    pub fn db(&mut self) -> &mut Db {
        self.db
    }

    /// The time of this transaction, in whole microseconds.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// The same as a column value.
    #[must_use]
    pub fn timestamp(&self) -> NaiveDateTime {
        self.now.naive_utc()
    }

    /// A new identifier (UUIDv7 of this transaction's time).
    pub fn new_id<T: Id>(&mut self) -> T {
        new_id(self.now, self.entropy)
    }

    /// The source of randomness itself, for what needs it as an argument.
    #[must_use]
    pub fn entropy(&self) -> &'a dyn Entropy {
        self.entropy
    }

    /// Random bytes, for secrets and codes.
    #[must_use]
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.entropy.fill(&mut bytes);
        bytes
    }

    /// Appends one entry to the journal, in this transaction. Every change does this exactly once.
    ///
    /// # Errors
    /// [`DbError`] where the store fails.
    pub fn journal<E: Event>(&mut self, entry: NewEntry<'_, E>) -> Result<EntryId, DbError> {
        let id: EntryId = self.new_id();
        let payload = serde_json::to_string(&entry.event).map_err(DbError::damaged)?;
        let person = |id: Option<UserId>| id.map(Key);
        diesel::insert_into(journal::table)
            .values((
                journal::id.eq(Key(id)),
                journal::at.eq(self.timestamp()),
                journal::agent_id.eq(person(entry.actor.map(|a| a.user))),
                journal::principal_id.eq(person(entry.actor.and_then(|a| a.principal))),
                journal::event.eq(entry.event.name()),
                journal::area_path.eq(entry.area.as_str()),
                journal::subject.eq(entry.subject),
                journal::payload.eq(payload),
            ))
            .execute(self.db)?;
        Ok(id)
    }
}

//! What a use case is given: the connection, the time, and a source of randomness.

use chrono::{DateTime, DurationRound, NaiveDateTime, TimeDelta, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{EntryId, Id, UserId},
    journal::Event,
    permissions::Actor,
};

use super::{BULK_ROWS, Db, DbError, Key, on_each, schema::journal};

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
    in_turn: bool,
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
        Self { db, now, entropy, in_turn: false }
    }

    /// The same, by a writer that has the ledger's turn.
    pub(super) fn in_turn(self) -> Self {
        Self { in_turn: true, ..self }
    }

    /// Has the ledger's turn until the transaction ends: nobody else posts meanwhile. Waits for it where the use case was
    /// not begun with [`Database::write_in_turn`](super::Database::write_in_turn), which does not hold locks while it waits.
    ///
    /// # Errors
    /// [`DbError::Unavailable`] where the wait was too long.
    pub(crate) fn take_turn(&mut self) -> Result<(), DbError> {
        if !self.in_turn {
            self.db.take_turn()?;
            self.in_turn = true;
        }
        Ok(())
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
        self.journal_as(id, entry)?;
        Ok(id)
    }

    /// [`Tx::journal`] with an id that was made before (with [`Tx::new_id`]), so that what the entry tells of can refer to
    /// it.
    ///
    /// # Errors
    /// [`DbError`] where the store fails.
    pub fn journal_as<E: Event>(&mut self, id: EntryId, entry: NewEntry<'_, E>) -> Result<(), DbError> {
        self.journal_all(vec![(id, entry)])
    }

    /// Appends an entry for each of many things that happen in this transaction, in their order.
    ///
    /// # Errors
    /// [`DbError`] where the store fails.
    pub fn journal_all<E: Event>(&mut self, entries: Vec<(EntryId, NewEntry<'_, E>)>) -> Result<(), DbError> {
        let person = |id: Option<UserId>| id.map(Key);
        let at = self.timestamp();
        let row = |(id, entry): (EntryId, NewEntry<'_, E>)| {
            Ok((
                journal::id.eq(Key(id)),
                journal::at.eq(at),
                journal::agent_id.eq(person(entry.actor.map(|a| a.user))),
                journal::principal_id.eq(person(entry.actor.and_then(|a| a.principal))),
                journal::event.eq(entry.event.name()),
                journal::area_path.eq(entry.area.as_str().to_owned()),
                journal::subject.eq(entry.subject),
                journal::payload.eq(serde_json::to_string(&entry.event).map_err(DbError::damaged)?),
            ))
        };
        let rows = entries.into_iter().map(row).collect::<Result<Vec<_>, DbError>>()?;
        if let [row] = &rows[..] {
            on_each!(self.db, |c| diesel::insert_into(journal::table).values(row).execute(c))?;
            return Ok(());
        }
        for rows in rows.chunks(BULK_ROWS) {
            on_each!(self.db, |c| diesel::insert_into(journal::table).values(rows).execute(c))?;
        }
        Ok(())
    }
}

//! What follows from a change: a consumer reads the sealed journal with a cursor of its own.

use diesel::prelude::*;
use domain::journal::Entry;

use super::{
    read::sealed_from,
    rows::{column, head, number},
};
use crate::db::{DbError, Tx, lock, on_each, schema::journal_cursors as t};

/// Something that acts on journal entries: notifications, webhooks, points for a solved ticket.
#[derive(Clone, Copy, Debug)]
pub struct Consumer {
    /// Its name, stable for ever: the cursor is kept under it.
    pub name: &'static str,
    /// Which events it reads: those whose name begins with this (`ticket.`); `None` reads all.
    pub events: Option<&'static str>,
}

impl Consumer {
    /// Hands the next entries to `handle`, oldest first, at most `limit`, and moves the cursor past them; how many
    /// there were. All happens in one transaction: what `handle` writes to the store happens exactly once. What it
    /// does elsewhere may be repeated after a crash, so that must be idempotent. Two nodes at once take turns.
    ///
    /// # Errors
    /// What `handle` returns; the cursor then stays, and the same entries come again.
    pub fn consume<E: From<DbError>>(
        &self,
        tx: &mut Tx<'_>,
        limit: u32,
        mut handle: impl FnMut(&mut Tx<'_>, &Entry) -> Result<(), E>,
    ) -> Result<usize, E> {
        let from = self.locked_cursor(tx)?;
        // Read before the entries: what is sealed in between is left to the next call, not skipped.
        let sealed = head(tx)?.size;
        let mut entries = sealed_from(tx, from, self.events, limit)?;
        entries.retain(|entry| entry.position < sealed);
        for entry in &entries {
            handle(tx, entry)?;
        }
        let page_full = u32::try_from(entries.len()).is_ok_and(|n| n >= limit);
        let next = if page_full { entries.last().map_or(from, |last| last.position + 1) } else { sealed };
        if next > from {
            let now = tx.timestamp();
            diesel::update(t::table.find(self.name))
                .set((t::position.eq(column(next)), t::updated_at.eq(now)))
                .execute(tx.db())
                .map_err(DbError::from)?;
        }
        Ok(entries.len())
    }

    /// Whether entries were sealed that it has not read.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn is_behind(&self, tx: &mut Tx<'_>) -> Result<bool, DbError> {
        let read: Option<i64> = t::table.find(self.name).select(t::position).first(tx.db()).optional()?;
        Ok(number(read.unwrap_or(0))? < head(tx)?.size)
    }

    /// The first position not read yet, locked until the transaction ends.
    fn locked_cursor(&self, tx: &mut Tx<'_>) -> Result<u64, DbError> {
        let row = (t::consumer.eq(self.name), t::position.eq(0_i64), t::updated_at.eq(tx.timestamp()));
        let insert = diesel::insert_into(t::table).values(row).on_conflict_do_nothing();
        on_each!(tx.db(), |c| insert.execute(c))?;
        let query = t::table.filter(t::consumer.eq(self.name)).select(t::position);
        let position: i64 = lock!(tx.db(), query, |q, c| q.first(c))?;
        number(position)
    }
}

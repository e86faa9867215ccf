//! Tickets whose reporter nobody looks up: not those who work on them, not an office, and not who reads the journal. The reporter
//! follows them like any other, so the store still knows whose they are; see `docs/complaints.md`.

use std::collections::HashSet;

use diesel::prelude::*;
use domain::{ids::TicketId, permissions::Actor};

use super::stored::Stored;
use crate::db::{DbError, Key, Tx, schema::anonymous_tickets as t};

/// Notes that a ticket is anonymous.
///
/// # Errors
/// [`DbError`].
pub(super) fn keep(tx: &mut Tx<'_>, id: TicketId) -> Result<(), DbError> {
    diesel::insert_into(t::table).values(t::ticket_id.eq(Key(id))).execute(tx.db())?;
    Ok(())
}

/// Which of these are anonymous. One statement.
///
/// # Errors
/// [`DbError`].
pub(super) fn among(tx: &mut Tx<'_>, ids: &[TicketId]) -> Result<HashSet<TicketId>, DbError> {
    let keys: Vec<Key<TicketId>> = ids.iter().copied().map(Key).collect();
    let found: Vec<Key<TicketId>> =
        t::table.filter(t::ticket_id.eq_any(keys)).select(t::ticket_id).load(tx.db())?;
    Ok(found.into_iter().map(|Key(id)| id).collect())
}

impl Stored {
    /// Who the journal says did something: nobody, where an anonymous reporter did.
    pub(super) fn journalled<'a>(&self, actor: &'a Actor) -> Option<&'a Actor> {
        (!self.is_anonymous || actor.user != self.ticket.reporter).then_some(actor)
    }
}

//! Two reports of one matter.

use diesel::prelude::*;
use domain::{
    ids::TicketId,
    permissions::{Actor, Permission},
    tickets::{Action, TicketError, TicketEvent, TicketNumber, TicketText},
};

use super::{
    Error,
    row::{Note, Side, find, find_locked, journal, lock_ticket, note, save},
};
use crate::db::{DbError, Key, Tx, schema::tickets as t};

/// A ticket goes on in another, of the given number, that the caller can see by their role. What was due earlier is due for
/// both; the reporter of this one is told of what happens to the other.
///
/// # Errors
/// [`Error::OtherUnknown`]; [`Error::Ticket`] (`MergeUnfit`, also for itself); [`Error::Denied`].
pub fn merge(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TicketId,
    number: TicketNumber,
    reason: Option<&TicketText>,
) -> Result<(), Error> {
    let seen = find(tx, actor, id)?;
    seen.ticket.permit(Action::Merge, seen.standing(actor), tx.now())?;
    let other = t::table
        .filter(t::number_year.eq(i64::from(number.year)))
        .filter(t::number_serial.eq(i64::from(number.serial)))
        .select(t::id);
    let other: Option<Key<TicketId>> = other.first(tx.db()).optional().map_err(DbError::from)?;
    let Key(other) = other.ok_or(Error::OtherUnknown)?;
    // Both are locked in one order, whoever merges which into which at the same time.
    if other == id {
        return Err(TicketError::MergeUnfit.into());
    }
    let (old, target) = if other < id {
        let target = lock_ticket(tx, other)?;
        (find_locked(tx, actor, id)?, target)
    } else {
        (find_locked(tx, actor, id)?, lock_ticket(tx, other)?)
    };
    if !actor.may(Permission::ViewTickets, &target.path) {
        return Err(Error::OtherUnknown);
    }
    let new = old.ticket.clone().merge(old.standing(actor), (target.id, &target.ticket), tx.now())?;
    save(tx, &old, &new)?;
    let said = Note { text: reason, ..Note::plain("merged", Side::Office) };
    note(tx, old.next(), Some(actor.user), &said)?;
    save(tx, &target, &target.ticket.clone().with_merged(&old.ticket))?;
    note(tx, target.next(), Some(actor.user), &Note::plain("joined", Side::Office))?;
    // What was merged into this one before goes on in the other, too: whoever follows is one step away.
    diesel::update(t::table.filter(t::merged_into.eq(Key(id))))
        .set(t::merged_into.eq(Key(other)))
        .execute(tx.db())
        .map_err(DbError::from)?;
    journal(tx, Some(actor), other, &target.path, TicketEvent::Joined { merged: id })?;
    Ok(journal(tx, Some(actor), id, &old.path, TicketEvent::Merged { into: other })?)
}

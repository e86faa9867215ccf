//! Somebody else has reported it already: a report that goes on in another ticket from its beginning.

use diesel::prelude::*;
use domain::{
    ids::{TicketId, UserId},
    permissions::Actor,
    tickets::{State, TicketError, TicketEvent},
};

use super::{
    Error, Report, place, report,
    row::{Note, Side, journal, lock_ticket, note, save},
    stored::{Row, Stored},
};
use crate::db::{DbError, Key, Tx, schema::tickets as t};

/// Reports a matter as the one of another ticket, a public one or the caller's own, and answers the ticket through which its reporter
/// follows it. Who follows it already gets the ticket that they have: nothing is reported twice. What is due earlier is due for both.
///
/// # Errors
/// [`DbError::NotFound`] where the other is not theirs to know of; [`Error::NotJoinable`] where it has ended; [`Error::Denied`] where
/// they may not report at its place; those of [`report()`].
pub fn join(tx: &mut Tx<'_>, actor: &Actor, into: TicketId, new: &Report) -> Result<TicketId, Error> {
    let reporter = new.on_behalf_of.unwrap_or(actor.user);
    let row: Row = t::table.find(Key(into)).select(Row::as_select()).first(tx.db()).map_err(DbError::from)?;
    let named = Stored::try_from(row)?;
    if !is_known(&named, reporter) {
        return Err(DbError::NotFound.into());
    }
    place::find(tx, actor, Some(named.area), None)?.require_reporter(actor)?;
    // Where it goes on in another, that is the one; it is one step away.
    let into = if let State::Merged { into } = named.ticket.state { into } else { into };
    let target = lock_ticket(tx, into)?;
    if !is_known(&target, reporter) {
        return Err(Error::NotJoinable);
    }
    if let Some(id) = followed_through(tx, &target, reporter)? {
        return Ok(id);
    }
    // Whether it can be joined is said before anything is reported.
    target.ticket.require_joinable().map_err(not_joinable)?;
    let id = report(tx, actor, new)?;
    let old = lock_ticket(tx, id)?;
    let joined = old.ticket.clone().join((target.id, &target.ticket), tx.now()).map_err(not_joinable)?;
    save(tx, &old, &joined)?;
    note(tx, old.next(), Some(actor.user), &Note::plain("merged", Side::Reporter))?;
    save(tx, &target, &target.ticket.clone().with_merged(&old.ticket))?;
    note(tx, target.next(), Some(actor.user), &Note::plain("joined", Side::Reporter))?;
    let told = (!new.anonymous).then_some(actor);
    journal(tx, told, target.id, &target.path, TicketEvent::Joined { merged: id })?;
    journal(tx, told, id, &old.path, TicketEvent::Merged { into: target.id })?;
    Ok(id)
}

/// Whether whoever reports may know of the other.
fn is_known(other: &Stored, reporter: UserId) -> bool {
    (other.is_public && other.ticket.state != State::Withdrawn) || other.ticket.reporter == reporter
}

fn followed_through(tx: &mut Tx<'_>, target: &Stored, reporter: UserId) -> Result<Option<TicketId>, DbError> {
    if target.ticket.reporter == reporter {
        return Ok(Some(target.id));
    }
    let own: Option<Key<TicketId>> = t::table
        .filter(t::merged_into.eq(Key(target.id)))
        .filter(t::reporter_id.eq(Key(reporter)))
        .order(t::id)
        .select(t::id)
        .first(tx.db())
        .optional()?;
    Ok(own.map(|Key(id)| id))
}

fn not_joinable(error: TicketError) -> Error {
    match error {
        TicketError::MergeUnfit => Error::NotJoinable,
        other => other.into(),
    }
}

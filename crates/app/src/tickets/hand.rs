//! Accepting, giving back, and handing over to another area.

use diesel::prelude::*;
use domain::{
    areas::{AreaKind, AreaPath},
    ids::{AreaId, TicketId},
    permissions::Actor,
    tickets::{TicketEvent, TicketText},
};

use super::{
    Error,
    place::town,
    report::list_under,
    row::{Note, Side, calendar_of, find_locked, journal, note, save},
    search, timers,
};
use crate::{
    areas::{self, Area},
    db::{
        DbError, Key, Tx,
        schema::{ticket_scopes as scopes, tickets as t},
    },
};

/// An office says that it will be seen to.
///
/// # Errors
/// [`Error::Ticket`]; [`Error::Denied`].
pub fn accept(tx: &mut Tx<'_>, actor: &Actor, id: TicketId) -> Result<(), Error> {
    let old = find_locked(tx, actor, id)?;
    let new = old.ticket.clone().accept(old.standing(actor), tx.now())?;
    save(tx, &old, &new)?;
    note(tx, old.next(), Some(actor.user), &Note::plain("accepted", Side::Office))?;
    Ok(journal(tx, Some(actor), id, &old.path, TicketEvent::Accepted {})?)
}

/// The handler gives it back undone, and says why.
///
/// # Errors
/// [`Error::Ticket`]; [`Error::Denied`].
pub fn hand_back(tx: &mut Tx<'_>, actor: &Actor, id: TicketId, reason: &TicketText) -> Result<(), Error> {
    let old = find_locked(tx, actor, id)?;
    let calendar = calendar_of(tx, &old)?;
    let new = old.ticket.clone().hand_back(old.standing(actor), tx.now(), &calendar)?;
    save(tx, &old, &new)?;
    let said = Note { text: Some(reason), ..Note::plain("handed_back", Side::Handler) };
    note(tx, old.next(), Some(actor.user), &said)?;
    Ok(journal(tx, Some(actor), id, &old.path, TicketEvent::HandedBack { handler: actor.user })?)
}

/// It is given to another area of the same town, or to one around it, whose workers see it from now on; the caller may lose
/// sight of it.
///
/// # Errors
/// [`Error::AreaUnknown`] for a household, the ticket's own area, and beyond the town; [`Error::Ticket`]; [`Error::Denied`].
pub fn hand_over(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TicketId,
    to: AreaId,
    reason: &TicketText,
) -> Result<(), Error> {
    let old = find_locked(tx, actor, id)?;
    let calendar = calendar_of(tx, &old)?;
    let new = old.ticket.clone().hand_over(old.standing(actor), tx.now(), &calendar)?;
    let to = target(tx, &old.path, to)?;
    save(tx, &old, &new)?;
    diesel::update(t::table.find(Key(id)))
        .set((t::area_id.eq(Key(to.id)), t::area_path.eq(to.path.as_str())))
        .execute(tx.db())
        .map_err(DbError::from)?;
    diesel::delete(scopes::table.filter(scopes::ticket_id.eq(Key(id))))
        .execute(tx.db())
        .map_err(DbError::from)?;
    list_under(tx, id, &to.path, old.is_public)?;
    timers::begin_anew_above(tx, id, &new, &calendar)?;
    let (text, area, path) = (old.text.as_str(), to.id, &to.path);
    search::keep_anew(tx, &search::Entry { id, text, area, path, position: old.position })?;
    let said = Note { text: Some(reason), ..Note::plain("handed_over", Side::Office) };
    note(tx, old.next(), Some(actor.user), &said)?;
    // Whose it is now learn of it; whoever sees the old area alone has lost sight of it.
    let event = TicketEvent::HandedOver { from: old.area, to: to.id };
    Ok(journal(tx, Some(actor), id, &to.path, event)?)
}

/// The area that a ticket can be given to.
fn target(tx: &mut Tx<'_>, from: &AreaPath, to: AreaId) -> Result<Area, Error> {
    let to = areas::area(tx, to).map_err(|error| match error {
        DbError::NotFound => Error::AreaUnknown,
        other => other.into(),
    })?;
    let reach = town(&areas::lineage(tx, from)?).ok_or(Error::AreaUnknown)?;
    let near = reach.covers(&to.path) || to.path.covers(from);
    if to.kind <= AreaKind::Grid && near && to.path != *from { Ok(to) } else { Err(Error::AreaUnknown) }
}

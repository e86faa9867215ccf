//! Saying no, and having that decided by somebody else.

use domain::{
    ids::TicketId,
    permissions::Actor,
    tickets::{TicketEvent, TicketText},
};

use super::{
    Error,
    row::{Note, Side, find_locked, journal, note, save},
};
use crate::db::Tx;

/// An office will not see to it, and says why; the reporter may appeal.
///
/// # Errors
/// [`Error::Ticket`]; [`Error::Denied`].
pub fn reject(tx: &mut Tx<'_>, actor: &Actor, id: TicketId, reason: &TicketText) -> Result<(), Error> {
    let old = find_locked(tx, actor, id)?;
    let new = old.ticket.clone().reject(old.standing(actor), tx.now())?;
    save(tx, &old, &new)?;
    let said = Note { text: Some(reason), ..Note::plain("rejected", Side::Office) };
    note(tx, old.next(), Some(actor.user), &said)?;
    Ok(journal(tx, Some(actor), id, &old.path, TicketEvent::Rejected {})?)
}

/// The reporter asks somebody else to decide, and says why.
///
/// # Errors
/// [`Error::Ticket`].
pub fn appeal(tx: &mut Tx<'_>, actor: &Actor, id: TicketId, reason: &TicketText) -> Result<(), Error> {
    let old = find_locked(tx, actor, id)?;
    let new = old.ticket.clone().appeal(old.standing(actor), tx.now())?;
    save(tx, &old, &new)?;
    let said = Note { text: Some(reason), ..Note::plain("appealed", Side::Reporter) };
    note(tx, old.next(), Some(actor.user), &said)?;
    Ok(journal(tx, old.journalled(actor), id, &old.path, TicketEvent::Appealed {})?)
}

/// Somebody who did not reject it decides, and says why: it is seen to after all, or the rejection stands for good.
///
/// # Errors
/// [`Error::Ticket`]; [`Error::Denied`].
pub fn decide_appeal(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TicketId,
    overturned: bool,
    reason: &TicketText,
) -> Result<(), Error> {
    let old = find_locked(tx, actor, id)?;
    let new = old.ticket.clone().decide_appeal(old.standing(actor), overturned, tx.now())?;
    save(tx, &old, &new)?;
    let kind = if overturned { "appeal_granted" } else { "appeal_refused" };
    let said = Note { text: Some(reason), ..Note::plain(kind, Side::Office) };
    note(tx, old.next(), Some(actor.user), &said)?;
    Ok(journal(tx, Some(actor), id, &old.path, TicketEvent::AppealDecided { overturned })?)
}

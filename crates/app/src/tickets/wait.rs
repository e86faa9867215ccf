//! Waiting for others, and going on.

use domain::{
    ids::TicketId,
    permissions::Actor,
    tickets::{Counting, StateName, TicketEvent, TicketText, Wait},
};

use super::{
    Error,
    row::{Note, Side, calendar_of, find_locked, journal, lock_due, note, save},
};
use crate::{db::Tx, working_time};

/// Most tickets of one run of [`end_waits`]; the next run takes the next.
pub const WAITS_MAX: i64 = 200;

/// The handler waits for others, says why in words that the reporter reads, and until when at the latest.
///
/// # Errors
/// [`Error::Ticket`]; [`Error::Denied`].
pub fn wait(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TicketId,
    wait: Wait,
    text: &TicketText,
) -> Result<(), Error> {
    let old = find_locked(tx, actor, id)?;
    let new = old.ticket.clone().wait(old.standing(actor), wait, tx.now())?;
    save(tx, &old, &new)?;
    let said = Note { text: Some(text), ..Note::plain("waiting", Side::Handler) };
    note(tx, old.next(), Some(actor.user), &said)?;
    let event = TicketEvent::Waiting { reason: wait.reason, until: wait.until };
    Ok(journal(tx, Some(actor), id, &old.path, event)?)
}

/// The handler goes on.
///
/// # Errors
/// [`Error::Ticket`]; [`Error::Denied`].
pub fn resume(tx: &mut Tx<'_>, actor: &Actor, id: TicketId) -> Result<(), Error> {
    let old = find_locked(tx, actor, id)?;
    let calendar = calendar_of(tx, &old)?;
    let new = old.ticket.clone().resume(old.standing(actor), tx.now(), &calendar)?;
    save(tx, &old, &new)?;
    note(tx, old.next(), Some(actor.user), &Note::plain("resumed", Side::Handler))?;
    Ok(journal(tx, Some(actor), id, &old.path, TicketEvent::Resumed {})?)
}

/// Lets up to [`WAITS_MAX`] tickets go on whose wait is over, the longest waiting first; returns how many. What somebody is
/// deciding at this moment is passed over. Doing it again changes nothing.
///
/// # Errors
/// [`Error::Db`].
pub fn end_waits(tx: &mut Tx<'_>) -> Result<usize, Error> {
    let due = lock_due(tx, StateName::Waiting, WAITS_MAX)?;
    if due.is_empty() {
        return Ok(0);
    }
    let calendar = working_time::calendar_for(tx, Counting::WorkingTime)?;
    let count = due.len();
    for old in due {
        let new = old.ticket.clone().wait_over(tx.now(), &calendar)?;
        save(tx, &old, &new)?;
        note(tx, old.next(), None, &Note::plain("wait_over", Side::System))?;
        journal(tx, None, old.id, &old.path, TicketEvent::WaitOver {})?;
    }
    Ok(count)
}

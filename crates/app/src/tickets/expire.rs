//! Solved tickets whose objection window has passed become closed.

use domain::tickets::{StateName, TicketEvent};

use super::{
    Error,
    row::{Note, Side, journal, lock_due, note, save},
};
use crate::db::Tx;

/// Most tickets of one run; the next run takes the next.
pub const EXPIRE_MAX: i64 = 200;

/// Closes up to [`EXPIRE_MAX`] solved tickets whose window has passed, the longest waiting first; returns how many.
/// What somebody is deciding at this moment is passed over. Doing it again changes nothing.
///
/// # Errors
/// [`Error::Db`].
pub fn expire_objection_windows(tx: &mut Tx<'_>) -> Result<usize, Error> {
    let due = lock_due(tx, StateName::Solved, EXPIRE_MAX)?;
    let count = due.len();
    for old in due {
        let new = old.ticket.clone().expire(tx.now())?;
        save(tx, &old, &new)?;
        note(tx, old.next(), None, &Note::plain("window_passed", Side::System))?;
        journal(tx, None, old.id, &old.path, TicketEvent::WindowPassed {})?;
    }
    Ok(count)
}

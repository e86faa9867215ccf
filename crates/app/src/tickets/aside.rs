//! What another system says beside a report, for its handlers alone.

use domain::{ids::TicketId, permissions::Actor, tickets::TicketText};

use super::{
    Error,
    row::{Note, Side, find_locked, note, touch},
};
use crate::db::Tx;

/// Adds words to the timeline of a ticket that was reported in this transaction; the report's entry in the journal stands
/// for both.
///
/// # Errors
/// [`Error::Db`].
pub(crate) fn aside(tx: &mut Tx<'_>, actor: &Actor, id: TicketId, text: &TicketText) -> Result<(), Error> {
    let stored = find_locked(tx, actor, id)?;
    let said = Note { text: Some(text), ..Note::plain("message", Side::Reporter) };
    note(tx, stored.next(), Some(actor.user), &said)?;
    Ok(touch(tx, &stored, 1)?)
}

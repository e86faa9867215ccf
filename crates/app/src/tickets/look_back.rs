//! What a look-back, and the end of its ground, do to a ticket. Who may, and the journal's entry, are the callers'.

use domain::{
    ids::{PhotoId, TicketEventId, TicketId},
    permissions::Actor,
    tickets::TicketText,
};

use super::{
    Error,
    row::{LOOK_BACK_FAILED, Note, Side, attach, lock_ticket, note, save},
};
use crate::{db::Tx, photos::PhotoKind};

/// What a look-back saw.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look<'a> {
    /// Whether it is done.
    pub(crate) passed: bool,
    /// In words.
    pub(crate) note: Option<&'a TicketText>,
    /// What shows it: drafts of the caller.
    pub(crate) photos: &'a [PhotoId],
}

/// Confirms a closed ticket or reopens it; answers the entry of its timeline.
///
/// # Errors
/// [`Error::Ticket`], also for the slower of two; [`Error::PhotoUnknown`], [`Error::TimelineFull`].
pub(crate) fn look_back(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TicketId,
    look: Look<'_>,
) -> Result<TicketEventId, Error> {
    let old = lock_ticket(tx, id)?;
    let new = old.ticket.clone().look_back(actor.user, look.passed)?;
    save(tx, &old, &new)?;
    let kind = if look.passed { "look_back_passed" } else { LOOK_BACK_FAILED };
    let said = Note { text: look.note, ..Note::plain(kind, Side::Inspector) };
    let entry = note(tx, old.next(), Some(actor.user), &said)?;
    attach(tx, actor, look.photos, (id, entry), PhotoKind::LookBack)?;
    Ok(entry)
}

/// Lets a ticket fall away that was demanded for something that is no more; false where it has ended.
///
/// # Errors
/// [`Error::Ticket`] for a ticket that its reporter judges.
pub(crate) fn lapse(tx: &mut Tx<'_>, id: TicketId) -> Result<bool, Error> {
    let old = lock_ticket(tx, id)?;
    if old.ticket.state.name().is_ended() {
        return Ok(false);
    }
    let new = old.ticket.clone().lapse()?;
    save(tx, &old, &new)?;
    note(tx, old.next(), None, &Note::plain("lapsed", Side::System))?;
    Ok(true)
}

//! The relay: both sides write through the ticket and neither learns who the other is; a number is shown for a purpose.

use diesel::prelude::*;
use domain::{
    ids::TicketId,
    permissions::{Actor, Permission},
    tickets::{TicketError, TicketEvent, TicketText},
};

use super::{
    Error,
    row::{Note, Side, find_locked, journal, note, touch},
};
use crate::{
    crypto::Keyring,
    db::{DbError, Key, Tx, schema::users},
    identity::PHONE_PURPOSE,
};

/// The reporter or the handler writes to the other side.
///
/// # Errors
/// `TicketError::NotHandler` for anybody else, `TicketError::Ended`.
pub fn message(tx: &mut Tx<'_>, actor: &Actor, id: TicketId, text: &TicketText) -> Result<(), Error> {
    let stored = find_locked(tx, actor, id)?;
    stored.ticket.may_message(actor.user)?;
    let side = if actor.user == stored.ticket.reporter { Side::Reporter } else { Side::Handler };
    if side == Side::Handler {
        actor.require(Permission::HandleTickets, &stored.path)?;
    }
    let said = Note { text: Some(text), ..Note::plain("message", side) };
    let message = note(tx, stored.next(), Some(actor.user), &said)?;
    touch(tx, &stored)?;
    Ok(journal(tx, Some(actor), id, &stored.path, TicketEvent::MessageSent { message })?)
}

/// Shows the reporter's phone number for a purpose; the reporter sees who looked and why.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::RevealContacts`] in its area; `TicketError::Ended`; [`Error::NoPhone`].
pub fn reveal_contact(
    tx: &mut Tx<'_>,
    actor: &Actor,
    keyring: &Keyring,
    id: TicketId,
    purpose: &TicketText,
) -> Result<String, Error> {
    let stored = find_locked(tx, actor, id)?;
    actor.require(Permission::RevealContacts, &stored.path)?;
    if stored.ticket.state.name().is_ended() {
        return Err(TicketError::Ended.into());
    }
    let sealed: Option<String> = users::table
        .find(Key(stored.ticket.reporter))
        .select(users::phone_sealed)
        .first(tx.db())
        .map_err(DbError::from)?;
    let phone = keyring.open_text(PHONE_PURPOSE, &sealed.ok_or(Error::NoPhone)?)?;
    let said = Note { text: Some(purpose), ..Note::plain("contact_revealed", Side::Handler) };
    let reveal = note(tx, stored.next(), Some(actor.user), &said)?;
    touch(tx, &stored)?;
    journal(tx, Some(actor), id, &stored.path, TicketEvent::ContactRevealed { reveal })?;
    Ok(phone)
}

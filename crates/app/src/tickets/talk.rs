//! The relay: both sides write through the ticket and neither learns who the other is; a number is shown for a purpose.

use diesel::prelude::*;
use domain::{
    ids::TicketId,
    permissions::{Actor, Denied, Permission},
    tickets::{Action, TicketError, TicketEvent, TicketText},
};

use super::{
    Error,
    row::{Note, Side, find, find_locked, journal, note, touch},
    stored::Stored,
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
    let standing = stored.standing(actor);
    stored.ticket.permit(Action::Message, standing, tx.now())?;
    let side = if actor.user == stored.ticket.reporter { Side::Reporter } else { Side::Handler };
    if side == Side::Handler && !stored.ticket.is_worked_on_by(standing) {
        return Err(Denied { permission: Permission::HandleTickets }.into());
    }
    let said = Note { text: Some(text), ..Note::plain("message", side) };
    let message = note(tx, stored.next(), Some(actor.user), &said)?;
    touch(tx, &stored, 1)?;
    Ok(journal(tx, stored.journalled(actor), id, &stored.path, TicketEvent::MessageSent { message })?)
}

/// Notes that the reporter's phone number is shown, and for which purpose; the reporter sees who looked and why. The
/// number itself is [`contact`], so that a request repeated under its key is noted once and no answer with a number in
/// the clear is kept.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::RevealContacts`] in its area, and of an anonymous ticket; `TicketError::Ended`;
/// [`Error::NoPhone`].
pub fn reveal_contact(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TicketId,
    purpose: &TicketText,
) -> Result<(), Error> {
    let stored = find_locked(tx, actor, id)?;
    sealed_phone(tx, actor, &stored)?;
    let said = Note { text: Some(purpose), ..Note::plain("contact_revealed", Side::Handler) };
    let reveal = note(tx, stored.next(), Some(actor.user), &said)?;
    touch(tx, &stored, 1)?;
    Ok(journal(tx, Some(actor), id, &stored.path, TicketEvent::ContactRevealed { reveal })?)
}

/// The reporter's phone number, to be shown only after [`reveal_contact`].
///
/// # Errors
/// As [`reveal_contact`]; [`Error::Crypto`].
pub fn contact(tx: &mut Tx<'_>, actor: &Actor, keyring: &Keyring, id: TicketId) -> Result<String, Error> {
    let stored = find(tx, actor, id)?;
    let sealed = sealed_phone(tx, actor, &stored)?;
    Ok(keyring.open_text(PHONE_PURPOSE, &sealed)?)
}

fn sealed_phone(tx: &mut Tx<'_>, actor: &Actor, stored: &Stored) -> Result<String, Error> {
    actor.require(Permission::RevealContacts, &stored.path)?;
    if stored.is_anonymous {
        return Err(Denied { permission: Permission::RevealContacts }.into());
    }
    if stored.ticket.state.name().is_ended() {
        return Err(TicketError::Ended.into());
    }
    let sealed: Option<String> = users::table
        .find(Key(stored.ticket.reporter))
        .select(users::phone_sealed)
        .first(tx.db())
        .map_err(DbError::from)?;
    sealed.ok_or(Error::NoPhone)
}

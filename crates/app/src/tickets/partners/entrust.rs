//! Giving a ticket to a provider, and taking it back.

use std::collections::BTreeSet;

use domain::{
    areas::AreaPath,
    ids::{ProviderId, TicketId, UserId},
    permissions::Actor,
    providers::ProviderState,
    tickets::{TicketEvent, TicketText},
};

use super::called::{called, is_called};
use crate::{
    db::{DbError, Tx},
    grants,
    providers::{self, Provider},
    tickets::{
        Error, particulars,
        row::{Note, Side, calendar_of, find_locked, journal, note, save},
    },
};

/// It is given to a provider that serves its area, whose people see it from now on.
///
/// # Errors
/// [`Error::ProviderUnfit`]; [`Error::Ticket`]; [`Error::Denied`].
pub fn entrust(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TicketId,
    provider: ProviderId,
    text: &TicketText,
) -> Result<(), Error> {
    let old = find_locked(tx, actor, id)?;
    let calendar = calendar_of(tx, &old)?;
    let new = old.ticket.clone().entrust(old.standing(actor), provider, tx.now(), &calendar)?;
    serving(tx, provider, &old.path)?.ok_or(Error::ProviderUnfit(None))?;
    save(tx, &old, &new)?;
    let said = Note { text: Some(text), provider: Some(provider), ..Note::plain("entrusted", Side::Office) };
    note(tx, old.next(), Some(actor.user), &said)?;
    let event = TicketEvent::Entrusted { provider, previous: old.ticket.partners.keeper };
    Ok(journal(tx, Some(actor), id, &old.path, event)?)
}

/// The office takes it back from the provider, or those who serve it give it back; they lose sight of it.
///
/// # Errors
/// [`Error::Ticket`]; [`Error::Denied`].
pub fn return_to_office(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TicketId,
    reason: &TicketText,
) -> Result<(), Error> {
    let old = find_locked(tx, actor, id)?;
    let calendar = calendar_of(tx, &old)?;
    let standing = old.standing(actor);
    let new = old.ticket.clone().return_to_office(standing, tx.now(), &calendar)?;
    save(tx, &old, &new)?;
    let side = if standing.serves { Side::Handler } else { Side::Office };
    let keeper = old.ticket.partners.keeper;
    let said = Note { text: Some(reason), provider: keeper, ..Note::plain("returned", side) };
    note(tx, old.next(), Some(actor.user), &said)?;
    let provider = keeper.ok_or_else(|| DbError::damaged("a ticket returned by nobody"))?;
    Ok(journal(tx, Some(actor), id, &old.path, TicketEvent::Returned { provider })?)
}

/// A provider that serves a place now; none where it does not.
///
/// # Errors
/// [`DbError`].
pub(in crate::tickets) fn serving(
    tx: &mut Tx<'_>,
    id: ProviderId,
    path: &AreaPath,
) -> Result<Option<Provider>, DbError> {
    let found = providers::by_id(tx, [id])?.remove(&id);
    Ok(found.filter(|provider| serves(provider, path)))
}

/// Whether a provider serves a place now.
pub(in crate::tickets) fn serves(provider: &Provider, path: &AreaPath) -> bool {
    provider.state == ProviderState::Active && provider.path.covers(path)
}

/// Whether somebody serves a provider that has a part in a ticket: keeps it, or was called to it. At most two statements; none for
/// whoever serves nobody.
///
/// # Errors
/// [`DbError`].
pub(crate) fn partner_sees(tx: &mut Tx<'_>, actor: &Actor, id: TicketId) -> Result<bool, DbError> {
    if actor.providers().next().is_none() {
        return Ok(false);
    }
    let keeper = particulars::of(tx, &[id])?.get(&id).and_then(|has| has.partners.keeper);
    Ok(keeper.is_some_and(|keeper| actor.serves(keeper)) || is_called(tx, actor, id)?)
}

/// Who serves the provider that keeps a ticket. One statement for most tickets, two where one keeps it.
///
/// # Errors
/// [`DbError`].
pub(crate) fn staff_of_keeper(tx: &mut Tx<'_>, id: TicketId) -> Result<BTreeSet<UserId>, DbError> {
    let keeper = particulars::of(tx, &[id])?.get(&id).and_then(|has| has.partners.keeper);
    keeper.map_or_else(|| Ok(BTreeSet::new()), |keeper| grants::staff(tx, &[keeper]))
}

/// Who serves a provider that has a part in a ticket. One statement for most tickets, three where somebody has one.
///
/// # Errors
/// [`DbError`].
pub(crate) fn staff_of_partners(tx: &mut Tx<'_>, id: TicketId) -> Result<BTreeSet<UserId>, DbError> {
    let Some(has) = particulars::of(tx, &[id])?.remove(&id) else { return Ok(BTreeSet::new()) };
    let mut providers = called(tx, id)?;
    providers.extend(has.partners.keeper);
    grants::staff(tx, &providers)
}

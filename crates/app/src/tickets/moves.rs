//! Moves: take, assign, solve, confirm, object, withdraw.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    areas::AreaPath,
    ids::{PhotoId, ProviderId, TicketId, UserId},
    permissions::{Actor, Denied, Permission},
    tickets::{Action, Evidence, Rating, TicketEvent, TicketText},
};

use super::{
    Error,
    partners::{Material, keep_materials},
    row::{Note, Side, TIMELINE_MAX, attach, calendar_of, find_locked, journal, note, save},
};
use crate::{
    categories,
    db::{DbError, Tx},
    grants,
    photos::PhotoKind,
};

/// Most tickets of one [`assign_many`].
pub const ASSIGN_MAX: usize = 100;

/// The caller takes a ticket on.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::HandleTickets`] in its area; [`Error::Ticket`] (`AlreadyTaken`) for the slower of two.
pub fn take(tx: &mut Tx<'_>, actor: &Actor, id: TicketId) -> Result<(), Error> {
    let old = find_locked(tx, actor, id)?;
    let new = old.ticket.clone().take(old.standing(actor), tx.now())?;
    save(tx, &old, &new)?;
    note(tx, old.next(), Some(actor.user), &Note::plain("taken", Side::Handler))?;
    Ok(journal(tx, Some(actor), id, &old.path, TicketEvent::Taken { handler: actor.user })?)
}

/// Gives a ticket to a handler, whether or not somebody had it.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::AssignTickets`] in its area; [`Error::HandlerUnfit`] where the person does
/// not handle tickets there, or does not serve the provider that keeps it.
pub fn assign(tx: &mut Tx<'_>, actor: &Actor, id: TicketId, handler: UserId) -> Result<(), Error> {
    assign_one(tx, actor, id, handler, &mut BTreeMap::new())
}

/// What was given out of many tickets, and why the others were not.
#[derive(Debug)]
pub struct Assigned {
    /// Given to the handler.
    pub assigned: Vec<TicketId>,
    /// Left as they were.
    pub refused: Vec<(TicketId, Error)>,
}

/// Gives up to [`ASSIGN_MAX`] tickets to a handler in one transaction: those that can be given, each as [`assign`] would. Another
/// ticket's state is no reason to keep these from it, so what is refused does not undo the rest.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::AssignTickets`] anywhere; [`DbError`]. Then nothing was given.
pub fn assign_many(
    tx: &mut Tx<'_>,
    actor: &Actor,
    ids: &[TicketId],
    handler: UserId,
) -> Result<Assigned, Error> {
    if actor.scope(Permission::AssignTickets).is_empty() {
        return Err(Denied { permission: Permission::AssignTickets }.into());
    }
    let mut result = Assigned { assigned: Vec::with_capacity(ids.len()), refused: Vec::new() };
    // In one order whoever gives them out, so that no two wait for each other.
    let ids: BTreeSet<TicketId> = ids.iter().copied().take(ASSIGN_MAX).collect();
    let mut fit = BTreeMap::new();
    for id in ids {
        match assign_one(tx, actor, id, handler, &mut fit) {
            Ok(()) => result.assigned.push(id),
            Err(Error::Db(error)) if !matches!(error, DbError::NotFound) => return Err(error.into()),
            Err(refusal) => result.refused.push((id, refusal)),
        }
    }
    Ok(result)
}

/// One of many: what is known of the handler in an area is not asked for again, and all that can be refused is refused before
/// anything is written.
fn assign_one(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TicketId,
    handler: UserId,
    fit: &mut BTreeMap<(Option<ProviderId>, AreaPath), bool>,
) -> Result<(), Error> {
    let old = find_locked(tx, actor, id)?;
    let calendar = calendar_of(tx, &old)?;
    let new = old.ticket.clone().assign(old.standing(actor), handler, tx.now(), &calendar)?;
    let place = (old.ticket.partners.keeper, old.path.clone());
    let fits = match fit.get(&place) {
        Some(fits) => *fits,
        None => {
            let fits = handles(tx, handler, &place)?;
            fit.insert(place, fits);
            fits
        }
    };
    if !fits {
        return Err(Error::HandlerUnfit);
    }
    if old.version >= TIMELINE_MAX {
        return Err(Error::TimelineFull);
    }
    let previous = old.ticket.state.handler();
    save(tx, &old, &new)?;
    note(tx, old.next(), Some(actor.user), &Note::plain("assigned", Side::Office))?;
    Ok(journal(tx, Some(actor), id, &old.path, TicketEvent::Assigned { handler, previous })?)
}

/// Whether a person works on what a provider keeps, or on what nobody keeps in an area.
fn handles(
    tx: &mut Tx<'_>,
    handler: UserId,
    (provider, path): &(Option<ProviderId>, AreaPath),
) -> Result<bool, DbError> {
    let people = match provider {
        Some(provider) => grants::staff(tx, &[*provider])?,
        None => grants::who_may(tx, &[handler], Permission::HandleTickets, path)?,
    };
    Ok(people.contains(&handler))
}

/// The handler declares a ticket done, shows or says it as its kind asks, and lists what was used for it.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::HandleTickets`] in its area; `TicketError::NotHandler`,
/// `TicketError::AlreadySolved`; [`Error::Evidence`], [`Error::PhotoUnknown`].
pub fn solve(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TicketId,
    photos: &[PhotoId],
    text: Option<&TicketText>,
    used: &[Material],
) -> Result<(), Error> {
    let old = find_locked(tx, actor, id)?;
    let photo_required = categories::category(tx, old.category)?.photo_required;
    let evidence = Evidence::new(photos.to_vec(), text, photo_required);
    // Who may not do it is told that, whatever they showed.
    old.ticket.permit(Action::Solve, old.standing(actor), tx.now())?;
    let evidence = evidence?;
    let new = old.ticket.clone().solve(old.standing(actor), &evidence, tx.now())?;
    save(tx, &old, &new)?;
    let said = Note { text, ..Note::plain("solved", Side::Handler) };
    let entry = note(tx, old.next(), Some(actor.user), &said)?;
    attach(tx, actor, evidence.photos(), (id, entry), PhotoKind::Evidence)?;
    keep_materials(tx, (id, entry), old.ticket.partners.keeper, used)?;
    Ok(journal(tx, Some(actor), id, &old.path, TicketEvent::Solved { photos: evidence.photos().len() })?)
}

/// The reporter confirms that it is done, and rates.
///
/// # Errors
/// `TicketError::NotReporter`, `TicketError::NotSolved`, `TicketError::WindowPassed`, `TicketError::OwnWork`.
pub fn confirm(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TicketId,
    rating: Rating,
    text: Option<&TicketText>,
) -> Result<(), Error> {
    let old = find_locked(tx, actor, id)?;
    let new = old.ticket.clone().confirm(old.standing(actor), rating, tx.now())?;
    save(tx, &old, &new)?;
    let said = Note { text, rating: Some(rating), ..Note::plain("confirmed", Side::Reporter) };
    note(tx, old.next(), Some(actor.user), &said)?;
    Ok(journal(tx, old.journalled(actor), id, &old.path, TicketEvent::Confirmed { rating })?)
}

/// The reporter says that it is not done, why, and perhaps shows it.
///
/// # Errors
/// `TicketError::NotReporter`, `TicketError::NotSolved`, `TicketError::WindowPassed`; [`Error::PhotoUnknown`].
pub fn object(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TicketId,
    reason: &TicketText,
    photos: &[PhotoId],
) -> Result<(), Error> {
    let old = find_locked(tx, actor, id)?;
    let new = old.ticket.clone().object(old.standing(actor), tx.now())?;
    save(tx, &old, &new)?;
    let said = Note { text: Some(reason), ..Note::plain("reopened", Side::Reporter) };
    let entry = note(tx, old.next(), Some(actor.user), &said)?;
    attach(tx, actor, photos, (id, entry), PhotoKind::Objection)?;
    Ok(journal(tx, old.journalled(actor), id, &old.path, TicketEvent::Reopened {})?)
}

/// The reporter takes it back, before anybody has taken it on.
///
/// # Errors
/// `TicketError::NotReporter`, [`Error::Ticket`] (`AlreadyTaken`).
pub fn withdraw(tx: &mut Tx<'_>, actor: &Actor, id: TicketId) -> Result<(), Error> {
    let old = find_locked(tx, actor, id)?;
    let new = old.ticket.clone().withdraw(old.standing(actor), tx.now())?;
    save(tx, &old, &new)?;
    note(tx, old.next(), Some(actor.user), &Note::plain("withdrawn", Side::Reporter))?;
    Ok(journal(tx, old.journalled(actor), id, &old.path, TicketEvent::Withdrawn {})?)
}

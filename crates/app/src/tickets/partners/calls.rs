//! Calling others to a ticket, reporting on a call, taking it back.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::{
    ids::{CallId, PhotoId, ProviderId, TicketId},
    permissions::{Actor, Permission},
    tickets::{Action, CallError, CallState, Partners, TicketEvent, TicketText},
};

use super::{
    called::{Row, calls_made},
    entrust::serves,
};
use crate::{
    db::{DbError, Key, Tx, lock, micros, schema::ticket_calls as t},
    photos::PhotoKind,
    providers,
    tickets::{
        Error, particulars,
        row::{Note, Side, attach, find_locked, find_then_lock, journal, note, touch},
        stored::Stored,
    },
};

/// Who is called, for what, and until when.
#[derive(Clone, Debug)]
pub struct CallOut {
    /// Whom: each once.
    pub providers: Vec<ProviderId>,
    /// For what.
    pub text: TicketText,
    /// When the reports are due.
    pub until: DateTime<Utc>,
}

/// Calls offices, companies or organisations to a ticket: all of them or none. It cannot be solved before each has reported.
///
/// # Errors
/// [`Error::ProviderUnfit`] with the place of one that does not serve there; [`Error::Call`]; [`Error::CalledAlready`];
/// [`Error::Ticket`]; [`Error::Denied`].
pub fn call(tx: &mut Tx<'_>, actor: &Actor, id: TicketId, new: &CallOut) -> Result<(), Error> {
    let old = find_locked(tx, actor, id)?;
    old.ticket.permit(Action::Call, old.standing(actor), tx.now())?;
    let until = micros(new.until);
    CallState::may_last(tx.now(), until)?;
    let called = providers::by_id(tx, new.providers.iter().copied())?;
    for (at, id) in new.providers.iter().enumerate() {
        let fits = called.get(id).is_some_and(|provider| serves(provider, &old.path));
        if !fits {
            return Err(Error::ProviderUnfit(Some(at)));
        }
    }
    let made = calls_made(tx, id)?;
    let count = u32::try_from(new.providers.len()).unwrap_or(u32::MAX);
    if made.saturating_add(count) > CallState::CALLS_MAX {
        return Err(CallError::Full.into());
    }
    for (at, provider) in (1..).zip(&new.providers) {
        let call = insert(tx, actor, &old, *provider, (&new.text, until)).map_err(|error| match error {
            DbError::Unique(_) => Error::CalledAlready(called[provider].content.name.clone()),
            other => other.into(),
        })?;
        let said = Note {
            text: Some(&new.text),
            provider: Some(*provider),
            ..Note::plain("called", side(&old, actor))
        };
        note(tx, (id, old.version + at), Some(actor.user), &said)?;
        let event = TicketEvent::Called { call, provider: *provider, until };
        journal(tx, Some(actor), id, &old.path, event)?;
    }
    touch(tx, &old, i64::from(count))?;
    let partners = old.ticket.partners;
    let calls_open = partners.calls_open.saturating_add(count);
    Ok(particulars::save(tx, id, Partners { calls_open, ..partners })?)
}

/// Who serves the called provider reports, in words and perhaps with photos: into the timeline, where the reporter reads it, too.
///
/// # Errors
/// [`DbError::NotFound`] for whoever may not know of the ticket; [`Error::Denied`] for whoever does not serve the provider;
/// [`Error::Call`] (`Ended`); [`Error::PhotoUnknown`].
pub fn report_on_call(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: CallId,
    text: &TicketText,
    photos: &[PhotoId],
) -> Result<TicketId, Error> {
    let (old, call) = begin(tx, actor, id)?;
    actor.require_serves(call.provider())?;
    call.state()?.require_open()?;
    end(tx, actor, &old, &call, CallState::Reported, text)?;
    let said = Note {
        text: Some(text),
        provider: Some(call.provider()),
        ..Note::plain("call_reported", Side::Handler)
    };
    let entry = note(tx, old.next(), Some(actor.user), &said)?;
    attach(tx, actor, photos, (old.id, entry), PhotoKind::Evidence)?;
    let event = TicketEvent::CallReported { call: id, provider: call.provider(), caller: call.caller() };
    journal(tx, Some(actor), old.id, &old.path, event)?;
    Ok(old.id)
}

/// A call is not needed after all: who called takes it back, or whoever gives out tickets there.
///
/// # Errors
/// [`DbError::NotFound`]; [`Error::Denied`]; [`Error::Call`] (`Ended`).
pub fn withdraw_call(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: CallId,
    reason: &TicketText,
) -> Result<TicketId, Error> {
    let (old, call) = begin(tx, actor, id)?;
    if call.caller() != actor.user {
        actor.require(Permission::AssignTickets, &old.path)?;
    }
    call.state()?.require_open()?;
    end(tx, actor, &old, &call, CallState::Withdrawn, reason)?;
    let said = Note {
        text: Some(reason),
        provider: Some(call.provider()),
        ..Note::plain("call_withdrawn", side(&old, actor))
    };
    note(tx, old.next(), Some(actor.user), &said)?;
    let event = TicketEvent::CallWithdrawn { call: id, provider: call.provider() };
    journal(tx, Some(actor), old.id, &old.path, event)?;
    Ok(old.id)
}

/// The ticket of a call, locked first as everywhere, then the call as it is under that lock.
fn begin(tx: &mut Tx<'_>, actor: &Actor, id: CallId) -> Result<(Stored, Row), Error> {
    let Key(ticket) = t::table.find(Key(id)).select(t::ticket_id).first(tx.db()).map_err(DbError::from)?;
    let old = find_then_lock(tx, actor, ticket)?;
    let row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first::<Row>(c));
    Ok((old, row.map_err(DbError::from)?))
}

fn end(
    tx: &mut Tx<'_>,
    actor: &Actor,
    old: &Stored,
    call: &Row,
    state: CallState,
    answer: &TicketText,
) -> Result<(), Error> {
    diesel::update(t::table.find(Key(call.id())))
        .set((
            t::state.eq(state.as_str()),
            t::answer.eq(answer.as_str()),
            t::answered_by.eq(Key(actor.user)),
            t::answered_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    touch(tx, old, 1)?;
    let partners = old.ticket.partners;
    let calls_open = partners.calls_open.saturating_sub(1);
    Ok(particulars::save(tx, old.id, Partners { calls_open, ..partners })?)
}

fn insert(
    tx: &mut Tx<'_>,
    actor: &Actor,
    ticket: &Stored,
    provider: ProviderId,
    (text, until): (&TicketText, DateTime<Utc>),
) -> Result<CallId, DbError> {
    let id: CallId = tx.new_id();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::ticket_id.eq(Key(ticket.id)),
            t::provider_id.eq(Key(provider)),
            t::text.eq(text.as_str()),
            t::called_by.eq(Key(actor.user)),
            t::called_at.eq(tx.timestamp()),
            t::until_at.eq(until.naive_utc()),
        ))
        .execute(tx.db())?;
    Ok(id)
}

fn side(ticket: &Stored, actor: &Actor) -> Side {
    if ticket.ticket.state.handler() == Some(actor.user) { Side::Handler } else { Side::Office }
}

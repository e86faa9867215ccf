//! A ticket's row, read, locked and written, and its timeline.

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{ProviderId, TicketEventId, TicketId, UserId},
    permissions::Actor,
    tickets::{Clock, Outcome, Rating, State, StateName, Ticket, TicketEvent, TicketText},
    working_time::Calendar,
};

use super::{
    Error, particulars, partners,
    stored::{Row, Stored},
    timers,
};
use crate::{
    db::{
        DbError, Key, NewEntry, Tx, lock, lock_free,
        schema::{ticket_events as events, ticket_scopes as scopes, tickets as t},
        subject,
    },
    photos::{self, PhotoKind},
    working_time,
};

/// Reads a ticket that `actor` may know of.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn find(tx: &mut Tx<'_>, actor: &Actor, id: TicketId) -> Result<Stored, DbError> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    let stored = told(tx, row.try_into()?)?;
    visible(tx, stored, actor)
}

fn told(tx: &mut Tx<'_>, stored: Stored) -> Result<Stored, DbError> {
    particulars::told(tx, vec![stored])?.pop().ok_or(DbError::NotFound)
}

/// The same, locked until the transaction ends.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn find_locked(tx: &mut Tx<'_>, actor: &Actor, id: TicketId) -> Result<Stored, DbError> {
    let locked = lock_ticket(tx, id)?;
    visible(tx, locked, actor)
}

/// The same, where another row says which ticket: who may not know of it is told so before anything waits.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn find_then_lock(tx: &mut Tx<'_>, actor: &Actor, id: TicketId) -> Result<Stored, DbError> {
    find(tx, actor, id)?;
    find_locked(tx, actor, id)
}

/// Up to `limit` tickets whose state ends by itself, the longest due first, locked. What somebody is deciding at this moment is
/// passed over.
///
/// # Errors
/// [`DbError`].
pub(super) fn lock_due(tx: &mut Tx<'_>, state: StateName, limit: i64) -> Result<Vec<Stored>, DbError> {
    let now = tx.timestamp();
    let rows = lock_free!(
        tx.db(),
        t::table
            .filter(t::state.eq(state.as_str()))
            .filter(t::state_until.le(now))
            .order(t::state_until)
            .limit(limit)
            .select(Row::as_select()),
        |q, c| q.load::<Row>(c)
    )?;
    let rows = rows.into_iter().map(Stored::try_from).collect::<Result<_, _>>()?;
    particulars::told(tx, rows)
}

/// A ticket, whoever asks, locked until the transaction ends.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn lock_ticket(tx: &mut Tx<'_>, id: TicketId) -> Result<Stored, DbError> {
    let row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first::<Row>(c))?;
    told(tx, row.try_into()?)
}

fn visible(tx: &mut Tx<'_>, stored: Stored, actor: &Actor) -> Result<Stored, DbError> {
    let is_known = stored.is_visible_to(actor) || partners::is_called(tx, actor, stored.id)?;
    if is_known { Ok(stored) } else { Err(DbError::NotFound) }
}

/// The calendar that a move of a ticket may need: one statement where its clock stands and counts working time, none else.
///
/// # Errors
/// [`DbError`].
pub(super) fn calendar_of(tx: &mut Tx<'_>, stored: &Stored) -> Result<Calendar, DbError> {
    match stored.ticket.clock {
        Clock { paused_at: Some(_), counting, .. } => working_time::calendar_for(tx, counting),
        Clock { paused_at: None, .. } => working_time::no_calendar(),
    }
}

/// Writes the new state and clock; the ticket leaves the lists of open ones when it has ended, and comes back with an appeal.
///
/// # Errors
/// [`DbError`].
pub(super) fn save(tx: &mut Tx<'_>, old: &Stored, new: &Ticket) -> Result<(), DbError> {
    let (name, before) = (new.state.name(), old.ticket.state.name());
    let until = match new.state {
        State::Solved { objection_until, .. } => objection_until,
        State::Waiting { wait, .. } => Some(wait.until),
        State::Rejected { appeal_until, .. } => appeal_until,
        _ => None,
    };
    let rating = match new.state {
        State::Closed { outcome: Outcome::Rated(rating), .. } => Some(i64::from(rating.get())),
        _ => None,
    };
    let wait_reason = match new.state {
        State::Waiting { wait, .. } => Some(wait.reason.as_str()),
        _ => None,
    };
    let merged_into = match new.state {
        State::Merged { into } => Some(Key(into)),
        _ => None,
    };
    let reopened = i64::from(name == StateName::Reopened && before != name);
    diesel::update(t::table.find(Key(old.id)))
        .set((
            t::state.eq(name.as_str()),
            t::handler_id.eq(new.state.handler().map(Key)),
            t::state_until.eq(until.map(|at| at.naive_utc())),
            t::rating.eq(rating),
            t::wait_reason.eq(wait_reason),
            t::rejected_by.eq(new.state.rejected_by().map(Key)),
            t::merged_into.eq(merged_into),
            t::answer_due_at.eq(new.clock.answer_due_at.naive_utc()),
            t::solve_due_at.eq(new.clock.solve_due_at.naive_utc()),
            t::paused_at.eq(new.clock.paused_at.map(|at| at.naive_utc())),
            t::answered_at.eq(new.clock.answered_at.map(|t| t.naive_utc())),
            t::first_solved_at.eq(new.clock.first_solved_at.map(|t| t.naive_utc())),
            t::last_solved_at.eq(new.clock.last_solved_at.map(|t| t.naive_utc())),
            t::reopened_count.eq(old.reopened_count + reopened),
            t::version.eq(old.version + 1),
            t::updated_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())?;
    timers::follow(tx, old, new)?;
    particulars::follow(tx, old, new)?;
    if name.is_ended() != before.is_ended() {
        diesel::update(scopes::table.filter(scopes::ticket_id.eq(Key(old.id))))
            .set(scopes::is_open.eq(!name.is_ended()))
            .execute(tx.db())?;
    }
    Ok(())
}

/// Counts entries that do not move the ticket.
///
/// # Errors
/// [`DbError`].
pub(super) fn touch(tx: &mut Tx<'_>, old: &Stored, entries: i64) -> Result<(), DbError> {
    diesel::update(t::table.find(Key(old.id)))
        .set((t::version.eq(old.version + entries), t::updated_at.eq(tx.timestamp())))
        .execute(tx.db())?;
    Ok(())
}

/// Whose hand wrote an entry of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Reporter,
    Handler,
    Office,
    Inspector,
    System,
}

impl Side {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Reporter => "reporter",
            Self::Handler => "handler",
            Self::Office => "office",
            Self::Inspector => "inspector",
            Self::System => "system",
        }
    }
}

/// One entry of the timeline.
pub(super) struct Note<'a> {
    pub(super) kind: &'static str,
    pub(super) side: Side,
    pub(super) text: Option<&'a TicketText>,
    pub(super) rating: Option<Rating>,
    /// The provider that it is about.
    pub(super) provider: Option<ProviderId>,
}

impl Note<'_> {
    /// An entry without words.
    pub(super) const fn plain(kind: &'static str, side: Side) -> Self {
        Self { kind, side, text: None, rating: None, provider: None }
    }
}

/// Entries from which on a timeline takes no more messages, assignments, reveals and objections.
pub(super) const TIMELINE_MAX: i64 = 1000;

/// The kind of the entry that a failed look-back makes.
pub(super) const LOOK_BACK_FAILED: &str = "look_back_failed";

/// Where an entry goes: the ticket, and the version that the entry makes of it.
pub(super) type Place = (TicketId, i64);

/// Writes an entry of the timeline.
///
/// # Errors
/// [`Error::TimelineFull`] for what could be repeated without end; [`DbError`].
pub(super) fn note(
    tx: &mut Tx<'_>,
    (ticket, ordinal): Place,
    by: Option<UserId>,
    note: &Note<'_>,
) -> Result<TicketEventId, Error> {
    // What ends a ticket, or leads there, always finds room; everything else could be repeated without end.
    let ends = matches!(
        note.kind,
        "confirmed" | "window_passed" | "withdrawn" | "look_back_passed" | "lapsed" | "rejected" | "merged"
    );
    let leads_there = matches!(
        note.kind,
        "reported"
            | "taken"
            | "resumed"
            | "wait_over"
            | "solved"
            | "appeal_granted"
            | "appeal_refused"
            // Each ends something that was counted when it began.
            | "returned"
            | "call_reported"
            | "call_withdrawn"
            | "quotation_accepted"
            | "quotation_declined"
            | "quotation_withdrawn"
    );
    if !ends && !leads_there && ordinal > TIMELINE_MAX {
        return Err(Error::TimelineFull);
    }
    let id: TicketEventId = tx.new_id();
    diesel::insert_into(events::table)
        .values((
            events::id.eq(Key(id)),
            events::ticket_id.eq(Key(ticket)),
            events::ordinal.eq(ordinal),
            events::at.eq(tx.timestamp()),
            events::kind.eq(note.kind),
            events::side.eq(note.side.as_str()),
            events::user_id.eq(by.map(Key)),
            events::text.eq(note.text.map(TicketText::as_str)),
            events::rating.eq(note.rating.map(|r| i64::from(r.get()))),
            events::provider_id.eq(note.provider.map(Key)),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    Ok(id)
}

/// Gives photos of the caller to an entry of the timeline.
///
/// # Errors
/// [`Error::PhotoUnknown`], [`DbError`].
pub(super) fn attach(
    tx: &mut Tx<'_>,
    actor: &Actor,
    photos: &[domain::ids::PhotoId],
    to: (TicketId, TicketEventId),
    kind: PhotoKind,
) -> Result<(), Error> {
    photos::attach(tx, actor.user, photos, to, kind)?.map_err(Error::PhotoUnknown)
}

/// Appends the ticket's entry to the journal, at the ticket's area.
///
/// # Errors
/// [`DbError`].
pub(super) fn journal(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    id: TicketId,
    path: &AreaPath,
    event: TicketEvent,
) -> Result<(), DbError> {
    tx.journal(NewEntry { actor, area: path, subject: subject("ticket", id), event }).map(drop)
}

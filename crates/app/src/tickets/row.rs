//! A ticket's row: to the domain and back, locked, and its timeline.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    geo::Position,
    ids::{AreaId, CategoryId, TicketEventId, TicketId, UserId},
    permissions::{Actor, Permission},
    tickets::{
        Clock, Judge, Outcome, Rating, Standing, State, StateName, Ticket, TicketEvent, TicketNumber,
        TicketText,
    },
};

use super::Error;
use crate::{
    db::{
        DbError, Key, NewEntry, Tx, lock,
        schema::{ticket_events as events, ticket_scopes as scopes, tickets as t},
        subject,
    },
    photos::{self, PhotoKind},
};

#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    id: Key<TicketId>,
    number_year: i64,
    number_serial: i64,
    area_id: Key<AreaId>,
    area_path: String,
    category_id: Key<CategoryId>,
    reporter_id: Key<UserId>,
    reported_by: Option<Key<UserId>>,
    text: String,
    latitude_e7: Option<i64>,
    longitude_e7: Option<i64>,
    state: String,
    handler_id: Option<Key<UserId>>,
    objection_until: Option<NaiveDateTime>,
    rating: Option<i64>,
    reported_at: NaiveDateTime,
    answer_due_at: NaiveDateTime,
    solve_due_at: NaiveDateTime,
    objection_window_hours: i64,
    answered_at: Option<NaiveDateTime>,
    first_closed_at: Option<NaiveDateTime>,
    last_closed_at: Option<NaiveDateTime>,
    reopened_count: i64,
    version: i64,
    judge: String,
}

/// A ticket as it is stored.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) id: TicketId,
    pub(super) number: TicketNumber,
    pub(super) area: AreaId,
    pub(super) path: AreaPath,
    pub(super) category: CategoryId,
    pub(super) reported_by: Option<UserId>,
    pub(super) text: String,
    pub(super) position: Option<Position>,
    pub(super) reopened_count: i64,
    pub(super) version: i64,
    pub(super) ticket: Ticket,
}

impl TryFrom<Row> for Stored {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let judge =
            Judge::parse(&row.judge).ok_or_else(|| DbError::damaged(format!("judge {}", row.judge)))?;
        let state = state(&row, judge)?;
        let position = match (row.latitude_e7, row.longitude_e7) {
            (Some(latitude), Some(longitude)) => {
                Some(Position::new(longitude, latitude).map_err(DbError::damaged)?)
            }
            _ => None,
        };
        let clock = Clock {
            reported_at: row.reported_at.and_utc(),
            answer_due_at: row.answer_due_at.and_utc(),
            solve_due_at: row.solve_due_at.and_utc(),
            objection_window_hours: u32::try_from(row.objection_window_hours).map_err(DbError::damaged)?,
            answered_at: row.answered_at.map(|t| t.and_utc()),
            first_closed_at: row.first_closed_at.map(|t| t.and_utc()),
            last_closed_at: row.last_closed_at.map(|t| t.and_utc()),
        };
        let number = TicketNumber {
            year: i32::try_from(row.number_year).map_err(DbError::damaged)?,
            serial: u32::try_from(row.number_serial).map_err(DbError::damaged)?,
        };
        Ok(Self {
            id: row.id.0,
            number,
            area: row.area_id.0,
            path: AreaPath::parse(&row.area_path).map_err(DbError::damaged)?,
            category: row.category_id.0,
            reported_by: row.reported_by.map(|Key(id)| id),
            text: row.text,
            position,
            reopened_count: row.reopened_count,
            version: row.version,
            ticket: Ticket { reporter: row.reporter_id.0, clock, judge, state },
        })
    }
}

fn state(row: &Row, judge: Judge) -> Result<State, DbError> {
    let handler =
        || row.handler_id.map(|Key(id)| id).ok_or_else(|| DbError::damaged("a ticket without handler"));
    let until = || match (judge, row.objection_until) {
        (Judge::Reporter, None) => Err(DbError::damaged("a closed ticket without window")),
        (_, until) => Ok(until.map(|at| at.and_utc())),
    };
    Ok(match StateName::parse(&row.state) {
        Some(StateName::Reported) => State::Reported,
        Some(StateName::Taken) => State::Taken { handler: handler()? },
        Some(StateName::Closed) => State::Closed { handler: handler()?, objection_until: until()? },
        Some(StateName::Reopened) => State::Reopened { handler: handler()? },
        Some(StateName::Confirmed) => {
            let outcome = match row.rating {
                None if judge == Judge::LookBack => Outcome::LookedBack,
                None => Outcome::WindowPassed,
                Some(rating) => Outcome::Rated(read_rating(rating)?),
            };
            State::Confirmed { handler: handler()?, outcome }
        }
        Some(StateName::Withdrawn) => State::Withdrawn,
        None => return Err(DbError::damaged(format!("ticket state {}", row.state))),
    })
}

pub(super) fn read_rating(raw: i64) -> Result<Rating, DbError> {
    Rating::new(u8::try_from(raw).map_err(DbError::damaged)?).map_err(DbError::damaged)
}

impl Stored {
    /// Where the next entry of its timeline goes.
    pub(super) fn next(&self) -> Place {
        (self.id, self.version + 1)
    }

    /// Whether `actor` may know of it.
    pub(super) fn is_visible_to(&self, actor: &Actor) -> bool {
        let me = actor.user;
        self.ticket.reporter == me
            || self.reported_by == Some(me)
            // A handler too knows of it by their role, and no longer than they hold it.
            || actor.may(Permission::ViewTickets, &self.path)
    }

    /// How `actor` stands to it.
    pub(super) fn standing(&self, actor: &Actor) -> Standing {
        Standing {
            user: actor.user,
            may_handle: actor.may(Permission::HandleTickets, &self.path),
            may_assign: actor.may(Permission::AssignTickets, &self.path),
            may_reveal: actor.may(Permission::RevealContacts, &self.path),
        }
    }
}

/// Reads a ticket that `actor` may know of.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn find(tx: &mut Tx<'_>, actor: &Actor, id: TicketId) -> Result<Stored, DbError> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    visible(row.try_into()?, actor)
}

/// The same, locked until the transaction ends.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn find_locked(tx: &mut Tx<'_>, actor: &Actor, id: TicketId) -> Result<Stored, DbError> {
    visible(lock_ticket(tx, id)?, actor)
}

/// A ticket, whoever asks, locked until the transaction ends.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn lock_ticket(tx: &mut Tx<'_>, id: TicketId) -> Result<Stored, DbError> {
    let row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first::<Row>(c))?;
    row.try_into()
}

fn visible(stored: Stored, actor: &Actor) -> Result<Stored, DbError> {
    if stored.is_visible_to(actor) { Ok(stored) } else { Err(DbError::NotFound) }
}

/// Writes the new state; the ticket leaves the lists of open ones when it has ended.
///
/// # Errors
/// [`DbError`].
pub(super) fn save(tx: &mut Tx<'_>, old: &Stored, new: &Ticket) -> Result<(), DbError> {
    let name = new.state.name();
    let (objection_until, rating) = match new.state {
        State::Closed { objection_until, .. } => (objection_until.map(|at| at.naive_utc()), None),
        State::Confirmed { outcome: Outcome::Rated(rating), .. } => (None, Some(i64::from(rating.get()))),
        _ => (None, None),
    };
    let reopened = i64::from(name == StateName::Reopened && old.ticket.state.name() != name);
    diesel::update(t::table.find(Key(old.id)))
        .set((
            t::state.eq(name.as_str()),
            t::handler_id.eq(new.state.handler().map(Key)),
            t::objection_until.eq(objection_until),
            t::rating.eq(rating),
            t::answered_at.eq(new.clock.answered_at.map(|t| t.naive_utc())),
            t::first_closed_at.eq(new.clock.first_closed_at.map(|t| t.naive_utc())),
            t::last_closed_at.eq(new.clock.last_closed_at.map(|t| t.naive_utc())),
            t::reopened_count.eq(old.reopened_count + reopened),
            t::version.eq(old.version + 1),
            t::updated_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())?;
    if name.is_ended() {
        diesel::update(scopes::table.filter(scopes::ticket_id.eq(Key(old.id))))
            .set(scopes::is_open.eq(false))
            .execute(tx.db())?;
    }
    Ok(())
}

/// Counts an entry that does not move the ticket.
///
/// # Errors
/// [`DbError`].
pub(super) fn touch(tx: &mut Tx<'_>, old: &Stored) -> Result<(), DbError> {
    diesel::update(t::table.find(Key(old.id)))
        .set((t::version.eq(old.version + 1), t::updated_at.eq(tx.timestamp())))
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
}

impl Note<'_> {
    /// An entry without words.
    pub(super) const fn plain(kind: &'static str, side: Side) -> Self {
        Self { kind, side, text: None, rating: None }
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
    let repeatable =
        matches!(note.kind, "message" | "assigned" | "contact_revealed" | "reopened" | LOOK_BACK_FAILED);
    if repeatable && ordinal > TIMELINE_MAX {
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

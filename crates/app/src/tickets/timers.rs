//! The timers of tickets in the store: started with the clock, stopped and begun again with the moves, and what comes when
//! nobody came before them. Whoever moves a ticket changes its timers in the same transaction, so a timer that comes is never
//! that of a ticket which has been seen to.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::TicketId,
    permissions::Permission,
    tickets::{Counting, Deadline, Ticket, TicketError, TicketEvent, Timer, up_at},
    working_time::Calendar,
};

use super::{Error, row::journal, stored::Stored};
use crate::{
    db::{
        DbError, Key, Tx, bulk_insert, lock_free,
        schema::{areas, ticket_timers as t, tickets},
    },
    grants::{self, Nearest},
    working_time,
};

/// Most timers of one run of [`fire_timers`]; the next run takes the next.
pub const TIMERS_MAX: i64 = 500;

#[derive(Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct New {
    ticket_id: Key<TicketId>,
    timer: &'static str,
    at: NaiveDateTime,
    runs: bool,
}

/// Starts the timers of a new ticket. One statement.
///
/// # Errors
/// [`Error::Ticket`] where the calendar has too little time; [`DbError`].
pub(super) fn start(
    tx: &mut Tx<'_>,
    id: TicketId,
    ticket: &Ticket,
    calendar: &Calendar,
) -> Result<(), Error> {
    let rows = rows(tx, &[id], ticket, calendar)?;
    bulk_insert!(tx.db(), t::table, &rows)?;
    Ok(())
}

/// Starts the timers of many new tickets with one clock, which runs around the clock.
///
/// # Errors
/// [`DbError`].
pub(super) fn start_all(tx: &mut Tx<'_>, ids: &[TicketId], ticket: &Ticket) -> Result<(), DbError> {
    let calendar = working_time::no_calendar()?;
    let rows = rows(tx, ids, ticket, &calendar).map_err(DbError::damaged)?;
    bulk_insert!(tx.db(), t::table, &rows)?;
    Ok(())
}

fn rows(
    tx: &mut Tx<'_>,
    ids: &[TicketId],
    ticket: &Ticket,
    calendar: &Calendar,
) -> Result<Vec<New>, TicketError> {
    let mut rows = Vec::with_capacity(ids.len() * Timer::ALL.len());
    for timer in Timer::ALL {
        let at = timer.at(&ticket.clock, tx.now(), calendar)?.naive_utc();
        let runs = timer.runs(ticket);
        rows.extend(ids.iter().map(|id| New { ticket_id: Key(*id), timer: timer.as_str(), at, runs }));
    }
    Ok(rows)
}

/// Lets those timers run that a ticket has after a move, and stops the others; sets those anew whose time it has changed: what
/// is due was put off by a pause, or brought forward by a merge. Nothing for a move that does neither.
///
/// # Errors
/// [`DbError`].
pub(super) fn follow(tx: &mut Tx<'_>, old: &Stored, new: &Ticket) -> Result<(), DbError> {
    let (before, after) = (&old.ticket.clock, &new.clock);
    if (before.answer_due_at, before.solve_due_at) != (after.answer_due_at, after.solve_due_at) {
        shift(tx, old, new)?;
    }
    if Timer::ALL.into_iter().all(|timer| timer.runs(&old.ticket) == timer.runs(new)) {
        return Ok(());
    }
    let running = Timer::ALL.into_iter().filter(|timer| timer.runs(new)).map(Timer::as_str);
    // A warning comes once. What is late goes on upwards from where it was.
    let warnings = [Timer::Soon(Deadline::Answer), Timer::Soon(Deadline::Solve)].map(Timer::as_str);
    let may_come = t::fired_at.is_null().or(t::timer.ne_all(warnings));
    diesel::update(t::table.filter(t::ticket_id.eq(Key(old.id))))
        .set(t::runs.eq(t::timer.eq_any(running.collect::<Vec<_>>()).and(may_come)))
        .execute(tx.db())?;
    Ok(())
}

fn shift(tx: &mut Tx<'_>, old: &Stored, new: &Ticket) -> Result<(), DbError> {
    let calendar = working_time::calendar_for(tx, new.clock.counting)?;
    for timer in Timer::ALL {
        // What came already is not called back.
        let waiting = t::table.find((Key(old.id), timer.as_str())).filter(t::fired_at.is_null());
        let at = timer.at(&new.clock, tx.now(), &calendar).map_err(DbError::damaged)?;
        diesel::update(waiting).set(t::at.eq(at.naive_utc())).execute(tx.db())?;
    }
    Ok(())
}

/// A late ticket that was handed over is told of above its new area, not above the old one: once that area has had the time
/// that every area has which was told, and also where nobody was left to tell above the old one.
///
/// # Errors
/// [`Error::Ticket`] where the calendar has too little time; [`DbError`].
pub(super) fn begin_anew_above(
    tx: &mut Tx<'_>,
    id: TicketId,
    ticket: &Ticket,
    calendar: &Calendar,
) -> Result<(), Error> {
    let at = up_at(ticket.clock.counting, tx.now(), calendar).map_err(TicketError::from)?;
    let late = [Deadline::Answer, Deadline::Solve].map(Timer::Overdue);
    let running = late.into_iter().filter(|timer| timer.runs(ticket)).map(Timer::as_str);
    let came = t::table
        .filter(t::ticket_id.eq(Key(id)))
        .filter(t::timer.eq_any(late.map(Timer::as_str)))
        .filter(t::fired_at.is_not_null());
    diesel::update(came)
        .set((
            t::told_path.eq(None::<String>),
            t::at.eq(at.naive_utc()),
            t::runs.eq(t::timer.eq_any(running.collect::<Vec<_>>())),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    Ok(())
}

/// A timer whose time has come.
struct Due {
    ticket: TicketId,
    timer: Timer,
    at: NaiveDateTime,
    told: Option<AreaPath>,
}

/// Lets up to [`TIMERS_MAX`] timers come whose time has come, the longest due first; returns how many. What another node lets
/// come, or somebody prevents at this moment, is passed over. Each comes once: it is locked, journalled and noted as fired in
/// one transaction.
///
/// # Errors
/// [`DbError`].
pub fn fire_timers(tx: &mut Tx<'_>) -> Result<usize, DbError> {
    let due = lock_due(tx)?;
    if due.is_empty() {
        return Ok(0);
    }
    let of = places(tx, &due)?;
    let calendar = working_time::calendar_for(tx, Counting::WorkingTime)?;
    let mut above = Above::default();
    let mut warned: BTreeMap<Timer, Vec<Key<TicketId>>> = BTreeMap::new();
    for one in &due {
        let Some((path, counting)) = of.get(&one.ticket) else {
            return Err(DbError::damaged(format!("a timer of ticket {}, which is not there", one.ticket)));
        };
        let deadline = one.timer.deadline();
        match one.timer {
            Timer::Soon(_) => {
                warned.entry(one.timer).or_default().push(Key(one.ticket));
                let event = TicketEvent::DueSoon { deadline };
                journal(tx, None, one.ticket, path, event)?;
            }
            Timer::Overdue(_) => {
                let to = above.find(tx, one.told.as_ref().unwrap_or(path))?;
                let next = up_at(*counting, tx.now(), &calendar).map_err(DbError::damaged)?;
                escalated(tx, one, to.as_ref(), next.naive_utc())?;
                // Silence above is not told of again and again.
                if to.is_some() || one.told.is_none() {
                    let event = TicketEvent::Overdue { deadline, to: to.map(|to| to.area) };
                    journal(tx, None, one.ticket, path, event)?;
                }
            }
        }
    }
    for (timer, tickets) in warned {
        let came = t::table.filter(t::timer.eq(timer.as_str())).filter(t::ticket_id.eq_any(tickets));
        diesel::update(came).set((t::runs.eq(false), t::fired_at.eq(tx.timestamp()))).execute(tx.db())?;
    }
    Ok(due.len())
}

fn lock_due(tx: &mut Tx<'_>) -> Result<Vec<Due>, DbError> {
    type Row = (Key<TicketId>, String, NaiveDateTime, Option<String>);
    let now = tx.timestamp();
    let rows: Vec<Row> = lock_free!(
        tx.db(),
        t::table
            .filter(t::runs)
            .filter(t::at.le(now))
            .order((t::at, t::ticket_id))
            .limit(TIMERS_MAX)
            .select((t::ticket_id, t::timer, t::at, t::told_path)),
        |q, c| q.load(c)
    )?;
    let due = |(Key(ticket), timer, at, told): Row| {
        let timer = Timer::parse(&timer).ok_or_else(|| DbError::damaged(format!("timer {timer}")))?;
        let told = told.map(|path| AreaPath::parse(&path)).transpose().map_err(DbError::damaged)?;
        Ok(Due { ticket, timer, at, told })
    };
    rows.into_iter().map(due).collect()
}

/// Where each ticket is, and how its time is counted.
fn places(tx: &mut Tx<'_>, due: &[Due]) -> Result<BTreeMap<TicketId, (AreaPath, Counting)>, DbError> {
    let ids: Vec<Key<TicketId>> = due.iter().map(|one| Key(one.ticket)).collect();
    let rows: Vec<(Key<TicketId>, String, String)> = tickets::table
        .filter(tickets::id.eq_any(ids))
        .select((tickets::id, tickets::area_path, tickets::counting))
        .load(tx.db())?;
    let place = |(Key(id), path, counting): (Key<TicketId>, String, String)| {
        let path = AreaPath::parse(&path).map_err(DbError::damaged)?;
        let counting =
            Counting::parse(&counting).ok_or_else(|| DbError::damaged(format!("counting {counting}")))?;
        Ok((id, (path, counting)))
    };
    rows.into_iter().map(place).collect()
}

/// The nearest area above another in which somebody gives out tickets, asked for once for all tickets of an area.
#[derive(Default)]
struct Above(BTreeMap<AreaPath, Option<Nearest>>);

impl Above {
    fn find(&mut self, tx: &mut Tx<'_>, path: &AreaPath) -> Result<Option<Nearest>, DbError> {
        if let Some(known) = self.0.get(path) {
            return Ok(known.clone());
        }
        let found = match path.parent() {
            Some(parent) => grants::nearest(tx, Permission::AssignTickets, &parent)?,
            None => None,
        };
        self.0.insert(path.clone(), found.clone());
        Ok(found)
    }
}

/// Notes whom a late ticket was told; it comes again until nobody is above.
fn escalated(tx: &mut Tx<'_>, one: &Due, to: Option<&Nearest>, next: NaiveDateTime) -> Result<(), DbError> {
    let told = to.map(|to| &to.path).or(one.told.as_ref()).map(ToString::to_string);
    diesel::update(t::table.find((Key(one.ticket), one.timer.as_str())))
        .set((
            t::at.eq(if to.is_some() { next } else { one.at }),
            t::runs.eq(to.is_some()),
            t::fired_at.eq(tx.timestamp()),
            t::told_path.eq(told),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Of what the areas above were told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Escalation {
    /// What is late.
    pub deadline: Deadline,
    /// When the area was told.
    pub at: DateTime<Utc>,
    /// The area's name.
    pub area_name: String,
}

/// Which area each deadline of a ticket was told to last. One statement.
///
/// # Errors
/// [`DbError`].
pub(super) fn escalations(tx: &mut Tx<'_>, id: TicketId) -> Result<Vec<Escalation>, DbError> {
    let rows: Vec<(String, Option<NaiveDateTime>, String)> = t::table
        .inner_join(areas::table.on(areas::path.nullable().eq(t::told_path)))
        .filter(t::ticket_id.eq(Key(id)))
        .order(t::fired_at)
        .select((t::timer, t::fired_at, areas::name))
        .load(tx.db())?;
    let escalation = |(timer, at, area_name): (String, Option<NaiveDateTime>, String)| {
        let timer = Timer::parse(&timer).ok_or_else(|| DbError::damaged(format!("timer {timer}")))?;
        let at = at.ok_or_else(|| DbError::damaged("an area that was told at no time"))?.and_utc();
        Ok(Escalation { deadline: timer.deadline(), at, area_name })
    };
    rows.into_iter().map(escalation).collect()
}

//! The rows of seeded tickets.

use app::{
    db::{
        DbError, Key, Tx, bulk_insert,
        schema::{ticket_events as events, ticket_scopes as scopes, ticket_search_due as due, tickets as t},
    },
    tickets::fill_search,
};
use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, CategoryId, TicketEventId, TicketId, UserId},
};

use super::{Ground, Kind};
use crate::{
    seed::words::{scattered, text},
    system::new_id_at,
};

/// A year in which nobody reported, so that whoever reports later is numbered as ever.
const YEAR: i64 = 2001;
/// How long it took to solve what is solved.
const SOLVED_AFTER: TimeDelta = TimeDelta::hours(5);

#[derive(Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct TicketRow {
    id: Key<TicketId>,
    number_year: i64,
    number_serial: i64,
    area_id: Key<AreaId>,
    area_path: String,
    category_id: Key<CategoryId>,
    reporter_id: Key<UserId>,
    text: String,
    state: &'static str,
    handler_id: Option<Key<UserId>>,
    rating: Option<i64>,
    reported_at: NaiveDateTime,
    answer_due_at: NaiveDateTime,
    solve_due_at: NaiveDateTime,
    objection_window_hours: i64,
    answered_at: Option<NaiveDateTime>,
    first_solved_at: Option<NaiveDateTime>,
    last_solved_at: Option<NaiveDateTime>,
    version: i64,
    updated_at: NaiveDateTime,
    is_public: bool,
}

#[derive(Insertable)]
#[diesel(table_name = scopes, treat_none_as_default_value = false)]
struct ScopeRow {
    area_path: String,
    ticket_id: Key<TicketId>,
    is_open: bool,
    is_public: bool,
}

#[derive(Insertable)]
#[diesel(table_name = events, treat_none_as_default_value = false)]
struct EventRow {
    id: Key<TicketEventId>,
    ticket_id: Key<TicketId>,
    ordinal: i64,
    at: NaiveDateTime,
    kind: &'static str,
    side: &'static str,
    user_id: Key<UserId>,
}

#[derive(Insertable)]
#[diesel(table_name = due, treat_none_as_default_value = false)]
struct DueRow {
    ticket_id: Key<TicketId>,
}

/// When a ticket was reported, when now is, and how many there are.
pub(super) struct Moment {
    pub(super) reported_at: NaiveDateTime,
    pub(super) now: NaiveDateTime,
    pub(super) count: usize,
}

/// Where a ticket stands: of the newest thirtieth half are open, of those before one of two hundred.
fn state(index: usize, at: &Moment) -> &'static str {
    let is_new = index * 30 >= at.count * 29;
    let is_open = scattered(index, 5) % 200 < if is_new { 100 } else { 1 };
    match scattered(index, 6) % 4 {
        _ if !is_open && at.reported_at + SOLVED_AFTER < at.now => "closed",
        0 => "submitted",
        1 => "accepted",
        2 => "assigned",
        _ => "in_progress",
    }
}

/// Rows on their way into the store.
#[derive(Default)]
pub(super) struct Rows {
    tickets: Vec<TicketRow>,
    scopes: Vec<ScopeRow>,
    events: Vec<EventRow>,
    due: Vec<DueRow>,
}

impl Rows {
    /// Adds ticket `index`.
    ///
    /// # Errors
    /// Without grids or kinds.
    pub(super) fn add(
        &mut self,
        ground: &Ground,
        kinds: &[Kind],
        index: usize,
        at: &Moment,
    ) -> Result<(), DbError> {
        let pick = |seed: usize, out_of: usize| scattered(index, seed) % out_of.max(1);
        let grid = ground.grids.get(pick(7, ground.grids.len()));
        let (Some((area, path)), Some(kind)) = (grid, kinds.get(pick(8, kinds.len()))) else {
            return Err(DbError::NotFound);
        };
        let (category_id, answer, solve, objection_window_hours, is_public) = *kind;
        let (id, reported_at, state) = (Key(new_id_at(at.reported_at)), at.reported_at, state(index, at));
        let solved_at = (state == "closed").then_some(reported_at + SOLVED_AFTER);
        let is_answered = !matches!(state, "submitted" | "assigned");
        let rating = i64::try_from(pick(9, 5)).map_err(DbError::damaged)? + 1;
        self.tickets.push(TicketRow {
            id,
            number_year: YEAR,
            number_serial: i64::try_from(index).map_err(DbError::damaged)? + 1,
            area_id: Key(*area),
            area_path: path.to_string(),
            category_id,
            reporter_id: Key(ground.reporter),
            text: text(index),
            state,
            handler_id: (!matches!(state, "submitted" | "accepted")).then_some(Key(ground.handler)),
            rating: solved_at.map(|_| rating),
            reported_at,
            answer_due_at: reported_at + TimeDelta::hours(answer),
            solve_due_at: reported_at + TimeDelta::hours(solve),
            objection_window_hours,
            answered_at: is_answered.then_some(reported_at + TimeDelta::minutes(30)),
            first_solved_at: solved_at,
            last_solved_at: solved_at,
            version: 1 + i64::from(solved_at.is_some()),
            updated_at: solved_at.unwrap_or(reported_at),
            is_public,
        });
        let scope = |area: AreaPath| ScopeRow {
            area_path: area.to_string(),
            ticket_id: id,
            is_open: solved_at.is_none(),
            is_public,
        };
        self.scopes.extend(path.lineage().into_iter().map(scope));
        self.happened(id, (1, reported_at), "reported", ("reporter", ground.reporter));
        if let Some(at) = solved_at {
            self.happened(id, (2, at), "solved", ("handler", ground.handler));
        }
        self.due.push(DueRow { ticket_id: id });
        Ok(())
    }

    fn happened(
        &mut self,
        ticket_id: Key<TicketId>,
        (ordinal, at): (i64, NaiveDateTime),
        kind: &'static str,
        (side, user): (&'static str, UserId),
    ) {
        let (id, user_id) = (Key(new_id_at(at)), Key(user));
        self.events.push(EventRow { id, ticket_id, ordinal, at, kind, side, user_id });
    }

    /// The tickets so far.
    pub(super) fn ids(&self) -> impl Iterator<Item = TicketId> {
        self.due.iter().map(|row| row.ticket_id.0)
    }

    /// Writes them, and takes in their words.
    ///
    /// # Errors
    /// [`DbError`].
    pub(super) fn write(self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        bulk_insert!(tx.db(), t::table, &self.tickets)?;
        bulk_insert!(tx.db(), scopes::table, &self.scopes)?;
        bulk_insert!(tx.db(), events::table, &self.events)?;
        bulk_insert!(tx.db(), due::table, &self.due)?;
        // A turn takes in a few hundred at most.
        while fill_search(tx)? > 0 {}
        Ok(())
    }
}

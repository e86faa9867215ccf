//! A ticket as it is stored, and back to the domain.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    geo::Position,
    ids::{AreaId, CategoryId, TicketId, UserId},
    permissions::{Actor, Permission},
    tickets::{
        Clock, Counting, Judge, Outcome, Partners, Rating, Standing, State, StateName, Ticket, TicketNumber,
        Wait, WaitReason,
    },
};

use super::row::Place;
use crate::db::{DbError, Key, schema::tickets as t};

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
    state_until: Option<NaiveDateTime>,
    rating: Option<i64>,
    reported_at: NaiveDateTime,
    answer_due_at: NaiveDateTime,
    solve_due_at: NaiveDateTime,
    objection_window_hours: i64,
    answered_at: Option<NaiveDateTime>,
    first_solved_at: Option<NaiveDateTime>,
    last_solved_at: Option<NaiveDateTime>,
    reopened_count: i64,
    version: i64,
    judge: String,
    counting: String,
    paused_at: Option<NaiveDateTime>,
    wait_reason: Option<String>,
    rejected_by: Option<Key<UserId>>,
    merged_into: Option<Key<TicketId>>,
    is_public: bool,
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
    pub(super) is_public: bool,
    /// Whether nobody looks up who reported it. Rows do not tell: [`super::particulars::told`] does.
    pub(super) is_anonymous: bool,
    /// Whether anybody beside the town has or had a part in it; told as that.
    pub(super) had_partners: bool,
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
            counting: Counting::parse(&row.counting).ok_or_else(|| missing("counting"))?,
            paused_at: row.paused_at.map(|t| t.and_utc()),
            objection_window_hours: u32::try_from(row.objection_window_hours).map_err(DbError::damaged)?,
            answered_at: row.answered_at.map(|t| t.and_utc()),
            first_solved_at: row.first_solved_at.map(|t| t.and_utc()),
            last_solved_at: row.last_solved_at.map(|t| t.and_utc()),
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
            is_public: row.is_public,
            is_anonymous: false,
            had_partners: false,
            reopened_count: row.reopened_count,
            version: row.version,
            ticket: Ticket {
                reporter: row.reporter_id.0,
                clock,
                judge,
                state,
                partners: Partners::default(),
            },
        })
    }
}

fn state(row: &Row, judge: Judge) -> Result<State, DbError> {
    let handler = || row.handler_id.map(|Key(id)| id).ok_or_else(|| missing("handler"));
    let until = row.state_until.map(|at| at.and_utc());
    let name = StateName::parse(&row.state);
    Ok(match name.ok_or_else(|| DbError::damaged(format!("ticket state {}", row.state)))? {
        StateName::Submitted => State::Submitted,
        StateName::Accepted => State::Accepted,
        StateName::Assigned => State::Assigned { handler: handler()? },
        StateName::InProgress => State::InProgress { handler: handler()? },
        StateName::Waiting => {
            let reason = row.wait_reason.as_deref().and_then(WaitReason::parse);
            let until = until.ok_or_else(|| missing("end of its wait"))?;
            let wait = Wait { reason: reason.ok_or_else(|| missing("reason to wait"))?, until };
            State::Waiting { handler: handler()?, wait }
        }
        StateName::Solved => {
            if judge == Judge::Reporter && until.is_none() {
                return Err(missing("objection window"));
            }
            State::Solved { handler: handler()?, objection_until: until }
        }
        StateName::Reopened => State::Reopened { handler: handler()? },
        StateName::Rejected => {
            let Key(by) = row.rejected_by.ok_or_else(|| missing("rejection"))?;
            State::Rejected { by, appeal_until: until }
        }
        StateName::Appealed => {
            let Key(rejected_by) = row.rejected_by.ok_or_else(|| missing("rejection"))?;
            State::Appealed { rejected_by }
        }
        StateName::Merged => {
            let Key(into) = row.merged_into.ok_or_else(|| missing("other ticket"))?;
            State::Merged { into }
        }
        StateName::Closed => {
            let outcome = match row.rating {
                None if judge == Judge::LookBack => Outcome::LookedBack,
                None => Outcome::WindowPassed,
                Some(rating) => Outcome::Rated(read_rating(rating)?),
            };
            State::Closed { handler: handler()?, outcome }
        }
        StateName::Withdrawn => State::Withdrawn,
    })
}

fn missing(what: &str) -> DbError {
    DbError::damaged(format!("a ticket without its {what}"))
}

pub(super) fn read_rating(raw: i64) -> Result<Rating, DbError> {
    Rating::new(u8::try_from(raw).map_err(DbError::damaged)?).map_err(DbError::damaged)
}

impl Stored {
    /// Where the next entry of its timeline goes.
    pub(super) fn next(&self) -> Place {
        (self.id, self.version + 1)
    }

    /// Whether `actor` may know of it, but for those who are called to it: [`super::partners::is_called`].
    pub(super) fn is_visible_to(&self, actor: &Actor) -> bool {
        let me = actor.user;
        self.ticket.reporter == me
            || self.reported_by == Some(me)
            // A handler too knows of it by their role, and no longer than they hold it.
            || actor.may(Permission::ViewTickets, &self.path)
            || self.ticket.partners.keeper.is_some_and(|keeper| actor.serves(keeper))
    }

    /// How `actor` stands to it.
    pub(super) fn standing(&self, actor: &Actor) -> Standing {
        Standing {
            user: actor.user,
            serves: self.ticket.partners.keeper.is_some_and(|keeper| actor.serves(keeper)),
            may_handle: actor.may(Permission::HandleTickets, &self.path),
            may_assign: actor.may(Permission::AssignTickets, &self.path),
            may_reveal: !self.is_anonymous && actor.may(Permission::RevealContacts, &self.path),
        }
    }
}

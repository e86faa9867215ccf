//! Recording a visit, correcting it within a day, adding a note later, reporting what was found.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{PhotoId, TicketId, UserId, VisitId, VisitNoteId, VisitPlanId},
    permissions::{Actor, Permission},
    tickets::{CategoryCode, TicketText},
    visits::{EDIT_HOURS, LATE_DAYS_MAX, NOTES_MAX, VisitEvent, VisitOutcome, VisitPlanState},
};

use super::{
    Error,
    row::{Plan, find_locked, outcome, plan_of, settle},
};
use crate::{
    db::{
        DbError, Key, NewEntry, Tx, micros,
        schema::{visit_notes as notes, visit_plans, visits as t},
        subject,
    },
    photos,
    tickets::{self, Report},
};

/// Minutes that a phone's clock may be ahead.
const AHEAD_MINUTES_MAX: i64 = 10;

/// A visit as it is recorded.
#[derive(Clone, Debug)]
pub struct NewVisit {
    /// When it was made.
    pub visited_at: DateTime<Utc>,
    /// How it went.
    pub outcome: VisitOutcome,
    /// What else there is to say.
    pub note: String,
}

/// A recorded visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Its id.
    pub id: VisitId,
    /// Of which plan.
    pub plan: VisitPlanId,
    /// When it was made.
    pub visited_at: DateTime<Utc>,
    /// How it went.
    pub outcome: VisitOutcome,
    /// What else there is to say.
    pub note: String,
    /// Whether the plan had ended when it was recorded.
    pub after_end: bool,
    /// What was reported about what was found.
    pub ticket: Option<TicketId>,
    /// Who recorded it.
    pub recorded_by: UserId,
    /// When.
    pub recorded_at: DateTime<Utc>,
    /// When it was corrected last.
    pub corrected_at: Option<DateTime<Utc>>,
    /// Its photo.
    pub photo: Option<PhotoId>,
    /// What was added later, the oldest first.
    pub notes: Vec<VisitNote>,
}

/// What was added to a visit later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitNote {
    /// The words.
    pub text: String,
    /// Who added it.
    pub by: UserId,
    /// When.
    pub at: DateTime<Utc>,
}

/// What is reported about what was found.
#[derive(Clone, Debug)]
pub struct FollowUp {
    /// Of which kind.
    pub category: CategoryCode,
    /// What is to be done.
    pub text: TicketText,
    /// For the member who is visited, rather than in one's own name.
    pub on_behalf: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    pub(super) id: Key<VisitId>,
    plan_id: Key<VisitPlanId>,
    visited_at: NaiveDateTime,
    outcome: String,
    note: String,
    after_end: bool,
    ticket_id: Option<Key<TicketId>>,
    recorded_by: Key<UserId>,
    recorded_at: NaiveDateTime,
    corrected_at: Option<NaiveDateTime>,
}

impl Row {
    pub(super) fn read(self, photo: Option<PhotoId>, notes: Vec<VisitNote>) -> Result<Visit, DbError> {
        Ok(Visit {
            id: self.id.0,
            plan: self.plan_id.0,
            visited_at: self.visited_at.and_utc(),
            outcome: outcome(&self.outcome)?,
            note: self.note,
            after_end: self.after_end,
            ticket: self.ticket_id.map(|Key(id)| id),
            recorded_by: self.recorded_by.0,
            recorded_at: self.recorded_at.and_utc(),
            corrected_at: self.corrected_at.map(|at| at.and_utc()),
            photo,
            notes,
        })
    }
}

/// Records a visit under an id that the caller made: the very same again changes nothing, so that what a phone sends after a
/// lost answer is one visit. A plan that has ended meanwhile keeps it, marked.
///
/// # Errors
/// [`DbError::NotFound`]; [`Error::Exists`] where another visit has this id; [`Error::VisitedAt`], [`Error::PhotoUnknown`].
pub fn record(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (id, plan): (VisitId, VisitPlanId),
    new: &NewVisit,
    photo: Option<PhotoId>,
) -> Result<VisitPlanId, Error> {
    let (plan, visited_at) = (find_locked(tx, actor, plan)?, micros(new.visited_at));
    let there: Option<Row> =
        t::table.find(Key(id)).select(Row::as_select()).first(tx.db()).optional().map_err(DbError::from)?;
    if let Some(there) = there {
        let theirs = there.plan_id.0 == plan.id && there.recorded_by.0 == actor.user;
        let says_so = there.visited_at == visited_at.naive_utc()
            && there.outcome == new.outcome.as_str()
            && there.note == new.note;
        // What was corrected since said this once.
        let same = theirs && (says_so || there.corrected_at.is_some());
        return if same { Ok(plan.id) } else { Err(Error::Exists) };
    }
    require_time(tx, new.visited_at)?;
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::plan_id.eq(Key(plan.id)),
            t::visited_at.eq(visited_at.naive_utc()),
            t::outcome.eq(new.outcome.as_str()),
            t::note.eq(&new.note),
            t::after_end.eq(plan.state == VisitPlanState::Ended),
            t::recorded_by.eq(Key(actor.user)),
            t::recorded_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(|error| match DbError::from(error) {
            // Under another plan, at this moment.
            DbError::Unique(_) => Error::Exists,
            other => other.into(),
        })?;
    if let Some(photo) = photo
        && !photos::give_to_visit(tx, actor.user, photo, id)?
    {
        return Err(Error::PhotoUnknown);
    }
    journal(tx, actor, &plan, id, VisitEvent::Recorded { visit: id, plan: plan.id })?;
    let plan_id = plan.id;
    settle(tx, plan)?;
    Ok(plan_id)
}

fn require_time(tx: &Tx<'_>, at: DateTime<Utc>) -> Result<(), Error> {
    let (earliest, latest) =
        (tx.now() - TimeDelta::days(LATE_DAYS_MAX), tx.now() + TimeDelta::minutes(AHEAD_MINUTES_MAX));
    if (earliest..=latest).contains(&at) { Ok(()) } else { Err(Error::VisitedAt) }
}

/// A visit with its plan, which is locked.
fn locked(tx: &mut Tx<'_>, actor: &Actor, id: VisitId) -> Result<(Plan, Row), DbError> {
    let plan = plan_of(tx, id)?;
    let plan = find_locked(tx, actor, plan)?;
    let row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    Ok((plan, row))
}

/// Corrects a visit within [`EDIT_HOURS`]: whoever recorded it may, and the journal says so.
///
/// # Errors
/// [`DbError::NotFound`], [`Error::NotYours`], [`Error::TooLate`], [`Error::VisitedAt`].
pub fn correct(tx: &mut Tx<'_>, actor: &Actor, id: VisitId, new: &NewVisit) -> Result<VisitPlanId, Error> {
    let (plan, row) = locked(tx, actor, id)?;
    if row.recorded_by.0 != actor.user {
        return Err(Error::NotYours);
    }
    if tx.now() >= row.recorded_at.and_utc() + TimeDelta::hours(EDIT_HOURS) {
        return Err(Error::TooLate);
    }
    require_time(tx, new.visited_at)?;
    diesel::update(t::table.find(Key(id)))
        .set((
            t::visited_at.eq(micros(new.visited_at).naive_utc()),
            t::outcome.eq(new.outcome.as_str()),
            t::note.eq(&new.note),
            t::corrected_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    journal(tx, actor, &plan, id, VisitEvent::Corrected { visit: id, plan: plan.id })?;
    let plan_id = plan.id;
    settle(tx, plan)?;
    Ok(plan_id)
}

/// Adds a note to a visit, at any time, by whoever visits there.
///
/// # Errors
/// [`DbError::NotFound`], [`Error::NotesFull`].
pub fn add_note(tx: &mut Tx<'_>, actor: &Actor, id: VisitId, text: &str) -> Result<VisitPlanId, Error> {
    let (plan, _) = locked(tx, actor, id)?;
    let there: i64 = notes::table
        .filter(notes::visit_id.eq(Key(id)))
        .count()
        .get_result(tx.db())
        .map_err(DbError::from)?;
    if there >= NOTES_MAX {
        return Err(Error::NotesFull);
    }
    let note: VisitNoteId = tx.new_id();
    diesel::insert_into(notes::table)
        .values((
            notes::id.eq(Key(note)),
            notes::visit_id.eq(Key(id)),
            notes::text.eq(text),
            notes::noted_by.eq(Key(actor.user)),
            notes::noted_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    journal(tx, actor, &plan, id, VisitEvent::Noted { visit: id, plan: plan.id })?;
    Ok(plan.id)
}

/// Reports what was found, once: the ticket's own entry in the journal is that of this step.
///
/// # Errors
/// [`DbError::NotFound`], [`Error::NothingToFollowUp`], [`Error::FollowedUp`], [`Error::MemberUnknown`] where nobody is named
/// whose matter it could be, and whatever a report answers.
pub fn follow_up(tx: &mut Tx<'_>, actor: &Actor, id: VisitId, new: &FollowUp) -> Result<VisitPlanId, Error> {
    let (plan, row) = locked(tx, actor, id)?;
    if outcome(&row.outcome)? != VisitOutcome::FollowUpNeeded {
        return Err(Error::NothingToFollowUp);
    }
    if row.ticket_id.is_some() {
        return Err(Error::FollowedUp);
    }
    let on_behalf_of = match (new.on_behalf, plan.member) {
        (true, None) => return Err(Error::MemberUnknown),
        (true, member) => member,
        (false, _) => None,
    };
    let report = Report {
        category: new.category.clone(),
        text: new.text.clone(),
        answers: Default::default(),
        photos: Vec::new(),
        position: None,
        area: Some(plan.household),
        on_behalf_of,
        anonymous: false,
    };
    let ticket = tickets::report(tx, actor, &report)?;
    diesel::update(t::table.find(Key(id)))
        .set(t::ticket_id.eq(Some(Key(ticket))))
        .execute(tx.db())
        .map_err(DbError::from)?;
    Ok(plan.id)
}

/// Whether `actor` sees the photo of a visit: whoever visits there.
pub(crate) fn shows_photo(tx: &mut Tx<'_>, actor: &Actor, visit: VisitId) -> Result<bool, DbError> {
    let path: String = t::table
        .inner_join(visit_plans::table)
        .filter(t::id.eq(Key(visit)))
        .select(visit_plans::household_path)
        .first(tx.db())?;
    Ok(actor.may(Permission::Visit, &AreaPath::parse(&path).map_err(DbError::damaged)?))
}

fn journal(
    tx: &mut Tx<'_>,
    actor: &Actor,
    plan: &Plan,
    id: VisitId,
    event: VisitEvent,
) -> Result<(), DbError> {
    let subject = subject("visit", id);
    tx.journal(NewEntry { actor: Some(actor), area: &plan.grid, subject, event }).map(drop)
}

//! A plan's row, read, locked, and what is due of it.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, UserId, VisitId, VisitPlanId},
    permissions::{Actor, Permission},
    town_time,
    visits::{Rhythm, Unit, VisitOutcome, VisitPlanEvent, VisitPlanState, VisitReason},
};

use crate::db::{
    DbError, Key, NewEntry, Tx, lock,
    schema::{visit_plans as t, visits},
    subject,
};

/// A plan of visits to a household.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Its id.
    pub id: VisitPlanId,
    /// Which household.
    pub household: AreaId,
    /// The household's path.
    pub path: AreaPath,
    /// The path of its grid, where the journal notes what happens.
    pub grid: AreaPath,
    /// Who of the household; all of it where absent.
    pub member: Option<UserId>,
    /// Why.
    pub reason: VisitReason,
    /// What else one should know.
    pub detail: String,
    /// How often.
    pub rhythm: Rhythm,
    /// By whom; by whoever works in the grid where absent.
    pub worker: Option<UserId>,
    /// Where it stands.
    pub state: VisitPlanState,
    /// Why it is paused or ended.
    pub state_reason: Option<String>,
    /// When it went on after a pause.
    pub resumed_on: Option<NaiveDate>,
    /// The day of the latest visit and how that went.
    pub latest: Option<(NaiveDate, VisitOutcome)>,
    /// The day of the next visit; none after the last one.
    pub due_on: Option<NaiveDate>,
    /// Who made it.
    pub created_by: UserId,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Grows with every change.
    pub version: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    id: Key<VisitPlanId>,
    household_id: Key<AreaId>,
    household_path: String,
    grid_path: String,
    member_id: Option<Key<UserId>>,
    reason: String,
    detail: String,
    every: i64,
    unit: String,
    from_on: String,
    until_on: Option<String>,
    worker_id: Option<Key<UserId>>,
    state: String,
    state_reason: Option<String>,
    resumed_on: Option<String>,
    latest_on: Option<String>,
    latest_outcome: Option<String>,
    due_on: Option<String>,
    created_by: Key<UserId>,
    created_at: NaiveDateTime,
    version: i64,
}

fn day(text: &str) -> Result<NaiveDate, DbError> {
    text.parse().map_err(DbError::damaged)
}

pub(super) fn outcome(word: &str) -> Result<VisitOutcome, DbError> {
    VisitOutcome::parse(word).ok_or_else(|| DbError::damaged(word))
}

impl TryFrom<Row> for Plan {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let maybe = |text: &Option<String>| text.as_deref().map(day).transpose();
        let every = u32::try_from(row.every).map_err(DbError::damaged)?;
        let unit = Unit::parse(&row.unit).ok_or_else(|| DbError::damaged(&row.unit))?;
        let rhythm = Rhythm::new(every, unit, day(&row.from_on)?, maybe(&row.until_on)?);
        let latest = match (&row.latest_on, &row.latest_outcome) {
            (Some(on), Some(word)) => Some((day(on)?, outcome(word)?)),
            _ => None,
        };
        Ok(Self {
            id: row.id.0,
            household: row.household_id.0,
            path: AreaPath::parse(&row.household_path).map_err(DbError::damaged)?,
            grid: AreaPath::parse(&row.grid_path).map_err(DbError::damaged)?,
            member: row.member_id.map(|Key(id)| id),
            reason: VisitReason::parse(&row.reason).ok_or_else(|| DbError::damaged(&row.reason))?,
            rhythm: rhythm.map_err(DbError::damaged)?,
            worker: row.worker_id.map(|Key(id)| id),
            state: VisitPlanState::parse(&row.state).ok_or_else(|| DbError::damaged(&row.state))?,
            resumed_on: maybe(&row.resumed_on)?,
            due_on: maybe(&row.due_on)?,
            latest,
            detail: row.detail,
            state_reason: row.state_reason,
            created_by: row.created_by.0,
            created_at: row.created_at.and_utc(),
            version: row.version,
        })
    }
}

impl Plan {
    /// What is due of it as it stands: nothing once it has ended.
    pub(super) fn due(&self) -> Option<NaiveDate> {
        let due = self.rhythm.due(self.latest, self.resumed_on);
        due.filter(|_| self.state != VisitPlanState::Ended)
    }
}

/// A plan that `actor` may know of.
pub(super) fn find(tx: &mut Tx<'_>, actor: &Actor, id: VisitPlanId) -> Result<Plan, DbError> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    visible(row.try_into()?, actor)
}

/// The same, locked until the transaction ends.
pub(super) fn find_locked(tx: &mut Tx<'_>, actor: &Actor, id: VisitPlanId) -> Result<Plan, DbError> {
    let row: Row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first(c))?;
    visible(row.try_into()?, actor)
}

fn visible(plan: Plan, actor: &Actor) -> Result<Plan, DbError> {
    if actor.may(Permission::Visit, &plan.path) { Ok(plan) } else { Err(DbError::NotFound) }
}

/// Reads the latest visit of a plan anew and writes what is due then.
pub(super) fn settle(tx: &mut Tx<'_>, mut plan: Plan) -> Result<(), DbError> {
    let latest: Option<(NaiveDateTime, String)> = visits::table
        .filter(visits::plan_id.eq(Key(plan.id)))
        .order((visits::visited_at.desc(), visits::id.desc()))
        .select((visits::visited_at, visits::outcome))
        .first(tx.db())
        .optional()?;
    plan.latest = latest
        .map(|(at, word)| Ok::<_, DbError>((town_time::date(at.and_utc()), outcome(&word)?)))
        .transpose()?;
    save(tx, &plan)
}

/// Writes what may change of a plan, with what is due of it.
pub(super) fn save(tx: &mut Tx<'_>, plan: &Plan) -> Result<(), DbError> {
    let text = |day: NaiveDate| day.to_string();
    let rhythm = &plan.rhythm;
    diesel::update(t::table.find(Key(plan.id)))
        .set((
            t::member_id.eq(plan.member.map(Key)),
            t::reason.eq(plan.reason.as_str()),
            t::detail.eq(&plan.detail),
            t::every.eq(i64::from(rhythm.every())),
            t::unit.eq(rhythm.unit().as_str()),
            t::from_on.eq(text(rhythm.from())),
            t::until_on.eq(rhythm.until().map(text)),
            t::worker_id.eq(plan.worker.map(Key)),
            t::state.eq(plan.state.as_str()),
            t::state_reason.eq(&plan.state_reason),
            t::resumed_on.eq(plan.resumed_on.map(text)),
            t::latest_on.eq(plan.latest.map(|(on, _)| text(on))),
            t::latest_outcome.eq(plan.latest.map(|(_, outcome)| outcome.as_str())),
            t::due_on.eq(plan.due().map(text)),
            t::version.eq(plan.version + 1),
            t::updated_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Appends the plan's entry to the journal, at its grid.
pub(super) fn journal(
    tx: &mut Tx<'_>,
    actor: &Actor,
    plan: &Plan,
    event: VisitPlanEvent,
) -> Result<(), DbError> {
    let subject = subject("visit_plan", plan.id);
    tx.journal(NewEntry { actor: Some(actor), area: &plan.grid, subject, event }).map(drop)
}

/// The plan of a visit.
pub(super) fn plan_of(tx: &mut Tx<'_>, visit: VisitId) -> Result<VisitPlanId, DbError> {
    let found: Key<VisitPlanId> = visits::table.find(Key(visit)).select(visits::plan_id).first(tx.db())?;
    Ok(found.0)
}

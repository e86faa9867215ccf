//! Making a plan and saying something else in it.

use diesel::prelude::*;
use domain::{
    areas::{AreaKind, AreaPath},
    ids::{AreaId, UserId, VisitPlanId},
    permissions::{Actor, Permission},
    visits::{PLANS_PER_HOUSEHOLD_MAX, PlanStep, Rhythm, VisitPlanEvent, VisitPlanState, VisitReason},
};

use super::{
    Error,
    row::{Plan, find_locked, journal, save},
};
use crate::{
    areas,
    db::{
        DbError, Key, Tx,
        schema::{memberships, visit_plans as t},
    },
    grants,
};

/// A plan as it is written down.
#[derive(Clone, Debug)]
pub struct NewPlan {
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
}

/// Makes a plan of visits to a household.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::Visit`] there; [`Error::HouseholdUnknown`], [`Error::MemberUnknown`],
/// [`Error::WorkerUnfit`], [`Error::TooMany`].
pub fn make(tx: &mut Tx<'_>, actor: &Actor, household: AreaId, new: &NewPlan) -> Result<VisitPlanId, Error> {
    let area = areas::lock_area(tx, household).map_err(|error| match error {
        DbError::NotFound => Error::HouseholdUnknown,
        other => other.into(),
    })?;
    actor.require(Permission::Visit, &area.path)?;
    if area.kind != AreaKind::Household {
        return Err(Error::HouseholdUnknown);
    }
    require_people(tx, household, &area.path, new)?;
    let open = t::table
        .filter(t::household_id.eq(Key(household)))
        .filter(t::state.ne(VisitPlanState::Ended.as_str()));
    let there: i64 = open.count().get_result(tx.db()).map_err(DbError::from)?;
    if there >= PLANS_PER_HOUSEHOLD_MAX {
        return Err(Error::TooMany);
    }
    let lineage = areas::lineage(tx, &area.path)?;
    // Never the household itself: where an entry is noted would say who is visited.
    let grid = lineage.iter().rev().find(|area| area.kind <= AreaKind::Grid);
    let grid = grid.map_or_else(AreaPath::root, |area| area.path.clone());
    let plan = Plan {
        id: tx.new_id(),
        household,
        path: area.path,
        grid,
        member: new.member,
        reason: new.reason,
        detail: new.detail.clone(),
        rhythm: new.rhythm,
        worker: new.worker,
        state: VisitPlanState::Active,
        state_reason: None,
        resumed_on: None,
        latest: None,
        due_on: None,
        created_by: actor.user,
        created_at: tx.now(),
        version: 0,
    };
    insert(tx, &plan)?;
    journal(tx, actor, &plan, VisitPlanEvent::Made { plan: plan.id })?;
    Ok(plan.id)
}

fn insert(tx: &mut Tx<'_>, plan: &Plan) -> Result<(), DbError> {
    let rhythm = &plan.rhythm;
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(plan.id)),
            t::household_id.eq(Key(plan.household)),
            t::household_path.eq(plan.path.as_str()),
            t::grid_path.eq(plan.grid.as_str()),
            t::reason.eq(plan.reason.as_str()),
            t::detail.eq(&plan.detail),
            t::every.eq(i64::from(rhythm.every())),
            t::unit.eq(rhythm.unit().as_str()),
            t::from_on.eq(rhythm.from().to_string()),
            t::state.eq(plan.state.as_str()),
            t::created_by.eq(Key(plan.created_by)),
            t::created_at.eq(tx.timestamp()),
            t::version.eq(plan.version),
            t::updated_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())?;
    // The rest is what may change, too.
    save(tx, plan)
}

/// Says something else in a plan of the version that the caller has seen.
///
/// # Errors
/// [`DbError::NotFound`], [`Error::Stale`], [`Error::Step`] once it has ended, [`Error::MemberUnknown`],
/// [`Error::WorkerUnfit`].
pub fn change(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: VisitPlanId,
    version: i64,
    new: &NewPlan,
) -> Result<(), Error> {
    let plan = find_locked(tx, actor, id)?;
    if plan.version != version {
        return Err(Error::Stale);
    }
    plan.state.step(PlanStep::Change)?;
    require_people(tx, plan.household, &plan.path, new)?;
    let changed = Plan {
        member: new.member,
        reason: new.reason,
        detail: new.detail.clone(),
        rhythm: new.rhythm,
        worker: new.worker,
        ..plan
    };
    save(tx, &changed)?;
    Ok(journal(tx, actor, &changed, VisitPlanEvent::Changed { plan: id })?)
}

fn require_people(tx: &mut Tx<'_>, household: AreaId, path: &AreaPath, new: &NewPlan) -> Result<(), Error> {
    if let Some(member) = new.member {
        let belongs: i64 = memberships::table
            .filter(memberships::household_id.eq(Key(household)))
            .filter(memberships::user_id.eq(Key(member)))
            .filter(memberships::state.eq("confirmed"))
            .filter(memberships::ended_at.is_null())
            .count()
            .get_result(tx.db())
            .map_err(DbError::from)?;
        if belongs == 0 {
            return Err(Error::MemberUnknown);
        }
    }
    match new.worker {
        Some(worker) if !grants::holders(tx, Permission::Visit, path)?.contains(&worker) => {
            Err(Error::WorkerUnfit)
        }
        _ => Ok(()),
    }
}

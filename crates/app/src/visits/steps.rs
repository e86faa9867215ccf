//! Pausing a plan, going on, ending it.

use domain::{
    ids::VisitPlanId,
    permissions::Actor,
    town_time,
    visits::{PlanStep, VisitPlanEvent},
};

use super::{
    Error,
    row::{Plan, find_locked, journal, save},
};
use crate::db::Tx;

/// Lets no visits fall due for now: they are away, in hospital.
///
/// # Errors
/// [`DbError::NotFound`](crate::db::DbError::NotFound), [`Error::Step`].
pub fn pause(tx: &mut Tx<'_>, actor: &Actor, id: VisitPlanId, reason: &str) -> Result<(), Error> {
    let event = VisitPlanEvent::Paused { plan: id };
    step(tx, actor, id, PlanStep::Pause, event, |plan| plan.state_reason = Some(reason.to_owned()))
}

/// Lets visits fall due again; what fell due meanwhile is due today.
///
/// # Errors
/// [`DbError::NotFound`](crate::db::DbError::NotFound), [`Error::Step`].
pub fn resume(tx: &mut Tx<'_>, actor: &Actor, id: VisitPlanId) -> Result<(), Error> {
    let today = town_time::date(tx.now());
    step(tx, actor, id, PlanStep::Resume, VisitPlanEvent::Resumed { plan: id }, |plan| {
        (plan.state_reason, plan.resumed_on) = (None, Some(today));
    })
}

/// Ends a plan for good.
///
/// # Errors
/// [`DbError::NotFound`](crate::db::DbError::NotFound), [`Error::Step`].
pub fn end(tx: &mut Tx<'_>, actor: &Actor, id: VisitPlanId, reason: &str) -> Result<(), Error> {
    let event = VisitPlanEvent::Ended { plan: id };
    step(tx, actor, id, PlanStep::End, event, |plan| plan.state_reason = Some(reason.to_owned()))
}

fn step(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: VisitPlanId,
    step: PlanStep,
    event: VisitPlanEvent,
    work: impl FnOnce(&mut Plan),
) -> Result<(), Error> {
    let mut plan = find_locked(tx, actor, id)?;
    plan.state = plan.state.step(step)?;
    work(&mut plan);
    save(tx, &plan)?;
    Ok(journal(tx, actor, &plan, event)?)
}

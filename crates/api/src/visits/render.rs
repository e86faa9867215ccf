//! Visits as they are sent.

use std::collections::BTreeMap;

use app::{
    db::Tx,
    visits::{self, Error, PlanItem, Visit},
};
use chrono::{DateTime, TimeDelta, Utc};
use contract::visits as wire;
use domain::{
    ids::{UserId, VisitPlanId},
    permissions::Actor,
    visits::EDIT_HOURS,
};

/// A plan as the caller reads it, with its visits.
pub(super) fn shown(tx: &mut Tx<'_>, actor: &Actor, id: VisitPlanId) -> Result<wire::VisitPlanDetail, Error> {
    let found = visits::plan(tx, actor, id)?;
    let now = tx.now();
    let visit = |made: Visit| visit(made, &found.names, actor.user, now);
    Ok(wire::VisitPlanDetail {
        visits: found.visits.into_iter().map(visit).collect(),
        plan: plan(found.item),
    })
}

pub(super) fn plan(item: PlanItem) -> wire::VisitPlan {
    let PlanItem { plan, place, member_name, worker_name } = item;
    wire::VisitPlan {
        id: plan.id,
        household_id: plan.household,
        household_path: plan.path,
        place,
        plan: wire::WriteVisitPlan {
            member_id: plan.member,
            reason: plan.reason,
            detail: plan.detail,
            every: plan.rhythm.every(),
            unit: plan.rhythm.unit(),
            from_on: plan.rhythm.from(),
            until_on: plan.rhythm.until(),
            worker_id: plan.worker,
        },
        member_name,
        worker_name,
        state: plan.state,
        state_reason: plan.state_reason,
        latest_on: plan.latest.map(|(on, _)| on),
        latest_outcome: plan.latest.map(|(_, outcome)| outcome),
        due_on: plan.due_on,
        version: plan.version,
    }
}

fn visit(made: Visit, names: &BTreeMap<UserId, String>, reader: UserId, now: DateTime<Utc>) -> wire::Visit {
    let called = |person: UserId| names.get(&person).cloned().unwrap_or_default();
    wire::Visit {
        id: made.id,
        visit: wire::WriteVisit { visited_at: made.visited_at, outcome: made.outcome, note: made.note },
        photo: made.photo,
        after_end: made.after_end,
        ticket_id: made.ticket,
        recorder_name: called(made.recorded_by),
        recorded_at: made.recorded_at,
        corrected_at: made.corrected_at,
        correctable: made.recorded_by == reader && now < made.recorded_at + TimeDelta::hours(EDIT_HOURS),
        notes: made
            .notes
            .into_iter()
            .map(|note| wire::VisitNote { text: note.text, noter_name: called(note.by), noted_at: note.at })
            .collect(),
    }
}

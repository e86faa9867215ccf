//! Deciding a request, leaving a household, taking somebody out.

use diesel::prelude::*;
use domain::{
    ids::MembershipId,
    memberships::{ConfirmedBy, Decision, MembershipEvent, MembershipState},
    permissions::{Actor, Permission},
};

use super::{
    Membership, MembershipsError,
    read::{lock_one, membership},
};
use crate::db::{DbError, Key, NewEntry, Tx, schema::memberships as t, subject};

/// How a grid worker decides.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// Whether the person belongs to the household.
    pub decision: Decision,
    /// Why; the person reads it.
    pub reason: Option<String>,
}

/// Decides a request.
///
/// # Errors
/// [`DbError::NotFound`] also for whoever may not know of it; a request that was decided before.
pub fn decide(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: MembershipId,
    verdict: Verdict,
) -> Result<Membership, MembershipsError> {
    let before = lock_for_worker(tx, actor, id)?;
    let state = before.state.decide(verdict.decision)?;
    save(tx, &before, state, Some(actor), verdict.reason)?;
    let event = match verdict.decision {
        Decision::Accept => MembershipEvent::Confirmed {
            membership_id: id,
            relation: before.relation,
            by: ConfirmedBy::Decision,
        },
        Decision::Refuse => MembershipEvent::Refused { membership_id: id },
    };
    journal(tx, actor, &before, event)?;
    Ok(membership(tx, id)?)
}

/// Leaves a household, or withdraws one's own request.
///
/// # Errors
/// [`DbError::NotFound`] for another's membership; one that is over.
pub fn leave(tx: &mut Tx<'_>, actor: &Actor, id: MembershipId) -> Result<(), MembershipsError> {
    let before = lock_one(tx, id)?;
    if before.user != actor.user {
        return Err(DbError::NotFound.into());
    }
    let state = before.state.end()?;
    save(tx, &before, state, None, None)?;
    Ok(journal(tx, actor, &before, MembershipEvent::Ended { membership_id: id, by_member: true })?)
}

/// Takes somebody out of a household.
///
/// # Errors
/// [`DbError::NotFound`] also for whoever may not know of it; one that is over.
pub fn end(tx: &mut Tx<'_>, actor: &Actor, id: MembershipId) -> Result<(), MembershipsError> {
    let before = lock_for_worker(tx, actor, id)?;
    let state = before.state.end()?;
    save(tx, &before, state, Some(actor), None)?;
    Ok(journal(tx, actor, &before, MembershipEvent::Ended { membership_id: id, by_member: false })?)
}

/// Who belongs where is private: without the permission there, the membership does not exist.
fn lock_for_worker(tx: &mut Tx<'_>, actor: &Actor, id: MembershipId) -> Result<Membership, MembershipsError> {
    let before = lock_one(tx, id)?;
    if before.user == actor.user {
        // One's own is visible; deciding it still needs the permission.
        actor.require(Permission::ConfirmMembers, &before.path)?;
    }
    if !actor.may(Permission::ConfirmMembers, &before.path) {
        return Err(DbError::NotFound.into());
    }
    Ok(before)
}

fn save(
    tx: &mut Tx<'_>,
    before: &Membership,
    state: MembershipState,
    decided_by: Option<&Actor>,
    reason: Option<String>,
) -> Result<(), DbError> {
    let now = tx.timestamp();
    diesel::update(t::table.find(Key(before.id)))
        .set((
            t::state.eq(state.as_str()),
            t::reason.eq(reason),
            t::decided_by.eq(decided_by.map(|a| Key(a.user))),
            t::decided_at.eq(now),
            t::ended_at.eq((!state.is_open()).then_some(now)),
            t::version.eq(before.version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

fn journal(
    tx: &mut Tx<'_>,
    actor: &Actor,
    before: &Membership,
    event: MembershipEvent,
) -> Result<(), DbError> {
    tx.journal(NewEntry {
        actor: Some(actor),
        area: &before.path,
        subject: subject("membership", before.id),
        event,
    })
    .map(drop)
}

//! Joining a household: by its code, at once; or by a request that a grid worker decides.

use diesel::prelude::*;
use domain::{
    areas::AreaKind,
    identity::Limit,
    ids::{AreaId, MembershipId},
    memberships::{
        ConfirmedBy, HouseholdCode, MEMBERSHIPS_MAX, MembershipError, MembershipEvent, MembershipState,
        REQUESTS_MAX, Relation,
    },
    permissions::Actor,
};

use super::{
    Membership, MembershipsError,
    codes::{open, use_up},
    read::{lock_open, membership},
};
use crate::{
    areas::{Area, area},
    crypto::Keyring,
    db::{
        DbError, Key, NewEntry, Tx, lock,
        schema::{memberships as t, users},
        subject,
    },
    identity::{IdentityError, limits},
};

/// How trying a code went. A wrong code is an outcome and not an error: the attempt must be counted,
/// and an error would undo the count.
#[derive(Debug)]
pub enum CodeAttempt {
    /// The person belongs to the household now.
    Joined(Membership),
    /// No code that works; the attempt is counted.
    Refused,
    /// Too many wrong codes; nothing was looked at.
    TooMany {
        /// When to try again.
        seconds: u64,
    },
}

/// Joins the household of a code, at once. A waiting request for the same household is confirmed by it.
///
/// # Errors
/// [`MembershipError::AlreadyMember`], [`MembershipError::TooMany`]; then the code keeps its use.
pub fn join(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    code: &HouseholdCode,
) -> Result<CodeAttempt, MembershipsError> {
    let account = limits::Counted::new(keyring, Limit::HOUSEHOLD_CODE, &actor.user.to_string());
    let account = account.map_err(limit_error)?;
    match limits::admit(tx, &[&account]) {
        Ok(()) => {}
        Err(IdentityError::TooMany { seconds }) => return Ok(CodeAttempt::TooMany { seconds }),
        Err(other) => return Err(limit_error(other)),
    }
    let Some(opened) = open(tx, keyring, code)? else { return Ok(CodeAttempt::Refused) };
    limits::succeed(tx, &[&account])?;
    let household = area(tx, opened.household)?;
    let waiting = lock_open(tx, actor.user, household.id)?;
    let id = match waiting {
        Some(row) if row.state == MembershipState::Pending => {
            let now = tx.timestamp();
            diesel::update(t::table.find(Key(row.id)))
                .set((
                    t::state.eq(MembershipState::Confirmed.as_str()),
                    t::relation.eq(opened.relation.as_str()),
                    t::decided_at.eq(now),
                    t::version.eq(row.version + 1),
                ))
                .execute(tx.db())
                .map_err(DbError::from)?;
            row.id
        }
        Some(_) => return Err(MembershipError::AlreadyMember.into()),
        None => insert(tx, actor, &household, opened.relation, MembershipState::Confirmed)?,
    };
    use_up(tx, opened.id)?;
    let event =
        MembershipEvent::Confirmed { membership_id: id, relation: opened.relation, by: ConfirmedBy::Code };
    journal(tx, actor, &household, id, event)?;
    Ok(CodeAttempt::Joined(membership(tx, id)?))
}

/// Asks to belong to a household; its grid worker decides.
///
/// # Errors
/// [`MembershipsError::HouseholdMissing`], [`MembershipError::AlreadyMember`], [`MembershipError::TooMany`].
pub fn request(
    tx: &mut Tx<'_>,
    actor: &Actor,
    household: AreaId,
    relation: Relation,
) -> Result<Membership, MembershipsError> {
    let household = match area(tx, household) {
        Ok(area) if area.kind == AreaKind::Household => area,
        Ok(_) | Err(DbError::NotFound) => return Err(MembershipsError::HouseholdMissing),
        Err(other) => return Err(other.into()),
    };
    if lock_open(tx, actor.user, household.id)?.is_some() {
        return Err(MembershipError::AlreadyMember.into());
    }
    let id = insert(tx, actor, &household, relation, MembershipState::Pending)?;
    journal(tx, actor, &household, id, MembershipEvent::Requested { membership_id: id, relation })?;
    Ok(membership(tx, id)?)
}

fn limit_error(error: IdentityError) -> MembershipsError {
    match error {
        IdentityError::Db(error) => error.into(),
        other => DbError::damaged(other).into(),
    }
}

fn insert(
    tx: &mut Tx<'_>,
    actor: &Actor,
    household: &Area,
    relation: Relation,
    state: MembershipState,
) -> Result<MembershipId, MembershipsError> {
    check_room(tx, actor, state)?;
    let id: MembershipId = tx.new_id();
    let now = tx.timestamp();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::user_id.eq(Key(actor.user)),
            t::household_id.eq(Key(household.id)),
            t::relation.eq(relation.as_str()),
            t::state.eq(state.as_str()),
            t::created_at.eq(now),
            t::decided_at.eq((state == MembershipState::Confirmed).then_some(now)),
        ))
        .execute(tx.db())
        .map_err(|e| match DbError::from(e) {
            DbError::Unique(_) => MembershipError::AlreadyMember.into(),
            other => MembershipsError::Db(other),
        })?;
    Ok(id)
}

/// Locks the person, so that two requests at once do not both see the last free place.
fn check_room(tx: &mut Tx<'_>, actor: &Actor, state: MembershipState) -> Result<(), MembershipsError> {
    let person = users::table.find(Key(actor.user)).select(users::state);
    let _: String = lock!(tx.db(), person, |q, c| q.first(c)).map_err(DbError::from)?;
    let open: Vec<String> = t::table
        .filter(t::user_id.eq(Key(actor.user)))
        .filter(t::ended_at.is_null())
        .select(t::state)
        .load(tx.db())
        .map_err(DbError::from)?;
    let waiting = open.iter().filter(|s| *s == MembershipState::Pending.as_str()).count();
    let full = open.len() >= MEMBERSHIPS_MAX || state == MembershipState::Pending && waiting >= REQUESTS_MAX;
    if full { Err(MembershipError::TooMany.into()) } else { Ok(()) }
}

fn journal(
    tx: &mut Tx<'_>,
    actor: &Actor,
    household: &Area,
    id: MembershipId,
    event: MembershipEvent,
) -> Result<(), DbError> {
    tx.journal(NewEntry {
        actor: Some(actor),
        area: &household.path,
        subject: subject("membership", id),
        event,
    })
    .map(drop)
}

//! Signing up and taking it back. The shift's row is the lock for its places: of many who want the last one gets it.

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{MembershipId, ShiftId, SignUpId, UserId},
    permissions::Actor,
    volunteering::{Attendance, By, Place, VolunteeringError, VolunteeringEvent},
};

use super::{
    Error,
    list::Item,
    person::{busy, lock_people},
    plan::item,
    roster::{Entry, entry},
    row::{Stored, StoredSignUp, find_locked, sign_up_by, sign_up_of},
};
use crate::db::{
    DbError, Key, Tx,
    schema::{areas, memberships, shift_sign_ups as s, shifts as t},
};

/// The caller signs up: for a place, or for the waiting list where there is none.
///
/// # Errors
/// [`Error::NotResident`], [`Error::AlreadySignedUp`], [`Error::Overlap`]; [`Error::Rule`] where sign-up is closed, the shift
/// cancelled or the waiting list full.
pub fn sign_up(tx: &mut Tx<'_>, actor: &Actor, id: ShiftId) -> Result<Item, Error> {
    let stored = find_locked(tx, id)?;
    if !actor.homes().any(|home| stored.reach.covers(home)) {
        return Err(Error::NotResident);
    }
    add(tx, actor, &stored, By::Themselves)?;
    item(tx, actor, id)
}

/// The organiser signs somebody up who stands at the counter or called, until the shift ends; both are recorded.
///
/// # Errors
/// [`Error::Denied`] without `ManageShifts` there; [`Error::MemberUnknown`]; else as [`sign_up`].
pub fn sign_up_member(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ShiftId,
    membership: MembershipId,
) -> Result<Entry, Error> {
    let stored = find_locked(tx, id)?;
    stored.require_organiser(actor)?;
    let person = member(tx, membership, &stored.reach)?;
    let acting = Actor { principal: Some(person), ..actor.clone() };
    let made = add(tx, &acting, &stored, By::Counter)?;
    entry(tx, id, made)
}

/// Whom a confirmed membership of a household in `reach` belongs to.
fn member(tx: &mut Tx<'_>, membership: MembershipId, reach: &AreaPath) -> Result<UserId, Error> {
    let found: Option<Key<UserId>> = memberships::table
        .inner_join(areas::table)
        .filter(memberships::id.eq(Key(membership)))
        .filter(memberships::state.eq("confirmed"))
        .filter(memberships::ended_at.is_null())
        .filter(areas::path.ge(reach.as_str()))
        .filter(areas::path.lt(reach.end()))
        .select(memberships::user_id)
        .first(tx.db())
        .optional()
        .map_err(DbError::from)?;
    found.map(|Key(person)| person).ok_or(Error::MemberUnknown)
}

fn add(tx: &mut Tx<'_>, actor: &Actor, stored: &Stored, by: By) -> Result<SignUpId, Error> {
    let person = actor.principal.unwrap_or(actor.user);
    lock_people(tx, &[person])?;
    match sign_up_by(tx, stored, person) {
        Ok(_) => return Err(Error::AlreadySignedUp),
        Err(Error::NotSignedUp) => {}
        Err(other) => return Err(other),
    }
    let (shift, place) = stored.shift.sign_up(tx.now(), by)?;
    if let Some((_, other)) = busy(tx, &[person], stored.id, &shift.times)?.first() {
        return Err(Error::Overlap(*other));
    }
    let id: SignUpId = tx.new_id();
    diesel::insert_into(s::table)
        .values((
            s::id.eq(Key(id)),
            s::shift_id.eq(Key(stored.id)),
            s::person_id.eq(Key(person)),
            s::serial.eq(stored.serial_next),
            s::state.eq(place.as_str()),
            s::signed_up_by.eq(actor.principal.map(|_| Key(actor.user))),
            s::signed_up_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    stored.save_counts(tx, &shift, stored.serial_next + 1)?;
    let waiting = place == Place::Waiting;
    let event = VolunteeringEvent::SignedUp { shift: stored.id, sign_up: id, person, waiting };
    stored.journal(tx, Some(actor), id, event)?;
    Ok(id)
}

/// The caller takes their sign-up back, before the shift begins; whoever waited longest gets the place.
///
/// # Errors
/// [`Error::NotSignedUp`]; [`Error::Rule`] where the shift has begun or was cancelled.
pub fn withdraw(tx: &mut Tx<'_>, actor: &Actor, id: ShiftId) -> Result<Item, Error> {
    let stored = find_locked(tx, id)?;
    let sign_up = sign_up_by(tx, &stored, actor.user)?;
    remove(tx, actor, &stored, &sign_up)?;
    item(tx, actor, id)
}

/// The organiser takes a sign-up back for somebody who said that they cannot come.
///
/// # Errors
/// [`Error::Denied`] without `ManageShifts` there; [`DbError::NotFound`]; else as [`withdraw`].
pub fn withdraw_sign_up(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ShiftId,
    sign_up: SignUpId,
) -> Result<Item, Error> {
    let stored = find_locked(tx, id)?;
    stored.require_organiser(actor)?;
    let sign_up = sign_up_of(tx, &stored, sign_up)?;
    let acting = Actor { principal: Some(sign_up.person), ..actor.clone() };
    remove(tx, &acting, &stored, &sign_up)?;
    item(tx, actor, id)
}

fn remove(tx: &mut Tx<'_>, actor: &Actor, stored: &Stored, old: &StoredSignUp) -> Result<(), Error> {
    let shift = stored.shift.withdraw(tx.now(), old.sign_up.place)?;
    if old.sign_up.attendance != Attendance::Open {
        // They checked in before it began: then they are there.
        return Err(VolunteeringError::AlreadyIn.into());
    }
    let now = tx.timestamp();
    diesel::update(s::table.find(Key(old.id)))
        .set((
            s::state.eq(Place::Withdrawn.as_str()),
            s::withdrawn_by.eq(Key(actor.user)),
            s::withdrawn_at.eq(now),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let (shift, moved) = shift.move_up();
    stored.save_counts(tx, &shift, stored.serial_next)?;
    let moved_up = move_up(tx, stored, moved)?;
    let event = VolunteeringEvent::Withdrawn {
        shift: stored.id,
        sign_up: old.id,
        person: old.person,
        moved_up: moved_up.iter().map(|(sign_up, _)| *sign_up).collect(),
    };
    stored.journal(tx, Some(actor), old.id, event)?;
    Ok(tell_moved(tx, actor, stored, &moved_up)?)
}

/// Takes back everything that somebody is signed up for and that has not begun: their account closes.
///
/// # Errors
/// [`DbError`].
pub(crate) fn leave_all(tx: &mut Tx<'_>, actor: &Actor) -> Result<(), DbError> {
    let now = tx.timestamp();
    let coming: Vec<Key<ShiftId>> = s::table
        .inner_join(t::table)
        .filter(s::person_id.eq(Key(actor.user)))
        .filter(s::state.ne(Place::Withdrawn.as_str()))
        .filter(t::cancelled_at.is_null())
        .filter(t::starts_at.gt(now))
        .order(t::id)
        .select(t::id)
        .load(tx.db())?;
    for Key(id) in coming {
        let stored = find_locked(tx, id)?;
        let left = sign_up_by(tx, &stored, actor.user).and_then(|own| remove(tx, actor, &stored, &own));
        // Whatever else came between: they are out, or there already.
        if let Err(Error::Db(error)) = left {
            return Err(error);
        }
    }
    Ok(())
}

/// Gives a place to those who have waited longest; who they are.
pub(super) fn move_up(
    tx: &mut Tx<'_>,
    stored: &Stored,
    count: u32,
) -> Result<Vec<(SignUpId, UserId)>, DbError> {
    if count == 0 {
        return Ok(Vec::new());
    }
    let next: Vec<(Key<SignUpId>, Key<UserId>)> = s::table
        .filter(s::shift_id.eq(Key(stored.id)))
        .filter(s::state.eq(Place::Waiting.as_str()))
        .order(s::serial)
        .limit(i64::from(count))
        .select((s::id, s::person_id))
        .load(tx.db())?;
    let ids: Vec<Key<SignUpId>> = next.iter().map(|(id, _)| *id).collect();
    let now = tx.timestamp();
    diesel::update(s::table.filter(s::id.eq_any(ids)))
        .set((s::state.eq(Place::Placed.as_str()), s::moved_up_at.eq(now)))
        .execute(tx.db())?;
    Ok(next.into_iter().map(|(Key(id), Key(person))| (id, person)).collect())
}

/// An entry for each who moved up: it is about them, and they are told.
pub(super) fn tell_moved(
    tx: &mut Tx<'_>,
    actor: &Actor,
    stored: &Stored,
    moved: &[(SignUpId, UserId)],
) -> Result<(), DbError> {
    let agent = Actor { principal: None, ..actor.clone() };
    for (sign_up, person) in moved {
        let event = VolunteeringEvent::MovedUp { shift: stored.id, sign_up: *sign_up, person: *person };
        stored.journal(tx, Some(&agent), *sign_up, event)?;
    }
    Ok(())
}

//! Signing, recording and taking back.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    areas::{AreaKind, AreaPath},
    ids::{AreaId, PledgeId},
    inspections::{PLEDGE_TEXT, PledgeEvent},
    permissions::{Actor, Permission},
    town_time,
};

use super::Error;
use crate::{
    areas,
    db::{DbError, Key, NewEntry, Tx, schema::pledges as t, subject},
};

/// A household, locked: of two who pledge for it at once one finds it done.
fn lock_household(tx: &mut Tx<'_>, id: AreaId) -> Result<AreaPath, DbError> {
    let area = areas::lock_area(tx, id)?;
    if area.kind == AreaKind::Household { Ok(area.path) } else { Err(DbError::NotFound) }
}

/// A member signs for their household, having read text `version`.
///
/// # Errors
/// [`DbError::NotFound`] for who does not belong to it; [`Error::TextChanged`], [`Error::Already`].
pub fn sign(tx: &mut Tx<'_>, actor: &Actor, household: AreaId, version: u32) -> Result<(), Error> {
    let path = lock_household(tx, household)?;
    if !actor.lives_at(&path) {
        return Err(DbError::NotFound.into());
    }
    if version != PLEDGE_TEXT {
        return Err(Error::TextChanged);
    }
    let today = town_time::date(tx.now());
    let pledge = insert(tx, actor, (household, &path), None, today)?;
    journal(tx, actor, &path, pledge, PledgeEvent::Signed { pledge, text_version: version })
}

/// Somebody who confirms members records what was signed on paper: `signer` says by word who signed.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such household; [`Error::Denied`] without [`Permission::ConfirmMembers`] there;
/// [`Error::SignedLater`], [`Error::Already`].
pub fn record(
    tx: &mut Tx<'_>,
    actor: &Actor,
    household: AreaId,
    signer: &str,
    signed_on: NaiveDate,
) -> Result<(), Error> {
    let path = lock_household(tx, household)?;
    actor.require(Permission::ConfirmMembers, &path)?;
    if signed_on > town_time::date(tx.now()) {
        return Err(Error::SignedLater);
    }
    let pledge = insert(tx, actor, (household, &path), Some(signer), signed_on)?;
    journal(tx, actor, &path, pledge, PledgeEvent::Recorded { pledge, text_version: PLEDGE_TEXT })
}

/// A member takes the pledge of their household back; it stays on record.
///
/// # Errors
/// [`DbError::NotFound`] for who does not belong to it; [`Error::NotPledged`].
pub fn withdraw(tx: &mut Tx<'_>, actor: &Actor, household: AreaId) -> Result<(), Error> {
    let path = lock_household(tx, household)?;
    if !actor.lives_at(&path) {
        return Err(DbError::NotFound.into());
    }
    let in_force = t::table.filter(t::household_id.eq(Key(household))).filter(t::withdrawn_at.is_null());
    let found: Option<Key<PledgeId>> =
        in_force.select(t::id).first(tx.db()).optional().map_err(DbError::from)?;
    let Key(pledge) = found.ok_or(Error::NotPledged)?;
    diesel::update(t::table.find(Key(pledge)))
        .set((t::withdrawn_by.eq(Key(actor.user)), t::withdrawn_at.eq(tx.timestamp())))
        .execute(tx.db())
        .map_err(DbError::from)?;
    journal(tx, actor, &path, pledge, PledgeEvent::Withdrawn { pledge })
}

fn insert(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (household, path): (AreaId, &AreaPath),
    signer: Option<&str>,
    signed_on: NaiveDate,
) -> Result<PledgeId, Error> {
    let id: PledgeId = tx.new_id();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::household_id.eq(Key(household)),
            t::household_path.eq(path.as_str()),
            t::text_version.eq(i64::from(PLEDGE_TEXT)),
            t::signer.eq(signer),
            t::signed_on.eq(signed_on.to_string()),
            t::recorded_by.eq(Key(actor.user)),
            t::recorded_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(|error| match DbError::from(error) {
            DbError::Unique(_) => Error::Already,
            other => other.into(),
        })?;
    Ok(id)
}

fn journal(
    tx: &mut Tx<'_>,
    actor: &Actor,
    area: &AreaPath,
    id: PledgeId,
    event: PledgeEvent,
) -> Result<(), Error> {
    tx.journal(NewEntry { actor: Some(actor), area, subject: subject("pledge", id), event })?;
    Ok(())
}

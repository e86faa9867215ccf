//! Setting out, ending the scoring, cancelling.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{RoundId, TargetId, UserId},
    inspections::RoundEvent,
    permissions::{Actor, Permission},
};

use super::{Error, StoredRound, journal, lock_round, save, team_of};
use crate::{
    db::{DbError, Key, Tx, schema::inspection_targets as targets},
    inspections::ties,
};

/// Sets out: every place gets the member of the team who goes there, the work spread evenly, nobody where they have
/// a tie.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageInspections`] there; [`domain::inspections::RoundError::LeadMissing`];
/// [`Error::InspectorsMissing`].
pub fn start(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<(), Error> {
    let old = lock_round(tx, id)?;
    actor.require(Permission::ManageInspections, &old.path)?;
    let new = old.round.start(tx.now())?;
    spread(tx, &old)?;
    save(tx, &old, new)?;
    // A round without a lead does not start.
    let lead = new.lead.unwrap_or(actor.user);
    journal(tx, actor, (id, &old.path), RoundEvent::Started { round: id, lead })?;
    Ok(())
}

fn spread(tx: &mut Tx<'_>, round: &StoredRound) -> Result<(), Error> {
    let team = team_of(tx, round.id)?;
    let ties = ties::of(tx, &team)?;
    let places: Vec<(Key<TargetId>, String)> = targets::table
        .filter(targets::round_id.eq(Key(round.id)))
        .order(targets::area_path)
        .select((targets::id, targets::area_path))
        .load(tx.db())
        .map_err(DbError::from)?;
    if places.is_empty() {
        return Err(Error::NoTargets);
    }
    let mut work: BTreeMap<UserId, Vec<Key<TargetId>>> = team.iter().map(|m| (*m, Vec::new())).collect();
    let mut missing = 0;
    for (target, path) in places {
        let path = AreaPath::parse(&path).map_err(DbError::damaged)?;
        let free = work
            .iter_mut()
            .filter(|(member, _)| ties.get(member).is_none_or(|t| t.recusals(&path).is_empty()));
        match free.min_by_key(|(_, targets)| targets.len()) {
            Some((_, targets)) => targets.push(target),
            None => missing += 1,
        }
    }
    if missing > 0 {
        return Err(Error::InspectorsMissing(missing));
    }
    for (member, mine) in work {
        diesel::update(targets::table.filter(targets::id.eq_any(mine)))
            .set(targets::inspector_id.eq(Key(member)))
            .execute(tx.db())
            .map_err(DbError::from)?;
    }
    Ok(())
}

/// Ends the scoring: villages see their scores and may object for the round's objection hours.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageInspections`] there;
/// [`domain::inspections::RoundError::SheetsMissing`].
pub fn close(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<(), Error> {
    let old = lock_round(tx, id)?;
    actor.require(Permission::ManageInspections, &old.path)?;
    let open = targets::table.filter(targets::round_id.eq(Key(id))).filter(targets::score.is_null());
    let missing: i64 = open.count().get_result(tx.db()).map_err(DbError::from)?;
    let missing = u32::try_from(missing).unwrap_or(u32::MAX);
    let new = old.round.close(tx.now(), missing, old.objection_hours)?;
    save(tx, &old, new)?;
    journal(tx, actor, (id, &old.path), RoundEvent::Closed { round: id })?;
    Ok(())
}

/// Lets a round not take place.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageInspections`] there;
/// [`domain::inspections::RoundError::Forbidden`] once villages have seen their scores.
pub fn cancel(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<(), Error> {
    let old = lock_round(tx, id)?;
    actor.require(Permission::ManageInspections, &old.path)?;
    let new = old.round.cancel()?;
    save(tx, &old, new)?;
    journal(tx, actor, (id, &old.path), RoundEvent::Cancelled { round: id })?;
    Ok(())
}

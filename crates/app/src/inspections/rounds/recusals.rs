//! Who of a team does not go where, and why.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, RoundId, TargetId, UserId},
    inspections::Recusal,
    permissions::{Actor, Permission},
};

use super::{Error, find, read::Target, sight, team_of};
use crate::{
    db::{
        DbError, Key, Tx,
        schema::{areas, inspection_targets as targets},
    },
    identity,
    inspections::ties,
};

/// Most recusals that are told one by one; how many there are is told always.
pub const RECUSALS_MAX: usize = 1_000;

/// A member of a team who does not go to a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecusalShown {
    /// Who.
    pub user: UserId,
    /// Where not.
    pub target: Target,
    /// Every reason.
    pub reasons: Vec<Recusal>,
}

/// Who of a team does not go where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recusals {
    /// By place, in the order of the tree; at most [`RECUSALS_MAX`].
    pub items: Vec<RecusalShown>,
    /// How many there are.
    pub total: u32,
    /// The places to which nobody of the team may go; at most [`RECUSALS_MAX`].
    pub uncovered: Vec<Target>,
    /// What the team's members are called.
    pub names: BTreeMap<UserId, String>,
}

/// Who of the team of a round does not go where, as the store knows it now.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such round; [`Error::Denied`] without [`Permission::ManageInspections`] there;
/// [`Error::TargetsSecret`].
pub fn recusals(tx: &mut Tx<'_>, actor: &Actor, id: RoundId) -> Result<Recusals, Error> {
    let round = find(tx, id)?;
    actor.require(Permission::ManageInspections, &round.path)?;
    let sight = sight(tx, Some(actor), &round)?;
    if !round.round.shows_targets_to(sight.inspects) {
        return Err(Error::TargetsSecret);
    }
    let team = team_of(tx, id)?;
    let ties = ties::of(tx, &team)?;
    let rows: Vec<(Key<TargetId>, Key<AreaId>, String, String)> = targets::table
        .inner_join(areas::table)
        .filter(targets::round_id.eq(Key(id)))
        .order(targets::area_path)
        .select((targets::id, targets::area_id, targets::area_path, areas::name))
        .load(tx.db())
        .map_err(DbError::from)?;
    let mut found = Recusals { names: identity::names_of(tx, team.clone())?, ..Recusals::default() };
    for (Key(target), Key(area), path, name) in rows {
        let path = AreaPath::parse(&path).map_err(DbError::damaged)?;
        let target = Target { id: target, area, path, name };
        let reasons =
            |member: &UserId| ties.get(member).map(|ties| ties.recusals(&target.path)).unwrap_or_default();
        let mut free = false;
        for user in &team {
            let reasons = reasons(user);
            if reasons.is_empty() {
                free = true;
                continue;
            }
            found.total = found.total.saturating_add(1);
            if found.items.len() < RECUSALS_MAX {
                found.items.push(RecusalShown { user: *user, target: target.clone(), reasons });
            }
        }
        if !free && found.uncovered.len() < RECUSALS_MAX {
            found.uncovered.push(target);
        }
    }
    Ok(found)
}

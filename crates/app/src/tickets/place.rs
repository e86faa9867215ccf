//! Where a matter lies, and who may report one there.

use domain::{
    areas::{AreaKind, AreaPath},
    geo::Position,
    ids::AreaId,
    permissions::{Actor, Denied, Permission, Role},
};

use super::Error;
use crate::{
    areas::{self, Area},
    db::{DbError, Tx},
};

/// The place of a report.
pub(super) struct Place {
    /// The area whose workers see it: a grid where there is one, never a building or a dwelling.
    pub(super) area: AreaId,
    pub(super) path: AreaPath,
    /// The widest area that one resident may report in: the town (or what stands in its place) around it.
    pub(super) reach: AreaPath,
}

/// Finds the area of a report. What lies below a grid is lifted to it.
///
/// The matter lies where its position is: the narrowest outline around it decides, even where another area was chosen,
/// for the pin is on the broken lamp and the choice is often only the reporter's home. The choice (or, without one, the
/// one household that the caller belongs to) counts where there is no position, where no outline of the same town holds
/// it (a pin set far away by mistake does not move a matter to another town), and where it is narrower than the outline.
///
/// # Errors
/// [`Error::AreaMissing`], [`Error::AreaUnknown`].
pub(super) fn find(
    tx: &mut Tx<'_>,
    actor: &Actor,
    chosen: Option<AreaId>,
    position: Option<Position>,
) -> Result<Place, Error> {
    let chosen = match chosen {
        Some(id) => Some(areas::area(tx, id).map_err(unknown)?.path),
        None => home(actor),
    };
    let around = match &chosen {
        Some(path) => town(&areas::lineage(tx, path)?).ok_or(Error::AreaUnknown)?,
        None => AreaPath::root(),
    };
    let found = match position {
        Some(position) => areas::at(tx, &around, position)?.map(|area| area.path),
        None => None,
    };
    let path = match (chosen, found) {
        (Some(chosen), Some(found)) if found.covers(&chosen) => chosen,
        (_, Some(found)) => found,
        (Some(chosen), None) => chosen,
        (None, None) => return Err(Error::AreaMissing),
    };
    let lineage = areas::lineage(tx, &path)?;
    let is_handled = |area: &&Area| area.kind <= AreaKind::Grid;
    let area = lineage.iter().rev().find(is_handled).ok_or(Error::AreaUnknown)?;
    let reach = town(&lineage).unwrap_or_else(|| area.path.clone());
    Ok(Place { area: area.id, path: area.path.clone(), reach })
}

/// The town of a lineage, or what stands in its place.
pub(crate) fn town(lineage: &[Area]) -> Option<AreaPath> {
    let town = lineage.iter().rev().find(|area| area.kind <= AreaKind::Town);
    town.or_else(|| lineage.first()).map(|area| area.path.clone())
}

fn unknown(error: DbError) -> Error {
    match error {
        DbError::NotFound => Error::AreaUnknown,
        other => other.into(),
    }
}

/// The path of the caller's household, where there is exactly one.
fn home(actor: &Actor) -> Option<AreaPath> {
    let mut homes = actor.grants.iter().filter(|g| g.role == Role::Resident).map(|g| &g.path);
    let first = homes.next()?;
    homes.all(|other| other == first).then(|| first.clone())
}

impl Place {
    /// Lets pass who may report here: whoever holds [`Permission::ReportTicket`] here, above, or anywhere in the same
    /// town: a resident reports the broken lamp beside the market, too.
    ///
    /// # Errors
    /// [`Denied`].
    pub(super) fn require_reporter(&self, actor: &Actor) -> Result<(), Denied> {
        let permission = Permission::ReportTicket;
        let near = |path: &AreaPath| path.covers(&self.path) || self.reach.covers(path);
        let allowed = actor.grants.iter().any(|g| g.role.allows(permission) && near(&g.path));
        if allowed { Ok(()) } else { Err(Denied { permission }) }
    }
}

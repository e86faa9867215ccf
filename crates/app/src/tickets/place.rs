//! Where a matter lies, and who may report one there.

use domain::{
    areas::{AreaKind, AreaPath},
    ids::AreaId,
    permissions::{Actor, Denied, Permission, Role},
    tickets::Position,
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

/// Finds the area of a report: the grid around the position; else the chosen area; else the one household that the
/// caller belongs to. What lies below a grid is lifted to it.
///
/// # Errors
/// [`Error::AreaMissing`], [`Error::AreaUnknown`].
pub(super) fn find(
    tx: &mut Tx<'_>,
    actor: &Actor,
    chosen: Option<AreaId>,
    position: Option<Position>,
) -> Result<Place, Error> {
    let _ = position;
    let path = match chosen {
        Some(id) => areas::area(tx, id).map_err(unknown)?.path,
        None => home(actor).ok_or(Error::AreaMissing)?,
    };
    let lineage = areas::lineage(tx, &path)?;
    let is_handled = |area: &&Area| area.kind <= AreaKind::Grid;
    let area = lineage.iter().rev().find(is_handled).ok_or(Error::AreaUnknown)?;
    let town = lineage.iter().rev().find(|a| a.kind <= AreaKind::Town).unwrap_or(area);
    Ok(Place { area: area.id, path: area.path.clone(), reach: town.path.clone() })
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

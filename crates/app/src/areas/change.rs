//! Changing an area.

use diesel::prelude::*;
use domain::{
    areas::{AreaEvent, AreaKind, AreaName, Boundary},
    ids::AreaId,
    permissions::{Actor, Permission},
};

use super::{Area, AreasError, area, lock_area};
use crate::{
    db::{DbError, Key, NewEntry, Tx, schema::areas as t, subject},
    tickets,
};

/// What to change: absent fields stay, `Some(None)` empties one.
#[derive(Clone, Debug, Default)]
pub struct AreaPatch {
    /// Another name.
    pub name: Option<AreaName>,
    /// Another head count.
    pub head_count: Option<Option<i64>>,
    /// Another outline.
    pub boundary: Option<Option<Boundary>>,
}

#[derive(AsChangeset, Default)]
#[diesel(table_name = t)]
struct Changes {
    name: Option<String>,
    head_count: Option<Option<i64>>,
    boundary: Option<Option<String>>,
    boundary_west: Option<Option<i64>>,
    boundary_south: Option<Option<i64>>,
    boundary_east: Option<Option<i64>>,
    boundary_north: Option<Option<i64>>,
}

/// Changes an area that still has `version`. A patch that changes nothing leaves no trace.
///
/// # Errors
/// [`AreasError`].
pub fn change(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: AreaId,
    version: i64,
    patch: AreaPatch,
) -> Result<Area, AreasError> {
    let before = lock_area(tx, id)?;
    actor.require(Permission::ManageAreas, &before.path)?;
    if before.kind == AreaKind::Household {
        return Err(AreasError::Household);
    }
    if before.version != version {
        return Err(AreasError::Stale);
    }
    let (changes, fields) = compare(&before, patch);
    if fields.is_empty() {
        return Ok(before);
    }
    diesel::update(t::table.find(Key(id)))
        .set((changes, t::version.eq(version + 1), t::updated_at.eq(tx.timestamp())))
        .execute(tx.db())
        .map_err(DbError::from)?;
    if fields.contains(&"name") {
        tickets::search_anew(tx, &before)?;
    }
    tx.journal(NewEntry {
        actor: Some(actor),
        area: &before.path,
        subject: subject("area", id),
        event: AreaEvent::Changed { area_id: id, fields },
    })?;
    Ok(area(tx, id)?)
}

fn compare(before: &Area, patch: AreaPatch) -> (Changes, Vec<&'static str>) {
    let mut changes = Changes::default();
    let mut fields = Vec::new();
    if let Some(name) = patch.name.filter(|name| name.as_str() != before.name) {
        changes.name = Some(name.as_str().to_owned());
        fields.push("name");
    }
    if let Some(count) = patch.head_count.filter(|count| *count != before.head_count) {
        changes.head_count = Some(count);
        fields.push("head_count");
    }
    let outline = patch.boundary.map(|b| (b.as_ref().map(Boundary::to_geojson), b.map(|b| b.extent())));
    if let Some((boundary, extent)) = outline.filter(|(text, _)| *text != before.boundary) {
        changes.boundary = Some(boundary);
        changes.boundary_west = Some(extent.map(|e| e.south_west.longitude_e7()));
        changes.boundary_south = Some(extent.map(|e| e.south_west.latitude_e7()));
        changes.boundary_east = Some(extent.map(|e| e.north_east.longitude_e7()));
        changes.boundary_north = Some(extent.map(|e| e.north_east.latitude_e7()));
        fields.push("boundary");
    }
    (changes, fields)
}

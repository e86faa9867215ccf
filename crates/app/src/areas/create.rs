//! Adding an area.

use diesel::prelude::*;
use domain::{
    areas::{AreaCode, AreaError, AreaEvent, AreaKind, AreaName, AreaPath, AreaSegment, Boundary},
    ids::AreaId,
    permissions::{Actor, Permission},
};

use super::{Area, AreasError, area, lock_area};
use crate::db::{DbError, Key, NewEntry, Tx, schema::areas as t, subject};

/// Most local codes that are tried before giving up; areas are never removed, so the first is nearly always free.
const SEGMENT_TRIES_MAX: i64 = 1_000;

/// An area to add.
#[derive(Clone, Debug)]
pub struct NewArea {
    /// The area it lies in.
    pub parent: AreaId,
    /// What it is.
    pub kind: AreaKind,
    /// Its name.
    pub name: AreaName,
    /// What distinguishes it from its siblings; made where absent.
    pub segment: Option<AreaSegment>,
    /// Its official code.
    pub code: Option<AreaCode>,
    /// How many people live in it.
    pub head_count: Option<i64>,
    /// Its outline.
    pub boundary: Option<Boundary>,
}

/// Adds an area under another.
///
/// # Errors
/// [`AreasError`].
pub fn create(tx: &mut Tx<'_>, actor: &Actor, new: NewArea) -> Result<Area, AreasError> {
    // The lock keeps two creations from choosing the same local code.
    let parent = lock_area(tx, new.parent).map_err(|e| match e {
        DbError::NotFound => AreasError::ParentMissing,
        other => other.into(),
    })?;
    actor.require(Permission::ManageAreas, &parent.path)?;
    if new.kind == AreaKind::Household {
        return Err(AreasError::Household);
    }
    if !new.kind.may_lie_in(parent.kind) {
        return Err(AreaError::Nesting.into());
    }
    let id = insert(tx, &parent, &new)?;
    let made = area(tx, id)?;
    tx.journal(NewEntry {
        actor: Some(actor),
        area: &made.path,
        subject: subject("area", id),
        event: AreaEvent::Created { area_id: id, kind: made.kind },
    })?;
    Ok(made)
}

/// Writes the row of an area whose parent is locked and whose kind fits.
pub(crate) fn insert(tx: &mut Tx<'_>, parent: &Area, new: &NewArea) -> Result<AreaId, AreasError> {
    let segment = match &new.segment {
        Some(segment) => segment.clone(),
        None => free_segment(tx, parent, new.kind)?,
    };
    let path = parent.path.child(&segment)?;
    let id: AreaId = tx.new_id();
    let now = tx.timestamp();
    let extent = new.boundary.as_ref().map(Boundary::extent);
    diesel::insert_into(t::table)
        .values((
            (t::id.eq(Key(id)), t::path.eq(path.as_str()), t::parent_id.eq(Key(parent.id))),
            (t::kind.eq(new.kind.as_str()), t::name.eq(new.name.as_str())),
            t::code.eq(new.code.as_ref().map(AreaCode::as_str)),
            t::head_count.eq(new.head_count),
            t::boundary.eq(new.boundary.as_ref().map(Boundary::to_geojson)),
            t::boundary_west.eq(extent.map(|e| e.south_west.longitude_e7())),
            t::boundary_south.eq(extent.map(|e| e.south_west.latitude_e7())),
            t::boundary_east.eq(extent.map(|e| e.north_east.longitude_e7())),
            t::boundary_north.eq(extent.map(|e| e.north_east.latitude_e7())),
            (t::created_at.eq(now), t::updated_at.eq(now)),
        ))
        .execute(tx.db())
        .map_err(|e| AreasError::taken(e.into()))?;
    Ok(id)
}

/// A local code such as `g3`: the letter of the kind and the first free number from the number of siblings on.
fn free_segment(tx: &mut Tx<'_>, parent: &Area, kind: AreaKind) -> Result<AreaSegment, AreasError> {
    let siblings: i64 = t::table
        .filter(t::parent_id.eq(Key(parent.id)))
        .filter(t::kind.eq(kind.as_str()))
        .count()
        .get_result(tx.db())
        .map_err(DbError::from)?;
    for number in siblings + 1..=siblings + SEGMENT_TRIES_MAX {
        let segment = AreaSegment::new(&format!("{}{number}", letter(kind)))?;
        let path: AreaPath = parent.path.child(&segment)?;
        let taken: i64 =
            t::table.filter(t::path.eq(path.as_str())).count().get_result(tx.db()).map_err(DbError::from)?;
        if taken == 0 {
            return Ok(segment);
        }
    }
    Err(AreasError::SegmentTaken)
}

/// Official areas have digits in their paths; a letter keeps what is made here apart from them.
const fn letter(kind: AreaKind) -> &'static str {
    match kind {
        AreaKind::Province | AreaKind::City | AreaKind::County | AreaKind::Town => "x",
        AreaKind::Village => "v",
        AreaKind::Community => "c",
        AreaKind::Grid => "g",
        AreaKind::Building => "b",
        AreaKind::VillagerGroup => "z",
        AreaKind::Household => "h",
    }
}

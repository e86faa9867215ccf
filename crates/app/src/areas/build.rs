//! Growing a subtree at once: what the demo and the tests of scale make their places with.

use diesel::prelude::*;
use domain::{
    areas::{AreaError, AreaKind, AreaName, AreaPath, AreaSegment, Boundary},
    ids::AreaId,
};

use super::AreasError;
use crate::db::{DbError, Key, Tx, bulk_insert, schema::areas as t};

/// An area to make, and what lies in it.
#[derive(Clone, Debug)]
pub struct Branch {
    /// Its id, from [`Tx::new_id`] or chosen by the caller.
    pub id: AreaId,
    /// What distinguishes it from its siblings.
    pub segment: AreaSegment,
    /// What it is.
    pub kind: AreaKind,
    /// Its name.
    pub name: AreaName,
    /// How many people live in it.
    pub head_count: Option<i64>,
    /// Its outline.
    pub boundary: Option<Boundary>,
    /// What lies directly in it.
    pub children: Vec<Branch>,
}

/// What a branch is put into: `None` at the top.
type Above = Option<(AreaId, AreaPath, AreaKind)>;

#[derive(Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct Row {
    id: Key<AreaId>,
    path: String,
    parent_id: Option<Key<AreaId>>,
    kind: &'static str,
    name: String,
    head_count: Option<i64>,
    boundary: Option<String>,
    boundary_west: Option<i64>,
    boundary_south: Option<i64>,
    boundary_east: Option<i64>,
    boundary_north: Option<i64>,
    version: i64,
    created_at: chrono::NaiveDateTime,
    updated_at: chrono::NaiveDateTime,
}

/// Makes `branches` in `parent` (`None`: at the top). It asks nobody and writes no journal entry: the caller's
/// use case does both once. Households get no `households` row here.
///
/// # Errors
/// [`AreasError::Rule`] where kinds do not nest or a path is too deep; a taken local code; [`DbError`].
pub fn grow(tx: &mut Tx<'_>, parent: Above, branches: Vec<Branch>) -> Result<usize, AreasError> {
    let mut rows = Vec::new();
    // An own stack: depth is bounded by the kinds, but width is not.
    let mut open: Vec<(Above, Branch)> =
        branches.into_iter().rev().map(|branch| (parent.clone(), branch)).collect();
    while let Some((parent, branch)) = open.pop() {
        if parent.as_ref().is_some_and(|(_, _, kind)| !branch.kind.may_lie_in(*kind)) {
            return Err(AreaError::Nesting.into());
        }
        let above = parent.as_ref().map_or_else(AreaPath::root, |(_, path, _)| path.clone());
        let path = above.child(&branch.segment)?;
        let here = Some((branch.id, path.clone(), branch.kind));
        open.extend(branch.children.into_iter().rev().map(|child| (here.clone(), child)));
        let extent = branch.boundary.as_ref().map(Boundary::extent);
        rows.push(Row {
            id: Key(branch.id),
            path: path.to_string(),
            parent_id: parent.map(|(id, _, _)| Key(id)),
            kind: branch.kind.as_str(),
            name: branch.name.as_str().to_owned(),
            head_count: branch.head_count,
            boundary: branch.boundary.as_ref().map(Boundary::to_geojson),
            boundary_west: extent.map(|e| e.south_west.longitude_e7()),
            boundary_south: extent.map(|e| e.south_west.latitude_e7()),
            boundary_east: extent.map(|e| e.north_east.longitude_e7()),
            boundary_north: extent.map(|e| e.north_east.latitude_e7()),
            version: 1,
            created_at: tx.timestamp(),
            updated_at: tx.timestamp(),
        });
    }
    bulk_insert!(tx.db(), t::table, &rows).map_err(|e: DbError| AreasError::taken(e))?;
    Ok(rows.len())
}

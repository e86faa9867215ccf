//! Outlines: the map of an area, and which area a position lies in.

use diesel::prelude::*;
use domain::{
    areas::{AreaKind, AreaPath, Boundary},
    geo::Position,
};

use super::{Area, read::Row};
use crate::db::{DbError, Tx, schema::areas as t};

/// How many candidates are looked at together.
const BATCH: i64 = 100;

/// The areas with an outline at or under a path, in the order of their paths, after `after`, at most `limit`.
///
/// # Errors
/// [`DbError`].
pub fn boundaries(
    tx: &mut Tx<'_>,
    under: &AreaPath,
    kind: Option<AreaKind>,
    after: Option<&AreaPath>,
    limit: i64,
) -> Result<Vec<Area>, DbError> {
    let mut query = t::table
        .filter(t::path.ge(under.as_str().to_owned()))
        .filter(t::path.lt(under.end()))
        .filter(t::boundary.is_not_null())
        .order(t::path)
        .limit(limit)
        .select(Row::as_select())
        .into_boxed();
    if let Some(kind) = kind {
        query = query.filter(t::kind.eq(kind.as_str()));
    }
    if let Some(after) = after {
        query = query.filter(t::path.gt(after.as_str().to_owned()));
    }
    query.load::<Row>(tx.db())?.into_iter().map(Area::try_from).collect()
}

/// The narrowest area at or under a path whose outline holds a position. Where neighbours share an edge,
/// a position on it belongs to the first of them in the order of paths.
///
/// # Errors
/// [`DbError`].
pub fn at(tx: &mut Tx<'_>, under: &AreaPath, position: Position) -> Result<Option<Area>, DbError> {
    let mut narrowest: Option<Area> = None;
    let mut after: Option<String> = None;
    loop {
        let candidates = candidates(tx, under, position, after.as_deref())?;
        let last = candidates.last().map(|area| area.path.to_string());
        let more = i64::try_from(candidates.len()).is_ok_and(|n| n == BATCH);
        for area in candidates {
            let deeper = narrowest.as_ref().is_none_or(|n| n.path.depth() < area.path.depth());
            if deeper && outline(&area)?.is_some_and(|b| b.contains(position)) {
                narrowest = Some(area);
            }
        }
        after = last;
        if !more {
            return Ok(narrowest);
        }
    }
}

fn candidates(
    tx: &mut Tx<'_>,
    under: &AreaPath,
    position: Position,
    after: Option<&str>,
) -> Result<Vec<Area>, DbError> {
    let (x, y) = (position.longitude_e7(), position.latitude_e7());
    let rows: Vec<Row> = t::table
        .filter(t::path.ge(under.as_str().to_owned()))
        .filter(t::path.lt(under.end()))
        .filter(t::path.gt(after.unwrap_or_default().to_owned()))
        .filter(t::boundary.is_not_null())
        .filter(t::boundary_west.le(x).and(t::boundary_east.ge(x)))
        .filter(t::boundary_south.le(y).and(t::boundary_north.ge(y)))
        .order(t::path)
        .limit(BATCH)
        .select(Row::as_select())
        .load(tx.db())?;
    rows.into_iter().map(Area::try_from).collect()
}

fn outline(area: &Area) -> Result<Option<Boundary>, DbError> {
    let Some(text) = &area.boundary else { return Ok(None) };
    let json = serde_json::from_str(text).map_err(DbError::damaged)?;
    Boundary::from_geojson(&json).map(Some).map_err(DbError::damaged)
}

//! The invented town: twenty villages around one urban community, each with grids, and people's homes in them.
//!
//! Its outline is a lattice whose corners were shaken, so that neighbours share their borders exactly. It lies in the
//! open sea: no real place is meant.

use diesel::prelude::*;
use domain::{
    areas::{AreaKind, AreaName, AreaSegment, Boundary},
    geo::Position,
    ids::AreaId,
};
use serde_json::json;

use super::{DemoError, chance::Chance, texts};
use crate::{
    areas::{Branch, grow},
    db::{Key, Tx, bulk_insert, schema::households},
};

/// Cells of the lattice: seven columns, three rows; the middle one is the community.
const COLUMNS: i64 = 7;
const ROWS: i64 = 3;
/// The lattice's south-west corner and the size of a cell, in 10⁻⁷ degree (about 2.4 by 2.2 km).
const WEST: i64 = 1_240_000_000;
const SOUTH: i64 = 300_000_000;
const CELL_WIDTH: i64 = 250_000;
const CELL_HEIGHT: i64 = 200_000;

const GROUPS_OF_A_VILLAGE_GRID: i64 = 2;
const HOMES_OF_A_GROUP: i64 = 9;
const BUILDINGS_OF_A_COMMUNITY_GRID: i64 = 3;
const FLOORS: i64 = 4;
const DOORS_OF_A_FLOOR: i64 = 4;

/// A grid and the homes in it.
pub(super) struct Grid {
    pub(super) id: AreaId,
    pub(super) name: String,
    pub(super) homes: Vec<AreaId>,
    /// A position well inside it.
    pub(super) middle: Position,
    /// Where it ends.
    pub(super) boundary: Boundary,
}

/// What later chapters need to know of the town.
pub(super) struct Town {
    /// The town itself.
    pub(super) id: AreaId,
    /// The county it lies in.
    pub(super) county: AreaId,
    /// Every village and the community, in the order of the tree.
    pub(super) villages: Vec<AreaId>,
    /// Every grid; those of the community first.
    pub(super) grids: Vec<Grid>,
    /// How many areas there are in all.
    pub(super) areas: usize,
}

/// A corner of the lattice in half steps: even numbers are cell corners, odd ones the middles of their edges.
struct Lattice(Vec<Vec<Position>>);

impl Lattice {
    fn shaken(chance: &mut Chance) -> Result<Self, DemoError> {
        let rows = (0..=2 * ROWS).map(|y| {
            (0..=2 * COLUMNS)
                .map(|x| {
                    let east = WEST + x * CELL_WIDTH / 2 + chance.between(-CELL_WIDTH / 8, CELL_WIDTH / 8);
                    let north =
                        SOUTH + y * CELL_HEIGHT / 2 + chance.between(-CELL_HEIGHT / 8, CELL_HEIGHT / 8);
                    Position::new(east, north).map_err(value)
                })
                .collect()
        });
        Ok(Self(rows.collect::<Result<_, _>>()?))
    }

    fn at(&self, x: i64, y: i64) -> Position {
        let index = |n: i64| usize::try_from(n).unwrap_or(0);
        self.0[index(y)][index(x)]
    }

    /// The outline through corners given as (x, y) half steps.
    fn outline(&self, corners: &[(i64, i64)]) -> Result<Boundary, DemoError> {
        let mut ring: Vec<serde_json::Value> = Vec::with_capacity(corners.len() + 1);
        for (x, y) in corners.iter().chain(corners.first()) {
            ring.push(serde_json::from_str(&self.at(*x, *y).to_string()).map_err(value)?);
        }
        Boundary::from_geojson(&json!({"type": "Polygon", "coordinates": [ring]})).map_err(value)
    }
}

/// The eight corners of a cell, counter-clockwise from the south-west, in half steps.
fn cell(x: i64, y: i64) -> [(i64, i64); 8] {
    let (x, y) = (2 * x, 2 * y);
    [(x, y), (x + 1, y), (x + 2, y), (x + 2, y + 1), (x + 2, y + 2), (x + 1, y + 2), (x, y + 2), (x, y + 1)]
}

/// Makes the county, the town and all that is in it.
pub(super) fn build(tx: &mut Tx<'_>, chance: &mut Chance) -> Result<Town, DemoError> {
    let lattice = Lattice::shaken(chance)?;
    let mut grids = Vec::new();
    let mut homes = Vec::new();
    let mut children = Vec::new();
    let mut names = texts::VILLAGES.iter();
    for y in 0..ROWS {
        for x in 0..COLUMNS {
            let middle = (x, y) == (COLUMNS / 2, ROWS / 2);
            if middle {
                children.push(community(tx, &lattice, (x, y), &mut grids, &mut homes, chance)?);
            } else if let Some(name) = names.next() {
                children.push(village(tx, &lattice, (x, y), name, &mut grids, &mut homes, chance)?);
            }
        }
    }
    // The community's grids come first: the named logins live and work there.
    grids.sort_by_key(|grid| !grid.name.starts_with(texts::COMMUNITY));
    let town = Branch {
        boundary: Some(lattice.outline(&around())?),
        head_count: Some(children.iter().filter_map(|c| c.head_count).sum()),
        children,
        ..branch(tx, "1", AreaKind::Town, texts::TOWN)?
    };
    let town_id = town.id;
    let mut villages: Vec<&Branch> = town.children.iter().collect();
    villages.sort_by_key(|village| village.segment.as_str());
    let villages = villages.into_iter().map(|village| village.id).collect();
    let county = Branch { children: vec![town], ..branch(tx, "demo", AreaKind::County, texts::COUNTY)? };
    let county_id = county.id;
    let areas = grow(tx, None, vec![county])?;
    furnish(tx, &homes)?;
    Ok(Town { id: town_id, county: county_id, villages, grids, areas })
}

/// The town's own outline: the lattice's edge.
fn around() -> Vec<(i64, i64)> {
    let (east, north) = (2 * COLUMNS, 2 * ROWS);
    let south = (0..east).map(|x| (x, 0));
    let right = (0..north).map(|y| (east, y));
    let top = (1..=east).rev().map(|x| (x, north));
    let left = (1..=north).rev().map(|y| (0, y));
    south.chain(right).chain(top).chain(left).collect()
}

/// A village of two grids, west and east, with villager groups.
fn village(
    tx: &mut Tx<'_>,
    lattice: &Lattice,
    at: (i64, i64),
    name: &str,
    grids: &mut Vec<Grid>,
    homes: &mut Vec<(AreaId, i64)>,
    chance: &mut Chance,
) -> Result<Branch, DemoError> {
    let corners = cell(at.0, at.1);
    let [sw, s, se, e, ne, n, nw, w] = corners;
    let halves = [("1", "一", vec![sw, s, n, nw, w]), ("2", "二", vec![s, se, e, ne, n])];
    let mut children = Vec::new();
    for (number, word, outline) in halves {
        let mut groups = Vec::new();
        let mut doors = Vec::new();
        for group in 1..=GROUPS_OF_A_VILLAGE_GRID {
            let labels = (1..=HOMES_OF_A_GROUP).map(|n| (format!("{n}"), format!("{n}号"))).collect();
            let (made, list) = dwellings(tx, labels, (90, 220), chance)?;
            doors.extend(list);
            let name = format!("{name}第{}组", texts::NUMERALS[usize::try_from(group).unwrap_or(1)]);
            let group = format!("g{group}");
            groups.push(Branch { children: made, ..branch(tx, &group, AreaKind::VillagerGroup, &name)? });
        }
        let name = format!("{name}{word}网格");
        children.push(grid(tx, lattice, number, &name, &outline, (groups, doors), grids, homes)?);
    }
    let head_count = Some(children.iter().filter_map(|c| c.head_count).sum());
    let segment = format!("{:02}", at.1 * COLUMNS + at.0 + 1);
    let boundary = Some(lattice.outline(&corners)?);
    Ok(Branch {
        boundary,
        head_count,
        children,
        ..branch(tx, &segment, AreaKind::Village, &format!("{name}村"))?
    })
}

/// The community of four grids, with buildings of numbered flats.
fn community(
    tx: &mut Tx<'_>,
    lattice: &Lattice,
    at: (i64, i64),
    grids: &mut Vec<Grid>,
    homes: &mut Vec<(AreaId, i64)>,
    chance: &mut Chance,
) -> Result<Branch, DemoError> {
    let corners = cell(at.0, at.1);
    let [sw, s, se, e, ne, n, nw, w] = corners;
    let centre = (2 * at.0 + 1, 2 * at.1 + 1);
    let quarters =
        [vec![sw, s, centre, w], vec![s, se, e, centre], vec![centre, e, ne, n], vec![w, centre, n, nw]];
    let mut children = Vec::new();
    for (index, outline) in quarters.into_iter().enumerate() {
        let mut buildings = Vec::new();
        let mut doors = Vec::new();
        for building in 1..=BUILDINGS_OF_A_COMMUNITY_GRID {
            let flats = (1..=FLOORS).flat_map(|floor| (1..=DOORS_OF_A_FLOOR).map(move |door| (floor, door)));
            let labels = flats.map(|(f, d)| (format!("{f}0{d}"), format!("{f}0{d}室"))).collect();
            let (made, list) = dwellings(tx, labels, (55, 130), chance)?;
            doors.extend(list);
            let name = format!("{}号楼", index * 3 + usize::try_from(building).unwrap_or(0));
            let segment = format!("b{building}");
            buildings.push(Branch { children: made, ..branch(tx, &segment, AreaKind::Building, &name)? });
        }
        let name = format!("{}{}网格", texts::COMMUNITY, texts::NUMERALS[index + 1]);
        let segment = (index + 1).to_string();
        children.push(grid(tx, lattice, &segment, &name, &outline, (buildings, doors), grids, homes)?);
    }
    let head_count = Some(children.iter().filter_map(|c| c.head_count).sum());
    let boundary = Some(lattice.outline(&corners)?);
    let name = format!("{}社区", texts::COMMUNITY);
    Ok(Branch { boundary, head_count, children, ..branch(tx, "c1", AreaKind::Community, &name)? })
}

#[expect(clippy::too_many_arguments, reason = "a grid is where the lattice, the houses and both lists meet")]
fn grid(
    tx: &mut Tx<'_>,
    lattice: &Lattice,
    segment: &str,
    name: &str,
    outline: &[(i64, i64)],
    (children, doors): (Vec<Branch>, Vec<(AreaId, i64)>),
    grids: &mut Vec<Grid>,
    homes: &mut Vec<(AreaId, i64)>,
) -> Result<Branch, DemoError> {
    let corners: Vec<Position> = outline.iter().map(|(x, y)| lattice.at(*x, *y)).collect();
    let count = i64::try_from(corners.len()).unwrap_or(1);
    let middle = Position::new(
        corners.iter().map(|c| c.longitude_e7()).sum::<i64>() / count,
        corners.iter().map(|c| c.latitude_e7()).sum::<i64>() / count,
    )
    .map_err(value)?;
    let people = i64::try_from(doors.len()).unwrap_or(0) * 3;
    let boundary = lattice.outline(outline)?;
    let grid = Branch {
        boundary: Some(boundary.clone()),
        head_count: Some(people),
        children,
        ..branch(tx, segment, AreaKind::Grid, name)?
    };
    grids.push(Grid {
        id: grid.id,
        name: name.to_owned(),
        homes: doors.iter().map(|d| d.0).collect(),
        middle,
        boundary,
    });
    homes.extend(doors);
    Ok(grid)
}

/// Homes with their local codes and names; with each its floor area in whole square metres.
#[expect(clippy::type_complexity, reason = "two lists of the same homes")]
fn dwellings(
    tx: &mut Tx<'_>,
    labels: Vec<(String, String)>,
    (least, most): (i64, i64),
    chance: &mut Chance,
) -> Result<(Vec<Branch>, Vec<(AreaId, i64)>), DemoError> {
    let mut branches = Vec::new();
    let mut list = Vec::new();
    for (segment, name) in labels {
        let home = Branch { head_count: Some(3), ..branch(tx, &segment, AreaKind::Household, &name)? };
        list.push((home.id, chance.between(least, most)));
        branches.push(home);
    }
    Ok((branches, list))
}

fn branch(tx: &mut Tx<'_>, segment: &str, kind: AreaKind, name: &str) -> Result<Branch, DemoError> {
    Ok(Branch {
        id: tx.new_id(),
        segment: AreaSegment::new(segment)?,
        kind,
        name: AreaName::new(name)?,
        head_count: None,
        boundary: None,
        children: Vec::new(),
    })
}

/// What only a household has.
fn furnish(tx: &mut Tx<'_>, homes: &[(AreaId, i64)]) -> Result<(), DemoError> {
    #[derive(Insertable)]
    #[diesel(table_name = households, treat_none_as_default_value = false)]
    struct Row {
        area_id: Key<AreaId>,
        floor_area_cm2: Option<i64>,
        version: i64,
        updated_at: chrono::NaiveDateTime,
    }
    let now = tx.timestamp();
    let rows: Vec<Row> = homes
        .iter()
        .map(|(id, metres)| Row {
            area_id: Key(*id),
            floor_area_cm2: Some(metres * 10_000),
            version: 1,
            updated_at: now,
        })
        .collect();
    bulk_insert!(tx.db(), households::table, rows)?;
    Ok(())
}

fn value(error: impl std::fmt::Display) -> DemoError {
    DemoError::Value(error.to_string())
}

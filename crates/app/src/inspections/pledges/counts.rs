//! How many households of a place have pledged: counts, never which.

use chrono::{DateTime, Utc};
use diesel::{dsl::count, prelude::*};
use domain::{
    areas::{AreaKind, AreaPath},
    ids::AreaId,
    inspections::COVERAGE_HOUSEHOLDS_MIN,
    town_time,
};

use crate::{
    areas::AFTER_ALL,
    db::{
        DbError, Key, Tx,
        schema::{areas as a, pledges as t},
    },
};

/// A place with its households and how many of them had pledged at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Which place.
    pub area: AreaId,
    /// Its path.
    pub path: AreaPath,
    /// What it is.
    pub kind: AreaKind,
    /// Its name.
    pub name: String,
    /// How many households it has; 1 for a household.
    pub households: u32,
    /// How many of them had pledged.
    pub pledged: u32,
}

type Row = (Key<AreaId>, String, String, String, Option<i64>, Option<i64>);

/// Places with both counts at a moment: one statement, whatever the places are.
macro_rules! counts {
    ($at:expr) => {{
        let homes = diesel::alias!(a as homes);
        let households = homes
            .filter(homes.field(a::kind).eq(AreaKind::Household.as_str()))
            .filter(homes.field(a::path).ge(a::path))
            .filter(homes.field(a::path).lt(a::path.concat(AFTER_ALL)))
            .count()
            .single_value();
        let moment: DateTime<Utc> = $at;
        let in_force = t::withdrawn_at.is_null().or(t::withdrawn_at.gt(moment.naive_utc()));
        let pledged = t::table
            .filter(t::household_path.ge(a::path))
            .filter(t::household_path.lt(a::path.concat(AFTER_ALL)))
            .filter(t::signed_on.le(town_time::date(moment).to_string()))
            .filter(in_force)
            // A paper may be dated back into the time of a pledge that was taken back.
            .select(count(t::household_id).aggregate_distinct())
            .single_value();
        a::table.select((a::id, a::path, a::kind, a::name, households, pledged)).order(a::path)
    }};
}

fn read(row: Row) -> Result<Counted, DbError> {
    let (Key(area), path, kind, name, households, pledged) = row;
    let count = |count: Option<i64>| u32::try_from(count.unwrap_or(0)).map_err(DbError::damaged);
    Ok(Counted {
        area,
        path: AreaPath::parse(&path).map_err(DbError::damaged)?,
        kind: AreaKind::parse(&kind).ok_or_else(|| DbError::damaged(kind))?,
        name,
        households: count(households)?,
        pledged: count(pledged)?,
    })
}

/// The counts of an area, and of the areas directly in it, in the order of the tree. Households are left out, and so is
/// every place with so few that its count would say who pledged.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such area, or it has itself too few households.
pub fn coverage(tx: &mut Tx<'_>, area: AreaId) -> Result<(Counted, Vec<Counted>), DbError> {
    let shown = |counted: &Counted| {
        counted.kind != AreaKind::Household
            && (counted.households == 0 || counted.households >= COVERAGE_HOUSEHOLDS_MIN)
    };
    let rows: Vec<Row> = counts!(tx.now())
        .filter(a::kind.ne(AreaKind::Household.as_str()))
        .filter(a::id.eq(Key(area)).or(a::parent_id.eq(Key(area))))
        .load(tx.db())?;
    let mut all = rows.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let Some(index) = all.iter().position(|counted| counted.area == area) else {
        return Err(DbError::NotFound);
    };
    let whole = all.remove(index);
    if !shown(&whole) {
        return Err(DbError::NotFound);
    }
    all.retain(shown);
    Ok((whole, all))
}

/// The counts of these places at a moment.
pub(in crate::inspections) fn counted(
    tx: &mut Tx<'_>,
    places: &[AreaId],
    at: DateTime<Utc>,
) -> Result<Vec<Counted>, DbError> {
    let ids: Vec<Key<AreaId>> = places.iter().copied().map(Key).collect();
    let rows: Vec<Row> = counts!(at).filter(a::id.eq_any(ids)).load(tx.db())?;
    rows.into_iter().map(read).collect()
}

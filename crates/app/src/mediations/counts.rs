//! How many records there are and how they end: all that an office learns.

use chrono::NaiveDate;
use diesel::{dsl::count_star, prelude::*};
use domain::{
    ids::AreaId,
    mediations::MediationState,
    permissions::{Actor, Permission},
    town_time,
};

use super::Error;
use crate::{
    areas,
    db::{DbError, Tx, schema::mediations as t},
};

/// How many stand where.
pub type Counts = Vec<(MediationState, u32)>;

/// Counts the records that were opened in an area from one day to before another: one statement beside the area's own.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::CountMediations`] there, [`Error::AreaUnknown`].
pub fn counts(
    tx: &mut Tx<'_>,
    actor: &Actor,
    area: AreaId,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Counts, Error> {
    let area = areas::area(tx, area).map_err(|error| match error {
        DbError::NotFound => Error::AreaUnknown,
        other => other.into(),
    })?;
    actor.require(Permission::CountMediations, &area.path)?;
    let rows: Vec<(String, i64)> = t::table
        .filter(t::area_path.ge(area.path.as_str()))
        .filter(t::area_path.lt(area.path.end()))
        .filter(t::opened_at.ge(town_time::begin(from).naive_utc()))
        .filter(t::opened_at.lt(town_time::begin(until).naive_utc()))
        .group_by(t::state)
        .select((t::state, count_star()))
        .load(tx.db())
        .map_err(DbError::from)?;
    let counts = rows.into_iter().map(|(word, count)| {
        let state = MediationState::parse(&word).ok_or_else(|| DbError::damaged(&word))?;
        Ok((state, u32::try_from(count).map_err(DbError::damaged)?))
    });
    Ok(counts.collect::<Result<_, DbError>>()?)
}

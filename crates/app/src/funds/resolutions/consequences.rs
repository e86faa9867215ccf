//! What a carried resolution lets who manages the fund do with it.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    funds::FundEvent,
    ids::{CharterId, FundId, ResolutionId},
    permissions::Actor,
    town_time,
};

use super::row::find;
use crate::{
    db::{DbError, Key, NewEntry, Tx, schema::funds as t, subject},
    funds::{
        Error,
        change::managed,
        charters::{self, StoredCharter},
        purposes,
    },
};

/// Puts a later charter in force by a resolution, from a day to come.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageFunds`] there; [`Error::Stale`]; [`Error::Charter`].
///
/// [`Permission::ManageFunds`]: domain::permissions::Permission::ManageFunds
pub fn adopt(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: CharterId,
    version: i64,
    (by, from): (ResolutionId, NaiveDate),
) -> Result<StoredCharter, Error> {
    let (fund, old) = charters::of_managed(tx, actor, id, version)?;
    let by = find(tx, by).map_err(unknown)?.resolution;
    let adopted = old.charter.adopt(&by, from, town_time::date(tx.now()))?;
    charters::put_in_force(tx, actor, &fund, &adopted, version)
}

/// Lets a fund that has still `version` take nothing new in from now on, by a resolution.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageFunds`] there; [`Error::Stale`]; [`Error::Fund`].
///
/// [`Permission::ManageFunds`]: domain::permissions::Permission::ManageFunds
pub fn wind_up(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: FundId,
    version: i64,
    by: ResolutionId,
) -> Result<(), Error> {
    let stored = managed(tx, actor, id)?;
    stored.require_version(version)?;
    let had = purposes(tx, id)?;
    let resolution = find(tx, by).map_err(unknown)?.resolution;
    let closing = stored.with(&had).wind_up(&resolution)?;
    diesel::update(t::table.find(Key(id)))
        .set((t::state.eq(closing.state.as_str()), t::version.eq(version + 1)))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let (subject, event) = (subject("fund", id), FundEvent::WindingUp { fund: id, resolution: by });
    tx.journal(NewEntry { actor: Some(actor), area: &stored.path, subject, event })?;
    Ok(())
}

fn unknown(error: DbError) -> Error {
    match error {
        DbError::NotFound => Error::ResolutionUnknown,
        other => other.into(),
    }
}

//! Founding funds, and changing what is said of them.

use diesel::prelude::*;
use domain::{
    funds::{FundError, FundEvent, Part},
    ids::{AreaId, FundId},
    ledger::Purpose,
    permissions::{Actor, Permission},
    town_time,
};

use super::{
    Error, StoredFund,
    books::{self, Choice},
    charters, committee, find_locked, purposes,
};
use crate::{
    areas,
    db::{
        DbError, Key, NewEntry, Tx,
        schema::{fund_purposes, funds as t},
        subject,
    },
};

/// A fund to be founded.
#[derive(Clone, Debug)]
pub struct NewFund {
    /// Of which area.
    pub area: AreaId,
    /// What it is called.
    pub name: String,
    /// What it is for.
    pub description: String,
}

/// What to change; what is absent stays.
#[derive(Clone, Debug, Default)]
pub struct Patch {
    /// Another name.
    pub name: Option<String>,
    /// Another text.
    pub description: Option<String>,
}

/// Founds a fund. It gets nothing before it is open.
///
/// # Errors
/// [`Error::AreaUnknown`]; [`Error::Denied`] without [`Permission::ManageFunds`] there.
pub fn create(tx: &mut Tx<'_>, actor: &Actor, new: &NewFund) -> Result<FundId, Error> {
    let area = areas::area(tx, new.area).map_err(|error| match error {
        DbError::NotFound => Error::AreaUnknown,
        other => other.into(),
    })?;
    actor.require(Permission::ManageFunds, &area.path)?;
    let id: FundId = tx.new_id();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::area_id.eq(Key(area.id)),
            t::area_path.eq(area.path.as_str()),
            t::name.eq(new.name.trim()),
            t::description.eq(new.description.trim()),
            t::created_by.eq(Key(actor.user)),
            t::created_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let (subject, event) = (subject("fund", id), FundEvent::Founded { fund: id });
    tx.journal(NewEntry { actor: Some(actor), area: &area.path, subject, event })?;
    Ok(id)
}

/// Changes what is said of a fund that has still `version`.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageFunds`] there; [`Error::Stale`].
pub fn change(tx: &mut Tx<'_>, actor: &Actor, id: FundId, version: i64, patch: Patch) -> Result<(), Error> {
    let old = managed(tx, actor, id)?;
    old.require_version(version)?;
    let (name, description) = (patch.name.unwrap_or(old.name), patch.description.unwrap_or(old.description));
    diesel::update(t::table.find(Key(id)))
        .set((t::name.eq(name.trim()), t::description.eq(description.trim()), t::version.eq(version + 1)))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let (subject, event) = (subject("fund", id), FundEvent::Changed { fund: id });
    tx.journal(NewEntry { actor: Some(actor), area: &old.path, subject, event })?;
    Ok(())
}

/// Lets gifts be restricted to one more purpose, for as long as the fund is there.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageFunds`] there; [`Error::PurposeTaken`]; [`Error::Fund`].
pub fn add_purpose(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: FundId,
    purpose: Purpose,
    name: &str,
) -> Result<(), Error> {
    let stored = managed(tx, actor, id)?;
    let had = purposes(tx, id)?;
    let fund = stored.with(&had);
    if fund.purposes.contains(&purpose) {
        return Err(Error::PurposeTaken);
    }
    fund.add_purpose(purpose.clone())?;
    diesel::insert_into(fund_purposes::table)
        .values((
            fund_purposes::fund_id.eq(Key(id)),
            fund_purposes::code.eq(purpose.as_str()),
            fund_purposes::name.eq(name.trim()),
            fund_purposes::added_by.eq(Key(actor.user)),
            fund_purposes::added_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    bump(tx, &stored)?;
    let (subject, event) = (subject("fund", id), FundEvent::PurposeAdded { fund: id, purpose });
    tx.journal(NewEntry { actor: Some(actor), area: &stored.path, subject, event })?;
    Ok(())
}

/// Opens a fund that has still `version`: from now on it gets and spends.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageFunds`] there; [`Error::Stale`]; [`Error::Fund`] without a charter in force or
/// a committee that can decide.
pub fn open(tx: &mut Tx<'_>, actor: &Actor, id: FundId, version: i64) -> Result<(), Error> {
    let stored = managed(tx, actor, id)?;
    stored.require_version(version)?;
    let today = town_time::date(tx.now());
    let had = purposes(tx, id)?;
    let charter = charters::in_force(tx, id, today)?.ok_or(FundError::NoCharter)?.charter;
    let opened = stored.with(&had).open(&charter, &committee::committee(tx, id)?, today)?;
    diesel::update(t::table.find(Key(id)))
        .set((
            t::state.eq(opened.state.as_str()),
            t::opened_on.eq(opened.opened_on.map(|day| day.to_string())),
            t::version.eq(version + 1),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let (subject, event) = (subject("fund", id), FundEvent::Opened { fund: id, charter: charter.id });
    tx.journal(NewEntry { actor: Some(actor), area: &stored.path, subject, event })?;
    Ok(())
}

/// Ends a fund that has still `version`, once nothing is left in it.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageFunds`] there; [`Error::Stale`]; [`Error::Fund`] where it is not closing, or
/// not empty.
pub fn close(tx: &mut Tx<'_>, actor: &Actor, id: FundId, version: i64) -> Result<(), Error> {
    let stored = managed(tx, actor, id)?;
    stored.require_version(version)?;
    let had = purposes(tx, id)?;
    let left = books::of(tx, id)?;
    let left_fen = left.fen(&Choice::of(Part::Cash)) + left.fen(&Choice::of(Part::Goods));
    let closed = stored.with(&had).close(left_fen)?;
    diesel::update(t::table.find(Key(id)))
        .set((
            t::state.eq(closed.state.as_str()),
            t::closed_on.eq(town_time::date(tx.now()).to_string()),
            t::version.eq(version + 1),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let (subject, event) = (subject("fund", id), FundEvent::Closed { fund: id });
    tx.journal(NewEntry { actor: Some(actor), area: &stored.path, subject, event })?;
    Ok(())
}

/// A fund that the caller manages, locked. Who does not see it is not told that it is there.
pub(super) fn managed(tx: &mut Tx<'_>, actor: &Actor, id: FundId) -> Result<StoredFund, Error> {
    let stored = super::read::seen(find_locked(tx, id)?, Some(actor))?;
    actor.require(Permission::ManageFunds, &stored.path)?;
    Ok(stored)
}

/// Notes that something of a fund has changed.
pub(super) fn bump(tx: &mut Tx<'_>, stored: &StoredFund) -> Result<(), DbError> {
    diesel::update(t::table.find(Key(stored.id))).set(t::version.eq(stored.version + 1)).execute(tx.db())?;
    Ok(())
}

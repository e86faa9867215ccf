//! Adding, changing and ending providers.

use diesel::prelude::*;
use domain::{
    geo::Position,
    ids::{AreaId, ProviderId},
    permissions::{Actor, Permission},
    providers::{OpeningHours, ProviderEvent, ProviderKind, ProviderState},
    redemptions::OfferState,
};

use super::{Error, Provider, lock, provider, write_hours};
use crate::{
    areas,
    db::{
        DbError, Key, NewEntry, Tx,
        schema::{offers, providers as t},
        subject,
    },
};

/// What a provider is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: ProviderKind,
    /// What it does, in a few sentences.
    pub about: String,
    /// Where it is found.
    pub address: String,
    /// The same on the map.
    pub position: Option<Position>,
    /// A number that everybody may call.
    pub telephone: Option<String>,
    /// When it is open.
    pub opening_hours: OpeningHours,
}

/// Adds a provider that serves an area.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageProviders`] there; [`Error::AreaUnknown`].
pub fn create(tx: &mut Tx<'_>, actor: &Actor, area: AreaId, new: &Content) -> Result<Provider, Error> {
    let area = areas::area(tx, area).map_err(|error| match error {
        DbError::NotFound => Error::AreaUnknown,
        other => other.into(),
    })?;
    actor.require(Permission::ManageProviders, &area.path)?;
    let id: ProviderId = tx.new_id();
    let now = tx.timestamp();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::area_id.eq(Key(area.id)),
            t::area_path.eq(area.path.as_str()),
            t::name.eq(&new.name),
            t::kind.eq(new.kind.as_str()),
            t::about.eq(&new.about),
            t::address.eq(&new.address),
            t::latitude_e7.eq(new.position.map(Position::latitude_e7)),
            t::longitude_e7.eq(new.position.map(Position::longitude_e7)),
            t::telephone.eq(&new.telephone),
            t::opening_hours.eq(write_hours(&new.opening_hours)?),
            t::created_at.eq(now),
            t::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    let event = ProviderEvent::Added { provider: id, kind: new.kind };
    tx.journal(NewEntry { actor: Some(actor), area: &area.path, subject: subject("provider", id), event })?;
    Ok(provider(tx, id)?)
}

/// Changes a provider that has still `version`.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageProviders`] there; [`Error::Stale`], [`Error::Refused`].
pub fn change(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProviderId,
    version: i64,
    new: &Content,
) -> Result<Provider, Error> {
    let old = lock(tx, id)?;
    actor.require(Permission::ManageProviders, &old.path)?;
    if old.version != version {
        return Err(Error::Stale);
    }
    old.state.require_active()?;
    diesel::update(t::table.find(Key(id)))
        .set((
            t::name.eq(&new.name),
            t::kind.eq(new.kind.as_str()),
            t::about.eq(&new.about),
            t::address.eq(&new.address),
            t::latitude_e7.eq(new.position.map(Position::latitude_e7)),
            t::longitude_e7.eq(new.position.map(Position::longitude_e7)),
            t::telephone.eq(&new.telephone),
            t::opening_hours.eq(write_hours(&new.opening_hours)?),
            t::version.eq(version + 1),
            t::updated_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())?;
    let event = ProviderEvent::Changed { provider: id, version: version + 1 };
    tx.journal(NewEntry { actor: Some(actor), area: &old.path, subject: subject("provider", id), event })?;
    Ok(provider(tx, id)?)
}

/// Ends a provider's service: what it offers is over. What is reserved can still be collected, or is cancelled one by
/// one, so that everybody learns why.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageProviders`] there; [`Error::Refused`].
pub fn end(tx: &mut Tx<'_>, actor: &Actor, id: ProviderId) -> Result<Provider, Error> {
    let old = lock(tx, id)?;
    actor.require(Permission::ManageProviders, &old.path)?;
    let state: ProviderState = old.state.end()?;
    let now = tx.timestamp();
    diesel::update(t::table.find(Key(id)))
        .set((t::state.eq(state.as_str()), t::version.eq(old.version + 1), t::updated_at.eq(now)))
        .execute(tx.db())?;
    let ended = OfferState::Ended.as_str();
    let open = offers::table.filter(offers::provider_id.eq(Key(id))).filter(offers::state.ne(ended));
    diesel::update(open)
        .set((offers::state.eq(ended), offers::version.eq(offers::version + 1), offers::updated_at.eq(now)))
        .execute(tx.db())?;
    let event = ProviderEvent::Ended { provider: id };
    tx.journal(NewEntry { actor: Some(actor), area: &old.path, subject: subject("provider", id), event })?;
    Ok(provider(tx, id)?)
}

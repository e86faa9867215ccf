//! Making, changing, deciding on and ending offers.

use diesel::prelude::*;
use domain::{
    ids::{OfferId, ProgrammeId, ProviderId},
    permissions::{Actor, Denied, Permission},
    redemptions::{OfferEvent, OfferState, Stock},
};

use super::{Content, Offer, locked, offer, read::manages};
use crate::{
    db::{DbError, Key, NewEntry, Tx, schema::offers as t, subject},
    photos,
    providers::{self, write_hours},
    redemptions::{Error, programmes},
};

/// Makes an offer: a proposal of the provider's staff, or shown at once where an official who does not serve the provider
/// makes it.
///
/// # Errors
/// [`Error::Denied`], [`Error::ProviderUnknown`], [`Error::ProviderEnded`], [`Error::Programme`],
/// [`Error::ProgrammeNotRunning`], [`Error::Photo`].
pub fn create(
    tx: &mut Tx<'_>,
    actor: &Actor,
    provider: ProviderId,
    programme: ProgrammeId,
    new: &Content,
) -> Result<Offer, Error> {
    let of = providers::lock(tx, provider).map_err(|error| match error {
        DbError::NotFound => Error::ProviderUnknown,
        other => other.into(),
    })?;
    require_manages(actor, provider, &of.path)?;
    of.state.require_active().map_err(|_| Error::ProviderEnded)?;
    if !programmes::is_at(tx, programme, &of.path)? {
        return Err(Error::Programme);
    }
    programmes::require_running(tx, programme)?;
    let serves = actor.serves(provider);
    let state = if serves { OfferState::Proposed } else { OfferState::Approved };
    let id: OfferId = tx.new_id();
    let now = tx.timestamp();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::provider_id.eq(Key(provider)),
            t::programme_id.eq(Key(programme)),
            t::area_path.eq(of.path.as_str()),
            t::kind.eq(new.kind.as_str()),
            t::title.eq(&new.title),
            t::description.eq(&new.description),
            t::price.eq(new.price),
            t::stock.eq(new.stock.pieces()),
            t::month_max.eq(new.limits.month_max.map(i64::from)),
            t::whole_max.eq(new.limits.whole_max.map(i64::from)),
            t::pick_up.eq(&new.pick_up),
            t::opening_hours.eq(new.opening_hours.as_ref().map(write_hours).transpose()?),
            t::keep_days.eq(i64::from(new.keep_days)),
            t::shown_from.eq(new.shown.from.to_string()),
            t::shown_until.eq(new.shown.until.map(|day| day.to_string())),
            t::state.eq(state.as_str()),
            t::proposed_by.eq(Key(actor.user)),
            t::decided_by.eq((!serves).then_some(Key(actor.user))),
            t::created_at.eq(now),
            t::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    photos::give_to_offer(tx, actor.user, &new.photos, id)?.map_err(Error::Photo)?;
    let price = new.price;
    let event = if serves {
        OfferEvent::Proposed { offer: id, provider, programme, price }
    } else {
        OfferEvent::Approved { offer: id, provider, price }
    };
    tx.journal(NewEntry { actor: Some(actor), area: &of.path, subject: subject("offer", id), event })?;
    Ok(offer(tx, Some(actor), id)?)
}

fn require_manages(
    actor: &Actor,
    provider: ProviderId,
    path: &domain::areas::AreaPath,
) -> Result<(), Denied> {
    let permission = Permission::ManageProviders;
    if manages(actor, provider, path) { Ok(()) } else { Err(Denied { permission }) }
}

/// An offer that the actor may change, locked; hidden ones are not found by others.
fn lock_managed(tx: &mut Tx<'_>, actor: &Actor, id: OfferId) -> Result<Offer, Error> {
    let old = locked(tx, id)?;
    require_manages(actor, old.provider, &old.path)?;
    Ok(old)
}

/// Changes an offer that has still `version`. What was reserved keeps its price. What the provider's staff changes about
/// what is offered, or its price, must be approved again.
///
/// # Errors
/// [`Error::Denied`], [`Error::Stale`], [`Error::Offer`], [`Error::Photo`].
pub fn change(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: OfferId,
    version: i64,
    new: &Content,
) -> Result<Offer, Error> {
    let old = lock_managed(tx, actor, id)?;
    if old.version != version {
        return Err(Error::Stale);
    }
    let before = &old.content;
    let same = before.kind == new.kind
        && before.title == new.title
        && before.description == new.description
        && before.photos == new.photos
        && before.price == new.price;
    let state = old.state.change(actor.serves(old.provider) && !same)?;
    let waits = state == OfferState::Proposed;
    let refusal = if waits { None } else { old.refusal.clone() };
    diesel::update(t::table.find(Key(id)))
        .set((
            (
                t::kind.eq(new.kind.as_str()),
                t::title.eq(&new.title),
                t::description.eq(&new.description),
                t::price.eq(new.price),
                t::stock.eq(new.stock.pieces()),
                t::month_max.eq(new.limits.month_max.map(i64::from)),
                t::whole_max.eq(new.limits.whole_max.map(i64::from)),
                t::pick_up.eq(&new.pick_up),
            ),
            (
                t::opening_hours.eq(new.opening_hours.as_ref().map(write_hours).transpose()?),
                t::keep_days.eq(i64::from(new.keep_days)),
                t::shown_from.eq(new.shown.from.to_string()),
                t::shown_until.eq(new.shown.until.map(|day| day.to_string())),
                t::state.eq(state.as_str()),
                t::refusal.eq(refusal),
                t::version.eq(version + 1),
                t::updated_at.eq(tx.timestamp()),
            ),
        ))
        .execute(tx.db())?;
    photos::give_to_offer(tx, actor.user, &new.photos, id)?.map_err(Error::Photo)?;
    let event = OfferEvent::Changed {
        offer: id,
        provider: old.provider,
        version: version + 1,
        price: new.price,
        stock: new.stock.pieces(),
        shown: state == OfferState::Approved,
    };
    tx.journal(NewEntry { actor: Some(actor), area: &old.path, subject: subject("offer", id), event })?;
    Ok(offer(tx, Some(actor), id)?)
}

/// Shows an offer from now on, as it was read at `version`.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageProviders`] there; [`Error::Stale`], [`Error::Offer`],
/// [`Error::ProgrammeNotRunning`].
pub fn approve(tx: &mut Tx<'_>, actor: &Actor, id: OfferId, version: i64) -> Result<Offer, Error> {
    decide(tx, actor, id, version, None)
}

/// Says no to an offer, as it was read at `version`, and what to change.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageProviders`] there; [`Error::Stale`], [`Error::Offer`].
pub fn refuse(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: OfferId,
    version: i64,
    reason: &str,
) -> Result<Offer, Error> {
    decide(tx, actor, id, version, Some(reason))
}

fn decide(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: OfferId,
    version: i64,
    refusal: Option<&str>,
) -> Result<Offer, Error> {
    let old = locked(tx, id)?;
    actor.require(Permission::ManageProviders, &old.path)?;
    let serves = actor.serves(old.provider);
    let state = match refusal {
        None => old.state.approve(serves)?,
        Some(_) => old.state.refuse(serves)?,
    };
    if old.version != version {
        return Err(Error::Stale);
    }
    if refusal.is_none() {
        programmes::require_running(tx, old.programme)?;
    }
    diesel::update(t::table.find(Key(id)))
        .set((
            t::state.eq(state.as_str()),
            t::refusal.eq(refusal),
            t::decided_by.eq(Key(actor.user)),
            t::version.eq(version + 1),
            t::updated_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())?;
    let provider = old.provider;
    let event = match refusal {
        None => OfferEvent::Approved { offer: id, provider, price: old.content.price },
        Some(_) => OfferEvent::Refused { offer: id, provider },
    };
    tx.journal(NewEntry { actor: Some(actor), area: &old.path, subject: subject("offer", id), event })?;
    Ok(offer(tx, Some(actor), id)?)
}

/// Offers it no more. What is reserved can still be collected.
///
/// # Errors
/// [`Error::Denied`], [`Error::Offer`].
pub fn end(tx: &mut Tx<'_>, actor: &Actor, id: OfferId) -> Result<Offer, Error> {
    let old = lock_managed(tx, actor, id)?;
    let state = old.state.end()?;
    diesel::update(t::table.find(Key(id)))
        .set((t::state.eq(state.as_str()), t::version.eq(old.version + 1), t::updated_at.eq(tx.timestamp())))
        .execute(tx.db())?;
    let event = OfferEvent::Ended { offer: id, provider: old.provider };
    tx.journal(NewEntry { actor: Some(actor), area: &old.path, subject: subject("offer", id), event })?;
    Ok(offer(tx, Some(actor), id)?)
}

/// Notes how many are left of a locked offer.
pub(crate) fn set_stock(tx: &mut Tx<'_>, offer: &Offer, stock: Stock) -> Result<(), DbError> {
    diesel::update(t::table.find(Key(offer.id)))
        .set((t::stock.eq(stock.pieces()), t::version.eq(t::version + 1)))
        .execute(tx.db())?;
    Ok(())
}

/// Puts a piece back, where pieces are counted.
pub(crate) fn put_back(tx: &mut Tx<'_>, id: OfferId) -> Result<(), DbError> {
    let stock: Option<i64> =
        crate::db::lock!(tx.db(), t::table.find(Key(id)).select(t::stock), |q, c| q.first(c))?;
    let stock = Stock::of(stock).put_back();
    if stock == Stock::Unlimited {
        return Ok(());
    }
    diesel::update(t::table.find(Key(id)))
        .set((t::stock.eq(stock.pieces()), t::version.eq(t::version + 1)))
        .execute(tx.db())?;
    Ok(())
}

//! Reading offers.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, OfferId, ProgrammeId, ProviderId},
    permissions::{Actor, Denied, Permission},
    redemptions::OfferState,
    town_time,
};

use super::{Offer, Row};
use crate::{
    areas,
    db::{DbError, Key, Tx, lock, schema::offers as t},
    photos, providers,
    redemptions::{Error, programmes, reserve::redeemed},
};

/// Which of the offers that are shown now a list holds.
#[derive(Clone, Debug, Default)]
pub struct OfferFilter {
    /// Only of providers that serve this area.
    pub area: Option<AreaPath>,
    /// Only for points of this programme.
    pub programme: Option<ProgrammeId>,
    /// Only of this provider.
    pub provider: Option<ProviderId>,
    /// Only what the caller has the points for.
    pub affordable: bool,
}

/// Which offers a list holds for those who manage them.
#[derive(Clone, Debug, Default)]
pub struct ManagedFilter {
    /// Only of this provider.
    pub provider: Option<ProviderId>,
    /// Only of providers in this area and under it.
    pub under: Option<AreaPath>,
    /// Only in this state.
    pub state: Option<OfferState>,
}

/// The offers of `filter` that are shown now, the newest first, before `before`, at most `limit`. Four statements however
/// many there are; two more where only what is affordable is wanted.
///
/// # Errors
/// [`DbError`].
pub fn shown(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    filter: &OfferFilter,
    before: Option<OfferId>,
    limit: i64,
) -> Result<Vec<Offer>, DbError> {
    let today = town_time::date(tx.now()).to_string();
    let mut query = t::table.select(Row::as_select()).order(t::id.desc()).limit(limit).into_boxed();
    if filter.affordable {
        let most = actor.map_or_else(|| Ok(BTreeMap::new()), |actor| programmes::most(tx, actor))?;
        if most.is_empty() {
            return Ok(Vec::new());
        }
        // These come first: everything after them is an "and" around them.
        for (programme, available) in most {
            query = query.or_filter(t::programme_id.eq(Key(programme)).and(t::price.le(available)));
        }
    }
    query = query
        .filter(t::state.eq(OfferState::Approved.as_str()))
        .filter(t::shown_from.le(today.clone()))
        .filter(t::shown_until.is_null().or(t::shown_until.ge(today)));
    if let Some(area) = &filter.area {
        let around: Vec<String> = area.lineage().iter().map(ToString::to_string).collect();
        let under = t::area_path.ge(area.as_str().to_owned()).and(t::area_path.lt(area.end()));
        query = query.filter(t::area_path.eq_any(around).or(under));
    }
    if let Some(programme) = filter.programme {
        query = query.filter(t::programme_id.eq(Key(programme)));
    }
    if let Some(provider) = filter.provider {
        query = query.filter(t::provider_id.eq(Key(provider)));
    }
    if let Some(before) = before {
        query = query.filter(t::id.lt(Key(before)));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    complete(tx, rows)
}

/// The offers of `filter`, in whatever state, the newest first, before `before`, at most `limit`: of providers that the
/// actor serves, or manages.
///
/// # Errors
/// [`Error::Denied`] for who does neither.
pub fn managed(
    tx: &mut Tx<'_>,
    actor: &Actor,
    filter: &ManagedFilter,
    before: Option<OfferId>,
    limit: i64,
) -> Result<Vec<Offer>, Error> {
    let scope = actor.scope(Permission::ManageProviders);
    let served: Vec<Key<ProviderId>> = actor.providers().map(Key).collect();
    if scope.is_empty() && served.is_empty() {
        return Err(Denied { permission: Permission::ManageProviders }.into());
    }
    let mut query = t::table.select(Row::as_select()).order(t::id.desc()).limit(limit).into_boxed();
    // What the actor may see comes first: everything after it is an "and" around it.
    query = query.or_filter(t::provider_id.eq_any(served));
    for path in &scope {
        query = query.or_filter(t::area_path.ge(path.as_str().to_owned()).and(t::area_path.lt(path.end())));
    }
    if let Some(under) = &filter.under {
        query = query.filter(t::area_path.ge(under.as_str().to_owned()));
        query = query.filter(t::area_path.lt(under.end()));
    }
    if let Some(provider) = filter.provider {
        query = query.filter(t::provider_id.eq(Key(provider)));
    }
    if let Some(state) = filter.state {
        query = query.filter(t::state.eq(state.as_str()));
    }
    if let Some(before) = before {
        query = query.filter(t::id.lt(Key(before)));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    Ok(complete(tx, rows)?)
}

fn complete(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<Offer>, DbError> {
    let ids: Vec<OfferId> = rows.iter().map(|row| row.id.0).collect();
    let mut photos = photos::of_offers(tx, &ids)?;
    let providers = providers::by_id(tx, rows.iter().map(|row| row.provider_id.0))?;
    let whole = |row: Row| {
        let photos = photos.remove(&row.id.0).unwrap_or_default();
        let provider = providers.get(&row.provider_id.0).ok_or(DbError::NotFound)?;
        row.with(provider, photos)
    };
    rows.into_iter().map(whole).collect()
}

/// Offers by their ids: four statements.
pub(crate) fn by_id(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = OfferId>,
) -> Result<BTreeMap<OfferId, Offer>, DbError> {
    let keys: BTreeSet<Key<OfferId>> = ids.into_iter().map(Key).collect();
    let rows: Vec<Row> = t::table.filter(t::id.eq_any(keys)).select(Row::as_select()).load(tx.db())?;
    Ok(complete(tx, rows)?.into_iter().map(|offer| (offer.id, offer)).collect())
}

/// One offer, locked until the transaction ends.
pub(crate) fn locked(tx: &mut Tx<'_>, id: OfferId) -> Result<Offer, DbError> {
    let row: Row = lock!(tx.db(), t::table.find(Key(id)), |q, c| q.select(Row::as_select()).first(c))?;
    complete(tx, vec![row])?.pop().ok_or(DbError::NotFound)
}

/// One offer: what is or was shown for everybody; the others for the provider's staff and those who manage providers
/// there.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn offer(tx: &mut Tx<'_>, actor: Option<&Actor>, id: OfferId) -> Result<Offer, DbError> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    let found = complete(tx, vec![row])?.pop().ok_or(DbError::NotFound)?;
    let public = matches!(found.state, OfferState::Approved | OfferState::Ended);
    let allowed = public || actor.is_some_and(|actor| manages(actor, found.provider, &found.path));
    if allowed { Ok(found) } else { Err(DbError::NotFound) }
}

/// Whether the actor serves a provider or manages those of its area.
pub(super) fn manages(actor: &Actor, provider: ProviderId, path: &AreaPath) -> bool {
    actor.serves(provider) || actor.may(Permission::ManageProviders, path)
}

/// Whether the actor may see the photos of an offer that is not shown.
pub(crate) fn shows_photos(tx: &mut Tx<'_>, actor: &Actor, id: OfferId) -> Result<bool, DbError> {
    let (Key(provider), path): (Key<ProviderId>, String) =
        t::table.find(Key(id)).select((t::provider_id, t::area_path)).first(tx.db())?;
    let path = AreaPath::parse(&path).map_err(DbError::damaged)?;
    Ok(manages(actor, provider, &path))
}

/// Whether an offer is or was shown.
pub(crate) fn was_shown(tx: &mut Tx<'_>, id: OfferId) -> Result<bool, DbError> {
    let state: String = t::table.find(Key(id)).select(t::state).first(tx.db())?;
    Ok([OfferState::Approved.as_str(), OfferState::Ended.as_str()].contains(&state.as_str()))
}

/// A wallet that an offer can be paid from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payer {
    /// Whose, where it is not the actor's own, with its name.
    pub household: Option<(AreaId, String)>,
    /// What can be spent now.
    pub available: i64,
}

/// What the actor can redeem an offer with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The wallets, that with the most first.
    pub payers: Vec<Payer>,
    /// How many more the actor may redeem now; none where there is no limit.
    pub left_for_me: Option<u32>,
}

/// What the actor can redeem an offer with.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn terms(tx: &mut Tx<'_>, actor: &Actor, id: OfferId) -> Result<Terms, DbError> {
    let found = offer(tx, Some(actor), id)?;
    let wallets = programmes::wallets(tx, actor)?.into_iter();
    let wallets: Vec<_> = wallets.filter(|wallet| wallet.programme == found.programme).collect();
    let names = areas::names_by_id(tx, wallets.iter().filter_map(|wallet| wallet.household))?;
    let name = |area: AreaId| names.get(&area).cloned().unwrap_or_default();
    let payers = wallets.into_iter().map(|wallet| Payer {
        household: wallet.household.map(|area| (area, name(area))),
        available: wallet.available,
    });
    let payers = payers.collect();
    let left_for_me = found.content.limits.left(redeemed(tx, id, actor.user)?);
    Ok(Terms { payers, left_for_me })
}

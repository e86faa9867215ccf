//! Redemptions as residents and providers see them.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    identity::masked_name,
    ids::{AreaId, OfferId, PhotoId, ProgrammeId, ProviderId, RedemptionId, UserId},
    permissions::{Actor, Denied, Permission, Role},
    providers::OpeningHours,
    redemptions::RedemptionState,
    town_time,
};

use super::{
    Error, code,
    offers::{self, Offer},
    row::Row,
};
use crate::{
    crypto::Keyring,
    db::{DbError, Key, Tx, schema::redemptions as t},
    identity, providers,
};

/// A redemption as the resident sees it.
#[derive(Clone, Debug)]
pub struct Redemption {
    /// What the provider sees, too.
    pub seen: AtCounter,
    /// Whose points.
    pub programme: ProgrammeId,
    /// The household that pays.
    pub household: Option<AreaId>,
    /// Whether the actor reserved it.
    pub mine: bool,
    /// The code, grouped, while it is reserved and the actor's.
    pub code: Option<String>,
    /// A number to call it.
    pub telephone: Option<String>,
    /// Where it is picked up.
    pub pick_up: String,
    /// When.
    pub opening_hours: OpeningHours,
    /// Grows with every change.
    pub version: i64,
}

/// A redemption as the provider sees it.
#[derive(Clone, Debug)]
pub struct AtCounter {
    /// Its id.
    pub id: RedemptionId,
    /// Who hands it out.
    pub provider: ProviderId,
    /// What the provider is called.
    pub provider_name: String,
    /// The offer.
    pub offer: OfferId,
    /// What it is called.
    pub title: String,
    /// A picture of it.
    pub photo: Option<PhotoId>,
    /// For how many points.
    pub points: i64,
    /// Who reserved it; masked for everybody but their household.
    pub person: String,
    /// Where it stands.
    pub state: RedemptionState,
    /// When it was reserved.
    pub reserved_at: DateTime<Utc>,
    /// When it can no longer be collected.
    pub keep_until: DateTime<Utc>,
    /// When it was handed out.
    pub collected_at: Option<DateTime<Utc>>,
    /// When it was over.
    pub ended_at: Option<DateTime<Utc>>,
    /// Why.
    pub reason: Option<String>,
}

/// Which of one's own a list holds.
#[derive(Clone, Debug, Default)]
pub struct RedemptionFilter {
    /// Only in this state.
    pub state: Option<&'static str>,
}

/// Which of a provider's a list holds.
#[derive(Clone, Debug, Default)]
pub struct ProviderFilter {
    /// Only in this state.
    pub state: Option<&'static str>,
    /// Only what was collected on this day of the town's calendar.
    pub collected_on: Option<NaiveDate>,
}

/// What some redemptions refer to.
struct Related {
    offers: BTreeMap<OfferId, Offer>,
    people: BTreeMap<UserId, String>,
}

fn related(tx: &mut Tx<'_>, rows: &[Row]) -> Result<Related, DbError> {
    let offers = offers::by_id(tx, rows.iter().map(|row| row.offer_id.0))?;
    let people = identity::names_of(tx, rows.iter().map(|row| row.user_id.0))?;
    Ok(Related { offers, people })
}

fn seen(row: &Row, related: &Related, whole_name: bool) -> Result<AtCounter, DbError> {
    let offer = related.offers.get(&row.offer_id.0).ok_or(DbError::NotFound)?;
    let name = related.people.get(&row.user_id.0).map_or("", String::as_str);
    let at = |time: Option<NaiveDateTime>| time.map(|time| time.and_utc());
    Ok(AtCounter {
        id: row.id.0,
        provider: row.provider_id.0,
        provider_name: offer.provider_name.clone(),
        offer: offer.id,
        title: offer.content.title.clone(),
        photo: offer.content.photos.first().copied(),
        points: row.points,
        person: if whole_name { name.to_owned() } else { masked_name(name) },
        state: row.standing()?,
        reserved_at: row.reserved_at.and_utc(),
        keep_until: row.keep_until.and_utc(),
        collected_at: at(row.collected_at),
        ended_at: at(row.ended_at),
        reason: row.reason.clone(),
    })
}

/// One redemption as the provider sees it.
pub(super) fn at_counter(tx: &mut Tx<'_>, id: RedemptionId) -> Result<AtCounter, DbError> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    let related = related(tx, std::slice::from_ref(&row))?;
    seen(&row, &related, false)
}

/// The actor's own redemptions and those that their households pay, the newest first, before `before`, at most `limit`.
/// Six statements, however many there are.
///
/// # Errors
/// [`DbError`].
pub fn own(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    filter: &RedemptionFilter,
    before: Option<RedemptionId>,
    limit: i64,
) -> Result<Vec<Redemption>, DbError> {
    let homes = actor.grants.iter().filter(|grant| grant.role == Role::Resident);
    let homes: Vec<Option<Key<AreaId>>> = homes.map(|grant| Some(Key(grant.area))).collect();
    let mut query = t::table
        .filter(t::user_id.eq(Key(actor.user)).or(t::household_id.eq_any(homes).assume_not_null()))
        .select(Row::as_select())
        .order(t::id.desc())
        .limit(limit)
        .into_boxed();
    if let Some(state) = filter.state {
        query = query.filter(t::state.eq(state));
    }
    if let Some(before) = before {
        query = query.filter(t::id.lt(Key(before)));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let related = related(tx, &rows)?;
    rows.iter().map(|row| shown(row, &related, keyring, actor)).collect()
}

/// Redemptions whose offers and people are looked up with one statement each.
const CHUNK: usize = 500;

/// All that the actor themselves reserved, the oldest first. How many statements it takes grows by five with every
/// [`CHUNK`].
///
/// # Errors
/// [`DbError`].
pub fn all_mine(tx: &mut Tx<'_>, keyring: &Keyring, actor: &Actor) -> Result<Vec<Redemption>, DbError> {
    let rows: Vec<Row> = t::table
        .filter(t::user_id.eq(Key(actor.user)))
        .select(Row::as_select())
        .order(t::id)
        .load(tx.db())?;
    let mut all = Vec::with_capacity(rows.len());
    for rows in rows.chunks(CHUNK) {
        let related = related(tx, rows)?;
        for row in rows {
            all.push(shown(row, &related, keyring, actor)?);
        }
    }
    Ok(all)
}

fn shown(row: &Row, related: &Related, keyring: &Keyring, actor: &Actor) -> Result<Redemption, DbError> {
    let offer = related.offers.get(&row.offer_id.0).ok_or(DbError::NotFound)?;
    let theirs = row.is_of(actor);
    let seen = seen(row, related, theirs)?;
    let reserved = matches!(seen.state, RedemptionState::Reserved { .. });
    let code = (theirs && reserved).then(|| code::of(keyring, row.id.0, &row.code_hash)).flatten();
    Ok(Redemption {
        programme: row.programme_id.0,
        household: row.household_id.map(|Key(id)| id),
        mine: row.user_id.0 == actor.user,
        code: code.map(|code| code.grouped()),
        telephone: offer.telephone.clone(),
        pick_up: offer.pick_up().to_owned(),
        opening_hours: offer.opening_hours().clone(),
        version: row.version,
        seen,
    })
}

/// One redemption: for the resident, the household that pays, the provider's staff, and those who manage providers
/// there. The code is shown to the first two alone.
///
/// # Errors
/// [`DbError::NotFound`] for what is not there, and for everybody else.
pub fn redemption(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    id: RedemptionId,
) -> Result<Redemption, Error> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    let allowed = row.is_of(actor)
        || actor.serves(row.provider_id.0)
        || actor.may(Permission::ManageProviders, &row.path()?);
    if !allowed {
        return Err(DbError::NotFound.into());
    }
    let related = related(tx, std::slice::from_ref(&row))?;
    Ok(shown(&row, &related, keyring, actor)?)
}

/// A provider's redemptions, the newest first, before `before`, at most `limit`. For its staff and those who manage
/// providers there.
///
/// # Errors
/// [`Error::Denied`]; [`DbError::NotFound`].
pub fn of_provider(
    tx: &mut Tx<'_>,
    actor: &Actor,
    provider: ProviderId,
    filter: &ProviderFilter,
    before: Option<RedemptionId>,
    limit: i64,
) -> Result<Vec<AtCounter>, Error> {
    let of = providers::provider(tx, provider)?;
    if !actor.serves(provider) && !actor.may(Permission::ManageProviders, &of.path) {
        return Err(Denied { permission: Permission::ServeRedemptions }.into());
    }
    let mut query = t::table
        .filter(t::provider_id.eq(Key(provider)))
        .select(Row::as_select())
        .order(t::id.desc())
        .limit(limit)
        .into_boxed();
    if let Some(state) = filter.state {
        query = query.filter(t::state.eq(state));
    }
    if let Some(day) = filter.collected_on {
        query = query.filter(t::collected_at.ge(town_time::begin(day).naive_utc()));
        query = query.filter(t::collected_at.lt(town_time::end(day).naive_utc()));
    }
    if let Some(before) = before {
        query = query.filter(t::id.lt(Key(before)));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let related = related(tx, &rows)?;
    Ok(rows.iter().map(|row| seen(row, &related, false)).collect::<Result<_, _>>()?)
}

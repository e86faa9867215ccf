//! Reading households.

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    households::{FloorArea, HolderName, IdentityNumber},
    identity::Phone,
    ids::AreaId,
};

use super::{HouseholdsError, IDENTITY_PURPOSE, PHONE_PURPOSE};
use crate::{
    crypto::Keyring,
    db::{
        DbError, Key, Tx, lock,
        schema::{areas as a, households as t},
    },
};

/// A household with its personal fields opened; who shows it masks them.
#[derive(Clone, Debug)]
pub struct Household {
    /// Its id: the area's.
    pub id: AreaId,
    /// Its path.
    pub path: AreaPath,
    /// The area it lies in.
    pub parent: AreaId,
    /// Its number there, as on the door.
    pub number: String,
    /// How many people live in it.
    pub head_count: Option<i64>,
    /// Its floor area.
    pub floor_area: Option<FloorArea>,
    /// Whose it is.
    pub holder_name: Option<HolderName>,
    /// Their identity number.
    pub identity_number: Option<IdentityNumber>,
    /// Their telephone number.
    pub phone: Option<Phone>,
    /// Grows with every change.
    pub version: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = a)]
pub(super) struct Place {
    id: Key<AreaId>,
    path: String,
    parent_id: Option<Key<AreaId>>,
    name: String,
    head_count: Option<i64>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Dwelling {
    floor_area_cm2: Option<i64>,
    holder_name: Option<String>,
    holder_identity_sealed: Option<String>,
    holder_phone_sealed: Option<String>,
    version: i64,
}

pub(super) fn open(
    keyring: &Keyring,
    (place, dwelling): (Place, Dwelling),
) -> Result<Household, HouseholdsError> {
    let unseal = |purpose: &str, sealed: Option<String>| {
        sealed.map(|sealed| keyring.open_text(purpose, &sealed)).transpose()
    };
    let identity = unseal(IDENTITY_PURPOSE, dwelling.holder_identity_sealed)?;
    let phone = unseal(PHONE_PURPOSE, dwelling.holder_phone_sealed)?;
    let orphan = || DbError::damaged("a household that lies nowhere");
    Ok(Household {
        id: place.id.0,
        path: AreaPath::parse(&place.path).map_err(DbError::damaged)?,
        parent: place.parent_id.ok_or_else(orphan)?.0,
        number: place.name,
        head_count: place.head_count,
        floor_area: dwelling.floor_area_cm2.map(FloorArea::from_cm2).transpose()?,
        holder_name: dwelling.holder_name.as_deref().map(HolderName::new).transpose()?,
        identity_number: identity.as_deref().map(IdentityNumber::parse).transpose()?,
        phone: phone.as_deref().map(Phone::new).transpose()?,
        version: dwelling.version,
    })
}

/// One household.
///
/// # Errors
/// [`DbError::NotFound`], also for an area that is none.
pub fn household(tx: &mut Tx<'_>, keyring: &Keyring, id: AreaId) -> Result<Household, HouseholdsError> {
    let row: (Place, Dwelling) = t::table
        .inner_join(a::table)
        .filter(t::area_id.eq(Key(id)))
        .select((Place::as_select(), Dwelling::as_select()))
        .first(tx.db())
        .map_err(DbError::from)?;
    open(keyring, row)
}

/// The same, locked until the transaction ends.
pub(super) fn lock_household(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    id: AreaId,
) -> Result<Household, HouseholdsError> {
    let row = t::table.find(Key(id)).select(t::version);
    let _: i64 = lock!(tx.db(), row, |q, c| q.first(c)).map_err(DbError::from)?;
    household(tx, keyring, id)
}

/// The households under `scope` (none of whose paths covers another) in the order of their paths, after
/// `after`, at most `limit`: one query.
///
/// # Errors
/// [`HouseholdsError::Db`], [`HouseholdsError::Crypto`].
pub fn households(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    scope: &[AreaPath],
    after: Option<&AreaPath>,
    limit: i64,
) -> Result<Vec<Household>, HouseholdsError> {
    let Some((first, others)) = scope.split_first() else { return Ok(Vec::new()) };
    let mut query = t::table
        .inner_join(a::table)
        .filter(a::path.ge(first.as_str().to_owned()).and(a::path.lt(first.end())))
        .into_boxed();
    for path in others {
        query = query.or_filter(a::path.ge(path.as_str().to_owned()).and(a::path.lt(path.end())));
    }
    if let Some(after) = after {
        query = query.filter(a::path.gt(after.as_str().to_owned()));
    }
    let rows: Vec<(Place, Dwelling)> = query
        .order(a::path)
        .limit(limit)
        .select((Place::as_select(), Dwelling::as_select()))
        .load(tx.db())
        .map_err(DbError::from)?;
    rows.into_iter().map(|row| open(keyring, row)).collect()
}

/// The households that lie directly in one of `parents`.
pub(super) fn households_in(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    parents: &[AreaId],
) -> Result<Vec<Household>, HouseholdsError> {
    /// Bounds the number of values of one statement.
    const PARENTS: usize = 500;
    let mut all = Vec::new();
    for some in parents.chunks(PARENTS) {
        let ids: Vec<_> = some.iter().map(|id| Key(*id)).collect();
        let rows: Vec<(Place, Dwelling)> = t::table
            .inner_join(a::table)
            .filter(a::parent_id.eq_any(ids))
            .select((Place::as_select(), Dwelling::as_select()))
            .load(tx.db())
            .map_err(DbError::from)?;
        for row in rows {
            all.push(open(keyring, row)?);
        }
    }
    Ok(all)
}

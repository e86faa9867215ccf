//! Adding and changing a household.

use diesel::prelude::*;
use domain::{
    areas::{AreaKind, AreaName},
    households::{FloorArea, HolderName, HouseholdEvent, IdentityNumber},
    identity::Phone,
    ids::AreaId,
    permissions::{Actor, Permission},
};

use super::{
    Household, HouseholdsError, IDENTITY_PURPOSE, PHONE_PURPOSE,
    read::{household, lock_household},
};
use crate::{
    areas::{NewArea, insert, lock_area},
    crypto::{CryptoError, Keyring},
    db::{
        DbError, Entropy, Key, NewEntry, Tx,
        schema::{areas as a, households as t},
        subject,
    },
};

/// What is known of a household's holder and dwelling.
#[derive(Clone, Debug, Default)]
pub struct Holder {
    /// Floor area of the dwelling.
    pub floor_area: Option<FloorArea>,
    /// Name.
    pub name: Option<HolderName>,
    /// Identity number.
    pub identity_number: Option<IdentityNumber>,
    /// Telephone number.
    pub phone: Option<Phone>,
}

/// A household to add.
#[derive(Clone, Debug)]
pub struct NewHousehold {
    /// The area it lies in.
    pub parent: AreaId,
    /// Its number there.
    pub number: AreaName,
    /// How many people live in it.
    pub head_count: Option<i64>,
    /// Its holder and dwelling.
    pub holder: Holder,
}

/// What to change: absent fields stay, `Some(None)` empties one.
#[derive(Clone, Debug, Default)]
pub struct HouseholdPatch {
    /// Another number.
    pub number: Option<AreaName>,
    /// Another head count.
    pub head_count: Option<Option<i64>>,
    /// Another floor area.
    pub floor_area: Option<Option<FloorArea>>,
    /// Another holder's name.
    pub holder_name: Option<Option<HolderName>>,
    /// Another identity number.
    pub identity_number: Option<Option<IdentityNumber>>,
    /// Another telephone number.
    pub phone: Option<Option<Phone>>,
}

/// Adds a household to an area.
///
/// # Errors
/// [`HouseholdsError`].
pub fn create(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    new: &NewHousehold,
) -> Result<Household, HouseholdsError> {
    let parent = lock_area(tx, new.parent).map_err(|e| match e {
        DbError::NotFound => HouseholdsError::ParentMissing,
        other => other.into(),
    })?;
    actor.require(Permission::ManageHouseholds, &parent.path)?;
    if !AreaKind::Household.may_lie_in(parent.kind) {
        return Err(HouseholdsError::ParentMissing);
    }
    let area = NewArea {
        parent: parent.id,
        kind: AreaKind::Household,
        name: new.number.clone(),
        segment: None,
        code: None,
        head_count: new.head_count,
        boundary: None,
    };
    let id = insert(tx, &parent, &area)?;
    let sealed = Sealed::new(keyring, tx.entropy(), &new.holder)?;
    let row = (
        t::area_id.eq(Key(id)),
        t::floor_area_cm2.eq(new.holder.floor_area.map(FloorArea::cm2)),
        t::holder_name.eq(new.holder.name.as_ref().map(HolderName::as_str)),
        t::holder_identity_sealed.eq(sealed.identity),
        t::holder_phone_sealed.eq(sealed.phone),
        t::updated_at.eq(tx.timestamp()),
    );
    diesel::insert_into(t::table).values(row).execute(tx.db()).map_err(DbError::from)?;
    let made = household(tx, keyring, id)?;
    tx.journal(NewEntry {
        actor: Some(actor),
        area: &made.path,
        subject: subject("area", id),
        event: HouseholdEvent::Created { household_id: id },
    })?;
    Ok(made)
}

/// Changes a household that still has `version`. A patch that changes nothing leaves no trace.
///
/// # Errors
/// [`HouseholdsError`].
pub fn change(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    id: AreaId,
    version: i64,
    patch: HouseholdPatch,
) -> Result<Household, HouseholdsError> {
    let before = lock_household(tx, keyring, id)?;
    actor.require(Permission::ManageHouseholds, &before.path)?;
    if before.version != version {
        return Err(HouseholdsError::Stale);
    }
    let fields = save(tx, keyring, &before, patch)?;
    if fields.is_empty() {
        return Ok(before);
    }
    tx.journal(NewEntry {
        actor: Some(actor),
        area: &before.path,
        subject: subject("area", id),
        event: HouseholdEvent::Changed { household_id: id, fields },
    })?;
    household(tx, keyring, id)
}

#[derive(AsChangeset, Default)]
#[diesel(table_name = t)]
struct Changes {
    floor_area_cm2: Option<Option<i64>>,
    holder_name: Option<Option<String>>,
    holder_identity_sealed: Option<Option<String>>,
    holder_phone_sealed: Option<Option<String>>,
}

/// Writes what a patch changes, where the household still has the version of `before`; answers the names of the
/// changed fields.
pub(super) fn save(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    before: &Household,
    patch: HouseholdPatch,
) -> Result<Vec<&'static str>, HouseholdsError> {
    let entropy = tx.entropy();
    let mut changes = Changes::default();
    let mut fields = Vec::new();
    let number = patch.number.filter(|n| n.as_str() != before.number);
    let head_count = patch.head_count.filter(|n| *n != before.head_count);
    if number.is_some() {
        fields.push("number");
    }
    if head_count.is_some() {
        fields.push("head_count");
    }
    if let Some(area) = patch.floor_area.filter(|area| *area != before.floor_area) {
        changes.floor_area_cm2 = Some(area.map(FloorArea::cm2));
        fields.push("floor_area");
    }
    if let Some(name) = patch.holder_name.filter(|name| *name != before.holder_name) {
        changes.holder_name = Some(name.map(|name| name.as_str().to_owned()));
        fields.push("holder_name");
    }
    if let Some(identity) = patch.identity_number.filter(|number| *number != before.identity_number) {
        changes.holder_identity_sealed = Some(seal_identity(keyring, entropy, identity.as_ref())?);
        fields.push("identity_number");
    }
    if let Some(phone) = patch.phone.filter(|phone| *phone != before.phone) {
        changes.holder_phone_sealed = Some(seal_phone(keyring, entropy, phone.as_ref())?);
        fields.push("phone");
    }
    if fields.is_empty() {
        return Ok(fields);
    }
    let now = tx.timestamp();
    let row = t::table.filter(t::area_id.eq(Key(before.id))).filter(t::version.eq(before.version));
    let saved = diesel::update(row)
        .set((changes, t::version.eq(before.version + 1), t::updated_at.eq(now)))
        .execute(tx.db())
        .map_err(DbError::from)?;
    if saved != 1 {
        return Err(HouseholdsError::Stale);
    }
    if number.is_some() || head_count.is_some() {
        let name = number.as_ref().map_or(before.number.as_str(), AreaName::as_str);
        let place = (
            a::name.eq(name),
            a::head_count.eq(head_count.unwrap_or(before.head_count)),
            a::version.eq(a::version + 1),
            a::updated_at.eq(now),
        );
        let renamed = diesel::update(a::table.find(Key(before.id))).set(place).execute(tx.db());
        renamed.map_err(|e| match DbError::from(e) {
            DbError::Unique(_) => HouseholdsError::NumberTaken,
            other => other.into(),
        })?;
    }
    Ok(fields)
}

/// Personal fields as they are stored.
pub(super) struct Sealed {
    pub(super) identity: Option<String>,
    pub(super) phone: Option<String>,
}

impl Sealed {
    pub(super) fn new(
        keyring: &Keyring,
        entropy: &dyn Entropy,
        holder: &Holder,
    ) -> Result<Self, CryptoError> {
        Ok(Self {
            identity: seal_identity(keyring, entropy, holder.identity_number.as_ref())?,
            phone: seal_phone(keyring, entropy, holder.phone.as_ref())?,
        })
    }
}

fn seal_identity(
    keyring: &Keyring,
    entropy: &dyn Entropy,
    number: Option<&IdentityNumber>,
) -> Result<Option<String>, CryptoError> {
    number.map(|n| keyring.seal(IDENTITY_PURPOSE, n.as_str().as_bytes(), entropy)).transpose()
}

fn seal_phone(
    keyring: &Keyring,
    entropy: &dyn Entropy,
    phone: Option<&Phone>,
) -> Result<Option<String>, CryptoError> {
    phone.map(|p| keyring.seal(PHONE_PURPOSE, p.digits().as_bytes(), entropy)).transpose()
}

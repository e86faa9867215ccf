//! Opening a record.

use diesel::prelude::*;
use domain::{
    areas::{AreaKind, AreaPath},
    identity::Phone,
    ids::{AreaId, MediationId, PartyId, UserId},
    mediations::{MediationState, MediationStep, check_parties},
    permissions::{Actor, Permission},
};

use super::{
    Error,
    row::{Record, journal},
};
use crate::{
    areas,
    crypto::Keyring,
    db::{
        DbError, Key, Tx,
        schema::{areas as places, mediation_parties as parties, mediations as t, memberships},
    },
};

/// What the phone number of a party without an account is sealed for.
pub(crate) const PHONE_PURPOSE: &str = "mediation_parties.phone";

/// A record as it is opened.
#[derive(Clone, Debug)]
pub struct NewMediation {
    /// Where.
    pub area: AreaId,
    /// What it is about.
    pub matter: String,
    /// Whose dispute it is.
    pub parties: Vec<NewParty>,
}

/// A party.
#[derive(Clone, Debug)]
pub enum NewParty {
    /// Somebody who lives in the area.
    Resident(UserId),
    /// Somebody without an account.
    Named {
        /// What they are called.
        name: String,
        /// Their number.
        phone: Option<Phone>,
    },
}

impl NewParty {
    const fn user(&self) -> Option<UserId> {
        match self {
            Self::Resident(user) => Some(*user),
            Self::Named { .. } => None,
        }
    }
}

/// Opens a record; the caller mediates.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::Mediate`] there; [`Error::AreaUnknown`], [`Error::Parties`],
/// [`Error::PartyUnknown`].
pub fn open(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    new: &NewMediation,
) -> Result<MediationId, Error> {
    let area = areas::area(tx, new.area).map_err(|error| match error {
        DbError::NotFound => Error::AreaUnknown,
        other => other.into(),
    })?;
    actor.require(Permission::Mediate, &area.path)?;
    // A record lies in a grid or above it: below, where it lies would say whose it is.
    if area.kind > AreaKind::Grid {
        return Err(Error::AreaUnknown);
    }
    let people: Vec<Option<UserId>> = new.parties.iter().map(NewParty::user).collect();
    check_parties(actor.user, &people)?;
    require_residents(tx, &area.path, &people)?;
    let record = Record {
        id: tx.new_id(),
        area: area.id,
        path: area.path,
        mediator: actor.user,
        matter: new.matter.clone(),
        state: MediationState::Open,
        number: 0,
        end_reason: None,
        version: 1,
        opened_at: tx.now(),
        ended_at: None,
    };
    insert(tx, &record)?;
    for (ordinal, party) in new.parties.iter().enumerate() {
        let ordinal = i64::try_from(ordinal).map_err(DbError::damaged)?;
        add_party(tx, keyring, record.id, ordinal, party)?;
    }
    journal(tx, actor, &record, MediationStep::Opened)?;
    Ok(record.id)
}

fn require_residents(tx: &mut Tx<'_>, path: &AreaPath, people: &[Option<UserId>]) -> Result<(), Error> {
    let asked: Vec<Key<UserId>> = people.iter().flatten().copied().map(Key).collect();
    let live_here: Vec<Key<UserId>> = memberships::table
        .inner_join(places::table)
        .filter(memberships::user_id.eq_any(asked))
        .filter(memberships::state.eq("confirmed"))
        .filter(memberships::ended_at.is_null())
        .filter(places::path.ge(path.as_str()))
        .filter(places::path.lt(path.end()))
        .select(memberships::user_id)
        .load(tx.db())
        .map_err(DbError::from)?;
    let unknown = |person: &Option<UserId>| person.is_some_and(|person| !live_here.contains(&Key(person)));
    people.iter().position(unknown).map_or(Ok(()), |index| Err(Error::PartyUnknown(index)))
}

fn insert(tx: &mut Tx<'_>, record: &Record) -> Result<(), DbError> {
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(record.id)),
            t::area_id.eq(Key(record.area)),
            t::area_path.eq(record.path.as_str()),
            t::mediator_id.eq(Key(record.mediator)),
            t::matter.eq(&record.matter),
            t::state.eq(record.state.as_str()),
            t::agreement_number.eq(0),
            t::version.eq(record.version),
            t::opened_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())?;
    Ok(())
}

fn add_party(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    record: MediationId,
    ordinal: i64,
    party: &NewParty,
) -> Result<(), Error> {
    let (user, name, phone) = match party {
        NewParty::Resident(user) => (Some(Key(*user)), None, None),
        NewParty::Named { name, phone } => (None, Some(name), phone.as_ref()),
    };
    let seal = |phone: &Phone| keyring.seal(PHONE_PURPOSE, phone.digits().as_bytes(), tx.entropy());
    let sealed = phone.map(seal).transpose()?;
    let id: PartyId = tx.new_id();
    diesel::insert_into(parties::table)
        .values((
            parties::id.eq(Key(id)),
            parties::mediation_id.eq(Key(record)),
            parties::ordinal.eq(ordinal),
            parties::user_id.eq(user),
            parties::name.eq(name),
            parties::phone_sealed.eq(sealed),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    Ok(())
}

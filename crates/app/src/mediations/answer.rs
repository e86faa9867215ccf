//! What parties say to an agreement: with their own account, or on paper before a witness.

use diesel::prelude::*;
use domain::{
    ids::{MediationId, PartyId, PhotoId, UserId},
    mediations::{Answer, MediationMove, MediationState, MediationStep, settles},
    permissions::Actor,
};

use super::{
    Error,
    row::{Part, PartyRow, Record, find_locked, journal, save},
};
use crate::{
    db::{DbError, Key, Tx, schema::mediation_parties as t},
    identity, photos,
};

/// A party agrees to text `number`; with the last one it is settled.
///
/// # Errors
/// [`DbError::NotFound`], [`Error::Move`], [`Error::AgreementChanged`], [`Error::Answered`].
pub fn confirm(tx: &mut Tx<'_>, actor: &Actor, id: MediationId, number: u32) -> Result<(), Error> {
    let part = find_locked(tx, actor, id)?;
    part.permit(actor, MediationMove::Confirm)?;
    let me = own(&part, actor)?;
    let party = require_unanswered(&part.record, me, number)?;
    diesel::update(t::table.find(Key(party)))
        .set((
            t::answer.eq(Answer::Confirmed.as_str()),
            t::answered_number.eq(i64::from(number)),
            t::answered_at.eq(tx.timestamp()),
            t::decline_reason.eq(None::<String>),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    confirmed(tx, actor, part, party, MediationStep::Confirmed)
}

/// A party does not agree to text `number`, and says why: the parties talk again, and what others confirmed is void with the
/// next text.
///
/// # Errors
/// [`DbError::NotFound`], [`Error::Move`], [`Error::AgreementChanged`], [`Error::Answered`].
pub fn decline(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: MediationId,
    number: u32,
    reason: &str,
) -> Result<(), Error> {
    let part = find_locked(tx, actor, id)?;
    part.permit(actor, MediationMove::Decline)?;
    let me = own(&part, actor)?;
    let party = require_unanswered(&part.record, me, number)?;
    diesel::update(t::table.find(Key(party)))
        .set((
            t::answer.eq(Answer::Declined.as_str()),
            t::answered_number.eq(i64::from(number)),
            t::answered_at.eq(tx.timestamp()),
            t::decline_reason.eq(reason),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let record = Record { state: MediationState::Open, ..part.record };
    save(tx, &record)?;
    Ok(journal(tx, actor, &record, MediationStep::Declined)?)
}

/// The mediator records that a party without an account signed text `number` before a witness.
///
/// # Errors
/// [`DbError::NotFound`], [`Error::Move`], [`Error::Denied`], [`Error::AgreementChanged`], [`Error::Answered`],
/// [`Error::HasAccount`], [`Error::WitnessUnfit`], [`Error::PhotoUnknown`].
pub fn sign(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (id, party): (MediationId, PartyId),
    number: u32,
    (photo, witness): (PhotoId, &str),
) -> Result<(), Error> {
    let part = find_locked(tx, actor, id)?;
    part.permit(actor, MediationMove::RecordSignature)?;
    let signer = part.parties.iter().find(|row| row.id == Key(party)).ok_or(DbError::NotFound)?;
    if signer.user_id.is_some() {
        return Err(Error::HasAccount);
    }
    require_unanswered(&part.record, signer, number)?;
    require_witness(tx, &part, witness)?;
    if !photos::give_to_party(tx, actor.user, photo, party)? {
        return Err(Error::PhotoUnknown);
    }
    diesel::update(t::table.find(Key(party)))
        .set((
            t::answer.eq(Answer::Confirmed.as_str()),
            t::answered_number.eq(i64::from(number)),
            t::answered_at.eq(tx.timestamp()),
            t::witness.eq(witness),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    confirmed(tx, actor, part, party, MediationStep::Signed)
}

/// The caller's own row.
fn own<'p>(part: &'p Part, actor: &Actor) -> Result<&'p PartyRow, DbError> {
    let me = Some(Key(actor.user));
    part.parties.iter().find(|party| party.user_id == me).ok_or(DbError::NotFound)
}

fn require_unanswered(record: &Record, party: &PartyRow, number: u32) -> Result<PartyId, Error> {
    if record.number != number {
        return Err(Error::AgreementChanged);
    }
    match party.given()? {
        Some((answered, Answer::Confirmed)) if answered == number => Err(Error::Answered),
        _ => Ok(party.id.0),
    }
}

/// A second person saw it: not one of those whose dispute it is, and not who mediates.
fn require_witness(tx: &mut Tx<'_>, part: &Part, witness: &str) -> Result<(), Error> {
    let people: Vec<UserId> =
        part.parties.iter().filter_map(|party| party.user_id).map(|Key(user)| user).collect();
    let names = identity::names_of(tx, people.into_iter().chain([part.record.mediator]))?;
    let written = part.parties.iter().filter_map(|party| party.name.as_deref());
    if names.values().map(String::as_str).chain(written).any(|name| name == witness) {
        Err(Error::WitnessUnfit)
    } else {
        Ok(())
    }
}

/// A party has confirmed: where that was the last one, it is settled. Exactly one answer is, for the record is locked.
fn confirmed(
    tx: &mut Tx<'_>,
    actor: &Actor,
    part: Part,
    party: PartyId,
    step: MediationStep,
) -> Result<(), Error> {
    let Part { record, parties, .. } = part;
    let given = parties
        .iter()
        .map(|row| if row.id.0 == party { Ok(Some((record.number, Answer::Confirmed))) } else { row.given() })
        .collect::<Result<Vec<_>, _>>()?;
    let (state, step) = if settles(record.number, &given) {
        (MediationState::Settled, MediationStep::Settled)
    } else {
        (record.state, step)
    };
    let record = Record { state, ..record };
    save(tx, &record)?;
    Ok(journal(tx, actor, &record, step)?)
}

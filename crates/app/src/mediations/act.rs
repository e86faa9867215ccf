//! What the mediator does with a record.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::{
    ids::{MediationId, MeetingId},
    mediations::{AGREEMENTS_MAX, MEETINGS_MAX, MediationMove, MediationState, MediationStep},
    permissions::Actor,
};

use super::{
    Error,
    row::{Part, Record, find_locked, journal, save},
};
use crate::db::{
    DbError, Key, Tx, micros,
    schema::{mediation_agreements as agreements, mediation_meetings as meetings},
};

/// A meeting, held or to be held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// When.
    pub held_at: DateTime<Utc>,
    /// Where.
    pub place: String,
    /// What was said.
    pub notes: String,
}

fn begin(tx: &mut Tx<'_>, actor: &Actor, id: MediationId, step: MediationMove) -> Result<Part, Error> {
    let part = find_locked(tx, actor, id)?;
    part.permit(actor, step)?;
    Ok(part)
}

/// Writes down a meeting.
///
/// # Errors
/// [`DbError::NotFound`], [`Error::Move`], [`Error::Denied`], [`Error::MeetingsFull`].
pub fn meet(tx: &mut Tx<'_>, actor: &Actor, id: MediationId, new: &Meeting) -> Result<(), Error> {
    let Part { record, .. } = begin(tx, actor, id, MediationMove::Meet)?;
    let there: i64 = meetings::table
        .filter(meetings::mediation_id.eq(Key(id)))
        .count()
        .get_result(tx.db())
        .map_err(DbError::from)?;
    if there >= MEETINGS_MAX {
        return Err(Error::MeetingsFull);
    }
    let meeting: MeetingId = tx.new_id();
    diesel::insert_into(meetings::table)
        .values((
            meetings::id.eq(Key(meeting)),
            meetings::mediation_id.eq(Key(id)),
            meetings::held_at.eq(micros(new.held_at).naive_utc()),
            meetings::place.eq(&new.place),
            meetings::notes.eq(&new.notes),
            meetings::noted_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    save(tx, &record)?;
    Ok(journal(tx, actor, &record, MediationStep::Met)?)
}

/// Writes down what would be agreed. What parties said to an earlier text counts for nothing from then on.
///
/// # Errors
/// [`DbError::NotFound`], [`Error::Move`], [`Error::Denied`], [`Error::AgreementsFull`].
pub fn propose(tx: &mut Tx<'_>, actor: &Actor, id: MediationId, text: &str) -> Result<(), Error> {
    let Part { record, .. } = begin(tx, actor, id, MediationMove::Propose)?;
    if record.number >= AGREEMENTS_MAX {
        return Err(Error::AgreementsFull);
    }
    let record = Record { number: record.number + 1, state: MediationState::Agreed, ..record };
    diesel::insert_into(agreements::table)
        .values((
            agreements::mediation_id.eq(Key(id)),
            agreements::number.eq(i64::from(record.number)),
            agreements::text.eq(text),
            agreements::proposed_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    save(tx, &record)?;
    Ok(journal(tx, actor, &record, MediationStep::Proposed)?)
}

/// Ends it without an agreement.
///
/// # Errors
/// [`DbError::NotFound`], [`Error::Move`], [`Error::Denied`].
pub fn fail(tx: &mut Tx<'_>, actor: &Actor, id: MediationId, reason: &str) -> Result<(), Error> {
    let Part { record, .. } = begin(tx, actor, id, MediationMove::Fail)?;
    over(tx, actor, record, MediationState::Failed, reason)
}

/// Takes it back.
///
/// # Errors
/// [`DbError::NotFound`], [`Error::Move`], [`Error::Denied`].
pub fn withdraw(tx: &mut Tx<'_>, actor: &Actor, id: MediationId, reason: &str) -> Result<(), Error> {
    let Part { record, .. } = begin(tx, actor, id, MediationMove::Withdraw)?;
    over(tx, actor, record, MediationState::Withdrawn, reason)
}

fn over(
    tx: &mut Tx<'_>,
    actor: &Actor,
    record: Record,
    state: MediationState,
    reason: &str,
) -> Result<(), Error> {
    let step = match state {
        MediationState::Failed => MediationStep::Failed,
        _ => MediationStep::Withdrawn,
    };
    let record = Record { state, end_reason: Some(reason.to_owned()), ..record };
    save(tx, &record)?;
    Ok(journal(tx, actor, &record, step)?)
}

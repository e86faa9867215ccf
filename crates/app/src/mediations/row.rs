//! A record's row and its parties, read and locked by who has a part in it.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, MediationId, PartyId, UserId},
    mediations::{Answer, Given, MediationEvent, MediationMove, MediationState, MediationStep, Side},
    permissions::{Actor, Permission},
};

use super::Error;
use crate::db::{
    DbError, Key, NewEntry, Tx, lock,
    schema::{mediation_parties as parties, mediations as t},
    subject,
};

/// A record of a dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its id.
    pub id: MediationId,
    /// Where.
    pub area: AreaId,
    /// That area's path.
    pub path: AreaPath,
    /// Who mediates.
    pub mediator: UserId,
    /// What it is about.
    pub matter: String,
    /// Where it stands.
    pub state: MediationState,
    /// The number of the latest text; 0 before the first.
    pub number: u32,
    /// Why it ended.
    pub end_reason: Option<String>,
    /// Grows with every change.
    pub version: i64,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    id: Key<MediationId>,
    area_id: Key<AreaId>,
    area_path: String,
    mediator_id: Key<UserId>,
    matter: String,
    state: String,
    agreement_number: i64,
    end_reason: Option<String>,
    version: i64,
    opened_at: NaiveDateTime,
    ended_at: Option<NaiveDateTime>,
}

impl TryFrom<Row> for Record {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.0,
            area: row.area_id.0,
            path: AreaPath::parse(&row.area_path).map_err(DbError::damaged)?,
            mediator: row.mediator_id.0,
            matter: row.matter,
            state: MediationState::parse(&row.state).ok_or_else(|| DbError::damaged(&row.state))?,
            number: u32::try_from(row.agreement_number).map_err(DbError::damaged)?,
            end_reason: row.end_reason,
            version: row.version,
            opened_at: row.opened_at.and_utc(),
            ended_at: row.ended_at.map(|at| at.and_utc()),
        })
    }
}

/// A party's row.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = parties)]
pub(super) struct PartyRow {
    pub(super) id: Key<PartyId>,
    pub(super) user_id: Option<Key<UserId>>,
    pub(super) name: Option<String>,
    pub(super) phone_sealed: Option<String>,
    answer: Option<String>,
    answered_number: Option<i64>,
    answered_at: Option<NaiveDateTime>,
    pub(super) decline_reason: Option<String>,
    pub(super) witness: Option<String>,
}

impl PartyRow {
    /// What they said, to which text.
    pub(super) fn given(&self) -> Result<Option<Given>, DbError> {
        let (Some(word), Some(number)) = (&self.answer, self.answered_number) else { return Ok(None) };
        let answer = Answer::parse(word).ok_or_else(|| DbError::damaged(word))?;
        Ok(Some((u32::try_from(number).map_err(DbError::damaged)?, answer)))
    }

    /// When they said it.
    pub(super) fn answered_at(&self) -> Option<DateTime<Utc>> {
        self.answered_at.map(|at| at.and_utc())
    }
}

/// A record with its parties, and what the caller is to it.
pub(super) struct Part {
    pub(super) record: Record,
    pub(super) parties: Vec<PartyRow>,
    pub(super) side: Side,
}

/// A record in which `actor` has a part: two statements, and the parties' keys are in the condition.
pub(super) fn find(tx: &mut Tx<'_>, actor: &Actor, id: MediationId) -> Result<Part, DbError> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    part(tx, actor, row)
}

/// The same, locked until the transaction ends: two who answer at once come one after the other.
pub(super) fn find_locked(tx: &mut Tx<'_>, actor: &Actor, id: MediationId) -> Result<Part, DbError> {
    let row: Row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first(c))?;
    part(tx, actor, row)
}

fn part(tx: &mut Tx<'_>, actor: &Actor, row: Row) -> Result<Part, DbError> {
    let record = Record::try_from(row)?;
    let parties: Vec<PartyRow> = parties::table
        .filter(parties::mediation_id.eq(Key(record.id)))
        .order(parties::ordinal)
        .select(PartyRow::as_select())
        .load(tx.db())?;
    let side = if record.mediator == actor.user {
        Side::Mediator
    } else if parties.iter().any(|party| party.user_id == Some(Key(actor.user))) {
        Side::Party
    } else {
        return Err(DbError::NotFound);
    };
    Ok(Part { record, parties, side })
}

impl Part {
    /// Lets a move pass: first by the table, then a mediator needs to mediate there still.
    pub(super) fn permit(&self, actor: &Actor, step: MediationMove) -> Result<(), Error> {
        step.permit(self.side, self.record.state)?;
        if self.side == Side::Mediator {
            actor.require(Permission::Mediate, &self.record.path)?;
        }
        Ok(())
    }
}

/// Writes where a record stands.
pub(super) fn save(tx: &mut Tx<'_>, record: &Record) -> Result<(), DbError> {
    let ended_at = record.state.is_ended().then(|| tx.timestamp());
    diesel::update(t::table.find(Key(record.id)))
        .set((
            t::state.eq(record.state.as_str()),
            t::agreement_number.eq(i64::from(record.number)),
            t::end_reason.eq(&record.end_reason),
            t::ended_at.eq(ended_at),
            t::version.eq(record.version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Appends the record's entry to the journal. What a party does is noted without them, for whoever reads the journal would
/// learn who has a dispute; the record itself says who answered.
pub(super) fn journal(
    tx: &mut Tx<'_>,
    actor: &Actor,
    record: &Record,
    step: MediationStep,
) -> Result<(), DbError> {
    let event = MediationEvent { step, mediation: record.id };
    let subject = subject("mediation", record.id);
    let actor = (actor.user == record.mediator).then_some(actor);
    tx.journal(NewEntry { actor, area: &record.path, subject, event }).map(drop)
}

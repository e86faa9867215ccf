//! Versions of programmes' rules: drafts, and which of them are in force.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    ids::{ProgrammeId, ProgrammeRulesId},
    permissions::{Actor, Permission},
    points::{ProgrammeError, ProgrammeEvent, ProgrammeRules, ProgrammeState},
    town_time,
};

use super::programmes::{self, Error, sees_drafts};
use crate::db::{DbError, Key, NewEntry, Tx, lock, schema::programme_rules as t, subject};

/// Most drafts and versions of one programme.
pub const PER_PROGRAMME_MAX: i64 = 200;

/// A version of the rules, or a draft of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRules {
    /// Its id.
    pub id: ProgrammeRulesId,
    /// Of which programme.
    pub programme: ProgrammeId,
    /// What it says.
    pub content: ProgrammeRules,
    /// From which day on it is in force; a draft where absent.
    pub adopted_from: Option<NaiveDate>,
    /// When that was decided.
    pub adopted_at: Option<DateTime<Utc>>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// Grows with its adoption.
    pub version: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    id: Key<ProgrammeRulesId>,
    programme_id: Key<ProgrammeId>,
    content: String,
    adopted_from: Option<String>,
    adopted_at: Option<NaiveDateTime>,
    created_at: NaiveDateTime,
    version: i64,
}

impl TryFrom<Row> for StoredRules {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let day = |text: String| text.parse().map_err(DbError::damaged);
        Ok(Self {
            id: row.id.0,
            programme: row.programme_id.0,
            content: serde_json::from_str(&row.content).map_err(DbError::damaged)?,
            adopted_from: row.adopted_from.map(day).transpose()?,
            adopted_at: row.adopted_at.map(|at| at.and_utc()),
            created_at: row.created_at.and_utc(),
            version: row.version,
        })
    }
}

/// One version or draft.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn rules(tx: &mut Tx<'_>, id: ProgrammeRulesId) -> Result<StoredRules, DbError> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    row.try_into()
}

/// One version, or a draft for who sees drafts there.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn version(tx: &mut Tx<'_>, actor: Option<&Actor>, id: ProgrammeRulesId) -> Result<StoredRules, DbError> {
    let found = rules(tx, id)?;
    let programme = programmes::find(tx, found.programme)?;
    let public = programme.state() != ProgrammeState::Draft && found.adopted_from.is_some();
    if public || sees_drafts(actor, &programme.path) { Ok(found) } else { Err(DbError::NotFound) }
}

/// The versions of a programme, the latest first; with the drafts for who sees drafts there.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn list(tx: &mut Tx<'_>, actor: Option<&Actor>, id: ProgrammeId) -> Result<Vec<StoredRules>, DbError> {
    let programme = programmes::programme(tx, actor, id)?.programme;
    let drafts = sees_drafts(actor, &programme.path);
    let rows: Vec<Row> = t::table
        .filter(t::programme_id.eq(Key(id)))
        .order(t::id.desc())
        .limit(PER_PROGRAMME_MAX)
        .select(Row::as_select())
        .load(tx.db())?;
    let all = rows.into_iter().map(StoredRules::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(all.into_iter().filter(|rules| drafts || rules.adopted_from.is_some()).collect())
}

/// The adopted versions of programmes, each programme's in the order in which they are in force: one statement.
///
/// # Errors
/// [`DbError`].
pub(super) fn adopted_of(
    tx: &mut Tx<'_>,
    programmes: impl IntoIterator<Item = ProgrammeId>,
) -> Result<BTreeMap<ProgrammeId, Vec<StoredRules>>, DbError> {
    let ids: Vec<Key<ProgrammeId>> = programmes.into_iter().map(Key).collect();
    let rows: Vec<Row> = t::table
        .filter(t::programme_id.eq_any(ids))
        .filter(t::adopted_from.is_not_null())
        .order((t::programme_id, t::adopted_from))
        .select(Row::as_select())
        .load(tx.db())?;
    let mut all: BTreeMap<ProgrammeId, Vec<StoredRules>> = BTreeMap::new();
    for row in rows {
        let stored = StoredRules::try_from(row)?;
        all.entry(stored.programme).or_default().push(stored);
    }
    Ok(all)
}

/// Of a programme's versions in their order, the one in force on a day.
pub(super) fn on(versions: &[StoredRules], day: NaiveDate) -> Option<&StoredRules> {
    versions.iter().rev().find(|rules| rules.adopted_from.is_some_and(|from| from <= day))
}

/// The version in force on a day.
///
/// # Errors
/// [`DbError`].
pub(super) fn in_force(
    tx: &mut Tx<'_>,
    programme: ProgrammeId,
    day: NaiveDate,
) -> Result<Option<StoredRules>, DbError> {
    let versions = adopted_of(tx, [programme])?.remove(&programme).unwrap_or_default();
    Ok(on(&versions, day).cloned())
}

/// Writes a draft.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageProgrammes`] there; [`Error::Rules`], [`Error::RulesFull`],
/// [`ProgrammeError::Ended`].
pub fn draft(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProgrammeId,
    content: &ProgrammeRules,
) -> Result<StoredRules, Error> {
    // Locked, so that two who draft at once do not both write the last one.
    let programme = programmes::find_locked(tx, id)?;
    actor.require(Permission::ManageProgrammes, &programme.path)?;
    if programme.state() == ProgrammeState::Ended {
        return Err(ProgrammeError::Ended.into());
    }
    let faults = content.faults(programme.wallets);
    if !faults.is_empty() {
        return Err(Error::Rules(faults));
    }
    let there: i64 =
        t::table.filter(t::programme_id.eq(Key(id))).count().get_result(tx.db()).map_err(DbError::from)?;
    if there >= PER_PROGRAMME_MAX {
        return Err(Error::RulesFull);
    }
    let rules_id: ProgrammeRulesId = tx.new_id();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(rules_id)),
            t::programme_id.eq(Key(id)),
            t::content.eq(serde_json::to_string(content).map_err(DbError::damaged)?),
            t::created_by.eq(Key(actor.user)),
            t::created_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let event = ProgrammeEvent::RulesDrafted { programme: id, rules: rules_id };
    let subject = subject("programme", id);
    tx.journal(NewEntry { actor: Some(actor), area: &programme.path, subject, event })?;
    Ok(rules(tx, rules_id)?)
}

/// Puts a draft that has still `version` in force from a day on that has not come.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageProgrammes`] there; [`Error::RulesAdopted`], [`Error::Stale`],
/// [`Error::Programme`], [`Error::RulesTaken`].
pub fn adopt(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProgrammeRulesId,
    version: i64,
    from: NaiveDate,
) -> Result<StoredRules, Error> {
    let row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first::<Row>(c));
    let old = StoredRules::try_from(row.map_err(DbError::from)?)?;
    let stored = programmes::find(tx, old.programme)?;
    actor.require(Permission::ManageProgrammes, &stored.path)?;
    if old.adopted_from.is_some() {
        return Err(Error::RulesAdopted);
    }
    if old.version != version {
        return Err(Error::Stale);
    }
    stored.programme.adopt(from, town_time::date(tx.now()))?;
    put_in_force(tx, &old, from)?;
    let event = ProgrammeEvent::RulesAdopted { programme: old.programme, rules: id, from };
    let subject = subject("programme", old.programme);
    tx.journal(NewEntry { actor: Some(actor), area: &stored.path, subject, event })?;
    Ok(rules(tx, id)?)
}

/// Notes from when a draft is in force.
pub(super) fn put_in_force(tx: &mut Tx<'_>, old: &StoredRules, from: NaiveDate) -> Result<(), Error> {
    let adopted = diesel::update(t::table.find(Key(old.id)))
        .set((
            t::adopted_from.eq(from.to_string()),
            t::adopted_at.eq(tx.timestamp()),
            t::version.eq(old.version + 1),
        ))
        .execute(tx.db());
    match adopted.map_err(DbError::from) {
        Ok(_) => Ok(()),
        Err(DbError::Unique(_)) => Err(Error::RulesTaken),
        Err(other) => Err(other.into()),
    }
}

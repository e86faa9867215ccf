//! Settlements: what a half-year pays, kept with everything it was computed from.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, AwardRulesId, RoundId, SettlementId},
    inspections::{
        AwardRules, HalfYear, Line, Settled, Settlement, SettlementError, SettlementInput, TieRest,
        settle as compute,
    },
    journal::NodeHash,
    permissions::{Actor, Denied, Permission},
    town_time,
};
use sha2::{Digest, Sha256};

use super::{months, rules};
use crate::{
    areas,
    db::{DbError, Key, NewEntry, Tx, schema::settlements as t, subject},
    journal::{entry_position, first_root_over},
};

/// A settlement in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: SettlementId,
    /// The area whose half-year it is.
    pub area: AreaId,
    /// That area's path.
    pub path: AreaPath,
    /// Which half-year.
    pub half_year: HalfYear,
    /// 1 at first.
    pub revision: u32,
    /// Under which rules.
    pub rules: AwardRulesId,
    /// The hash of what it comes to.
    pub hash: NodeHash,
    /// Why there is another one; none for the first.
    pub reason: Option<String>,
    /// When it was settled.
    pub settled_at: DateTime<Utc>,
}

/// A settlement with its bytes.
#[derive(Clone, Debug)]
pub struct StoredSettlement {
    /// What it is.
    pub listed: Listed,
    /// What it was computed from.
    pub input: SettlementInput,
    /// What it comes to.
    pub settlement: Settlement,
    /// Whether the inputs give these very bytes when they are computed again now.
    pub recomputed: bool,
    /// The villages' names.
    pub names: BTreeMap<AreaId, String>,
    /// The name of the area.
    pub area_name: String,
}

/// Why a half-year is not settled.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The rules of settlements.
    #[error(transparent)]
    Settlement(#[from] SettlementError),
    /// The area does not exist.
    #[error("there is no such area")]
    AreaUnknown,
    /// The half-year is not over.
    #[error("this half-year is not over")]
    NotOver,
    /// It was settled.
    #[error("this half-year is settled")]
    Already,
    /// Nobody adopted rules for it.
    #[error("no rules are in force for this half-year")]
    NoRules,
    /// So many of its rounds are not published.
    #[error("{0} rounds of this half-year are not published")]
    RoundsOpen(u32),
    /// None of its rounds is published.
    #[error("nothing was published in this half-year")]
    NothingPublished,
    /// The value that draws lots among equals has not come about yet.
    #[error("the last publication waits for its place in the journal")]
    NotSealed,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    id: Key<SettlementId>,
    area_id: Key<AreaId>,
    area_path: String,
    half_year: String,
    revision: i64,
    rules_id: Key<AwardRulesId>,
    hash: Vec<u8>,
    reason: Option<String>,
    settled_at: NaiveDateTime,
}

impl TryFrom<Row> for Listed {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.0,
            area: row.area_id.0,
            path: AreaPath::parse(&row.area_path).map_err(DbError::damaged)?,
            half_year: row.half_year.parse().map_err(DbError::damaged)?,
            revision: u32::try_from(row.revision).map_err(DbError::damaged)?,
            rules: row.rules_id.0,
            hash: NodeHash::from_bytes(&row.hash).map_err(DbError::damaged)?,
            reason: row.reason,
            settled_at: row.settled_at.and_utc(),
        })
    }
}

/// The settlements of an area and of the areas around it, the latest half-year and revision first.
///
/// # Errors
/// [`DbError`].
pub fn list(tx: &mut Tx<'_>, path: &AreaPath) -> Result<Vec<Listed>, DbError> {
    let around: Vec<String> = path.lineage().iter().map(ToString::to_string).collect();
    let rows: Vec<Row> = t::table
        .filter(t::area_path.eq_any(around))
        .order((t::half_year.desc(), t::area_path, t::revision.desc()))
        .select(Row::as_select())
        .load(tx.db())?;
    rows.into_iter().map(Listed::try_from).collect()
}

/// What a settled half-year came to for one village.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfVillage {
    /// Which settlement: the latest revision.
    pub listed: Listed,
    /// The rules as they were.
    pub rules: AwardRules,
    /// The village's line.
    pub line: Line,
    /// Among how many villages.
    pub field: u32,
}

/// A village's lines in the half-years from one to another, each in the latest revision; the latest half-year first. Two
/// statements.
///
/// # Errors
/// [`DbError`].
pub(super) fn of_village(
    tx: &mut Tx<'_>,
    (village, path): (AreaId, &AreaPath),
    from: HalfYear,
    until: HalfYear,
) -> Result<Vec<OfVillage>, DbError> {
    let around: Vec<String> = path.lineage().iter().map(ToString::to_string).collect();
    let rows: Vec<Row> = t::table
        .filter(t::area_path.eq_any(around))
        .filter(t::half_year.ge(from.to_string()))
        .filter(t::half_year.le(until.to_string()))
        .order((t::half_year.desc(), t::area_path, t::revision.desc()))
        .select(Row::as_select())
        .load(tx.db())?;
    let mut latest: Vec<Listed> = rows.into_iter().map(Listed::try_from).collect::<Result<_, _>>()?;
    latest.dedup_by_key(|listed| (listed.half_year, listed.area));
    let ids: Vec<_> = latest.iter().map(|listed| Key(listed.id)).collect();
    let texts: Vec<(Key<SettlementId>, String, String)> =
        t::table.filter(t::id.eq_any(ids)).select((t::id, t::input, t::output)).load(tx.db())?;
    let mut texts: BTreeMap<_, _> = texts.into_iter().map(|(Key(id), i, o)| (id, (i, o))).collect();
    let mut found = Vec::new();
    for listed in latest {
        let (input, output) = texts.remove(&listed.id).ok_or(DbError::NotFound)?;
        let settlement: Settlement = serde_json::from_str(&output).map_err(DbError::damaged)?;
        let field = u32::try_from(settlement.lines.len()).unwrap_or(u32::MAX);
        let Some(line) = settlement.lines.into_iter().find(|line| line.village == village) else { continue };
        let input: SettlementInput = serde_json::from_str(&input).map_err(DbError::damaged)?;
        found.push(OfVillage { listed, rules: input.rules, line, field });
    }
    Ok(found)
}

/// One settlement, computed again from its inputs as it is read.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn settlement(tx: &mut Tx<'_>, id: SettlementId) -> Result<StoredSettlement, DbError> {
    let (row, input, output): (Row, String, String) =
        t::table.find(Key(id)).select((Row::as_select(), t::input, t::output)).first(tx.db())?;
    let listed = Listed::try_from(row)?;
    let input: SettlementInput = serde_json::from_str(&input).map_err(DbError::damaged)?;
    let settlement: Settlement = serde_json::from_str(&output).map_err(DbError::damaged)?;
    let again = compute(&input).ok().and_then(|again| again.to_bytes().ok());
    let recomputed = again.as_deref() == Some(output.as_bytes()) && hash_of(output.as_bytes()) == listed.hash;
    let villages = settlement.lines.iter().map(|line| line.village);
    let mut names = areas::names_by_id(tx, villages.chain([listed.area]))?;
    let area_name = names.remove(&listed.area).unwrap_or_default();
    Ok(StoredSettlement { listed, input, settlement, recomputed, names, area_name })
}

/// Settles a half-year that is over and whose routine rounds are all published.
///
/// # Errors
/// [`Error`].
pub fn settle(
    tx: &mut Tx<'_>,
    actor: &Actor,
    area: AreaId,
    half_year: HalfYear,
) -> Result<SettlementId, Error> {
    // Locked, so that of two who settle at once one finds it settled.
    let area = areas::lock_area(tx, area).map_err(|error| match error {
        DbError::NotFound => Error::AreaUnknown,
        other => other.into(),
    })?;
    actor.require(Permission::ManageInspections, &area.path)?;
    if half_year.end() > town_time::date(tx.now()) {
        return Err(Error::NotOver);
    }
    if latest(tx, area.id, half_year)?.is_some() {
        return Err(Error::Already);
    }
    let rules = rules::in_force(tx, &area.path, half_year)?.ok_or(Error::NoRules)?;
    let (open, last_entry) = months::standing(tx, area.id, half_year)?;
    if open > 0 {
        return Err(Error::RoundsOpen(open));
    }
    let last_entry = last_entry.ok_or(Error::NothingPublished)?;
    let public_value = match rules.content.ties.rest {
        TieRest::Draw => {
            let position = entry_position(tx, last_entry)?.ok_or(Error::NotSealed)?;
            Some(first_root_over(tx, position)?.ok_or(Error::NotSealed)?.hash)
        }
        TieRest::Share | TieRest::Lower => None,
    };
    let candidates = months::candidates(tx, area.id, half_year, false)?;
    let input = SettlementInput { half_year, rules: rules.content, candidates, public_value };
    write(tx, actor, (area.id, &area.path), rules.id, 1, &input, None)
}

/// Settles the half-year of a corrected round again, where it was settled: under the same rules and with the same public
/// value, so that nobody gains by the moment of the correction.
pub(super) fn settle_again(
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: RoundId,
    reason: &str,
) -> Result<(), Error> {
    let Some((area, path, half_year)) = months::counts_for(tx, round)? else { return Ok(()) };
    areas::lock_area(tx, area)?;
    let Some(before) = latest(tx, area, half_year)? else { return Ok(()) };
    let stored = settlement(tx, before)?;
    let candidates = months::candidates(tx, area, half_year, false)?;
    let input = SettlementInput { candidates, ..stored.input };
    let revision = stored.listed.revision + 1;
    write(tx, actor, (area, &path), stored.listed.rules, revision, &input, Some(reason)).map(drop)
}

/// The latest revision of an area's settled half-year.
///
/// # Errors
/// [`DbError`].
pub(crate) fn latest(
    tx: &mut Tx<'_>,
    area: AreaId,
    half_year: HalfYear,
) -> Result<Option<SettlementId>, DbError> {
    let found: Option<Key<SettlementId>> = t::table
        .filter(t::area_id.eq(Key(area)))
        .filter(t::half_year.eq(half_year.to_string()))
        .order(t::revision.desc())
        .select(t::id)
        .first(tx.db())
        .optional()?;
    Ok(found.map(|Key(id)| id))
}

fn write(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (area, path): (AreaId, &AreaPath),
    rules: AwardRulesId,
    revision: u32,
    input: &SettlementInput,
    reason: Option<&str>,
) -> Result<SettlementId, Error> {
    let output = compute(input)?.to_bytes().map_err(DbError::damaged)?;
    let hash = hash_of(&output);
    let id: SettlementId = tx.new_id();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::area_id.eq(Key(area)),
            t::area_path.eq(path.as_str()),
            t::half_year.eq(input.half_year.to_string()),
            t::revision.eq(i64::from(revision)),
            t::rules_id.eq(Key(rules)),
            t::input.eq(serde_json::to_string(input).map_err(DbError::damaged)?),
            t::output.eq(String::from_utf8(output).map_err(DbError::damaged)?),
            t::hash.eq(hash.0.to_vec()),
            t::reason.eq(reason),
            t::settled_by.eq(Key(actor.user)),
            t::settled_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let event = Settled { settlement: id, half_year: input.half_year, revision, hash };
    tx.journal(NewEntry { actor: Some(actor), area: path, subject: subject("settlement", id), event })?;
    Ok(id)
}

fn hash_of(output: &[u8]) -> NodeHash {
    NodeHash(Sha256::digest(output).into())
}

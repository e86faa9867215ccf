//! Rules of awards and criticism: drafts, and which of them are in force.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, AwardRulesId},
    inspections::{AwardRules, AwardRulesEvent, HalfYear, RulesError},
    permissions::{Actor, Denied, Permission},
    town_time,
};

use crate::{
    areas,
    db::{DbError, Key, NewEntry, Tx, lock, schema::award_rules as t, subject},
};

/// Most drafts and versions of one area.
pub const PER_AREA_MAX: i64 = 200;

/// A version of the rules, or a draft of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRules {
    /// Its id.
    pub id: AwardRulesId,
    /// The area it is for, with everything below.
    pub area: AreaId,
    /// That area's path.
    pub path: AreaPath,
    /// What it says.
    pub content: AwardRules,
    /// From when it is in force; a draft where absent.
    pub adopted_from: Option<HalfYear>,
    /// When that was decided.
    pub adopted_at: Option<DateTime<Utc>>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// Grows with its adoption.
    pub version: i64,
}

/// Why rules cannot be drafted or adopted.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The draft is not possible.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// The area does not exist.
    #[error("there is no such area")]
    AreaUnknown,
    /// The area has [`PER_AREA_MAX`] of them.
    #[error("an area has at most {PER_AREA_MAX} versions of its rules")]
    TooMany,
    /// They changed since the caller read them.
    #[error("the rules have changed meanwhile")]
    Stale,
    /// They are adopted already.
    #[error("these rules are adopted already")]
    AlreadyAdopted,
    /// The half-year has begun: what it pays does not change any more.
    #[error("this half-year has begun")]
    HalfYearBegun,
    /// Other rules are adopted for the same half-year.
    #[error("other rules are adopted from this half-year on")]
    HalfYearTaken,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    id: Key<AwardRulesId>,
    area_id: Key<AreaId>,
    area_path: String,
    content: String,
    adopted_from: Option<String>,
    adopted_at: Option<NaiveDateTime>,
    version: i64,
    created_at: NaiveDateTime,
}

impl TryFrom<Row> for StoredRules {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let half_year = |text: String| text.parse().map_err(DbError::damaged);
        Ok(Self {
            id: row.id.0,
            area: row.area_id.0,
            path: AreaPath::parse(&row.area_path).map_err(DbError::damaged)?,
            content: serde_json::from_str(&row.content).map_err(DbError::damaged)?,
            adopted_from: row.adopted_from.map(half_year).transpose()?,
            adopted_at: row.adopted_at.map(|at| at.and_utc()),
            created_at: row.created_at.and_utc(),
            version: row.version,
        })
    }
}

/// All versions and drafts of an area and of the areas around it, the widest area's first, then by age.
///
/// # Errors
/// [`DbError`].
pub fn of_lineage(tx: &mut Tx<'_>, path: &AreaPath) -> Result<Vec<StoredRules>, DbError> {
    let query = t::table.filter(t::area_path.eq_any(lineage(path)));
    let rows: Vec<Row> = query.order((t::area_path, t::id)).select(Row::as_select()).load(tx.db())?;
    rows.into_iter().map(StoredRules::try_from).collect()
}

/// Of all versions of an area's lineage, the one that [`in_force`] finds.
pub(super) fn in_force_of<'r>(
    all: &'r [StoredRules],
    path: &AreaPath,
    half_year: HalfYear,
) -> Option<&'r StoredRules> {
    let adopted = |rules: &&StoredRules| {
        rules.path.covers(path) && rules.adopted_from.is_some_and(|from| from <= half_year)
    };
    all.iter().filter(adopted).max_by_key(|rules| (rules.path.depth(), rules.adopted_from))
}

/// The rules that an area settles a half-year by: the nearest area's that has any by then, of those the latest. `None`
/// where nobody has adopted any.
///
/// # Errors
/// [`DbError`].
pub fn in_force(
    tx: &mut Tx<'_>,
    path: &AreaPath,
    half_year: HalfYear,
) -> Result<Option<StoredRules>, DbError> {
    let row: Option<Row> = t::table
        .filter(t::area_path.eq_any(lineage(path)))
        // Written like this, half-years sort as they follow each other.
        .filter(t::adopted_from.le(half_year.to_string()))
        .order((t::area_path.desc(), t::adopted_from.desc()))
        .select(Row::as_select())
        .first(tx.db())
        .optional()?;
    row.map(StoredRules::try_from).transpose()
}

fn lineage(path: &AreaPath) -> Vec<String> {
    path.lineage().iter().map(ToString::to_string).collect()
}

/// One version or draft.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn rules(tx: &mut Tx<'_>, id: AwardRulesId) -> Result<StoredRules, DbError> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    row.try_into()
}

/// Writes a draft for an area.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageInspections`] there, [`Error::AreaUnknown`], [`Error::Rules`],
/// [`Error::TooMany`].
pub fn draft(
    tx: &mut Tx<'_>,
    actor: &Actor,
    area: AreaId,
    content: &AwardRules,
) -> Result<StoredRules, Error> {
    // Locked, so that two who draft at once do not both write the last one.
    let area = areas::lock_area(tx, area).map_err(|error| match error {
        DbError::NotFound => Error::AreaUnknown,
        other => other.into(),
    })?;
    actor.require(Permission::ManageInspections, &area.path)?;
    content.check()?;
    let there: i64 = t::table
        .filter(t::area_path.eq(area.path.as_str()))
        .count()
        .get_result(tx.db())
        .map_err(DbError::from)?;
    if there >= PER_AREA_MAX {
        return Err(Error::TooMany);
    }
    let id: AwardRulesId = tx.new_id();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::area_id.eq(Key(area.id)),
            t::area_path.eq(area.path.as_str()),
            t::content.eq(serde_json::to_string(content).map_err(DbError::damaged)?),
            t::created_by.eq(Key(actor.user)),
            t::created_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    journal(tx, actor, &area.path, id, AwardRulesEvent::Drafted { rules: id })?;
    Ok(rules(tx, id)?)
}

/// Puts a draft that has still `version` in force from a half-year on that has not begun.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageInspections`] in its area, [`Error::Stale`],
/// [`Error::AlreadyAdopted`], [`Error::HalfYearBegun`], [`Error::HalfYearTaken`].
pub fn adopt(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: AwardRulesId,
    version: i64,
    from: HalfYear,
) -> Result<StoredRules, Error> {
    let row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first::<Row>(c));
    let old = StoredRules::try_from(row.map_err(DbError::from)?)?;
    actor.require(Permission::ManageInspections, &old.path)?;
    if old.adopted_from.is_some() {
        return Err(Error::AlreadyAdopted);
    }
    if old.version != version {
        return Err(Error::Stale);
    }
    if from.first_day() <= town_time::date(tx.now()) {
        return Err(Error::HalfYearBegun);
    }
    let adopted = diesel::update(t::table.find(Key(id)))
        .set((
            t::adopted_from.eq(from.to_string()),
            t::adopted_at.eq(tx.timestamp()),
            t::version.eq(version + 1),
        ))
        .execute(tx.db());
    adopted.map_err(|error| match DbError::from(error) {
        DbError::Unique(_) => Error::HalfYearTaken,
        other => other.into(),
    })?;
    journal(tx, actor, &old.path, id, AwardRulesEvent::Adopted { rules: id, from })?;
    Ok(rules(tx, id)?)
}

fn journal(
    tx: &mut Tx<'_>,
    actor: &Actor,
    area: &AreaPath,
    id: AwardRulesId,
    event: AwardRulesEvent,
) -> Result<(), DbError> {
    tx.journal(NewEntry { actor: Some(actor), area, subject: subject("award_rules", id), event }).map(drop)
}

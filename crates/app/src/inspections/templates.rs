//! Templates: what inspections look at. An area offers its own and those of the areas around it. What was once written
//! stays: an edit makes a new version, and rounds name the version they use.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, TemplateId},
    inspections::{Template, TemplateEvent, TemplateFault},
    permissions::{Actor, Denied, Permission},
};

use crate::{
    areas,
    db::{
        DbError, Key, NewEntry, Tx, lock,
        schema::{
            inspection_rounds as rounds, inspection_template_versions as versions, inspection_templates as t,
        },
        subject,
    },
};

/// Most templates that one area may have.
pub const PER_AREA_MAX: i64 = 200;
/// Most versions of a template.
pub const VERSIONS_MAX: i64 = 1_000;

/// A template in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its id.
    pub id: TemplateId,
    /// The area that wrote it.
    pub area: AreaId,
    /// That area's path.
    pub path: AreaPath,
    /// What its latest version is called.
    pub name: String,
    /// The number of its latest version, from 1.
    pub number: i64,
    /// Whether new rounds may use it.
    pub active: bool,
    /// Grows with every change.
    pub version: i64,
}

/// One version of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateVersion {
    /// The template.
    pub listed: Listed,
    /// Which version this is.
    pub number: i64,
    /// What it says.
    pub content: Template,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// How many rounds whose results are for all use the template, in any of its versions.
    pub rounds_count: i64,
}

/// Why a template cannot be written or changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The draft cannot be used.
    #[error("{} things are wrong with the template", .0.len())]
    Faults(Vec<TemplateFault>),
    /// The area does not exist.
    #[error("there is no such area")]
    AreaUnknown,
    /// The area has [`PER_AREA_MAX`] templates.
    #[error("an area has at most {PER_AREA_MAX} templates")]
    TooMany,
    /// The template has [`VERSIONS_MAX`] versions.
    #[error("a template has at most {VERSIONS_MAX} versions")]
    TooManyVersions,
    /// It changed since the caller read it.
    #[error("the template has changed meanwhile")]
    Stale,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    id: Key<TemplateId>,
    area_id: Key<AreaId>,
    area_path: String,
    name: String,
    number: i64,
    active: bool,
    version: i64,
}

impl TryFrom<Row> for Listed {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.0,
            area: row.area_id.0,
            path: AreaPath::parse(&row.area_path).map_err(DbError::damaged)?,
            name: row.name,
            number: row.number,
            active: row.active,
            version: row.version,
        })
    }
}

/// The templates that an area can use: its own and those of the areas around it, the widest area's first, then by age.
/// One statement; at most [`PER_AREA_MAX`] for each area of the lineage.
///
/// # Errors
/// [`DbError`].
pub fn offered(tx: &mut Tx<'_>, path: &AreaPath, inactive: bool) -> Result<Vec<Listed>, DbError> {
    let paths: Vec<String> = path.lineage().iter().map(ToString::to_string).collect();
    let mut query = t::table.filter(t::area_path.eq_any(paths)).into_boxed();
    if !inactive {
        query = query.filter(t::active.eq(true));
    }
    let rows: Vec<Row> = query.order((t::area_path, t::id)).select(Row::as_select()).load(tx.db())?;
    rows.into_iter().map(Listed::try_from).collect()
}

/// One version of a template; the latest where `number` is absent.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn template(tx: &mut Tx<'_>, id: TemplateId, number: Option<i64>) -> Result<TemplateVersion, DbError> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    let listed = Listed::try_from(row)?;
    let number = number.unwrap_or(listed.number);
    let (content, created_at): (String, NaiveDateTime) = versions::table
        .find((Key(id), number))
        .select((versions::content, versions::created_at))
        .first(tx.db())?;
    let content = serde_json::from_str(&content).map_err(DbError::damaged)?;
    // A special report is for few: outside it nobody learns that there is one, and a count would tell.
    let rounds_count = rounds::table
        .filter(rounds::template_id.eq(Key(id)))
        .filter(rounds::report.eq("public_bulletin"))
        .filter(rounds::state.ne("cancelled"))
        .count()
        .get_result(tx.db())?;
    Ok(TemplateVersion { listed, number, content, created_at: created_at.and_utc(), rounds_count })
}

/// Adds a template to an area.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageInspections`] there, [`Error::AreaUnknown`], [`Error::Faults`],
/// [`Error::TooMany`].
pub fn create(
    tx: &mut Tx<'_>,
    actor: &Actor,
    area: AreaId,
    content: &Template,
) -> Result<TemplateVersion, Error> {
    // Locked, so that two who add at once do not both add the last one.
    let area = areas::lock_area(tx, area).map_err(|error| match error {
        DbError::NotFound => Error::AreaUnknown,
        other => other.into(),
    })?;
    actor.require(Permission::ManageInspections, &area.path)?;
    check(content)?;
    let there: i64 = t::table
        .filter(t::area_path.eq(area.path.as_str()))
        .count()
        .get_result(tx.db())
        .map_err(DbError::from)?;
    if there >= PER_AREA_MAX {
        return Err(Error::TooMany);
    }
    let id: TemplateId = tx.new_id();
    let now = tx.timestamp();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::area_id.eq(Key(area.id)),
            t::area_path.eq(area.path.as_str()),
            t::name.eq(content.name.trim()),
            t::created_at.eq(now),
            t::updated_at.eq(now),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    write_version(tx, actor, id, 1, content)?;
    journal(tx, actor, &area.path, id, TemplateEvent::Added { template: id })?;
    Ok(template(tx, id, None)?)
}

/// Writes a new version of a template that has still `version`.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageInspections`] in its area, [`Error::Stale`], [`Error::Faults`],
/// [`Error::TooManyVersions`].
pub fn revise(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TemplateId,
    version: i64,
    content: &Template,
) -> Result<TemplateVersion, Error> {
    let old = lock_as_seen(tx, actor, id, version)?;
    check(content)?;
    let number = old.number + 1;
    if number > VERSIONS_MAX {
        return Err(Error::TooManyVersions);
    }
    write_version(tx, actor, id, number, content)?;
    diesel::update(t::table.find(Key(id)))
        .set((
            t::name.eq(content.name.trim()),
            t::number.eq(number),
            t::version.eq(version + 1),
            t::updated_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    journal(tx, actor, &old.path, id, TemplateEvent::Revised { template: id, version: number })?;
    Ok(template(tx, id, None)?)
}

/// Takes a template that has still `version` out of use for new rounds, or offers it again.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageInspections`] in its area, [`Error::Stale`].
pub fn offer(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TemplateId,
    version: i64,
    active: bool,
) -> Result<TemplateVersion, Error> {
    let old = lock_as_seen(tx, actor, id, version)?;
    diesel::update(t::table.find(Key(id)))
        .set((t::active.eq(active), t::version.eq(version + 1), t::updated_at.eq(tx.timestamp())))
        .execute(tx.db())
        .map_err(DbError::from)?;
    journal(tx, actor, &old.path, id, TemplateEvent::Offered { template: id, active })?;
    Ok(template(tx, id, None)?)
}

fn lock_as_seen(tx: &mut Tx<'_>, actor: &Actor, id: TemplateId, version: i64) -> Result<Listed, Error> {
    let row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first::<Row>(c));
    let old = Listed::try_from(row.map_err(DbError::from)?)?;
    actor.require(Permission::ManageInspections, &old.path)?;
    if old.version == version { Ok(old) } else { Err(Error::Stale) }
}

fn check(content: &Template) -> Result<(), Error> {
    let faults = content.faults();
    if faults.is_empty() { Ok(()) } else { Err(Error::Faults(faults)) }
}

fn write_version(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: TemplateId,
    number: i64,
    content: &Template,
) -> Result<(), DbError> {
    diesel::insert_into(versions::table)
        .values((
            versions::template_id.eq(Key(id)),
            versions::number.eq(number),
            versions::content.eq(serde_json::to_string(content).map_err(DbError::damaged)?),
            versions::created_by.eq(Key(actor.user)),
            versions::created_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())?;
    Ok(())
}

fn journal(
    tx: &mut Tx<'_>,
    actor: &Actor,
    area: &AreaPath,
    id: TemplateId,
    event: TemplateEvent,
) -> Result<(), DbError> {
    tx.journal(NewEntry { actor: Some(actor), area, subject: subject("template", id), event }).map(drop)
}

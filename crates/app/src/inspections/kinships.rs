//! Kinship that people declare: they neither inspect nor judge where they have kin.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, KinshipId},
    inspections::KinshipEvent,
    permissions::Actor,
};

use crate::{
    areas,
    db::{
        DbError, Key, NewEntry, Tx,
        schema::{areas as places, kinships as t},
        subject,
    },
};

/// Most places that one person declares.
pub const PER_PERSON_MAX: i64 = 200;

/// A declared kinship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kinship {
    /// Its id.
    pub id: KinshipId,
    /// Where they have kin.
    pub area: AreaId,
    /// What the place is called.
    pub area_name: String,
    /// That area's path.
    pub path: AreaPath,
    /// Since when it is declared.
    pub declared_at: DateTime<Utc>,
}

/// Why kinship cannot be declared.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The area does not exist.
    #[error("there is no such area")]
    AreaUnknown,
    /// It is declared already.
    #[error("this kinship is declared already")]
    Already,
    /// The person has declared [`PER_PERSON_MAX`].
    #[error("a person declares at most {PER_PERSON_MAX} places")]
    TooMany,
}

type Row = (Key<KinshipId>, Key<AreaId>, String, String, NaiveDateTime);

fn read(row: Row) -> Result<Kinship, DbError> {
    let (Key(id), Key(area), area_name, path, declared_at) = row;
    let path = AreaPath::parse(&path).map_err(DbError::damaged)?;
    Ok(Kinship { id, area, area_name, path, declared_at: declared_at.and_utc() })
}

/// What the caller has declared, the oldest first.
///
/// # Errors
/// [`DbError`].
pub fn own(tx: &mut Tx<'_>, actor: &Actor) -> Result<Vec<Kinship>, DbError> {
    let rows: Vec<Row> = t::table
        .inner_join(places::table.on(places::id.eq(t::area_id)))
        .filter(t::user_id.eq(Key(actor.user)))
        .filter(t::withdrawn_at.is_null())
        .order(t::id)
        .select((t::id, t::area_id, places::name, t::area_path, t::declared_at))
        .load(tx.db())?;
    rows.into_iter().map(read).collect()
}

/// Declares that the caller has kin in a place.
///
/// # Errors
/// [`Error::AreaUnknown`], [`Error::Already`], [`Error::TooMany`].
pub fn declare(tx: &mut Tx<'_>, actor: &Actor, area: AreaId) -> Result<Kinship, Error> {
    let area = areas::area(tx, area).map_err(|error| match error {
        DbError::NotFound => Error::AreaUnknown,
        other => other.into(),
    })?;
    let live = t::table.filter(t::user_id.eq(Key(actor.user))).filter(t::withdrawn_at.is_null());
    let there: i64 = live.count().get_result(tx.db()).map_err(DbError::from)?;
    if there >= PER_PERSON_MAX {
        return Err(Error::TooMany);
    }
    let id: KinshipId = tx.new_id();
    let now = tx.timestamp();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::user_id.eq(Key(actor.user)),
            t::area_id.eq(Key(area.id)),
            t::area_path.eq(area.path.as_str()),
            t::declared_at.eq(now),
        ))
        .execute(tx.db())
        .map_err(|error| match DbError::from(error) {
            DbError::Unique(_) => Error::Already,
            other => other.into(),
        })?;
    journal(tx, actor, &area.path, id, KinshipEvent::Declared { kinship: id })?;
    Ok(Kinship { id, area: area.id, area_name: area.name, path: area.path, declared_at: now.and_utc() })
}

/// Takes back what the caller declared. It stays on record.
///
/// # Errors
/// [`DbError::NotFound`] where it is not theirs or taken back already.
pub fn withdraw(tx: &mut Tx<'_>, actor: &Actor, id: KinshipId) -> Result<(), DbError> {
    let mine = t::table.find(Key(id)).filter(t::user_id.eq(Key(actor.user)));
    let path: String = mine.filter(t::withdrawn_at.is_null()).select(t::area_path).first(tx.db())?;
    diesel::update(t::table.find(Key(id))).set(t::withdrawn_at.eq(tx.timestamp())).execute(tx.db())?;
    let path = AreaPath::parse(&path).map_err(DbError::damaged)?;
    journal(tx, actor, &path, id, KinshipEvent::Withdrawn { kinship: id })
}

fn journal(
    tx: &mut Tx<'_>,
    actor: &Actor,
    area: &AreaPath,
    id: KinshipId,
    event: KinshipEvent,
) -> Result<(), DbError> {
    tx.journal(NewEntry { actor: Some(actor), area, subject: subject("kinship", id), event }).map(drop)
}

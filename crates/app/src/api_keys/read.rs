//! Reading keys: never what they are made of.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{ApiKeyId, AreaId, UserId},
    permissions::{Actor, Denied, Permission},
};

use super::{ApiKey, Error};
use crate::{
    areas,
    db::{
        DbError, Key, Tx,
        schema::{api_keys as t, areas as places, users},
    },
};

type Row = (
    (Key<ApiKeyId>, Key<AreaId>, String, String, String),
    (Key<UserId>, String),
    (NaiveDateTime, Option<NaiveDateTime>, Option<NaiveDateTime>),
);

/// Where a page begins and how long it is.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// After this key.
    pub after: Option<ApiKeyId>,
    /// At most so many.
    pub limit: i64,
}

macro_rules! selected {
    () => {
        t::table.inner_join(places::table).inner_join(users::table).select((
            (t::id, t::area_id, t::area_path, places::name, t::name),
            (t::user_id, users::display_name),
            (t::created_at, t::last_used_at, t::revoked_at),
        ))
    };
}

/// The keys of an area and below, the newest first; those that are revoked are among them. Two statements.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageSettings`] in the area (anywhere, where none is named: then those of all
/// areas where the caller holds it); [`Error::AreaUnknown`].
pub fn keys(tx: &mut Tx<'_>, actor: &Actor, under: Option<AreaId>, page: Page) -> Result<Vec<ApiKey>, Error> {
    let permission = Permission::ManageSettings;
    let scope = match under {
        None => actor.scope(permission),
        Some(id) => {
            let area = areas::area(tx, id).map_err(|error| match error {
                DbError::NotFound => Error::AreaUnknown,
                other => other.into(),
            })?;
            actor.require(permission, &area.path)?;
            vec![area.path]
        }
    };
    let Some((first, more)) = scope.split_first() else { return Err(Denied { permission }.into()) };
    let mut query = selected!().order(t::id.desc()).limit(page.limit).into_boxed();
    query = query.filter(t::area_path.ge(first.to_string()).and(t::area_path.lt(first.end())));
    for path in more {
        query = query.or_filter(t::area_path.ge(path.to_string()).and(t::area_path.lt(path.end())));
    }
    if let Some(after) = page.after {
        query = query.filter(t::id.lt(Key(after)));
    }
    let rows: Vec<Row> = query.load(tx.db()).map_err(DbError::from)?;
    Ok(rows.into_iter().map(read).collect::<Result<_, _>>()?)
}

/// One key.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn key(tx: &mut Tx<'_>, id: ApiKeyId) -> Result<ApiKey, DbError> {
    read(selected!().filter(t::id.eq(Key(id))).first(tx.db())?)
}

fn read(row: Row) -> Result<ApiKey, DbError> {
    let ((Key(id), Key(area), path, area_name, name), (Key(user), user_name), (created, used, revoked)) = row;
    Ok(ApiKey {
        id,
        area,
        path: AreaPath::parse(&path).map_err(DbError::damaged)?,
        area_name,
        name,
        user,
        user_name,
        created_at: created.and_utc(),
        last_used_at: used.map(|at| at.and_utc()),
        revoked_at: revoked.map(|at| at.and_utc()),
    })
}

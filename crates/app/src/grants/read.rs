//! Who holds which role.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, GrantId, ProviderId, UserId},
    permissions::{Actor, Denied, Permission, Role},
};

use super::GrantError;
use crate::db::{
    DbError, Key, Tx,
    schema::{areas, grants as t, users},
};

/// A grant with the names of what it joins.
#[derive(Clone, Debug, PartialEq)]
pub struct Grant {
    /// Its id.
    pub id: GrantId,
    /// Who holds it.
    pub user: UserId,
    /// What they sign in with.
    pub login: String,
    /// What they are called.
    pub display_name: String,
    /// What they are.
    pub role: Role,
    /// Where.
    pub area: AreaId,
    /// The area's path.
    pub path: AreaPath,
    /// The area's name.
    pub area_name: String,
    /// Which provider they serve, and its name; of its staff alone.
    pub provider: Option<(ProviderId, String)>,
    /// Since when.
    pub from: DateTime<Utc>,
    /// Until when.
    pub until: Option<DateTime<Utc>>,
    /// The name of who gave it.
    pub granted_by: Option<String>,
    /// When it was taken back.
    pub revoked_at: Option<DateTime<Utc>>,
    /// Grows with every change.
    pub version: i64,
}

/// Which grants a list holds.
#[derive(Clone, Debug, Default)]
pub struct GrantFilter {
    /// Only in this area and under it.
    pub under: Option<AreaPath>,
    /// Only this role.
    pub role: Option<Role>,
    /// Only this person's.
    pub user: Option<UserId>,
    /// Only the staff of this provider.
    pub provider: Option<ProviderId>,
    /// Also those that were taken back or are over.
    pub ended: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    pub(super) id: Key<GrantId>,
    pub(super) user_id: Key<UserId>,
    role: String,
    pub(super) area_id: Key<AreaId>,
    from_at: NaiveDateTime,
    until_at: Option<NaiveDateTime>,
    granted_by: Option<Key<UserId>>,
    revoked_at: Option<NaiveDateTime>,
    version: i64,
    provider_id: Option<Key<ProviderId>>,
}

impl Row {
    pub(super) fn role(&self) -> Result<Role, DbError> {
        Role::parse(&self.role).ok_or_else(|| DbError::damaged(format!("role {}", self.role)))
    }

    /// Whether it was taken back or has run out.
    pub(super) fn is_over(&self, now: NaiveDateTime) -> bool {
        self.revoked_at.is_some() || self.until_at.is_some_and(|until| until <= now)
    }
}

/// The grants of `filter` where the actor may see them, newest first, before `before`, at most `limit`.
/// Five statements, however many rows.
///
/// # Errors
/// [`Denied`] for who may see none anywhere; [`DbError`].
pub fn grants(
    tx: &mut Tx<'_>,
    actor: &Actor,
    filter: &GrantFilter,
    before: Option<GrantId>,
    limit: i64,
) -> Result<Vec<Grant>, GrantError> {
    let scope = actor.scope(Permission::ViewGrants);
    if scope.is_empty() {
        return Err(Denied { permission: Permission::ViewGrants }.into());
    }
    let lying_in = |path: &AreaPath| {
        let range = areas::path.ge(path.as_str().to_owned()).and(areas::path.lt(path.end()));
        areas::table.filter(range).select(areas::id)
    };
    let mut query = t::table.select(Row::as_select()).order(t::id.desc()).limit(limit).into_boxed();
    // The scope comes first: everything after it is an "and" around it.
    for path in &scope {
        query = query.or_filter(t::area_id.eq_any(lying_in(path)));
    }
    if let Some(under) = &filter.under {
        query = query.filter(t::area_id.eq_any(lying_in(under)));
    }
    if let Some(role) = filter.role {
        query = query.filter(t::role.eq(role.as_str()));
    }
    if let Some(user) = filter.user {
        query = query.filter(t::user_id.eq(Key(user)));
    }
    if let Some(provider) = filter.provider {
        query = query.filter(t::provider_id.eq(Key(provider)));
    }
    if !filter.ended {
        let now = tx.timestamp();
        query = query.filter(t::revoked_at.is_null());
        query = query.filter(t::until_at.is_null().or(t::until_at.gt(now)));
    }
    if let Some(before) = before {
        query = query.filter(t::id.lt(Key(before)));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    Ok(with_names(tx, rows)?)
}

/// One grant as it is shown.
pub(super) fn grant(tx: &mut Tx<'_>, id: GrantId) -> Result<Grant, DbError> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    with_names(tx, vec![row])?.pop().ok_or(DbError::NotFound)
}

type Names = HashMap<UserId, (String, String)>;

fn with_names(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<Grant>, DbError> {
    let people: HashSet<UserId> = rows
        .iter()
        .flat_map(|row| [Some(row.user_id.0), row.granted_by.map(|Key(id)| id)])
        .flatten()
        .collect();
    let people: Vec<Key<UserId>> = people.into_iter().map(Key).collect();
    let people: Vec<(Key<UserId>, String, String)> = users::table
        .filter(users::id.eq_any(people))
        .select((users::id, users::login, users::display_name))
        .load(tx.db())?;
    let people: Names = people.into_iter().map(|(Key(id), login, name)| (id, (login, name))).collect();

    let places: HashSet<AreaId> = rows.iter().map(|row| row.area_id.0).collect();
    let places: Vec<Key<AreaId>> = places.into_iter().map(Key).collect();
    let places: Vec<(Key<AreaId>, String, String)> = areas::table
        .filter(areas::id.eq_any(places))
        .select((areas::id, areas::path, areas::name))
        .load(tx.db())?;
    let places: HashMap<AreaId, (String, String)> =
        places.into_iter().map(|(Key(id), path, name)| (id, (path, name))).collect();

    let served = rows.iter().filter_map(|row| row.provider_id.map(|Key(id)| id));
    let served = crate::providers::names_by_id(tx, served)?;
    rows.into_iter().map(|row| join(&row, &people, &places, &served)).collect()
}

fn join(
    row: &Row,
    people: &Names,
    places: &HashMap<AreaId, (String, String)>,
    served: &BTreeMap<ProviderId, String>,
) -> Result<Grant, DbError> {
    // Foreign keys: a person and an area are always there.
    let missing = || DbError::damaged(format!("grant {} refers to nothing", row.id.0));
    let (login, display_name) = people.get(&row.user_id.0).cloned().ok_or_else(missing)?;
    let (path, area_name) = places.get(&row.area_id.0).cloned().ok_or_else(missing)?;
    Ok(Grant {
        id: row.id.0,
        user: row.user_id.0,
        login,
        display_name,
        role: row.role()?,
        area: row.area_id.0,
        path: AreaPath::parse(&path).map_err(DbError::damaged)?,
        area_name,
        provider: row.provider_id.and_then(|Key(id)| served.get(&id).map(|name| (id, name.clone()))),
        from: row.from_at.and_utc(),
        until: row.until_at.map(|t| t.and_utc()),
        granted_by: row.granted_by.and_then(|Key(id)| people.get(&id)).map(|(_, name)| name.clone()),
        revoked_at: row.revoked_at.map(|t| t.and_utc()),
        version: row.version,
    })
}

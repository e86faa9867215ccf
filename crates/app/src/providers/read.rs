//! Reading providers.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, ProviderId},
    permissions::{Actor, Permission},
    providers::{ProviderKind, ProviderState},
};

use super::{Error, Provider, Row};
use crate::{
    areas,
    db::{DbError, Key, Tx, lock as lock_rows, schema::providers as t},
};

/// Most providers that one person is shown as theirs.
pub const PROVIDERS_MINE_MAX: usize = 50;

/// Which providers a list holds.
#[derive(Clone, Debug, Default)]
pub struct ProviderFilter {
    /// Only those that serve this area.
    pub area: Option<AreaPath>,
    /// Also those that serve no more.
    pub ended: bool,
}

/// The providers of `filter`, the newest first, before `before`, at most `limit`. Two statements.
///
/// # Errors
/// [`DbError`].
pub fn providers(
    tx: &mut Tx<'_>,
    filter: &ProviderFilter,
    before: Option<ProviderId>,
    limit: i64,
) -> Result<Vec<Provider>, DbError> {
    let mut query = t::table.select(Row::as_select()).order(t::id.desc()).limit(limit).into_boxed();
    if let Some(area) = &filter.area {
        let around: Vec<String> = area.lineage().iter().map(ToString::to_string).collect();
        let under = t::area_path.ge(area.as_str().to_owned()).and(t::area_path.lt(area.end()));
        query = query.filter(t::area_path.eq_any(around).or(under));
    }
    if !filter.ended {
        query = query.filter(t::state.eq(ProviderState::Active.as_str()));
    }
    if let Some(before) = before {
        query = query.filter(t::id.lt(Key(before)));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    with_areas(tx, rows)
}

fn with_areas(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<Provider>, DbError> {
    let names = areas::names_by_id(tx, rows.iter().map(|row| row.area_id.0))?;
    let name = |area: AreaId| names.get(&area).cloned().unwrap_or_default();
    rows.into_iter().map(|row| row_named(row, &name)).collect()
}

fn row_named(row: Row, name: &impl Fn(AreaId) -> String) -> Result<Provider, DbError> {
    let area = row.area_id.0;
    row.named(name(area))
}

/// One provider.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn provider(tx: &mut Tx<'_>, id: ProviderId) -> Result<Provider, DbError> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    with_areas(tx, vec![row])?.pop().ok_or(DbError::NotFound)
}

/// One provider, locked until the transaction ends.
pub(crate) fn lock(tx: &mut Tx<'_>, id: ProviderId) -> Result<Provider, DbError> {
    let query = t::table.find(Key(id));
    let row: Row = lock_rows!(tx.db(), query, |q, c| q.select(Row::as_select()).first(c))?;
    with_areas(tx, vec![row])?.pop().ok_or(DbError::NotFound)
}

/// Providers by their ids: two statements.
pub(crate) fn by_id(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = ProviderId>,
) -> Result<BTreeMap<ProviderId, Provider>, DbError> {
    let keys: BTreeSet<Key<ProviderId>> = ids.into_iter().map(Key).collect();
    let rows: Vec<Row> = t::table.filter(t::id.eq_any(keys)).select(Row::as_select()).load(tx.db())?;
    Ok(with_areas(tx, rows)?.into_iter().map(|provider| (provider.id, provider)).collect())
}

/// What some providers are called: one statement.
pub(crate) fn names_by_id(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = ProviderId>,
) -> Result<BTreeMap<ProviderId, String>, DbError> {
    let keys: BTreeSet<Key<ProviderId>> = ids.into_iter().map(Key).collect();
    let rows: Vec<(Key<ProviderId>, String)> =
        t::table.filter(t::id.eq_any(keys)).select((t::id, t::name)).load(tx.db())?;
    Ok(rows.into_iter().map(|(Key(id), name)| (id, name)).collect())
}

/// A provider, as it is named beside something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its id.
    pub id: ProviderId,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: ProviderKind,
}

/// What some providers are called, and what they are: one statement.
pub(crate) fn named(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = ProviderId>,
) -> Result<BTreeMap<ProviderId, Named>, DbError> {
    let keys: BTreeSet<Key<ProviderId>> = ids.into_iter().map(Key).collect();
    let rows: Vec<(Key<ProviderId>, String, String)> =
        t::table.filter(t::id.eq_any(keys)).select((t::id, t::name, t::kind)).load(tx.db())?;
    let named = |(Key(id), name, kind): (Key<ProviderId>, String, String)| {
        let kind = ProviderKind::parse(&kind).ok_or_else(|| DbError::damaged(kind))?;
        Ok((id, Named { id, name, kind }))
    };
    rows.into_iter().map(named).collect()
}

/// The providers that the actor serves, at most [`PROVIDERS_MINE_MAX`].
///
/// # Errors
/// [`DbError`].
pub fn mine(tx: &mut Tx<'_>, actor: &Actor) -> Result<Vec<Provider>, DbError> {
    Ok(by_id(tx, actor.providers())?.into_values().take(PROVIDERS_MINE_MAX).collect())
}

/// Lets pass who serves the provider, or manages providers there.
pub(super) fn require_concerned(actor: &Actor, provider: &Provider) -> Result<(), Error> {
    if actor.serves(provider.id)
        || actor.may(Permission::ManageProviders, &provider.path)
        || actor.may(Permission::ViewLedger, &provider.path)
    {
        Ok(())
    } else {
        Err(domain::permissions::Denied { permission: Permission::ManageProviders }.into())
    }
}

//! Reading the tree.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use domain::{
    areas::{AreaCode, AreaKind, AreaPath},
    ids::AreaId,
};

use crate::db::{DbError, Key, Tx, lock, schema::areas as t};

/// A node of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Its id.
    pub id: AreaId,
    /// Its materialised path.
    pub path: AreaPath,
    /// The area it lies in.
    pub parent: Option<AreaId>,
    /// What it is.
    pub kind: AreaKind,
    /// Its official code, where it has one.
    pub code: Option<String>,
    /// Its name.
    pub name: String,
    /// Its outline as GeoJSON geometry.
    pub boundary: Option<String>,
    /// How many people live in it.
    pub head_count: Option<i64>,
    /// Grows with every change; the `ETag`.
    pub version: i64,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    id: Key<AreaId>,
    path: String,
    parent_id: Option<Key<AreaId>>,
    kind: String,
    code: Option<String>,
    name: String,
    boundary: Option<String>,
    head_count: Option<i64>,
    version: i64,
}

impl TryFrom<Row> for Area {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.id.0,
            path: AreaPath::parse(&row.path).map_err(DbError::damaged)?,
            parent: row.parent_id.map(|Key(id)| id),
            kind: AreaKind::parse(&row.kind).ok_or_else(|| DbError::damaged(row.kind))?,
            code: row.code,
            name: row.name,
            boundary: row.boundary,
            head_count: row.head_count,
            version: row.version,
        })
    }
}

/// Which areas a list holds.
#[derive(Clone, Debug, Default)]
pub struct AreaFilter {
    /// Only what lies directly in this area.
    pub parent: Option<AreaId>,
    /// Only what lies in this area at any depth, and the area itself.
    pub under: Option<AreaPath>,
    /// Only this kind.
    pub kind: Option<AreaKind>,
    /// Not this kind.
    pub not_kind: Option<AreaKind>,
    /// Only names that contain this text.
    pub name_contains: Option<String>,
}

/// One area.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn area(tx: &mut Tx<'_>, id: AreaId) -> Result<Area, DbError> {
    t::table.find(Key(id)).select(Row::as_select()).first(tx.db()).map_err(DbError::from)?.try_into()
}

/// The area that an operator names: by its id, its official code (2 to 12 digits) or its path.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn find_area(tx: &mut Tx<'_>, name: &str) -> Result<Area, DbError> {
    let all = t::table.select(Row::as_select()).into_boxed();
    let query = if let Ok(id) = name.parse::<AreaId>() {
        all.filter(t::id.eq(Key(id)))
    } else if let Ok(code) = AreaCode::new(name) {
        all.filter(t::code.eq(code.as_str().to_owned()))
    } else {
        all.filter(t::path.eq(name.to_owned()))
    };
    query.first::<Row>(tx.db())?.try_into()
}

/// One area, locked until the transaction ends.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn lock_area(tx: &mut Tx<'_>, id: AreaId) -> Result<Area, DbError> {
    let row: Row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first(c))?;
    row.try_into()
}

/// The areas of `filter` in the order of their paths, after `after`, at most `limit`.
///
/// # Errors
/// [`DbError`].
pub fn areas(
    tx: &mut Tx<'_>,
    filter: &AreaFilter,
    after: Option<&AreaPath>,
    limit: i64,
) -> Result<Vec<Area>, DbError> {
    let mut query = t::table.select(Row::as_select()).order(t::path).limit(limit).into_boxed();
    if let Some(parent) = filter.parent {
        query = query.filter(t::parent_id.eq(Key(parent)));
    }
    if let Some(under) = &filter.under {
        query = query.filter(t::path.ge(under.as_str().to_owned())).filter(t::path.lt(under.end()));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(t::kind.eq(kind.as_str()));
    }
    if let Some(kind) = filter.not_kind {
        query = query.filter(t::kind.ne(kind.as_str()));
    }
    if let Some(text) = &filter.name_contains {
        let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        query = query.filter(t::name.like(format!("%{escaped}%")).escape('\\'));
    }
    if let Some(after) = after {
        query = query.filter(t::path.gt(after.as_str().to_owned()));
    }
    query.load::<Row>(tx.db())?.into_iter().map(Area::try_from).collect()
}

/// The areas at these paths, in the order of the tree: one query.
///
/// # Errors
/// [`DbError`].
pub fn at_paths(tx: &mut Tx<'_>, paths: &[AreaPath]) -> Result<Vec<Area>, DbError> {
    let paths: Vec<String> = paths.iter().map(ToString::to_string).collect();
    let rows: Vec<Row> =
        t::table.filter(t::path.eq_any(paths)).order(t::path).select(Row::as_select()).load(tx.db())?;
    rows.into_iter().map(Area::try_from).collect()
}

/// An area with everything it lies in, widest first: one query.
///
/// # Errors
/// [`DbError`].
pub fn lineage(tx: &mut Tx<'_>, path: &AreaPath) -> Result<Vec<Area>, DbError> {
    at_paths(tx, &path.lineage())
}

/// The names of some areas by their ids: one query, whoever is not there has none.
///
/// # Errors
/// [`DbError`].
pub fn names_by_id(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = AreaId>,
) -> Result<BTreeMap<AreaId, String>, DbError> {
    let ids: BTreeSet<Key<AreaId>> = ids.into_iter().map(Key).collect();
    let rows: Vec<(Key<AreaId>, String)> =
        t::table.filter(t::id.eq_any(ids)).select((t::id, t::name)).load(tx.db())?;
    Ok(rows.into_iter().map(|(Key(id), name)| (id, name)).collect())
}

/// The names of areas by their paths.
pub type AreaNames = BTreeMap<AreaPath, String>;

/// The names of every area that one of `paths` lies in, and their own: one query however many paths there are.
///
/// # Errors
/// [`DbError`].
pub fn names_of<'p>(
    tx: &mut Tx<'_>,
    paths: impl IntoIterator<Item = &'p AreaPath>,
) -> Result<AreaNames, DbError> {
    let all: BTreeSet<String> =
        paths.into_iter().flat_map(AreaPath::lineage).map(|path| path.to_string()).collect();
    let rows: Vec<(String, String)> =
        t::table.filter(t::path.eq_any(all)).select((t::path, t::name)).load(tx.db())?;
    rows.into_iter()
        .map(|(path, name)| Ok((AreaPath::parse(&path).map_err(DbError::damaged)?, name)))
        .collect()
}

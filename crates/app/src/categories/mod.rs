//! Kinds of matters: a list per area, inherited down the tree. The nearest area up the path wins, code by code.

mod change;
mod defaults;
mod groups;

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, CategoryId, ProviderId},
    permissions::Denied,
    tickets::{
        CategoryCode, Counting, Keeper, KeeperUnfit, KeptBy, Limits, LimitsError, ParentError, Priority,
        form::{Form, FormFault},
    },
};

pub(crate) use self::{
    change::insert,
    groups::{NotReportable, find_reportable},
};
pub use self::{
    change::{CategoryChange, Content, create, update},
    defaults::seed,
    groups::{is_group, reportable, tree},
};
use crate::db::{DbError, Key, Tx, schema::categories as t};

/// Most kinds that one area may define.
pub const PER_AREA_MAX: i64 = 100;

/// A kind of matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Its id.
    pub id: CategoryId,
    /// The area that defines it; absent for the whole installation's.
    pub area: Option<AreaId>,
    /// That area's path; the root's for the whole installation's.
    pub path: AreaPath,
    /// What programs call it.
    pub code: CategoryCode,
    /// Its names in simplified Chinese, traditional Chinese and English.
    pub names: [String; 3],
    /// Its limits.
    pub limits: Limits,
    /// Its place in lists.
    pub ordinal: i64,
    /// Whether new matters of this kind can be reported.
    pub active: bool,
    /// The group that it names; see [`tree`] for what that comes to.
    pub parent: Option<CategoryCode>,
    /// How soon its matters are looked at.
    pub priority: Priority,
    /// What is asked of whoever reports one.
    pub form: Form,
    /// Whether what is reported under it is shown to everybody.
    pub is_public: bool,
    /// To whom new ones go.
    pub keeper: KeptBy,
    /// Whether a photo has to show that a matter is done; else words do.
    pub photo_required: bool,
    /// Whether it can be reported anonymously.
    pub anonymous_allowed: bool,
    /// Grows with every change.
    pub version: i64,
}

/// Why a category cannot be added or changed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The limits or the code are not possible.
    #[error(transparent)]
    Limits(#[from] LimitsError),
    /// It cannot be put into this group.
    #[error(transparent)]
    Parent(#[from] ParentError),
    /// What it asks cannot be asked.
    #[error("the form has faults")]
    Form(Vec<FormFault>),
    /// The area has this code already.
    #[error("this area has a category with this code already")]
    CodeTaken,
    /// The area has [`PER_AREA_MAX`] categories.
    #[error("an area has at most {PER_AREA_MAX} categories of its own")]
    TooMany,
    /// The system alone makes tickets of this kind.
    #[error("nobody reports under this code")]
    Internal,
    /// The provider to which new ones would go serves neither there nor in a part of it, or no more.
    #[error("this provider does not serve this area")]
    Keeper,
    /// A provider is named where there must be none, or none where there must be one.
    #[error(transparent)]
    KeeperUnfit(#[from] KeeperUnfit),
    /// The area does not exist.
    #[error("there is no such area")]
    AreaUnknown,
    /// It changed since the caller read it.
    #[error("the category has changed meanwhile")]
    Stale,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(crate) struct Row {
    id: Key<CategoryId>,
    area_id: Option<Key<AreaId>>,
    area_path: String,
    code: String,
    name_hans: String,
    name_hant: String,
    name_en: String,
    answer_within_hours: i64,
    solve_within_hours: i64,
    objection_window_hours: i64,
    ordinal: i64,
    active: bool,
    parent_code: Option<String>,
    priority: String,
    form: Option<String>,
    is_public: bool,
    keeper: String,
    keeper_provider_id: Option<Key<ProviderId>>,
    version: i64,
    counting: String,
    photo_required: bool,
    anonymous_allowed: bool,
}

impl TryFrom<Row> for Category {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let hours = |hours: i64| u32::try_from(hours).map_err(DbError::damaged);
        let limits = Limits {
            answer_within_hours: hours(row.answer_within_hours)?,
            solve_within_hours: hours(row.solve_within_hours)?,
            objection_window_hours: hours(row.objection_window_hours)?,
            counting: Counting::parse(&row.counting)
                .ok_or_else(|| DbError::damaged(format!("counting {}", row.counting)))?,
        };
        Ok(Self {
            id: row.id.0,
            area: row.area_id.map(|Key(id)| id),
            path: AreaPath::parse(&row.area_path).map_err(DbError::damaged)?,
            code: CategoryCode::new(&row.code).map_err(DbError::damaged)?,
            names: [row.name_hans, row.name_hant, row.name_en],
            limits,
            ordinal: row.ordinal,
            active: row.active,
            parent: row
                .parent_code
                .as_deref()
                .map(CategoryCode::new)
                .transpose()
                .map_err(DbError::damaged)?,
            priority: Priority::parse(&row.priority)
                .ok_or_else(|| DbError::damaged(format!("priority {}", row.priority)))?,
            form: groups::read_form(row.form.as_deref())?,
            is_public: row.is_public,
            keeper: Keeper::parse(&row.keeper)
                .and_then(|keeper| {
                    KeptBy::new(keeper, row.keeper_provider_id.map(|Key(provider)| provider)).ok()
                })
                .ok_or_else(|| DbError::damaged(format!("keeper {}", row.keeper)))?,
            photo_required: row.photo_required,
            anonymous_allowed: row.anonymous_allowed,
            version: row.version,
        })
    }
}

/// The kinds in force in an area, in the order of their `ordinal` and code: one query. Inactive ones are among them;
/// an inactive kind hides the one it overrides.
///
/// # Errors
/// [`DbError`].
pub fn in_force(tx: &mut Tx<'_>, path: &AreaPath) -> Result<Vec<Category>, DbError> {
    let mut paths: Vec<String> = path.lineage().iter().map(ToString::to_string).collect();
    paths.push(String::new());
    // Widest first, so that a narrower area's row replaces a wider one's. At most eleven areas of 100 rows each.
    let rows: Vec<Row> = t::table
        .filter(t::area_path.eq_any(paths))
        .order(t::area_path)
        .select(Row::as_select())
        .load(tx.db())?;
    let mut nearest = BTreeMap::new();
    for row in rows {
        nearest.insert(row.code.clone(), Category::try_from(row)?);
    }
    let mut all: Vec<Category> = nearest.into_values().collect();
    all.sort_by(|a, b| (a.ordinal, &a.code).cmp(&(b.ordinal, &b.code)));
    Ok(all)
}

/// One category.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn category(tx: &mut Tx<'_>, id: CategoryId) -> Result<Category, DbError> {
    t::table.find(Key(id)).select(Row::as_select()).first(tx.db()).map_err(DbError::from)?.try_into()
}

/// The installation's kind of this code, in use or not.
///
/// # Errors
/// [`DbError::NotFound`].
pub(crate) fn of_installation(tx: &mut Tx<'_>, code: &CategoryCode) -> Result<Category, DbError> {
    let query = t::table.filter(t::area_path.eq("")).filter(t::code.eq(code.as_str()));
    query.select(Row::as_select()).first::<Row>(tx.db())?.try_into()
}

/// Kinds by code, in use or not: each as it is at a path or nearest around it; one that only areas below have, as the first of
/// them has it. At most three statements.
///
/// # Errors
/// [`DbError`].
pub(crate) fn nearest(
    tx: &mut Tx<'_>,
    path: &AreaPath,
    codes: &[CategoryCode],
) -> Result<BTreeMap<CategoryCode, Category>, DbError> {
    let around = path.lineage().iter().map(ToString::to_string).chain([String::new()]).collect();
    let mut found = at_paths(tx, codes, around)?;
    let missing: Vec<CategoryCode> = codes.iter().filter(|code| !found.contains_key(code)).cloned().collect();
    if !missing.is_empty() {
        let words: Vec<&str> = missing.iter().map(CategoryCode::as_str).collect();
        let first: Vec<Option<String>> = t::table
            .filter(t::code.eq_any(words))
            .group_by(t::code)
            .select(diesel::dsl::min(t::area_path))
            .load(tx.db())?;
        found.extend(at_paths(tx, &missing, first.into_iter().flatten().collect())?);
    }
    Ok(found)
}

/// The kinds of these codes at some paths; of two the one with the longer path.
fn at_paths(
    tx: &mut Tx<'_>,
    codes: &[CategoryCode],
    paths: Vec<String>,
) -> Result<BTreeMap<CategoryCode, Category>, DbError> {
    let rows: Vec<Row> = t::table
        .filter(t::code.eq_any(codes.iter().map(CategoryCode::as_str).collect::<Vec<_>>()))
        .filter(t::area_path.eq_any(paths))
        .order(t::area_path)
        .select(Row::as_select())
        .load(tx.db())?;
    let category = |row| Category::try_from(row).map(|category| (category.code.clone(), category));
    rows.into_iter().map(category).collect()
}

/// Categories by id, in no order: one query.
///
/// # Errors
/// [`DbError`].
pub(crate) fn by_id(tx: &mut Tx<'_>, ids: &[CategoryId]) -> Result<Vec<Category>, DbError> {
    let keys: Vec<Key<CategoryId>> = ids.iter().copied().map(Key).collect();
    let rows: Vec<Row> = t::table.filter(t::id.eq_any(keys)).select(Row::as_select()).load(tx.db())?;
    rows.into_iter().map(Category::try_from).collect()
}

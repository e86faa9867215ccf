//! Adding and changing kinds of matters.

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, CategoryId},
    permissions::{Actor, Permission},
    providers::ProviderState,
    tickets::{CategoryCode, CategoryEvent, Counting, KeptBy, Limits, Priority, form::Form},
};

use super::{
    Category, Error, PER_AREA_MAX, Row, category,
    groups::{accept_parent, write_form},
};
use crate::{
    areas,
    db::{DbError, Key, NewEntry, Tx, lock, schema::categories as t, subject},
    providers,
};

/// A category as it is handed in.
#[derive(Clone, Debug)]
pub struct Content {
    /// What programs call it; the code of a wider area's category overrides that one here.
    pub code: CategoryCode,
    /// Its names in simplified Chinese, traditional Chinese and English.
    pub names: [String; 3],
    /// Its limits.
    pub limits: Limits,
    /// Its place in lists.
    pub ordinal: i64,
    /// Whether matters of this kind can be reported.
    pub active: bool,
    /// The group that it is in.
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
}

/// What to change; what is absent stays. A ticket keeps the limits it was reported under.
#[derive(Clone, Debug, Default)]
pub struct CategoryChange {
    /// New names.
    pub names: Option<[String; 3]>,
    /// New hours to answer.
    pub answer_within_hours: Option<u32>,
    /// New hours to solve.
    pub solve_within_hours: Option<u32>,
    /// New hours to object.
    pub objection_window_hours: Option<u32>,
    /// New way to count the hours to answer and to solve.
    pub counting: Option<Counting>,
    /// New place in lists.
    pub ordinal: Option<i64>,
    /// Whether matters of this kind can be reported.
    pub active: Option<bool>,
    /// Another group; none where there is nothing in it.
    pub parent: Option<Option<CategoryCode>>,
    /// How soon its matters are looked at.
    pub priority: Option<Priority>,
    /// What is asked of whoever reports one. What was answered before stays as it was.
    pub form: Option<Form>,
    /// Whether what is reported from now on is shown to everybody.
    pub is_public: Option<bool>,
    /// To whom new ones go.
    pub keeper: Option<KeptBy>,
    /// Whether a photo has to show that a matter is done.
    pub photo_required: Option<bool>,
    /// Whether it can be reported anonymously from now on.
    pub anonymous_allowed: Option<bool>,
}

/// Adds a category to an area.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageCategories`] there, [`Error::AreaUnknown`], [`Error::CodeTaken`],
/// [`Error::Internal`], [`Error::TooMany`], [`Error::Parent`], [`Error::Form`].
pub fn create(tx: &mut Tx<'_>, actor: &Actor, area: AreaId, new: &Content) -> Result<Category, Error> {
    let area = areas::area(tx, area).map_err(|error| match error {
        DbError::NotFound => Error::AreaUnknown,
        other => other.into(),
    })?;
    actor.require(Permission::ManageCategories, &area.path)?;
    if new.code.is_internal() {
        return Err(Error::Internal);
    }
    new.form.check().map_err(Error::Form)?;
    require_near(tx, new.keeper, &area.path)?;
    accept_parent(tx, &area.path, &new.code, new.parent.as_ref())?;
    let there: i64 = t::table
        .filter(t::area_path.eq(area.path.as_str()))
        .count()
        .get_result(tx.db())
        .map_err(DbError::from)?;
    if there >= PER_AREA_MAX {
        return Err(Error::TooMany);
    }
    let id = insert(tx, Some(area.id), &area.path, new).map_err(|error| match error {
        DbError::Unique(_) => Error::CodeTaken,
        other => other.into(),
    })?;
    tx.journal(NewEntry {
        actor: Some(actor),
        area: &area.path,
        subject: subject("category", id),
        event: CategoryEvent::Added { category: id },
    })?;
    Ok(category(tx, id)?)
}

/// Changes a category that has still `version`.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageCategories`] in its area, [`Error::Stale`], [`Error::Limits`],
/// [`Error::Parent`], [`Error::Form`]; [`Error::Internal`] where what the system alone writes would become public.
pub fn update(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: CategoryId,
    version: i64,
    change: CategoryChange,
) -> Result<Category, Error> {
    let row = lock!(tx.db(), t::table.find(Key(id)).select(Row::as_select()), |q, c| q.first::<Row>(c));
    let old = Category::try_from(row.map_err(DbError::from)?)?;
    actor.require(Permission::ManageCategories, &old.path)?;
    if old.version != version {
        return Err(Error::Stale);
    }
    if change.is_public == Some(true) && old.code.is_internal() {
        return Err(Error::Internal);
    }
    let limits = Limits::new(
        change.answer_within_hours.unwrap_or(old.limits.answer_within_hours),
        change.solve_within_hours.unwrap_or(old.limits.solve_within_hours),
        change.objection_window_hours.unwrap_or(old.limits.objection_window_hours),
    )?
    .counted(change.counting.unwrap_or(old.limits.counting));
    if let Some(parent) = &change.parent {
        accept_parent(tx, &old.path, &old.code, parent.as_ref())?;
    }
    if let Some(form) = &change.form {
        form.check().map_err(Error::Form)?;
    }
    if let Some(keeper) = change.keeper {
        require_near(tx, keeper, &old.path)?;
    }
    let keeper = change.keeper.unwrap_or(old.keeper);
    let parent = change.parent.unwrap_or(old.parent);
    let form = write_form(&change.form.unwrap_or(old.form))?;
    let [hans, hant, en] = change.names.unwrap_or(old.names);
    diesel::update(t::table.find(Key(id)))
        .set((
            t::name_hans.eq(hans),
            t::name_hant.eq(hant),
            t::name_en.eq(en),
            t::answer_within_hours.eq(i64::from(limits.answer_within_hours)),
            t::solve_within_hours.eq(i64::from(limits.solve_within_hours)),
            t::objection_window_hours.eq(i64::from(limits.objection_window_hours)),
            t::counting.eq(limits.counting.as_str()),
            t::ordinal.eq(change.ordinal.unwrap_or(old.ordinal)),
            t::active.eq(change.active.unwrap_or(old.active)),
            t::parent_code.eq(parent.as_ref().map(CategoryCode::as_str)),
            t::priority.eq(change.priority.unwrap_or(old.priority).as_str()),
            t::form.eq(form),
            t::is_public.eq(change.is_public.unwrap_or(old.is_public)),
            t::keeper.eq(keeper.keeper().as_str()),
            t::keeper_provider_id.eq(keeper.provider().map(Key)),
            t::photo_required.eq(change.photo_required.unwrap_or(old.photo_required)),
            t::anonymous_allowed.eq(change.anonymous_allowed.unwrap_or(old.anonymous_allowed)),
            t::version.eq(version + 1),
            t::updated_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    tx.journal(NewEntry {
        actor: Some(actor),
        area: &old.path,
        subject: subject("category", id),
        event: CategoryEvent::Changed { category: id, version: version + 1 },
    })?;
    Ok(category(tx, id)?)
}

/// Lets pass a keeper that can keep something in an area: a provider that serves there, or in a part of it.
///
/// # Errors
/// [`Error::Keeper`].
fn require_near(tx: &mut Tx<'_>, keeper: KeptBy, path: &AreaPath) -> Result<(), Error> {
    let Some(id) = keeper.provider() else { return Ok(()) };
    let found = providers::by_id(tx, [id])?.remove(&id).ok_or(Error::Keeper)?;
    let is_near = found.path.covers(path) || path.covers(&found.path);
    if is_near && found.state == ProviderState::Active { Ok(()) } else { Err(Error::Keeper) }
}

/// Writes a category.
///
/// # Errors
/// [`DbError`].
pub(crate) fn insert(
    tx: &mut Tx<'_>,
    area: Option<AreaId>,
    path: &AreaPath,
    new: &Content,
) -> Result<CategoryId, DbError> {
    let id: CategoryId = tx.new_id();
    let now = tx.timestamp();
    let [hans, hant, en] = &new.names;
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::area_id.eq(area.map(Key)),
            t::area_path.eq(path.as_str()),
            t::code.eq(new.code.as_str()),
            t::name_hans.eq(hans),
            t::name_hant.eq(hant),
            t::name_en.eq(en),
            t::answer_within_hours.eq(i64::from(new.limits.answer_within_hours)),
            t::solve_within_hours.eq(i64::from(new.limits.solve_within_hours)),
            t::objection_window_hours.eq(i64::from(new.limits.objection_window_hours)),
            t::counting.eq(new.limits.counting.as_str()),
            t::ordinal.eq(new.ordinal),
            t::active.eq(new.active),
            t::parent_code.eq(new.parent.as_ref().map(CategoryCode::as_str)),
            t::priority.eq(new.priority.as_str()),
            t::form.eq(write_form(&new.form)?),
            t::is_public.eq(new.is_public),
            t::keeper.eq(new.keeper.keeper().as_str()),
            t::keeper_provider_id.eq(new.keeper.provider().map(Key)),
            t::photo_required.eq(new.photo_required),
            t::anonymous_allowed.eq(new.anonymous_allowed),
            t::created_at.eq(now),
            t::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(id)
}

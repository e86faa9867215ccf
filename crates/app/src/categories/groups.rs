//! Kinds in groups, and what they ask: what of that is kept with a category.

use domain::{
    areas::AreaPath,
    tickets::{CategoryCode, Node, Tree, form::Form},
};

use super::{Category, Error, in_force};
use crate::db::{DbError, Tx};

/// The tree of kinds in force in an area: which are groups, which are in use, under which people report.
#[must_use]
pub fn tree(in_force: &[Category]) -> Tree<'_> {
    Tree::of(in_force.iter().map(|category| Node {
        code: &category.code,
        parent: category.parent.as_ref(),
        active: category.active,
    }))
}

/// The kinds under which people report in an area, in their order: in use, and no groups.
///
/// # Errors
/// [`DbError`].
pub fn reportable(tx: &mut Tx<'_>, path: &AreaPath) -> Result<Vec<Category>, DbError> {
    let all = in_force(tx, path)?;
    let tree = tree(&all);
    Ok(all.iter().filter(|category| tree.is_reportable(&category.code)).cloned().collect())
}

/// The kind of this code under which people report in an area; nothing where there is none, and the code of a group
/// where it is one.
///
/// # Errors
/// [`DbError`].
pub(crate) fn find_reportable(
    tx: &mut Tx<'_>,
    path: &AreaPath,
    code: &CategoryCode,
) -> Result<Result<Category, NotReportable>, DbError> {
    let all = in_force(tx, path)?;
    let tree = tree(&all);
    let found = all.iter().find(|category| category.code == *code && tree.is_in_use(code));
    Ok(match found.filter(|category| !category.code.is_internal()) {
        None => Err(NotReportable::Unknown),
        Some(_) if tree.is_group(code) => Err(NotReportable::Group),
        Some(category) => Ok(category.clone()),
    })
}

/// Why nothing is reported under a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotReportable {
    /// It is not in use there, or not at all.
    Unknown,
    /// It is a group of others.
    Group,
}

/// Whether others are in a category, in the area that defines it.
///
/// # Errors
/// [`DbError`].
pub fn is_group(tx: &mut Tx<'_>, category: &Category) -> Result<bool, DbError> {
    Ok(tree(&in_force(tx, &category.path)?).is_group(&category.code))
}

/// Whether a category of an area may be put into a group.
///
/// # Errors
/// [`Error::Parent`], [`DbError`].
pub(super) fn accept_parent(
    tx: &mut Tx<'_>,
    path: &AreaPath,
    code: &CategoryCode,
    parent: Option<&CategoryCode>,
) -> Result<(), Error> {
    let Some(parent) = parent else { return Ok(()) };
    Ok(tree(&in_force(tx, path)?).accept(code, parent)?)
}

/// A form as it is stored; nothing where it asks nothing.
///
/// # Errors
/// [`DbError`].
pub(super) fn write_form(form: &Form) -> Result<Option<String>, DbError> {
    if form.is_empty() {
        return Ok(None);
    }
    serde_json::to_string(form).map(Some).map_err(DbError::damaged)
}

/// The form that was stored.
///
/// # Errors
/// [`DbError`].
pub(super) fn read_form(stored: Option<&str>) -> Result<Form, DbError> {
    stored.map_or_else(|| Ok(Form::default()), |text| serde_json::from_str(text).map_err(DbError::damaged))
}

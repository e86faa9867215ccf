//! Where a caller may look.

use domain::{
    areas::AreaPath,
    ids::AreaId,
    permissions::{Actor, Denied, Permission},
};

use super::{AreasError, area};
use crate::db::Tx;

/// Sorts behind every segment of a path, so that within a statement `path` to `path~` is everything under it.
pub(crate) const AFTER_ALL: &str = "~";

/// The paths that a list covers: everywhere the actor holds `permission`, or only `under`.
///
/// # Errors
/// [`Denied`] where the actor holds it nowhere, or not there; an area that does not exist.
pub fn within(
    tx: &mut Tx<'_>,
    actor: &Actor,
    permission: Permission,
    under: Option<AreaId>,
) -> Result<Vec<AreaPath>, AreasError> {
    let scope = actor.scope(permission);
    let Some(under) = under else {
        return if scope.is_empty() { Err(Denied { permission }.into()) } else { Ok(scope) };
    };
    let under = area(tx, under)?.path;
    let inside: Vec<AreaPath> = if scope.iter().any(|path| path.covers(&under)) {
        vec![under]
    } else {
        scope.into_iter().filter(|path| under.covers(path)).collect()
    };
    if inside.is_empty() { Err(Denied { permission }.into()) } else { Ok(inside) }
}

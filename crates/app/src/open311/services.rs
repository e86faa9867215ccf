//! Services: the public kinds of matters in force in a jurisdiction.

use domain::{areas::AreaPath, tickets::CategoryCode};

use super::Error;
use crate::{
    categories::{self, Category},
    db::{DbError, Tx},
};

/// The kinds that other systems may report, in their order. Kinds that are not public are not among them: what comes this
/// way can be read this way by everybody.
///
/// # Errors
/// [`DbError`].
pub fn services(tx: &mut Tx<'_>, path: &AreaPath) -> Result<Vec<Category>, DbError> {
    let all = categories::reportable(tx, path)?;
    Ok(all.into_iter().filter(|kind| kind.is_public && !kind.code.is_internal()).collect())
}

/// One of them.
///
/// # Errors
/// [`Error::ServiceUnknown`].
pub fn service(tx: &mut Tx<'_>, path: &AreaPath, code: &CategoryCode) -> Result<Category, Error> {
    services(tx, path)?.into_iter().find(|kind| kind.code == *code).ok_or(Error::ServiceUnknown)
}

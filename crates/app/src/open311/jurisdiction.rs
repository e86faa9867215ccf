//! Jurisdictions: the towns of the tree.
//!
//! One is named by its official code, or by its id where it has none. A county above the towns can be named too; what lies
//! below a town cannot: a village is not a government.

use diesel::prelude::*;
use domain::areas::AreaKind;

use super::Error;
use crate::{
    areas::{self, Area},
    db::{DbError, Tx, schema::areas as t},
};

/// The jurisdiction of this name; without one, the only town there is (or the top of a tree without towns). At most two
/// statements.
///
/// # Errors
/// [`Error::JurisdictionMissing`] where there are several towns; [`Error::JurisdictionUnknown`].
pub fn jurisdiction(tx: &mut Tx<'_>, name: Option<&str>) -> Result<Area, Error> {
    let Some(name) = name else { return only(tx) };
    // A path, which `find_area` also takes, is a detail of the store.
    if name.contains('/') {
        return Err(Error::JurisdictionUnknown);
    }
    let area = areas::find_area(tx, name).map_err(|error| match error {
        DbError::NotFound => Error::JurisdictionUnknown,
        other => other.into(),
    })?;
    if area.kind <= AreaKind::Town { Ok(area) } else { Err(Error::JurisdictionUnknown) }
}

fn only(tx: &mut Tx<'_>) -> Result<Area, Error> {
    let towns = t::table.filter(t::kind.eq(AreaKind::Town.as_str())).order(t::path).limit(2).select(t::path);
    let mut paths: Vec<String> = towns.load(tx.db()).map_err(DbError::from)?;
    if paths.is_empty() {
        let tops = t::table.filter(t::parent_id.is_null()).order(t::path).limit(2).select(t::path);
        paths = tops.load(tx.db()).map_err(DbError::from)?;
    }
    match &paths[..] {
        [] => Err(Error::JurisdictionUnknown),
        [one] => Ok(areas::find_area(tx, one)?),
        _ => Err(Error::JurisdictionMissing),
    }
}

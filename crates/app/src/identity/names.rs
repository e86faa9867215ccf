//! What people are called.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use domain::ids::UserId;

use crate::db::{DbError, Key, Tx, schema::users};

/// The names of some people by their ids: one query. For those who may know who did something.
///
/// # Errors
/// [`DbError`].
pub fn names_of(
    tx: &mut Tx<'_>,
    people: impl IntoIterator<Item = UserId>,
) -> Result<BTreeMap<UserId, String>, DbError> {
    let ids: BTreeSet<Key<UserId>> = people.into_iter().map(Key).collect();
    let named: Vec<(Key<UserId>, String)> =
        users::table.filter(users::id.eq_any(ids)).select((users::id, users::display_name)).load(tx.db())?;
    Ok(named.into_iter().map(|(Key(id), name)| (id, name)).collect())
}

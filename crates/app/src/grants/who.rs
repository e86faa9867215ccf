//! Who of some people may do something somewhere.

use std::collections::BTreeSet;

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::UserId,
    permissions::{Permission, Role},
};

use crate::db::{
    DbError, Key, Tx,
    schema::{areas, grants},
};

/// Those of `people` who hold a role in force at `path` or around it that lets them do something. One statement.
pub(crate) fn who_may(
    tx: &mut Tx<'_>,
    people: &[UserId],
    permission: Permission,
    path: &AreaPath,
) -> Result<BTreeSet<UserId>, DbError> {
    let people: Vec<Key<UserId>> = people.iter().copied().map(Key).collect();
    held(tx, permission, path, Some(people))
}

/// Everybody who holds a role in force at `path` or around it that lets them do something. One statement.
pub(crate) fn holders(
    tx: &mut Tx<'_>,
    permission: Permission,
    path: &AreaPath,
) -> Result<BTreeSet<UserId>, DbError> {
    held(tx, permission, path, None)
}

fn held(
    tx: &mut Tx<'_>,
    permission: Permission,
    path: &AreaPath,
    of: Option<Vec<Key<UserId>>>,
) -> Result<BTreeSet<UserId>, DbError> {
    let now = tx.timestamp();
    let around: Vec<String> = path.lineage().iter().map(ToString::to_string).collect();
    let roles = Role::ALL.into_iter().filter(|role| role.allows(permission)).map(Role::as_str);
    let roles: Vec<&str> = roles.collect();
    let mut query = grants::table
        .inner_join(areas::table)
        .filter(grants::role.eq_any(roles))
        .filter(grants::revoked_at.is_null())
        .filter(grants::from_at.le(now))
        .filter(grants::until_at.is_null().or(grants::until_at.gt(now)))
        .filter(areas::path.eq_any(around))
        .select(grants::user_id)
        .into_boxed();
    if let Some(people) = of {
        query = query.filter(grants::user_id.eq_any(people));
    }
    let held: Vec<Key<UserId>> = query.load(tx.db())?;
    Ok(held.into_iter().map(|Key(user)| user).collect())
}

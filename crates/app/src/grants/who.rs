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
    let now = tx.timestamp();
    let people: Vec<Key<UserId>> = people.iter().copied().map(Key).collect();
    let around: Vec<String> = path.lineage().iter().map(ToString::to_string).collect();
    let roles = Role::ALL.into_iter().filter(|role| role.allows(permission)).map(Role::as_str);
    let roles: Vec<&str> = roles.collect();
    let held: Vec<Key<UserId>> = grants::table
        .inner_join(areas::table)
        .filter(grants::user_id.eq_any(people))
        .filter(grants::role.eq_any(roles))
        .filter(grants::revoked_at.is_null())
        .filter(grants::from_at.le(now))
        .filter(grants::until_at.is_null().or(grants::until_at.gt(now)))
        .filter(areas::path.eq_any(around))
        .select(grants::user_id)
        .load(tx.db())?;
    Ok(held.into_iter().map(|Key(user)| user).collect())
}

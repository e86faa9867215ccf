//! Who of some people may do something somewhere.

use std::collections::BTreeSet;

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, ProviderId, UserId},
    permissions::{Permission, Role},
};

use crate::db::{
    DbError, Key, Tx,
    schema::{areas, grants},
};

/// The roles in force that let somebody do something.
macro_rules! in_force {
    ($tx:expr, $permission:expr) => {{
        let now = $tx.timestamp();
        let roles = Role::ALL.into_iter().filter(|role| role.allows($permission)).map(Role::as_str);
        grants::table
            .inner_join(areas::table)
            .filter(grants::role.eq_any(roles.collect::<Vec<_>>()))
            .filter(grants::revoked_at.is_null())
            .filter(grants::from_at.le(now))
            .filter(grants::until_at.is_null().or(grants::until_at.gt(now)))
    }};
}

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

/// Everybody who holds one of these roles in force at `path` or around it. One statement.
pub(crate) fn holders_of(
    tx: &mut Tx<'_>,
    roles: &[Role],
    path: &AreaPath,
) -> Result<BTreeSet<UserId>, DbError> {
    let now = tx.timestamp();
    let roles: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
    let people: Vec<Key<UserId>> = grants::table
        .inner_join(areas::table)
        .filter(grants::role.eq_any(roles))
        .filter(grants::revoked_at.is_null())
        .filter(grants::from_at.le(now))
        .filter(grants::until_at.is_null().or(grants::until_at.gt(now)))
        .filter(areas::path.eq_any(around(path)))
        .select(grants::user_id)
        .load(tx.db())?;
    Ok(people.into_iter().map(|Key(user)| user).collect())
}

/// The innermost area at a path or around it where somebody may do something, and everybody who may there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Nearest {
    /// The area.
    pub(crate) area: AreaId,
    /// Its path.
    pub(crate) path: AreaPath,
    /// Who.
    pub(crate) people: BTreeSet<UserId>,
}

/// Who is nearest of those who may do something at a path or around it. One statement.
///
/// # Errors
/// [`DbError`].
pub(crate) fn nearest(
    tx: &mut Tx<'_>,
    permission: Permission,
    path: &AreaPath,
) -> Result<Option<Nearest>, DbError> {
    let query = in_force!(tx, permission).filter(areas::path.eq_any(around(path)));
    let rows: Vec<(Key<AreaId>, String, Key<UserId>)> =
        query.select((areas::id, areas::path, grants::user_id)).load(tx.db())?;
    // Of the paths around one, the longest is the innermost.
    let Some((Key(area), path)) =
        rows.iter().max_by_key(|(_, path, _)| path.len()).map(|(area, path, _)| (*area, path.clone()))
    else {
        return Ok(None);
    };
    let people = rows.into_iter().filter(|(_, at, _)| *at == path).map(|(_, _, Key(user))| user).collect();
    Ok(Some(Nearest { area, path: AreaPath::parse(&path).map_err(DbError::damaged)?, people }))
}

/// Everybody who serves one of these providers now. One statement.
///
/// # Errors
/// [`DbError`].
pub(crate) fn staff(tx: &mut Tx<'_>, providers: &[ProviderId]) -> Result<BTreeSet<UserId>, DbError> {
    let (now, providers) = (tx.timestamp(), providers.iter().copied().map(|id| Some(Key(id))));
    let found: Vec<Key<UserId>> = grants::table
        .filter(grants::provider_id.eq_any(providers.collect::<Vec<_>>()))
        .filter(grants::revoked_at.is_null())
        .filter(grants::from_at.le(now))
        .filter(grants::until_at.is_null().or(grants::until_at.gt(now)))
        .select(grants::user_id)
        .load(tx.db())?;
    Ok(found.into_iter().map(|Key(user)| user).collect())
}

/// Everybody who holds a role in force in this very area that lets them do something. One statement.
///
/// # Errors
/// [`DbError`].
pub(crate) fn holders_at(
    tx: &mut Tx<'_>,
    permission: Permission,
    area: AreaId,
) -> Result<BTreeSet<UserId>, DbError> {
    let query = in_force!(tx, permission).filter(areas::id.eq(Key(area)));
    let people: Vec<Key<UserId>> = query.select(grants::user_id).load(tx.db())?;
    Ok(people.into_iter().map(|Key(user)| user).collect())
}

fn held(
    tx: &mut Tx<'_>,
    permission: Permission,
    path: &AreaPath,
    of: Option<Vec<Key<UserId>>>,
) -> Result<BTreeSet<UserId>, DbError> {
    let query = in_force!(tx, permission).filter(areas::path.eq_any(around(path)));
    let mut query = query.select(grants::user_id).into_boxed();
    if let Some(people) = of {
        query = query.filter(grants::user_id.eq_any(people));
    }
    let held: Vec<Key<UserId>> = query.load(tx.db())?;
    Ok(held.into_iter().map(|Key(user)| user).collect())
}

fn around(path: &AreaPath) -> Vec<String> {
    path.lineage().iter().map(ToString::to_string).collect()
}

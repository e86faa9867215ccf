//! What ties people to places, as the store knows it now.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{areas::AreaPath, ids::UserId, inspections::Ties, permissions::Role};

use crate::db::{
    DbError, Key, Tx,
    schema::{areas, grants, kinships, memberships},
};

/// The ties of these people: offices in force, households they belong to, kinship they declared. Three statements.
pub(crate) fn of(tx: &mut Tx<'_>, people: &[UserId]) -> Result<BTreeMap<UserId, Ties>, DbError> {
    let ids: Vec<Key<UserId>> = people.iter().copied().map(Key).collect();
    let now = tx.timestamp();
    let mut all: BTreeMap<UserId, Ties> = BTreeMap::new();
    let offices: Vec<(Key<UserId>, String, String)> = grants::table
        .inner_join(areas::table)
        .filter(grants::user_id.eq_any(&ids))
        .filter(grants::revoked_at.is_null())
        .filter(grants::from_at.le(now))
        .filter(grants::until_at.is_null().or(grants::until_at.gt(now)))
        .select((grants::user_id, grants::role, areas::path))
        .load(tx.db())?;
    for (Key(user), role, path) in offices {
        let role = Role::parse(&role).ok_or_else(|| DbError::damaged(format!("role {role}")))?;
        all.entry(user).or_default().grants.push((role, read(&path)?));
    }
    let homes: Vec<(Key<UserId>, String)> = memberships::table
        .inner_join(areas::table)
        .filter(memberships::user_id.eq_any(&ids))
        .filter(memberships::state.eq("confirmed"))
        .filter(memberships::ended_at.is_null())
        .select((memberships::user_id, areas::path))
        .load(tx.db())?;
    for (Key(user), path) in homes {
        all.entry(user).or_default().households.push(read(&path)?);
    }
    let kin: Vec<(Key<UserId>, String)> = kinships::table
        .filter(kinships::user_id.eq_any(&ids))
        .filter(kinships::withdrawn_at.is_null())
        .select((kinships::user_id, kinships::area_path))
        .load(tx.db())?;
    for (Key(user), path) in kin {
        all.entry(user).or_default().kinship.push(read(&path)?);
    }
    Ok(all)
}

fn read(path: &str) -> Result<AreaPath, DbError> {
    AreaPath::parse(path).map_err(DbError::damaged)
}

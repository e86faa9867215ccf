//! A small world to test in: two towns with two villages of two grids each, and people in any role.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use diesel::prelude::*;
use domain::{
    areas::{AreaKind, AreaName, AreaPath},
    ids::{AreaId, GrantId, MembershipId, ProviderId, SessionId, UserId},
    permissions::Role,
};

use super::TestStore;
use crate::db::{
    DbError, Key, Tx,
    schema::{areas, grants, households, memberships, sessions, users},
};

/// The areas, by path: `1/` county, `1/1/` and `1/2/` towns, `1/1/1/` village, `1/1/1/1/` grid,
/// `1/1/1/1/1/` household.
pub struct World {
    areas: BTreeMap<String, AreaId>,
}

/// Path, kind, name.
const TREE: &[(&str, AreaKind, &str)] = &[
    ("1/", AreaKind::County, "云溪县"),
    ("1/1/", AreaKind::Town, "青禾镇"),
    ("1/1/1/", AreaKind::Village, "柳塘村"),
    ("1/1/1/1/", AreaKind::Grid, "柳塘一网格"),
    ("1/1/1/1/1/", AreaKind::Household, "1号"),
    ("1/1/1/1/2/", AreaKind::Household, "2号"),
    ("1/1/1/2/", AreaKind::Grid, "柳塘二网格"),
    ("1/1/1/2/1/", AreaKind::Household, "1号"),
    ("1/1/2/", AreaKind::Village, "石桥村"),
    ("1/1/2/1/", AreaKind::Grid, "石桥一网格"),
    ("1/1/2/1/1/", AreaKind::Household, "1号"),
    ("1/2/", AreaKind::Town, "白鹭镇"),
    ("1/2/1/", AreaKind::Community, "河湾社区"),
    ("1/2/1/1/", AreaKind::Grid, "河湾一网格"),
    ("1/2/1/1/1/", AreaKind::Household, "1号"),
];

impl World {
    /// Builds it in an empty store.
    #[must_use]
    pub fn build(store: &TestStore) -> Self {
        let areas = store.write(|tx| -> Result<_, DbError> { build(tx) }).unwrap();
        Self { areas }
    }

    /// The area at `path`.
    #[must_use]
    pub fn area(&self, path: &str) -> AreaId {
        self.areas[path]
    }

    /// One more household, in the area at `path`.
    #[must_use]
    pub fn household(&self, store: &TestStore, path: &str, number: &str) -> AreaId {
        let new = crate::areas::NewArea {
            parent: self.area(path),
            kind: AreaKind::Household,
            name: AreaName::new(number).unwrap(),
            segment: None,
            code: None,
            head_count: None,
            boundary: None,
        };
        let add = move |tx: &mut Tx<'_>| -> Result<_, crate::areas::AreasError> {
            let parent = crate::areas::lock_area(tx, new.parent)?;
            let id = crate::areas::insert(tx, &parent, &new)?;
            let now = tx.timestamp();
            diesel::insert_into(households::table)
                .values((households::area_id.eq(Key(id)), households::updated_at.eq(now)))
                .execute(tx.db())
                .map_err(DbError::from)?;
            Ok(id)
        };
        store.write(add).unwrap()
    }

    /// A new person with a live session and `role` at `path` (a resident gets a confirmed membership; the
    /// path must then be a household's). `None` makes a person without any role.
    #[must_use]
    pub fn person(&self, store: &TestStore, role: Option<(Role, &str)>) -> (UserId, SessionId) {
        let role = role.map(|(role, path)| (role, self.area(path)));
        store.write(move |tx| -> Result<_, DbError> { person(tx, role) }).unwrap()
    }

    /// A new person with a live session who serves a provider, without asking who may say so.
    #[must_use]
    pub fn staff(&self, store: &TestStore, provider: ProviderId, path: &str) -> (UserId, SessionId) {
        let person = self.person(store, Some((Role::ProviderStaff, path)));
        self.serve(store, person.0, provider);
        person
    }

    /// Lets somebody serve a provider by the grants of staff that they hold.
    pub fn serve(&self, store: &TestStore, user: UserId, provider: ProviderId) {
        let held = grants::table.filter(grants::user_id.eq(Key(user)));
        let held = held.filter(grants::role.eq(Role::ProviderStaff.as_str()));
        let serve = move |tx: &mut Tx<'_>| -> Result<usize, DbError> {
            let set = grants::provider_id.eq(Some(Key(provider)));
            Ok(diesel::update(held).set(set).execute(tx.db())?)
        };
        store.write(serve).unwrap();
    }

    /// Gives somebody a role, without asking who may.
    pub fn grant(&self, store: &TestStore, user: UserId, role: Role, path: &str) -> GrantId {
        let area = self.area(path);
        store.write(move |tx| grant(tx, user, role, area)).unwrap()
    }
}

fn grant(tx: &mut Tx<'_>, user: UserId, role: Role, area: AreaId) -> Result<GrantId, DbError> {
    let id: GrantId = tx.new_id();
    let now = tx.timestamp();
    diesel::insert_into(grants::table)
        .values((
            grants::id.eq(Key(id)),
            grants::user_id.eq(Key(user)),
            grants::role.eq(role.as_str()),
            grants::area_id.eq(Key(area)),
            grants::from_at.eq(now),
            grants::created_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(id)
}

fn build(tx: &mut Tx<'_>) -> Result<BTreeMap<String, AreaId>, DbError> {
    let mut made: BTreeMap<String, AreaId> = BTreeMap::new();
    for (path, kind, name) in TREE {
        let path = AreaPath::parse(path).unwrap();
        let parent = path.parent().and_then(|p| made.get(p.as_str()).copied());
        let id: AreaId = tx.new_id();
        let now = tx.timestamp();
        diesel::insert_into(areas::table)
            .values((
                areas::id.eq(Key(id)),
                areas::path.eq(path.as_str()),
                areas::parent_id.eq(parent.map(Key)),
                areas::kind.eq(kind.as_str()),
                areas::name.eq(*name),
                areas::created_at.eq(now),
                areas::updated_at.eq(now),
            ))
            .execute(tx.db())?;
        if *kind == AreaKind::Household {
            diesel::insert_into(households::table)
                .values((households::area_id.eq(Key(id)), households::updated_at.eq(now)))
                .execute(tx.db())?;
        }
        made.insert(path.to_string(), id);
    }
    Ok(made)
}

fn person(tx: &mut Tx<'_>, role: Option<(Role, AreaId)>) -> Result<(UserId, SessionId), DbError> {
    let user: UserId = tx.new_id();
    let session: SessionId = tx.new_id();
    let now = tx.timestamp();
    diesel::insert_into(users::table)
        .values((
            users::id.eq(Key(user)),
            users::login.eq(format!("u{}", user.0.simple())),
            users::display_name.eq("测试用户"),
            users::created_at.eq(now),
            users::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(Key(session)),
            sessions::user_id.eq(Key(user)),
            sessions::device.eq("test"),
            sessions::address.eq("127.0.0.1"),
            sessions::second_factor.eq(true),
            sessions::created_at.eq(now),
            sessions::last_seen_at.eq(now),
            sessions::expires_at.eq(now + TimeDelta::days(30)),
        ))
        .execute(tx.db())?;
    match role {
        None => {}
        Some((Role::Resident, household)) => {
            let id: MembershipId = tx.new_id();
            diesel::insert_into(memberships::table)
                .values((
                    memberships::id.eq(Key(id)),
                    memberships::user_id.eq(Key(user)),
                    memberships::household_id.eq(Key(household)),
                    memberships::relation.eq("owner"),
                    memberships::state.eq("confirmed"),
                    memberships::created_at.eq(now),
                    memberships::decided_at.eq(now),
                ))
                .execute(tx.db())?;
        }
        Some((role, area)) => {
            grant(tx, user, role, area)?;
        }
    }
    Ok((user, session))
}

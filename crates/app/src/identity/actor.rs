//! Who a session belongs to and what they may do now.

use std::sync::Arc;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, GrantId, ProviderId, SessionId, UserId},
    permissions::{Actor, Grant, Role},
};

use crate::db::{
    DbError, Key, Tx,
    schema::{areas, grants, memberships, sessions, users},
};

type GrantRow = (
    Key<GrantId>,
    String,
    Key<AreaId>,
    String,
    NaiveDateTime,
    Option<NaiveDateTime>,
    Option<Key<ProviderId>>,
);

/// A session that is neither over nor its account locked.
#[derive(Clone, Debug)]
pub struct LiveSession {
    /// Whose, and what they may do in it.
    pub actor: Arc<Actor>,
    /// Its owner has a second factor and has not shown it here: it may be used for nothing but showing it.
    pub pending: bool,
}

/// The actor of a live session: `None` where the session has ended or expired, the account is locked, or the
/// second factor that its owner has was not shown.
///
/// # Errors
/// [`DbError`].
pub fn load_actor(tx: &mut Tx<'_>, session: SessionId) -> Result<Option<Arc<Actor>>, DbError> {
    Ok(load_session(tx, session)?.filter(|live| !live.pending).map(|live| live.actor))
}

/// A live session. Roles that need a second factor count only where the session has shown one.
///
/// # Errors
/// [`DbError`].
pub fn load_session(tx: &mut Tx<'_>, session: SessionId) -> Result<Option<LiveSession>, DbError> {
    let now = tx.timestamp();
    let live: Option<(Key<UserId>, bool, bool)> = sessions::table
        .inner_join(users::table)
        .filter(sessions::id.eq(Key(session)))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::expires_at.gt(now))
        .filter(users::state.eq("active"))
        .select((sessions::user_id, sessions::second_factor, users::totp_confirmed_at.is_not_null()))
        .first(tx.db())
        .optional()?;
    let Some((Key(user), second_factor, enrolled)) = live else { return Ok(None) };
    let grants = grants_of(tx, user, second_factor)?;
    let actor = Arc::new(Actor { user, session, grants, principal: None });
    Ok(Some(LiveSession { actor, pending: enrolled && !second_factor }))
}

/// A person without a session, as the key of another system acts: `None` where their account is locked. All their roles
/// count, for the key itself is something that one must have.
///
/// # Errors
/// [`DbError`].
pub(crate) fn actor_of(tx: &mut Tx<'_>, user: UserId) -> Result<Option<Actor>, DbError> {
    let active = users::table.find(Key(user)).filter(users::state.eq("active")).select(users::id);
    if active.first::<Key<UserId>>(tx.db()).optional()?.is_none() {
        return Ok(None);
    }
    let (session, grants) = (SessionId(uuid::Uuid::nil()), grants_of(tx, user, true)?);
    Ok(Some(Actor { user, session, grants, principal: None }))
}

/// What somebody holds now: two statements.
fn grants_of(tx: &mut Tx<'_>, user: UserId, second_factor: bool) -> Result<Vec<Grant>, DbError> {
    let now = tx.timestamp();
    let held: Vec<GrantRow> = grants::table
        .inner_join(areas::table)
        .filter(grants::user_id.eq(Key(user)))
        .filter(grants::revoked_at.is_null())
        .filter(grants::from_at.le(now))
        .filter(grants::until_at.is_null().or(grants::until_at.gt(now)))
        .select((
            grants::id,
            grants::role,
            grants::area_id,
            areas::path,
            grants::from_at,
            grants::until_at,
            grants::provider_id,
        ))
        .load(tx.db())?;
    let homes: Vec<(Key<domain::ids::MembershipId>, Key<AreaId>, String, NaiveDateTime)> = memberships::table
        .inner_join(areas::table)
        .filter(memberships::user_id.eq(Key(user)))
        .filter(memberships::state.eq("confirmed"))
        .filter(memberships::ended_at.is_null())
        .select((memberships::id, memberships::household_id, areas::path, memberships::created_at))
        .load(tx.db())?;

    let mut all = Vec::with_capacity(held.len() + homes.len());
    for (Key(id), role, Key(area), path, from, until, provider) in held {
        let role = Role::parse(&role).ok_or_else(|| DbError::damaged(format!("role {role}")))?;
        if second_factor || !role.needs_second_factor() {
            let until = until.map(|t| t.and_utc());
            let (path, provider) = (read_path(&path)?, provider.map(|Key(provider)| provider));
            all.push(Grant { id, role, area, path, provider, from: from.and_utc(), until });
        }
    }
    for (Key(id), Key(area), path, from) in homes {
        let id = GrantId(id.0);
        let path = read_path(&path)?;
        let (role, from) = (Role::Resident, from.and_utc());
        all.push(Grant { id, role, area, path, provider: None, from, until: None });
    }
    Ok(all)
}

fn read_path(path: &str) -> Result<AreaPath, DbError> {
    AreaPath::parse(path).map_err(DbError::damaged)
}

//! What somebody sees of their own account.

use chrono::{DateTime, NaiveDateTime, Utc};
use contract::lang::Lang;
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    identity::Phone,
    ids::{AreaId, GrantId, MembershipId, UserId},
    permissions::{Actor, Role},
};

use super::{IdentityError, accounts::open_phone};
use crate::{
    crypto::Keyring,
    db::{
        DbError, Key, Tx,
        schema::{areas, grants, memberships, recovery_codes, sessions, users},
    },
};

/// Most grants or memberships that are shown; nobody holds as many.
const HELD_MAX: i64 = 200;

/// One's own account.
#[derive(Clone, Debug)]
pub struct Me {
    /// One's id.
    pub id: UserId,
    /// What one signs in with.
    pub login: String,
    /// What others call one.
    pub display_name: String,
    /// The language of messages.
    pub locale: Lang,
    /// One's number, and whether it is confirmed.
    pub phone: Option<(Phone, bool)>,
    /// Whether there is a second factor.
    pub enrolled: bool,
    /// Whether it was shown in this session.
    pub shown: bool,
    /// Recovery codes left.
    pub recovery_codes_left: i64,
    /// Grants in force.
    pub grants: Vec<Held>,
    /// Memberships that are not over.
    pub memberships: Vec<Membership>,
    /// An account of the demo.
    pub demo: bool,
    /// Grows with every change.
    pub version: i64,
    /// Since when the account exists.
    pub created_at: DateTime<Utc>,
}

/// A grant in force.
#[derive(Clone, Debug)]
pub struct Held {
    /// Its id.
    pub id: GrantId,
    /// What one is.
    pub role: Role,
    /// Where.
    pub area: AreaId,
    /// The area's path.
    pub path: AreaPath,
    /// The area's name.
    pub name: String,
    /// Since when.
    pub from: DateTime<Utc>,
    /// Until when.
    pub until: Option<DateTime<Utc>>,
}

/// A membership that is not over.
#[derive(Clone, Debug)]
pub struct Membership {
    /// Its id.
    pub id: MembershipId,
    /// The household.
    pub household: AreaId,
    /// The household's path.
    pub path: AreaPath,
    /// The household's name.
    pub name: String,
    /// As what.
    pub relation: String,
    /// Whether it is confirmed.
    pub state: String,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = users)]
struct Row {
    login: String,
    display_name: String,
    phone_sealed: Option<String>,
    phone_confirmed_at: Option<NaiveDateTime>,
    totp_confirmed_at: Option<NaiveDateTime>,
    locale: String,
    demo: bool,
    version: i64,
    created_at: NaiveDateTime,
}

/// The actor's own account: five statements.
///
/// # Errors
/// [`IdentityError::Db`], [`IdentityError::Crypto`].
pub fn me(tx: &mut Tx<'_>, keyring: &Keyring, actor: &Actor) -> Result<Me, IdentityError> {
    let row: Row = users::table.find(Key(actor.user)).select(Row::as_select()).first(tx.db())?;
    let shown = sessions::table.find(Key(actor.session)).select(sessions::second_factor).first(tx.db())?;
    let recovery_codes_left = recovery_codes::table
        .filter(recovery_codes::user_id.eq(Key(actor.user)))
        .filter(recovery_codes::used_at.is_null())
        .count()
        .get_result(tx.db())?;
    let phone = row.phone_sealed.as_deref().map(|sealed| open_phone(keyring, sealed)).transpose()?;
    Ok(Me {
        id: actor.user,
        login: row.login,
        display_name: row.display_name,
        locale: Lang::from_tag(&row.locale).ok_or_else(|| DbError::damaged(&row.locale))?,
        phone: phone.map(|phone| (phone, row.phone_confirmed_at.is_some())),
        enrolled: row.totp_confirmed_at.is_some(),
        shown,
        recovery_codes_left,
        grants: held(tx, actor.user)?,
        memberships: belonging(tx, actor.user)?,
        demo: row.demo,
        version: row.version,
        created_at: row.created_at.and_utc(),
    })
}

type HeldRow = (Key<GrantId>, String, Key<AreaId>, String, String, NaiveDateTime, Option<NaiveDateTime>);

/// The grants in force, whether or not the second factor that some need was shown.
pub(super) fn held(tx: &mut Tx<'_>, user: UserId) -> Result<Vec<Held>, DbError> {
    let now = tx.timestamp();
    let rows: Vec<HeldRow> = grants::table
        .inner_join(areas::table)
        .filter(grants::user_id.eq(Key(user)))
        .filter(grants::revoked_at.is_null())
        .filter(grants::from_at.le(now))
        .filter(grants::until_at.is_null().or(grants::until_at.gt(now)))
        .order((areas::path, grants::role, grants::id))
        .limit(HELD_MAX)
        .select((
            grants::id,
            grants::role,
            grants::area_id,
            areas::path,
            areas::name,
            grants::from_at,
            grants::until_at,
        ))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(Key(id), role, Key(area), path, name, from, until)| {
            Ok(Held {
                id,
                role: Role::parse(&role).ok_or_else(|| DbError::damaged(format!("role {role}")))?,
                area,
                path: AreaPath::parse(&path).map_err(DbError::damaged)?,
                name,
                from: from.and_utc(),
                until: until.map(|t| t.and_utc()),
            })
        })
        .collect()
}

/// The roles somebody holds now.
pub(super) fn held_roles(tx: &mut Tx<'_>, user: UserId) -> Result<Vec<Role>, DbError> {
    Ok(held(tx, user)?.into_iter().map(|held| held.role).collect())
}

type BelongingRow = (Key<MembershipId>, Key<AreaId>, String, String, String, String);

fn belonging(tx: &mut Tx<'_>, user: UserId) -> Result<Vec<Membership>, DbError> {
    let rows: Vec<BelongingRow> = memberships::table
        .inner_join(areas::table)
        .filter(memberships::user_id.eq(Key(user)))
        .filter(memberships::ended_at.is_null())
        .order((areas::path, memberships::id))
        .limit(HELD_MAX)
        .select((
            memberships::id,
            memberships::household_id,
            areas::path,
            areas::name,
            memberships::relation,
            memberships::state,
        ))
        .load(tx.db())?;
    rows.into_iter()
        .map(|(Key(id), Key(household), path, name, relation, state)| {
            let path = AreaPath::parse(&path).map_err(DbError::damaged)?;
            Ok(Membership { id, household, path, name, relation, state })
        })
        .collect()
}

//! Accounts as those in charge see them.
//!
//! Who holds `ManageUsers` somewhere manages a person whose every role and household lies there; a person with
//! none at all (who has just registered) anybody who holds it.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use domain::{
    areas::AreaPath,
    identity::{EndReason, IdentityEvent, Phone, UserState},
    ids::UserId,
    permissions::{Actor, Denied, Permission},
};

use super::{
    IdentityError,
    accounts::{PHONE_PURPOSE, journal_as, open_phone},
    sessions::end_all,
};
use crate::{
    crypto::Keyring,
    db::{
        DbError, Key, Tx, lock, on_each,
        schema::{areas, grants, memberships, users},
    },
};

/// An account.
#[derive(Clone, Debug)]
pub struct User {
    /// Its id.
    pub id: UserId,
    /// The name to sign in with.
    pub login: String,
    /// What others call them.
    pub display_name: String,
    /// Their number, and whether it is confirmed.
    pub phone: Option<(Phone, bool)>,
    /// Where the account stands.
    pub state: UserState,
    /// Whether they have a second factor.
    pub second_factor: bool,
    /// Since when it exists.
    pub created_at: DateTime<Utc>,
}

/// Which accounts to list.
#[derive(Clone, Debug, Default)]
pub struct UserFilter {
    /// Whose login or display name contains this.
    pub name_contains: Option<String>,
    /// Whose number this is.
    pub phone: Option<Phone>,
    /// In this state.
    pub state: Option<UserState>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = users)]
struct Row {
    id: Key<UserId>,
    login: String,
    display_name: String,
    phone_sealed: Option<String>,
    phone_confirmed_at: Option<NaiveDateTime>,
    totp_confirmed_at: Option<NaiveDateTime>,
    state: String,
    created_at: NaiveDateTime,
}

impl Row {
    fn open(self, keyring: &Keyring) -> Result<User, IdentityError> {
        let phone = self.phone_sealed.as_deref().map(|sealed| open_phone(keyring, sealed)).transpose()?;
        Ok(User {
            id: self.id.0,
            login: self.login,
            display_name: self.display_name,
            phone: phone.map(|phone| (phone, self.phone_confirmed_at.is_some())),
            state: UserState::parse(&self.state).ok_or_else(|| DbError::damaged(self.state))?,
            second_factor: self.totp_confirmed_at.is_some(),
            created_at: self.created_at.and_utc(),
        })
    }
}

/// The accounts that the actor may see, in the order of their login names, after `after`, at most `limit`: people with a
/// role or a household where the actor holds `ManageUsers`, and people with none anywhere.
///
/// # Errors
/// [`IdentityError::Denied`] to who holds `ManageUsers` nowhere.
pub fn list_users(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    filter: &UserFilter,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<User>, IdentityError> {
    let scope = scope(actor)?;
    let rows = load(tx, keyring, &scope, filter, after, limit)?;
    rows.into_iter().map(|row| row.open(keyring)).collect()
}

fn load(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    scope: &[AreaPath],
    filter: &UserFilter,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Row>, DbError> {
    let now = tx.timestamp();
    let any_grant = grants::table
        .filter(grants::user_id.eq(users::id))
        .filter(grants::revoked_at.is_null())
        .filter(grants::until_at.is_null().or(grants::until_at.gt(now)));
    let any_membership =
        memberships::table.filter(memberships::user_id.eq(users::id)).filter(memberships::ended_at.is_null());
    let nowhere = not(exists(any_grant)).and(not(exists(any_membership)));
    // Boxed queries inside another one are each database's own.
    let rows = on_each!(tx.db(), |c| {
        let mut holders = grants::table.inner_join(areas::table).select(grants::user_id).into_boxed();
        let mut members =
            memberships::table.inner_join(areas::table).select(memberships::user_id).into_boxed();
        for path in scope {
            let under = || areas::path.ge(path.as_str().to_owned()).and(areas::path.lt(path.end()));
            let until = grants::until_at.is_null().or(grants::until_at.gt(now));
            holders = holders.or_filter(under().and(grants::revoked_at.is_null()).and(until));
            members = members.or_filter(under().and(memberships::ended_at.is_null()));
        }
        let mut query = users::table
            .filter(users::id.eq_any(holders).or(users::id.eq_any(members)).or(nowhere))
            .select(Row::as_select())
            .order(users::login)
            .limit(limit)
            .into_boxed();
        if let Some(text) = &filter.name_contains {
            let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            let (login, name) = (format!("%{}%", escaped.to_lowercase()), format!("%{escaped}%"));
            let named = users::display_name.like(name).escape('\\');
            query = query.filter(users::login.like(login).escape('\\').or(named));
        }
        if let Some(phone) = &filter.phone {
            let indexes = keyring.indexes(PHONE_PURPOSE, phone.digits());
            query = query.filter(users::phone_index.eq_any(indexes));
        }
        if let Some(state) = filter.state {
            query = query.filter(users::state.eq(state.as_str()));
        }
        if let Some(after) = after {
            query = query.filter(users::login.gt(after.to_owned()));
        }
        query.load::<Row>(c)
    })?;
    Ok(rows)
}

/// Locks an account: its owner's sessions end and no new one begins.
///
/// # Errors
/// As [`manageable`]; [`IdentityError::OwnAccount`], [`IdentityError::Closed`].
pub fn lock_user(tx: &mut Tx<'_>, actor: &Actor, user: UserId) -> Result<(), IdentityError> {
    manageable(tx, actor, user)?;
    if actor.user == user {
        return Err(IdentityError::OwnAccount);
    }
    set_state(tx, user, UserState::Locked)?;
    end_all(tx, user, None, EndReason::Locked)?;
    Ok(journal_as(tx, actor, user, IdentityEvent::UserLocked {})?)
}

/// Lets its owner sign in again.
///
/// # Errors
/// As [`manageable`]; [`IdentityError::Closed`].
pub fn unlock_user(tx: &mut Tx<'_>, actor: &Actor, user: UserId) -> Result<(), IdentityError> {
    manageable(tx, actor, user)?;
    set_state(tx, user, UserState::Active)?;
    Ok(journal_as(tx, actor, user, IdentityEvent::UserUnlocked {})?)
}

fn set_state(tx: &mut Tx<'_>, user: UserId, state: UserState) -> Result<(), IdentityError> {
    if state_of(tx, user)? == UserState::Closed {
        return Err(IdentityError::Closed);
    }
    let now = tx.timestamp();
    diesel::update(users::table.find(Key(user)))
        .set((
            users::state.eq(state.as_str()),
            users::version.eq(users::version + 1),
            users::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Where an account stands; locks its row.
pub(super) fn state_of(tx: &mut Tx<'_>, user: UserId) -> Result<UserState, DbError> {
    let row = users::table.find(Key(user)).select(users::state);
    let state = lock!(tx.db(), row, |q, c| q.first::<String>(c))?;
    UserState::parse(&state).ok_or_else(|| DbError::damaged(state))
}

fn scope(actor: &Actor) -> Result<Vec<AreaPath>, Denied> {
    let scope = actor.scope(Permission::ManageUsers);
    if scope.is_empty() { Err(Denied { permission: Permission::ManageUsers }) } else { Ok(scope) }
}

/// Lets pass who may manage `user`: whoever holds `ManageUsers` wherever the person has a role (also one that only
/// begins later) or a household. So nobody resets the password of somebody above them.
///
/// # Errors
/// [`IdentityError::Denied`]; `not found` where the actor manages nobody of the person's places.
pub(super) fn manageable(tx: &mut Tx<'_>, actor: &Actor, user: UserId) -> Result<(), IdentityError> {
    let scope = scope(actor)?;
    let now = tx.timestamp();
    let known: i64 = users::table.find(Key(user)).count().get_result(tx.db())?;
    if known == 0 {
        return Err(DbError::NotFound.into());
    }
    let mut places: Vec<String> = grants::table
        .inner_join(areas::table)
        .filter(grants::user_id.eq(Key(user)))
        .filter(grants::revoked_at.is_null())
        .filter(grants::until_at.is_null().or(grants::until_at.gt(now)))
        .select(areas::path)
        .load(tx.db())?;
    let homes: Vec<String> = memberships::table
        .inner_join(areas::table)
        .filter(memberships::user_id.eq(Key(user)))
        .filter(memberships::ended_at.is_null())
        .select(areas::path)
        .load(tx.db())?;
    places.extend(homes);
    let places = places
        .iter()
        .map(|path| AreaPath::parse(path).map_err(DbError::damaged))
        .collect::<Result<Vec<_>, _>>()?;
    let covered = |place: &AreaPath| scope.iter().any(|path| path.covers(place));
    if places.iter().all(covered) {
        Ok(())
    } else if places.iter().any(covered) {
        Err(Denied { permission: Permission::ManageUsers }.into())
    } else {
        Err(DbError::NotFound.into())
    }
}

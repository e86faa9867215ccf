//! Changing, exporting and closing one's own account.

use chrono::NaiveDateTime;
use contract::lang::Lang;
use diesel::prelude::*;
use domain::{
    identity::{DisplayName, EndReason, IdentityEvent, Phone, UserState},
    permissions::Actor,
};

use super::{
    IdentityError,
    accounts::{journal_as, seal_phone},
    codes::{self, Purpose},
    confirm::Confirmation,
    me::{Me, held, me},
    second_factor::forget,
    sessions::{OwnSession, end_all, own_sessions},
};
use crate::{
    crypto::Keyring,
    db::{
        DbError, Key, Tx, lock,
        schema::{memberships as belongings, sessions, users},
    },
    memberships::{self, OwnMembership},
    notifications,
    points::own::{self as points, OwnPoints},
    redemptions::{self, Redemption},
    tickets::{self, OwnTicket},
    volunteering::{self, Done},
};

/// What others see of who closed their account.
const CLOSED_NAME: &str = "已注销";

/// A change of one's own account; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct OwnChange {
    /// What others call one.
    pub display_name: Option<DisplayName>,
    /// The language of messages.
    pub locale: Option<Lang>,
    /// One's number (`Some(None)` removes it). A new one must be confirmed again.
    pub phone: Option<Option<Phone>>,
}

/// Changes the actor's account as they saw it in `version`.
///
/// # Errors
/// [`IdentityError::ChangedMeanwhile`].
pub fn change_own(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    version: i64,
    change: &OwnChange,
) -> Result<Me, IdentityError> {
    let row = users::table.find(Key(actor.user)).select(users::version);
    if lock!(tx.db(), row, |q, c| q.first::<i64>(c)).map_err(DbError::from)? != version {
        return Err(IdentityError::ChangedMeanwhile);
    }
    let own = || users::table.find(Key(actor.user));
    let mut fields = Vec::new();
    if let Some(name) = &change.display_name {
        diesel::update(own()).set(users::display_name.eq(name.as_str())).execute(tx.db())?;
        fields.push("display_name");
    }
    if let Some(locale) = change.locale {
        diesel::update(own()).set(users::locale.eq(locale.tag())).execute(tx.db())?;
        fields.push("locale");
    }
    if let Some(phone) = &change.phone {
        let (sealed, index) = seal_phone(tx, keyring, phone.as_ref())?;
        diesel::update(own())
            .set((
                users::phone_sealed.eq(sealed),
                users::phone_index.eq(index),
                users::phone_confirmed_at.eq(None::<NaiveDateTime>),
            ))
            .execute(tx.db())?;
        // Codes that went to the old number say nothing about the new one.
        codes::void(tx, actor.user, &[Purpose::Phone, Purpose::SmsSignIn, Purpose::SmsPasswordReset])?;
        fields.push("phone");
    }
    let now = tx.timestamp();
    diesel::update(own())
        .set((users::version.eq(version + 1), users::updated_at.eq(now)))
        .execute(tx.db())?;
    journal_as(tx, actor, actor.user, IdentityEvent::UserChanged { fields })?;
    me(tx, keyring, actor)
}

/// Everything that is stored about the actor and came from them.
#[derive(Clone, Debug)]
pub struct OwnData {
    /// The account, its number unmasked in [`Me::phone`].
    pub me: Me,
    /// Live sessions, with the addresses they came from.
    pub sessions: Vec<OwnSession>,
    /// Every household they belonged or asked to belong to.
    pub memberships: Vec<OwnMembership>,
    /// Every matter that they reported.
    pub tickets: Vec<OwnTicket>,
    /// Every shift that they are or were signed up for.
    pub shifts: Vec<Done>,
    /// What they earned, have and gave.
    pub points: OwnPoints,
    /// What they reserved.
    pub redemptions: Vec<Redemption>,
}

/// A copy of the actor's own data; that it was taken is journalled.
///
/// # Errors
/// [`IdentityError::Db`], [`IdentityError::Crypto`].
pub fn export_own(tx: &mut Tx<'_>, keyring: &Keyring, actor: &Actor) -> Result<OwnData, IdentityError> {
    let data = OwnData {
        me: me(tx, keyring, actor)?,
        sessions: own_sessions(tx, actor)?,
        memberships: memberships::all_mine(tx, actor.user)?,
        tickets: tickets::all_mine(tx, actor)?,
        shifts: volunteering::all_mine(tx, actor)?,
        points: points::all_mine(tx, actor)?,
        redemptions: redemptions::all_mine(tx, keyring, actor)?,
    };
    journal_as(tx, actor, actor.user, IdentityEvent::UserExported {})?;
    Ok(data)
}

/// Closes the actor's account: names, number, password, second factor, devices and addresses are wiped; the id
/// stays where it stands in records, and says nothing any more about who it was.
///
/// # Errors
/// [`IdentityError::PasswordWrong`]; [`IdentityError::GrantsHeld`] while they hold a role, so that no office is
/// left by surprise.
pub fn close_own(
    tx: &mut Tx<'_>,
    actor: &Actor,
    password: &Confirmation,
    right: bool,
) -> Result<(), IdentityError> {
    password.check(tx, actor, right)?;
    if !held(tx, actor.user)?.is_empty() {
        return Err(IdentityError::GrantsHeld);
    }
    let now = tx.timestamp();
    // Whoever waits for a place gets theirs.
    volunteering::leave_all(tx, actor)?;
    notifications::forget(tx, actor.user)?;
    forget(tx, actor.user)?;
    codes::void_all(tx, actor.user)?;
    end_all(tx, actor.user, None, EndReason::Closed)?;
    diesel::update(sessions::table.filter(sessions::user_id.eq(Key(actor.user))))
        .set((sessions::device.eq(""), sessions::address.eq("")))
        .execute(tx.db())?;
    let belonging = belongings::table
        .filter(belongings::user_id.eq(Key(actor.user)))
        .filter(belongings::ended_at.is_null());
    diesel::update(belonging)
        .set((belongings::ended_at.eq(now), belongings::version.eq(belongings::version + 1)))
        .execute(tx.db())?;
    diesel::update(users::table.find(Key(actor.user)))
        .set((
            // Free for others, and never what a new account may be called.
            users::login.eq(format!("closed:{}", actor.user)),
            users::display_name.eq(CLOSED_NAME),
            users::phone_sealed.eq(None::<String>),
            users::phone_index.eq(None::<String>),
            users::phone_confirmed_at.eq(None::<NaiveDateTime>),
            users::password_hash.eq(None::<String>),
            users::state.eq(UserState::Closed.as_str()),
            users::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(journal_as(tx, actor, actor.user, IdentityEvent::UserClosed {})?)
}

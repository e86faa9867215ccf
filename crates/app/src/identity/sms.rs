//! Codes by SMS: to sign in, to set a new password, to show that a number is one's own.

use std::fmt;

use chrono::TimeDelta;
use contract::lang::{Lang, Text};
use diesel::prelude::*;
use domain::{
    identity::{IdentityEvent, Limit, Phone, SMS_CODE_SECONDS, SignInMethod, UserState},
    ids::UserId,
    permissions::Actor,
};

use super::{
    IdentityError,
    accounts::{PHONE_PURPOSE, journal_as, open_phone},
    codes::{self, Purpose},
    confirm::Confirmation,
    limits::{self, Counted},
    sessions::{Device, Started, start},
};
use crate::{
    crypto::Keyring,
    db::{DbError, Key, Tx, schema::users},
};

/// Sends messages to telephones. Called on a blocking thread; may take seconds.
pub trait SmsSender: Send + Sync {
    /// Sends one message.
    ///
    /// # Errors
    /// [`SmsError`] where the provider refuses or is not reached.
    fn send(&self, message: &SmsMessage) -> Result<(), SmsError>;

    /// Whether messages arrive on telephones, so that it makes sense to offer them.
    fn reaches_telephones(&self) -> bool {
        true
    }
}

/// Why a message was not sent.
#[derive(Debug, thiserror::Error)]
#[error("the message was not sent: {0}")]
pub struct SmsError(pub String);

/// A message with a code. Not shown by `Debug`.
#[derive(Clone)]
pub struct SmsMessage {
    /// To whom.
    pub phone: Phone,
    /// The code, for providers that fill their own template.
    pub code: String,
    /// The whole text in the person's language.
    pub text: String,
}

impl fmt::Debug for SmsMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SmsMessage({:?})", self.phone)
    }
}

/// The sender of an installation without a provider: shows the message on the operator's console, as a log
/// line of the target `gongzhi::sms` and nowhere else, with the number masked.
#[derive(Clone, Copy, Debug, Default)]
pub struct ConsoleSms;

impl SmsSender for ConsoleSms {
    fn send(&self, message: &SmsMessage) -> Result<(), SmsError> {
        tracing::info!(target: "gongzhi::sms", to = message.phone.masked(), text = message.text, "SMS");
        Ok(())
    }

    fn reaches_telephones(&self) -> bool {
        false
    }
}

const TEXT: Text = Text {
    hans: "【共治】验证码 {code}，{minutes} 分钟内有效。请勿告诉任何人。",
    hant: "【共治】驗證碼 {code}，{minutes} 分鐘內有效。請勿告訴任何人。",
    en: "[Gongzhi] Your code is {code}, good for {minutes} minutes. Tell it to nobody.",
};

fn message(phone: Phone, code: String, locale: &str) -> SmsMessage {
    let lang = Lang::from_tag(locale).unwrap_or_default();
    let minutes = (SMS_CODE_SECONDS / 60).to_string();
    let text = TEXT.fill(lang, &[("code".into(), code.clone()), ("minutes".into(), minutes)]);
    SmsMessage { phone, code, text }
}

/// Counts a message to a number and from an address, whether or not one will be sent.
fn admit(tx: &mut Tx<'_>, keyring: &Keyring, phone: &Phone, address: &str) -> Result<(), IdentityError> {
    let minute = Counted::new(keyring, Limit::SMS_PHONE_MINUTE, phone.digits())?;
    let day = Counted::new(keyring, Limit::SMS_PHONE_DAY, phone.digits())?;
    let address = Counted::new(keyring, Limit::SMS_ADDRESS, address)?;
    limits::admit(tx, &[&minute, &day, &address])
}

/// What an SMS code may be asked for without being signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmsCodeFor {
    /// To sign in.
    SignIn,
    /// To set a new password.
    PasswordReset,
}

/// A message with a code for the account whose confirmed number this is; `None` where there is none, which
/// the caller must not tell.
///
/// # Errors
/// [`IdentityError::TooMany`]; the same for known and unknown numbers.
pub fn request_sms_code(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    phone: Phone,
    wanted_for: SmsCodeFor,
    address: &str,
) -> Result<Option<SmsMessage>, IdentityError> {
    admit(tx, keyring, &phone, address)?;
    let Some((user, locale)) = owner(tx, keyring, &phone)? else { return Ok(None) };
    let purpose = match wanted_for {
        SmsCodeFor::SignIn => Purpose::SmsSignIn,
        SmsCodeFor::PasswordReset => Purpose::SmsPasswordReset,
    };
    let code = codes::digits(tx);
    codes::issue(tx, keyring, user, purpose, &code, TimeDelta::seconds(SMS_CODE_SECONDS))?;
    Ok(Some(message(phone, code, &locale)))
}

/// Signs in with a code; `None` where it does not work: then too the transaction must be kept.
///
/// # Errors
/// [`IdentityError::TooMany`].
pub fn sign_in_by_sms(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    phone: &Phone,
    code: &str,
    address: &str,
    device: &Device,
) -> Result<Option<Started>, IdentityError> {
    let address = Counted::new(keyring, Limit::SIGN_IN_ADDRESS, address)?;
    limits::admit(tx, &[&address])?;
    let Some((user, _)) = owner(tx, keyring, phone)? else { return Ok(None) };
    if !codes::redeem(tx, keyring, user, &[Purpose::SmsSignIn], code)? {
        return Ok(None);
    }
    limits::succeed(tx, &[&address])?;
    start(tx, user, SignInMethod::Sms, device).map(Some)
}

/// The active account whose confirmed number this is, and its language.
fn owner(tx: &mut Tx<'_>, keyring: &Keyring, phone: &Phone) -> Result<Option<(UserId, String)>, DbError> {
    let found: Option<(Key<UserId>, String)> = users::table
        .filter(users::phone_index.eq_any(keyring.indexes(PHONE_PURPOSE, phone.digits())))
        .filter(users::phone_confirmed_at.is_not_null())
        .filter(users::state.eq(UserState::Active.as_str()))
        .select((users::id, users::locale))
        .first(tx.db())
        .optional()?;
    Ok(found.map(|(Key(id), locale)| (id, locale)))
}

/// A message with a code to the number that the actor claims. Asks for the password: a confirmed number is
/// a way to sign in.
///
/// # Errors
/// [`IdentityError::PasswordWrong`], [`IdentityError::PhoneMissing`], [`IdentityError::TooMany`].
pub fn request_phone_code(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    password: &Confirmation,
    right: bool,
    address: &str,
) -> Result<SmsMessage, IdentityError> {
    password.check(tx, actor, right)?;
    let (sealed, open, locale): (Option<String>, bool, String) = users::table
        .find(Key(actor.user))
        .select((users::phone_sealed, users::phone_confirmed_at.is_null(), users::locale))
        .first(tx.db())?;
    let sealed = sealed.filter(|_| open).ok_or(IdentityError::PhoneMissing)?;
    let phone = open_phone(keyring, &sealed)?;
    admit(tx, keyring, &phone, address)?;
    let code = codes::digits(tx);
    codes::issue(tx, keyring, actor.user, Purpose::Phone, &code, TimeDelta::seconds(SMS_CODE_SECONDS))?;
    Ok(message(phone, code, &locale))
}

/// The actor shows that the number is theirs; `false` where the code does not work: then too the transaction
/// must be kept. An account that had the same number confirmed loses it: numbers change hands.
///
/// # Errors
/// [`IdentityError::Db`].
pub fn confirm_phone(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    code: &str,
) -> Result<bool, IdentityError> {
    if !codes::redeem(tx, keyring, actor.user, &[Purpose::Phone], code)? {
        return Ok(false);
    }
    let sealed: Option<String> =
        users::table.find(Key(actor.user)).select(users::phone_sealed).first(tx.db())?;
    let phone = open_phone(keyring, &sealed.ok_or(IdentityError::PhoneMissing)?)?;
    let now = tx.timestamp();
    let earlier = users::table
        .filter(users::phone_index.eq_any(keyring.indexes(PHONE_PURPOSE, phone.digits())))
        .filter(users::phone_confirmed_at.is_not_null())
        .filter(users::id.ne(Key(actor.user)));
    diesel::update(earlier)
        .set((
            users::phone_sealed.eq(None::<String>),
            users::phone_index.eq(None::<String>),
            users::phone_confirmed_at.eq(None::<chrono::NaiveDateTime>),
            users::version.eq(users::version + 1),
            users::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    diesel::update(users::table.find(Key(actor.user)))
        .set((
            users::phone_confirmed_at.eq(now),
            // The key may have been rotated since the number was entered.
            users::phone_index.eq(keyring.index(PHONE_PURPOSE, phone.digits())?),
            users::version.eq(users::version + 1),
            users::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    journal_as(tx, actor, actor.user, IdentityEvent::PhoneConfirmed {})?;
    Ok(true)
}

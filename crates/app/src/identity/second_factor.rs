//! The second factor: time-based codes (RFC 6238: SHA-1, 6 digits, 30 seconds, one step either way), each good
//! once, and recovery codes for the day the telephone is lost.

use diesel::prelude::*;
use domain::{
    identity::{EndReason, IdentityEvent, Limit, RECOVERY_CODES},
    ids::UserId,
    permissions::Actor,
};
use totp_rs::{Algorithm, Builder, Secret, Totp};

use super::{
    IdentityError,
    accounts::{journal, journal_as},
    codes,
    confirm::Confirmation,
    limits::{self, Counted},
    sessions::end_all,
    users::{manageable, state_of},
};
use crate::{
    crypto::{Keyring, base64url, from_base64url},
    db::{
        DbError, Key, Tx, lock,
        schema::{recovery_codes, sessions, users},
        subject,
    },
};

pub(crate) const SECRET_PURPOSE: &str = "users.totp";
const RECOVERY_PURPOSE: &str = "recovery_codes.code";
const SECRET_BYTES: usize = 20;
const STEP_SECONDS: u64 = 30;
const ISSUER: &str = "共治";

/// A second factor that waits to be confirmed.
pub struct Enrolment {
    /// For the QR code.
    pub otpauth_url: String,
    /// The secret in Base32, to type in.
    pub secret: String,
}

#[derive(Clone)]
struct Kept {
    sealed: Option<String>,
    confirmed: bool,
    last_step: Option<i64>,
}

/// Makes a new secret for the actor. It counts for nothing until [`confirm_totp`], so nothing is journalled yet.
///
/// # Errors
/// [`IdentityError::SecondFactorEnrolled`].
pub fn begin_totp(tx: &mut Tx<'_>, keyring: &Keyring, actor: &Actor) -> Result<Enrolment, IdentityError> {
    if lock_kept(tx, actor.user)?.confirmed {
        return Err(IdentityError::SecondFactorEnrolled);
    }
    let secret = tx.random::<SECRET_BYTES>();
    let login: String = users::table.find(Key(actor.user)).select(users::login).first(tx.db())?;
    let sealed = keyring.seal(SECRET_PURPOSE, base64url(&secret).as_bytes(), tx.entropy())?;
    diesel::update(users::table.find(Key(actor.user)))
        .set((users::totp_sealed.eq(sealed), users::totp_last_step.eq(None::<i64>)))
        .execute(tx.db())?;
    let totp = totp(&secret, &login)?;
    let otpauth_url = totp.to_url().map_err(IdentityError::hashing)?;
    Ok(Enrolment { otpauth_url, secret: totp.secret().to_base32() })
}

/// Confirms the new secret with a code of it: the second factor counts from now on, here and now shown. Gives the
/// recovery codes, to be told once; `None` where the code is wrong: then too the transaction must be kept.
///
/// # Errors
/// [`IdentityError::SecondFactorEnrolled`], [`IdentityError::SecondFactorMissing`], [`IdentityError::TooMany`].
pub fn confirm_totp(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    code: &str,
) -> Result<Option<Vec<String>>, IdentityError> {
    let counted = count(tx, keyring, actor.user)?;
    let kept = lock_kept(tx, actor.user)?;
    if kept.confirmed {
        return Err(IdentityError::SecondFactorEnrolled);
    }
    if !use_step(tx, keyring, actor.user, &kept, code)? {
        return Ok(None);
    }
    limits::succeed(tx, &[&counted])?;
    let now = tx.timestamp();
    diesel::update(users::table.find(Key(actor.user)))
        .set((users::totp_confirmed_at.eq(now), users::version.eq(users::version + 1)))
        .execute(tx.db())?;
    mark_shown(tx, actor)?;
    end_all(tx, actor.user, Some(actor.session), EndReason::SecondFactorChanged)?;
    let codes = new_recovery_codes(tx, keyring, actor.user)?;
    journal_as(tx, actor, actor.user, IdentityEvent::SecondFactorEnrolled {})?;
    Ok(Some(codes))
}

/// Shows the second factor in the actor's session; `false` where the code does not work: then too the transaction
/// must be kept.
///
/// # Errors
/// [`IdentityError::SecondFactorMissing`], [`IdentityError::TooMany`].
pub fn show_second_factor(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    code: &str,
) -> Result<bool, IdentityError> {
    let Some(recovery_code) = use_code(tx, keyring, actor.user, code)? else { return Ok(false) };
    mark_shown(tx, actor)?;
    let event = IdentityEvent::SecondFactorShown { recovery_code };
    journal(tx, Some(actor), subject("session", actor.session), event)?;
    Ok(true)
}

/// New recovery codes in place of the old ones; `None` where the code does not work: then too the transaction must be kept.
///
/// # Errors
/// [`IdentityError::PasswordWrong`], [`IdentityError::SecondFactorMissing`], [`IdentityError::TooMany`].
pub fn renew_recovery_codes(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    password: &Confirmation,
    right: bool,
    code: &str,
) -> Result<Option<Vec<String>>, IdentityError> {
    password.check(tx, actor, right)?;
    if use_code(tx, keyring, actor.user, code)?.is_none() {
        return Ok(None);
    }
    let codes = new_recovery_codes(tx, keyring, actor.user)?;
    journal_as(tx, actor, actor.user, IdentityEvent::RecoveryCodesRenewed {})?;
    Ok(Some(codes))
}

/// The actor gives up their second factor; `false` where the code does not work: then too the transaction must be kept.
/// All their other sessions end; roles above resident stop working until a new one is enrolled.
///
/// # Errors
/// As [`renew_recovery_codes`].
pub fn remove_totp(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    password: &Confirmation,
    right: bool,
    code: &str,
) -> Result<bool, IdentityError> {
    password.check(tx, actor, right)?;
    if use_code(tx, keyring, actor.user, code)?.is_none() {
        return Ok(false);
    }
    forget(tx, actor.user)?;
    end_all(tx, actor.user, Some(actor.session), EndReason::SecondFactorChanged)?;
    diesel::update(sessions::table.find(Key(actor.session)))
        .set(sessions::second_factor.eq(false))
        .execute(tx.db())?;
    journal_as(tx, actor, actor.user, IdentityEvent::SecondFactorRemoved {})?;
    Ok(true)
}

/// Somebody in charge (or, without `actor`, the operator) removes the second factor of who lost theirs; every
/// session of that person ends.
///
/// # Errors
/// As [`manageable`]; [`IdentityError::SecondFactorMissing`], [`IdentityError::OwnAccount`].
pub fn remove_second_factor_of(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    user: UserId,
) -> Result<(), IdentityError> {
    if let Some(actor) = actor {
        manageable(tx, actor, user)?;
        if actor.user == user {
            return Err(IdentityError::OwnAccount);
        }
    }
    state_of(tx, user)?;
    if !lock_kept(tx, user)?.confirmed {
        return Err(IdentityError::SecondFactorMissing);
    }
    forget(tx, user)?;
    end_all(tx, user, None, EndReason::SecondFactorChanged)?;
    Ok(journal(tx, actor, subject("user", user), IdentityEvent::SecondFactorRemoved {})?)
}

/// Uses a code of either kind: `Some(true)` for a recovery code, `None` where it does not work.
fn use_code(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    user: UserId,
    code: &str,
) -> Result<Option<bool>, IdentityError> {
    let counted = count(tx, keyring, user)?;
    let kept = lock_kept(tx, user)?;
    if !kept.confirmed {
        return Err(IdentityError::SecondFactorMissing);
    }
    let recovery = !is_totp(code);
    let right = if recovery {
        use_recovery_code(tx, keyring, user, code)?
    } else {
        use_step(tx, keyring, user, &kept, code)?
    };
    if !right {
        return Ok(None);
    }
    limits::succeed(tx, &[&counted])?;
    Ok(Some(recovery))
}

fn count(tx: &mut Tx<'_>, keyring: &Keyring, user: UserId) -> Result<Counted, IdentityError> {
    let counted = Counted::new(keyring, Limit::SECOND_FACTOR, &user.to_string())?;
    limits::admit(tx, &[&counted])?;
    Ok(counted)
}

fn is_totp(code: &str) -> bool {
    let digits: String = code.chars().filter(|c| *c != ' ').collect();
    digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit())
}

fn lock_kept(tx: &mut Tx<'_>, user: UserId) -> Result<Kept, DbError> {
    let row = users::table.find(Key(user)).select((
        users::totp_sealed,
        users::totp_confirmed_at.is_not_null(),
        users::totp_last_step,
    ));
    let (sealed, confirmed, last_step) =
        lock!(tx.db(), row, |q, c| q.first::<(Option<String>, bool, Option<i64>)>(c))?;
    Ok(Kept { sealed, confirmed, last_step })
}

/// Whether the code is that of a step near now which has not been used; uses it up.
fn use_step(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    user: UserId,
    kept: &Kept,
    code: &str,
) -> Result<bool, IdentityError> {
    let sealed = kept.sealed.as_deref().ok_or(IdentityError::SecondFactorMissing)?;
    let secret = from_base64url(&keyring.open_text(SECRET_PURPOSE, sealed)?)
        .ok_or(crate::crypto::CryptoError::Damaged)?;
    let digits: String = code.chars().filter(|c| *c != ' ').collect();
    let now = u64::try_from(tx.now().timestamp()).unwrap_or(0);
    let step = totp(&secret, "")?.check(&digits, now).and_then(|step| i64::try_from(step).ok());
    let Some(step) = step.filter(|step| kept.last_step.is_none_or(|last| *step > last)) else {
        return Ok(false);
    };
    diesel::update(users::table.find(Key(user))).set(users::totp_last_step.eq(step)).execute(tx.db())?;
    Ok(true)
}

fn totp(secret: &[u8], account: &str) -> Result<Totp, IdentityError> {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(STEP_SECONDS)
        .with_secret(Secret::from(secret))
        .with_account_name(account)
        .with_issuer(Some(ISSUER))
        .build()
        .map_err(IdentityError::hashing)
}

fn recovery_hash(user: UserId, code: &str) -> String {
    format!("{user}:{}", codes::normal(code))
}

fn use_recovery_code(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    user: UserId,
    code: &str,
) -> Result<bool, IdentityError> {
    let now = tx.timestamp();
    let hashes = keyring.indexes(RECOVERY_PURPOSE, &recovery_hash(user, code));
    let unused = recovery_codes::table
        .filter(recovery_codes::user_id.eq(Key(user)))
        .filter(recovery_codes::code_hash.eq_any(hashes))
        .filter(recovery_codes::used_at.is_null());
    Ok(diesel::update(unused).set(recovery_codes::used_at.eq(now)).execute(tx.db())? == 1)
}

fn new_recovery_codes(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    user: UserId,
) -> Result<Vec<String>, IdentityError> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(Key(user)))).execute(tx.db())?;
    let mut codes = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        let code = codes::letters::<10>(tx, 5);
        let hash = keyring.index(RECOVERY_PURPOSE, &recovery_hash(user, &code))?;
        diesel::insert_into(recovery_codes::table)
            .values((recovery_codes::user_id.eq(Key(user)), recovery_codes::code_hash.eq(hash)))
            .execute(tx.db())?;
        codes.push(code);
    }
    Ok(codes)
}

fn mark_shown(tx: &mut Tx<'_>, actor: &Actor) -> Result<(), DbError> {
    diesel::update(sessions::table.find(Key(actor.session)))
        .set(sessions::second_factor.eq(true))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn forget(tx: &mut Tx<'_>, user: UserId) -> Result<(), DbError> {
    diesel::delete(recovery_codes::table.filter(recovery_codes::user_id.eq(Key(user)))).execute(tx.db())?;
    diesel::update(users::table.find(Key(user)))
        .set((
            users::totp_sealed.eq(None::<String>),
            users::totp_confirmed_at.eq(None::<chrono::NaiveDateTime>),
            users::totp_last_step.eq(None::<i64>),
            users::version.eq(users::version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

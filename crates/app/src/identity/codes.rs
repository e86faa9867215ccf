//! One-time codes: sent by SMS, or handed out at a counter. The store keeps keyed hashes, bound to the row.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use domain::{
    identity::{CODE_TRIES_MAX, SMS_CODE_DIGITS},
    ids::{CodeId, UserId},
};
use subtle::ConstantTimeEq;

use super::IdentityError;
use crate::{
    crypto::Keyring,
    db::{DbError, Key, Tx, lock, schema::one_time_codes as t},
};

const HASH_PURPOSE: &str = "one_time_codes.code";
/// Letters and digits that nobody takes for another (Crockford's Base32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What a code is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    SmsSignIn,
    SmsPasswordReset,
    PasswordReset,
    Phone,
}

impl Purpose {
    const fn as_str(self) -> &'static str {
        match self {
            Self::SmsSignIn => "sms_sign_in",
            Self::SmsPasswordReset => "sms_password_reset",
            Self::PasswordReset => "password_reset",
            Self::Phone => "phone",
        }
    }
}

/// Six random digits.
pub(super) fn digits(tx: &Tx<'_>) -> String {
    let number = u64::from_le_bytes(tx.random::<8>()) % 10_u64.pow(6);
    format!("{number:0SMS_CODE_DIGITS$}")
}

/// Random letters and digits (5 bits each) in groups: `K7QF-2M9X-TB4C`.
pub(super) fn letters<const N: usize>(tx: &Tx<'_>, group: usize) -> String {
    let letters: Vec<u8> = tx.random::<N>().iter().map(|b| ALPHABET[usize::from(b & 31)]).collect();
    let groups: Vec<String> =
        letters.chunks(group).map(|g| String::from_utf8_lossy(g).into_owned()).collect();
    groups.join("-")
}

/// A code as people type it: case, dashes and spaces do not count, `O` is `0`, `I` and `L` are `1`.
pub(super) fn normal(code: &str) -> String {
    let plain = code.chars().filter(|c| !matches!(c, '-' | ' ')).take(64);
    plain
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        })
        .collect()
}

/// Keeps a new code; earlier ones of the same purpose are void.
pub(super) fn issue(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    user: UserId,
    purpose: Purpose,
    code: &str,
    lifetime: TimeDelta,
) -> Result<DateTime<Utc>, IdentityError> {
    void(tx, user, &[purpose])?;
    let id: CodeId = tx.new_id();
    let expires_at = tx.now() + lifetime;
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::purpose.eq(purpose.as_str()),
            t::user_id.eq(Key(user)),
            t::code_hash.eq(keyring.index(HASH_PURPOSE, &bound(id, code))?),
            t::attempts_left.eq(CODE_TRIES_MAX),
            t::created_at.eq(tx.timestamp()),
            t::expires_at.eq(expires_at.naive_utc()),
        ))
        .execute(tx.db())?;
    Ok(expires_at)
}

fn bound(id: CodeId, code: &str) -> String {
    format!("{id}:{}", normal(code))
}

/// Uses a code of one of `purposes`. A wrong one costs a try: the caller must keep the transaction then too.
pub(super) fn redeem(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    user: UserId,
    purposes: &[Purpose],
    code: &str,
) -> Result<bool, IdentityError> {
    let now = tx.timestamp();
    let live = t::table
        .filter(t::user_id.eq(Key(user)))
        .filter(t::purpose.eq_any(purposes.iter().map(|p| p.as_str()).collect::<Vec<_>>()))
        .filter(t::used_at.is_null())
        .filter(t::expires_at.gt(now))
        .filter(t::attempts_left.gt(0))
        .order(t::id)
        .select((t::id, t::code_hash));
    let rows = lock!(tx.db(), live, |q, c| q.load::<(Key<CodeId>, String)>(c))?;
    for (Key(id), hash) in &rows {
        let right = keyring
            .indexes(HASH_PURPOSE, &bound(*id, code))
            .iter()
            .any(|tried| bool::from(tried.as_bytes().ct_eq(hash.as_bytes())));
        if right {
            diesel::update(t::table.find(Key(*id))).set(t::used_at.eq(now)).execute(tx.db())?;
            return Ok(true);
        }
    }
    for (Key(id), _) in &rows {
        diesel::update(t::table.find(Key(*id)))
            .set(t::attempts_left.eq(t::attempts_left - 1))
            .execute(tx.db())?;
    }
    Ok(false)
}

/// Makes open codes void.
pub(super) fn void(tx: &mut Tx<'_>, user: UserId, purposes: &[Purpose]) -> Result<(), DbError> {
    let names: Vec<&str> = purposes.iter().map(|p| p.as_str()).collect();
    let open = t::table.filter(t::user_id.eq(Key(user))).filter(t::purpose.eq_any(names));
    diesel::delete(open).execute(tx.db())?;
    Ok(())
}

/// Makes every open code of somebody void.
pub(super) fn void_all(tx: &mut Tx<'_>, user: UserId) -> Result<(), DbError> {
    diesel::delete(t::table.filter(t::user_id.eq(Key(user)))).execute(tx.db())?;
    Ok(())
}

/// Forgets codes that are over; returns how many.
pub(super) fn purge(tx: &mut Tx<'_>) -> Result<usize, DbError> {
    let now = tx.timestamp();
    Ok(diesel::delete(t::table.filter(t::expires_at.lt(now))).execute(tx.db())?)
}

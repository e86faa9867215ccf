//! The keys that sign access tokens; shared by all nodes through the store, the private half encrypted.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use diesel::prelude::*;
use domain::identity::IdentityEvent;
use p256::{
    SecretKey,
    pkcs8::{EncodePrivateKey, EncodePublicKey, LineEnding},
};

use super::accounts::journal;
use crate::{
    crypto::{CryptoError, Keyring},
    db::{DbError, Tx, schema::signing_keys as t},
};

/// Minutes that a key is accepted after a newer one: the life of a token, and time for every node to learn of it.
const SUPERSEDED_MINUTES: i64 = 60;
pub(crate) const PURPOSE: &str = "signing_keys.private";

/// A key pair.
#[derive(Clone)]
pub struct SigningKey {
    /// Names it in tokens and in the published key set.
    pub kid: String,
    /// PKCS #8 PEM.
    pub private_pem: String,
    /// SPKI PEM.
    pub public_pem: String,
    /// Since when it signs.
    pub created_at: DateTime<Utc>,
}

/// Why keys cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum SigningKeyError {
    /// The store fails.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The private half does not open: another field key than the one it was made with.
    #[error("the signing key does not open with the configured field keys: {0}")]
    Crypto(#[from] CryptoError),
    /// The key itself is malformed.
    #[error("a signing key is damaged: {0}")]
    Malformed(String),
}

/// The keys in use, newest first; makes the first one where there is none.
///
/// # Errors
/// [`SigningKeyError`].
pub fn signing_keys(tx: &mut Tx<'_>, keyring: &Keyring) -> Result<Vec<SigningKey>, SigningKeyError> {
    let live = live_signing_keys(tx, keyring)?;
    if live.is_empty() { Ok(vec![add_signing_key(tx, keyring)?]) } else { Ok(live) }
}

/// The keys in use, newest first; only reads, so that nodes can look again and again.
///
/// # Errors
/// [`SigningKeyError`].
pub fn live_signing_keys(tx: &mut Tx<'_>, keyring: &Keyring) -> Result<Vec<SigningKey>, SigningKeyError> {
    let rows: Vec<(String, String, NaiveDateTime)> = t::table
        .filter(t::retired_at.is_null())
        .order((t::created_at.desc(), t::kid))
        .select((t::kid, t::private_sealed, t::created_at))
        .load(tx.db())
        .map_err(DbError::from)?;
    rows.into_iter()
        .map(|(kid, sealed, created)| {
            let pem = keyring.open_text(PURPOSE, &sealed)?;
            let key: SecretKey = p256::pkcs8::DecodePrivateKey::from_pkcs8_pem(&pem).map_err(malformed)?;
            key_pair(kid, &key, created.and_utc())
        })
        .collect()
}

/// Makes a new key that signs from now on; the older ones are still accepted.
///
/// # Errors
/// [`SigningKeyError`].
pub fn add_signing_key(tx: &mut Tx<'_>, keyring: &Keyring) -> Result<SigningKey, SigningKeyError> {
    // All but about one in 2^32 random texts are keys of this curve.
    let key = std::iter::repeat_with(|| tx.random::<32>())
        .take(8)
        .find_map(|bytes| SecretKey::from_slice(&bytes).ok())
        .ok_or_else(|| SigningKeyError::Malformed("no randomness".into()))?;
    let kid: String = tx.random::<8>().iter().map(|b| format!("{b:02x}")).collect();
    let pair = key_pair(kid, &key, tx.now())?;
    diesel::insert_into(t::table)
        .values((
            t::kid.eq(&pair.kid),
            t::private_sealed.eq(keyring.seal(PURPOSE, pair.private_pem.as_bytes(), tx.entropy())?),
            t::public_jwk.eq(key.public_key().to_jwk_string()),
            t::created_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    Ok(pair)
}

/// Makes a new key that signs from now on, and journals it. The one before retires by itself (see [`super::purge`]).
///
/// # Errors
/// [`SigningKeyError`].
pub fn rotate_signing_key(tx: &mut Tx<'_>, keyring: &Keyring) -> Result<SigningKey, SigningKeyError> {
    let pair = add_signing_key(tx, keyring)?;
    let event = IdentityEvent::SigningKeyAdded { kid: pair.kid.clone() };
    journal(tx, None, format!("signing_key:{}", pair.kid), event)?;
    Ok(pair)
}

/// Retires keys that a newer one took over from so long ago that no token of theirs is alive.
pub(super) fn retire_superseded(tx: &mut Tx<'_>) -> Result<usize, DbError> {
    let settled = (tx.now() - TimeDelta::minutes(SUPERSEDED_MINUTES)).naive_utc();
    let newest: Option<NaiveDateTime> = t::table
        .filter(t::retired_at.is_null())
        .filter(t::created_at.lt(settled))
        .order(t::created_at.desc())
        .select(t::created_at)
        .first(tx.db())
        .optional()?;
    let Some(newest) = newest else { return Ok(0) };
    let now = tx.timestamp();
    let older = t::table.filter(t::retired_at.is_null()).filter(t::created_at.lt(newest));
    Ok(diesel::update(older).set(t::retired_at.eq(now)).execute(tx.db())?)
}

/// The public halves of the keys in use, as JWKs (JSON texts).
///
/// # Errors
/// [`DbError`].
pub fn public_keys(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, DbError> {
    Ok(t::table
        .filter(t::retired_at.is_null())
        .order(t::kid)
        .select((t::kid, t::public_jwk))
        .load(tx.db())?)
}

fn key_pair(kid: String, key: &SecretKey, created_at: DateTime<Utc>) -> Result<SigningKey, SigningKeyError> {
    let private_pem = key.to_pkcs8_pem(LineEnding::LF).map_err(malformed)?.to_string();
    let public_pem = key.public_key().to_public_key_pem(LineEnding::LF).map_err(malformed)?;
    Ok(SigningKey { kid, private_pem, public_pem, created_at })
}

fn malformed(error: impl std::fmt::Display) -> SigningKeyError {
    SigningKeyError::Malformed(error.to_string())
}

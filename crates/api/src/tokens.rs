//! Access tokens: JWTs signed with ES256, valid for minutes, checked without the store.

use std::{
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::{Duration, Instant},
};

use app::identity::SigningKey;
use chrono::{DateTime, Utc};
use domain::ids::{SessionId, UserId};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use moka::sync::Cache;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How long an access token works.
pub const ACCESS_SECONDS: i64 = 600;
/// Tokens whose signatures are remembered: the people who are active within [`ACCESS_SECONDS`] on one node.
const VERIFIED_MAX: u64 = 100_000;
const ISSUER: &str = "gongzhi";
const AUDIENCE: &str = "gongzhi-api";

/// Signs with the newest key, accepts every key that is not retired.
pub struct Tokens {
    keys: RwLock<Arc<Keys>>,
    loaded: Mutex<Instant>,
}

struct Keys {
    signing: (String, EncodingKey),
    accepted: Vec<(String, DecodingKey)>,
    /// What tokens say whose signatures held, by SHA-256 of the token: checking ES256 again takes longer than all the
    /// statements of a read. It goes with the keys, so that a retired key counts for nothing at once.
    verified: Cache<[u8; 32], Said>,
}

/// What a token says.
#[derive(Clone, Copy)]
struct Said {
    user: UserId,
    session: SessionId,
    issued_at: i64,
    expires_at: i64,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: UserId,
    sid: SessionId,
    iat: i64,
    exp: i64,
}

/// Why the keys or a token cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// There is no key to sign with.
    #[error("there is no signing key")]
    NoKey,
    /// A key is malformed.
    #[error("a signing key cannot be read: {0}")]
    Key(#[from] jsonwebtoken::errors::Error),
    /// The token names a key that is not known (any more, or yet).
    #[error("the token names an unknown key")]
    UnknownKey,
    /// The token is malformed, signed by nobody we know, for somebody else, or over.
    #[error("the token is not valid")]
    Invalid,
}

impl Tokens {
    /// Prepares the keys, newest first.
    ///
    /// # Errors
    /// [`TokenError::NoKey`], [`TokenError::Key`].
    pub fn new(keys: &[SigningKey]) -> Result<Self, TokenError> {
        Ok(Self { keys: RwLock::new(Arc::new(Keys::new(keys)?)), loaded: Mutex::new(Instant::now()) })
    }

    /// Uses these keys, newest first, from now on.
    ///
    /// # Errors
    /// [`TokenError::NoKey`], [`TokenError::Key`]; the ones so far stay.
    pub fn replace(&self, keys: &[SigningKey]) -> Result<(), TokenError> {
        let keys = Arc::new(Keys::new(keys)?);
        *self.keys.write().unwrap_or_else(PoisonError::into_inner) = keys;
        Ok(())
    }

    /// Whether the keys were read longer ago than `age`; then it is the caller, and nobody else, who reads them again.
    pub(crate) fn claim_reload(&self, age: Duration) -> bool {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let stale = loaded.elapsed() >= age;
        if stale {
            *loaded = Instant::now();
        }
        stale
    }

    fn keys(&self) -> Arc<Keys> {
        Arc::clone(&self.keys.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Keys {
    fn new(keys: &[SigningKey]) -> Result<Self, TokenError> {
        let newest = keys.first().ok_or(TokenError::NoKey)?;
        let signing = (newest.kid.clone(), EncodingKey::from_ec_pem(newest.private_pem.as_bytes())?);
        let accepted = keys
            .iter()
            .map(|key| Ok((key.kid.clone(), DecodingKey::from_ec_pem(key.public_pem.as_bytes())?)))
            .collect::<Result<_, TokenError>>()?;
        let lifetime = Duration::from_secs(ACCESS_SECONDS.unsigned_abs());
        let verified = Cache::builder().max_capacity(VERIFIED_MAX).time_to_live(lifetime).build();
        Ok(Self { signing, accepted, verified })
    }

    /// What a token says, if one of these keys signed it for us.
    fn said(&self, token: &str) -> Result<Said, TokenError> {
        let hash = Sha256::digest(token).into();
        if let Some(said) = self.verified.get(&hash) {
            return Ok(said);
        }
        let kid = jsonwebtoken::decode_header(token).map_err(|_| TokenError::Invalid)?.kid;
        let known = self.accepted.iter().find(|(id, _)| Some(id) == kid.as_ref());
        let key = known.ok_or(TokenError::UnknownKey)?;
        let mut rules = Validation::new(Algorithm::ES256);
        rules.set_issuer(&[ISSUER]);
        rules.set_audience(&[AUDIENCE]);
        // The clock is ours (tests set it), so the expiry is compared elsewhere and not by the library.
        rules.validate_exp = false;
        let claims =
            jsonwebtoken::decode::<Claims>(token, &key.1, &rules).map_err(|_| TokenError::Invalid)?.claims;
        let said =
            Said { user: claims.sub, session: claims.sid, issued_at: claims.iat, expires_at: claims.exp };
        self.verified.insert(hash, said);
        Ok(said)
    }
}

impl Tokens {
    /// A token for a session.
    ///
    /// # Errors
    /// [`TokenError::Key`].
    pub fn issue(&self, user: UserId, session: SessionId, now: DateTime<Utc>) -> Result<String, TokenError> {
        let keys = self.keys();
        let iat = now.timestamp();
        let (iss, aud) = (ISSUER.to_owned(), AUDIENCE.to_owned());
        let claims = Claims { iss, aud, sub: user, sid: session, iat, exp: iat + ACCESS_SECONDS };
        let header = Header { kid: Some(keys.signing.0.clone()), ..Header::new(Algorithm::ES256) };
        Ok(jsonwebtoken::encode(&header, &claims, &keys.signing.1)?)
    }

    /// The session a token stands for. The algorithm is ours, never the token's; only keys of ours are
    /// looked up (`jku`, `jwk` and unknown `kid` count for nothing).
    ///
    /// # Errors
    /// [`TokenError::UnknownKey`], [`TokenError::Invalid`].
    pub fn session(&self, token: &str, now: DateTime<Utc>) -> Result<(UserId, SessionId), TokenError> {
        let said = self.keys().said(token)?;
        let now = now.timestamp();
        let live = said.issued_at <= now + 60 && now < said.expires_at;
        if live { Ok((said.user, said.session)) } else { Err(TokenError::Invalid) }
    }
}

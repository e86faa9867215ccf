//! Writes that may be retried.

use std::{
    future::{Ready, ready},
    sync::Arc,
};

use actix_web::{FromRequest, HttpRequest, dev::Payload};
use app::{
    db::{DbError, Tx},
    idempotency::{self, Keep, Once},
};
use contract::problems;
use domain::{ids::UserId, permissions::Actor};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use crate::{ApiError, State};

/// The `Idempotency-Key` of a request, where it has one.
#[derive(Clone, Debug)]
pub struct IdempotencyKey {
    key: Option<String>,
    route: String,
}

/// Longest key, in characters.
const KEY_CHARS_MAX: usize = 100;

impl FromRequest for IdempotencyKey {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let route = format!("{} {}", request.method(), request.path());
        let Some(value) = request.headers().get("idempotency-key") else {
            return ready(Ok(Self { key: None, route }));
        };
        let good = |key: &&str| {
            (1..=KEY_CHARS_MAX).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic())
        };
        ready(match value.to_str().ok().filter(good) {
            Some(key) => Ok(Self { key: Some(key.to_owned()), route }),
            None => Err(ApiError::new(&problems::IDEMPOTENCY_KEY_INVALID)),
        })
    }
}

impl IdempotencyKey {
    fn request<B: Serialize + ?Sized>(
        self,
        caller: UserId,
        body: &B,
        keep: Keep,
    ) -> Option<idempotency::Request> {
        let mut hash = Sha256::new();
        hash.update(self.route.as_bytes());
        hash.update([0]);
        hash.update(serde_json::to_vec(body).ok()?);
        Some(idempotency::Request { caller, key: self.key?, hash: hash.finalize().into(), keep })
    }
}

impl State {
    /// Runs a use case in one transaction; a request with a key that was used before gets the first
    /// answer again. `body` is what the request brought: another one under the same key is refused.
    ///
    /// # Errors
    /// What the use case returns; `idempotency_key_reused`.
    pub async fn write_once<B, T, E, F>(
        &self,
        key: IdempotencyKey,
        actor: &Arc<Actor>,
        body: &B,
        work: F,
    ) -> Result<T, ApiError>
    where
        B: Serialize + ?Sized,
        F: FnOnce(&mut Tx<'_>, &Actor) -> Result<T, E> + Send + 'static,
        T: Serialize + DeserializeOwned + Send + 'static,
        E: From<DbError> + Into<ApiError> + Send + 'static,
    {
        let request = key.request(actor.user, body, Keep::ForADay);
        let actor = Arc::clone(actor);
        answer(self.db.write(move |tx| once(tx, request.as_ref(), &actor, work)).await)
    }

    /// [`State::write_once`] for what posts in the ledger: in the ledger's turn, and its keys never expire.
    ///
    /// # Errors
    /// As [`State::write_once`].
    pub async fn post_once<B, T, E, F>(
        &self,
        key: IdempotencyKey,
        actor: &Arc<Actor>,
        body: &B,
        work: F,
    ) -> Result<T, ApiError>
    where
        B: Serialize + ?Sized,
        F: FnOnce(&mut Tx<'_>, &Actor) -> Result<T, E> + Send + 'static,
        T: Serialize + DeserializeOwned + Send + 'static,
        E: From<DbError> + Into<ApiError> + Send + 'static,
    {
        let request = key.request(actor.user, body, Keep::ForEver);
        let actor = Arc::clone(actor);
        answer(self.db.write_in_turn(move |tx| once(tx, request.as_ref(), &actor, work)).await)
    }
}

/// What the key of somebody who is not signed in has at least, in characters: all of them share one space of keys, so nobody is to guess
/// another's.
const OPEN_KEY_CHARS_MIN: usize = 16;

impl State {
    /// [`State::write_once`] for callers who need not be signed in.
    ///
    /// # Errors
    /// As [`State::write_once`]; `idempotency_key_invalid` where nobody is signed in and the key is short.
    pub async fn write_once_by_anybody<B, T, E, F>(
        &self,
        key: IdempotencyKey,
        actor: Option<Arc<Actor>>,
        body: &B,
        work: F,
    ) -> Result<T, ApiError>
    where
        B: Serialize + ?Sized,
        F: FnOnce(&mut Tx<'_>, Option<&Actor>) -> Result<T, E> + Send + 'static,
        T: Serialize + DeserializeOwned + Send + 'static,
        E: From<DbError> + Into<ApiError> + Send + 'static,
    {
        if actor.is_none() && key.key.as_ref().is_some_and(|key| key.len() < OPEN_KEY_CHARS_MIN) {
            return Err(ApiError::new(&problems::IDEMPOTENCY_KEY_INVALID));
        }
        let caller = actor.as_ref().map_or(UserId(uuid::Uuid::nil()), |actor| actor.user);
        let request = key.request(caller, body, Keep::ForADay);
        let once = move |tx: &mut Tx<'_>| match request {
            None => work(tx, actor.as_deref()).map(Once::Done),
            Some(request) => idempotency::once(tx, &request, |tx| work(tx, actor.as_deref())),
        };
        answer(self.db.write(once).await)
    }
}

/// Does the work, once for a request that has a key.
fn once<T, E>(
    tx: &mut Tx<'_>,
    request: Option<&idempotency::Request>,
    actor: &Actor,
    work: impl FnOnce(&mut Tx<'_>, &Actor) -> Result<T, E>,
) -> Result<Once<T>, E>
where
    T: Serialize + DeserializeOwned,
    E: From<DbError>,
{
    match request {
        None => work(tx, actor).map(Once::Done),
        Some(request) => idempotency::once(tx, request, |tx| work(tx, actor)),
    }
}

fn answer<T, E: Into<ApiError>>(done: Result<Once<T>, E>) -> Result<T, ApiError> {
    match done.map_err(Into::into)? {
        Once::Done(value) | Once::Replayed(value) => Ok(value),
        Once::Conflict => Err(ApiError::new(&problems::IDEMPOTENCY_KEY_REUSED)),
    }
}

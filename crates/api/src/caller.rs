//! Who calls.

use std::{future::Future, ops::Deref, pin::Pin, sync::Arc};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web};
use app::identity::LiveSession;
use contract::problems;
use domain::permissions::Actor;

use crate::{ApiError, State};

/// The signed-in caller of an operation. An operation without this argument is public.
pub struct Caller(Arc<Actor>);

impl Deref for Caller {
    type Target = Actor;

    fn deref(&self) -> &Actor {
        &self.0
    }
}

impl Caller {
    /// The actor, to move into a use case.
    #[must_use]
    pub fn actor(&self) -> Arc<Actor> {
        Arc::clone(&self.0)
    }
}

/// Who calls a public operation that shows more to some: nobody, or a signed-in caller. A sign-in that no longer holds is
/// refused like everywhere, so that nobody takes the public's view for their own.
pub struct MaybeCaller(Option<Caller>);

impl MaybeCaller {
    /// The actor, to move into a use case.
    #[must_use]
    pub fn actor(&self) -> Option<Arc<Actor>> {
        self.0.as_ref().map(Caller::actor)
    }
}

impl FromRequest for MaybeCaller {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        if !request.headers().contains_key(header::AUTHORIZATION) {
            return Box::pin(async { Ok(Self(None)) });
        }
        let caller = Caller::from_request(request, payload);
        Box::pin(async move { Ok(Self(Some(caller.await?))) })
    }
}

/// A caller who may still have to show the second factor: for the few operations with which one shows it,
/// sees what is asked, or signs out. Every other operation takes a [`Caller`].
pub struct PendingCaller(LiveSession);

impl PendingCaller {
    /// The actor, to move into a use case.
    #[must_use]
    pub fn actor(&self) -> Arc<Actor> {
        Arc::clone(&self.0.actor)
    }
}

impl FromRequest for PendingCaller {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let live = live_session(request);
        Box::pin(async move { live.await.map(Self) })
    }
}

impl FromRequest for Caller {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let live = live_session(request);
        Box::pin(async move {
            let live = live.await?;
            if live.pending {
                return Err(ApiError::new(&problems::SECOND_FACTOR_REQUIRED));
            }
            Ok(Self(live.actor))
        })
    }
}

fn live_session(request: &HttpRequest) -> impl Future<Output = Result<LiveSession, ApiError>> + use<> {
    let token = bearer(request);
    let state = request.app_data::<web::Data<State>>().cloned();
    let request = request.clone();
    async move {
        let state = state.ok_or_else(|| ApiError::internal("the application holds no state"))?;
        let unknown = || ApiError::new(&problems::SIGN_IN_REQUIRED);
        let token = token.ok_or_else(unknown)?;
        let (user, session) = state.check_token(&token).await.map_err(|_| unknown())?;
        state.limits.admit_caller(&request, user)?;
        state.session(session).await?.filter(|live| live.actor.user == user).ok_or_else(unknown)
    }
}

fn bearer(request: &HttpRequest) -> Option<String> {
    let value = request.headers().get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}

//! Signing in, staying signed in, signing out.

use actix_web::{HttpRequest, HttpResponse, delete, get, http::header, post, web};
use app::{
    db::{DbError, Tx},
    identity::{self, Device, IdentityError, Refreshed, SecondFactor, Started},
};
use contract::{
    identity::{self as wire, NextStep, SignedIn},
    problems::{self, Problem},
};
use domain::{identity::Phone, ids::SessionId};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{cookie, hashing::verify};
use crate::{ApiError, ApiResult, BASE, Caller, ClientAddress, State, Valid, tokens::ACCESS_SECONDS};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(create_session)
        .service(create_session_by_sms)
        .service(refresh_session)
        .service(end_current_session)
        .service(list_my_sessions)
        .service(end_my_session)
        .service(end_my_other_sessions);
}

/// Signs in with a password. Anybody may try, ten times a minute at most by account and by address.
///
/// Where `next_step` is `show_second_factor`, the session can do nothing until `confirm_second_factor`.
/// The answer is the same, and takes as long, for a wrong password and for an account that does not exist.
///
/// Problems: `sign_in_failed`, `account_locked`, `too_many_requests`.
#[utoipa::path(tag = "identity", operation_id = "create_session", request_body = wire::SignIn,
    responses((status = 201, body = SignedIn), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/sessions")]
async fn create_session(
    state: web::Data<State>,
    from: ClientAddress,
    request: HttpRequest,
    Valid(body): Valid<wire::SignIn>,
) -> Result<HttpResponse, ApiError> {
    let keyring = state.keyring.clone();
    let begin = move |tx: &mut Tx<'_>| identity::begin_sign_in(tx, &keyring, &body.login, &from.subscriber());
    let attempt = state.db.write(begin).await?;
    let right = verify(body.password, attempt.password_hash.clone()).await?;
    let device = device(&request, from);
    let finish = move |tx: &mut Tx<'_>| identity::finish_sign_in(tx, &attempt, right, &device);
    signed_in(&state, &state.db.write(finish).await?, true)
}

/// Signs in with a code that came by SMS (`send_sms_code`). Anybody may try; each code allows five tries.
///
/// Problems: `code_refused`, `too_many_requests`.
#[utoipa::path(tag = "identity", operation_id = "create_session_by_sms", request_body = wire::SignInBySms,
    responses((status = 201, body = SignedIn), (status = 401, body = Problem), (status = 422, body = Problem),
        (status = 429, body = Problem)))]
#[post("/sessions/sms")]
async fn create_session_by_sms(
    state: web::Data<State>,
    from: ClientAddress,
    request: HttpRequest,
    Valid(body): Valid<wire::SignInBySms>,
) -> Result<HttpResponse, ApiError> {
    let phone = Phone::new(&body.phone).map_err(IdentityError::from)?;
    let (keyring, device) = (state.keyring.clone(), device(&request, from));
    let sign_in = move |tx: &mut Tx<'_>| {
        identity::sign_in_by_sms(tx, &keyring, &phone, &body.code, &from.subscriber(), &device)
    };
    let started = state.db.write(sign_in).await?;
    signed_in(&state, &started.ok_or_else(|| ApiError::new(&problems::CODE_REFUSED))?, true)
}

/// Stays signed in: a new access token and a new refresh cookie for the one that comes with the request.
///
/// A cookie that was used before ends the session (somebody else may hold a copy), but for 5 seconds, in which
/// two tabs that wake together get the same answer.
///
/// Problems: `session_over`, `session_refreshed_meanwhile`.
#[utoipa::path(tag = "identity", operation_id = "refresh_session",
    responses((status = 200, body = SignedIn), (status = 401, body = Problem), (status = 409, body = Problem)))]
#[post("/sessions/refresh")]
async fn refresh_session(state: web::Data<State>, request: HttpRequest) -> Result<HttpResponse, ApiError> {
    let token = cookie::read(&request).ok_or_else(|| ApiError::new(&problems::SESSION_OVER))?;
    let keyring = state.keyring.clone();
    match state.db.write(move |tx| identity::refresh(tx, &keyring, &token)).await? {
        Refreshed::GoesOn(started) => signed_in(&state, &started, false),
        Refreshed::Raced => Err(ApiError::new(&problems::SESSION_REFRESHED_MEANWHILE)),
        Refreshed::Over => Err(ApiError::new(&problems::SESSION_OVER)),
        Refreshed::Reused(session) => {
            tracing::warn!(%session, "a refresh token came twice; the session was ended");
            state.forget_actors();
            Err(ApiError::new(&problems::SESSION_OVER))
        }
    }
}

/// Signs out here: ends the session of the cookie that comes with the request, whether it was still alive or not.
#[utoipa::path(tag = "identity", operation_id = "end_current_session", responses((status = 204)))]
#[delete("/sessions/current")]
async fn end_current_session(
    state: web::Data<State>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    if let Some(token) = cookie::read(&request) {
        state.db.write(move |tx| identity::end_by_token(tx, &token)).await?;
        state.forget_actors();
    }
    Ok(HttpResponse::NoContent().cookie(cookie::drop(&state.settings)).finish())
}

/// Lists the devices one is signed in on, the newest first.
#[utoipa::path(tag = "identity", operation_id = "list_my_sessions", security(("bearer" = [])),
    responses((status = 200, body = wire::MySessions), (status = 401, body = Problem), (status = 403, body = Problem)))]
#[get("/me/sessions")]
async fn list_my_sessions(state: web::Data<State>, caller: Caller) -> ApiResult<wire::MySessions> {
    let actor = caller.actor();
    let found = state.db.read(move |tx| identity::own_sessions(tx, &actor)).await?;
    let items = found.into_iter().map(|session| render(session, caller.session)).collect();
    Ok(web::Json(wire::MySessions { items }))
}

/// Ends one of one's own sessions.
///
/// Problems: `not_found` where it is not one's own, or over.
#[utoipa::path(tag = "identity", operation_id = "end_my_session", security(("bearer" = [])),
    params(("id" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[delete("/me/sessions/{id}")]
async fn end_my_session(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<SessionId>,
) -> Result<HttpResponse, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    state.db.write(move |tx| identity::end_own_session(tx, &actor, id)).await?;
    state.forget_actors();
    Ok(HttpResponse::NoContent().finish())
}

/// Ends all of one's own sessions but the one that asks.
#[utoipa::path(tag = "identity", operation_id = "end_my_other_sessions", security(("bearer" = [])),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem)))]
#[delete("/me/sessions")]
async fn end_my_other_sessions(state: web::Data<State>, caller: Caller) -> Result<HttpResponse, ApiError> {
    let actor = caller.actor();
    let end = move |tx: &mut Tx<'_>| identity::end_other_sessions(tx, &actor);
    state.db.write(end).await.map_err(|e: DbError| ApiError::from(e))?;
    state.forget_actors();
    Ok(HttpResponse::NoContent().finish())
}

pub(super) fn device(request: &HttpRequest, from: ClientAddress) -> Device {
    let agent = request.headers().get(header::USER_AGENT).and_then(|v| v.to_str().ok());
    Device { name: agent.unwrap_or_default().to_owned(), address: from.0.to_string() }
}

pub(super) fn signed_in(state: &State, started: &Started, new: bool) -> Result<HttpResponse, ApiError> {
    let now = state.db.now();
    let token = state.tokens.issue(started.user, started.session, now).map_err(ApiError::internal)?;
    let mut response = if new { HttpResponse::Created() } else { HttpResponse::Ok() };
    if new {
        response.insert_header((header::LOCATION, format!("{BASE}/me/sessions/{}", started.session)));
    }
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    Ok(response.cookie(cookie::keep(started, &state.settings, now)).json(SignedIn {
        access_token: token,
        expires_in_seconds: ACCESS_SECONDS,
        user_id: started.user,
        session_id: started.session,
        next_step: match started.second_factor {
            SecondFactor::Shown | SecondFactor::Unneeded => NextStep::None,
            SecondFactor::Pending => NextStep::ShowSecondFactor,
            SecondFactor::Missing => NextStep::EnrolSecondFactor,
        },
    }))
}

pub(super) fn render(session: identity::OwnSession, current: SessionId) -> wire::MySession {
    wire::MySession {
        id: session.id,
        device: session.device,
        address: session.address,
        current: session.id == current,
        second_factor: session.second_factor,
        created_at: session.created_at,
        last_seen_at: session.last_seen_at,
        expires_at: session.expires_at,
    }
}

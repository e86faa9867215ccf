//! Enrolling, showing and giving up the second factor.

use actix_web::{HttpResponse, post, web};
use app::{db::Tx, identity};
use contract::{
    identity as wire,
    problems::{self, Problem},
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::own::confirm;
use crate::{ApiError, ApiResult, Caller, PendingCaller, State, Valid};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(begin_totp)
        .service(confirm_totp)
        .service(remove_totp)
        .service(renew_recovery_codes)
        .service(confirm_second_factor);
}

fn refused() -> ApiError {
    ApiError::new(&problems::CODE_REFUSED)
}

/// Begins to enrol a second factor: a secret for an authenticator app. It counts for nothing until it is confirmed.
///
/// Problems: `second_factor_enrolled`.
#[utoipa::path(tag = "identity", operation_id = "begin_totp", security(("bearer" = [])),
    responses((status = 200, body = wire::TotpEnrolment), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 409, body = Problem)))]
#[post("/me/totp")]
async fn begin_totp(state: web::Data<State>, caller: Caller) -> ApiResult<wire::TotpEnrolment> {
    let (keyring, actor) = (state.keyring.clone(), caller.actor());
    let begun = state.db.write(move |tx| identity::begin_totp(tx, &keyring, &actor)).await?;
    Ok(web::Json(wire::TotpEnrolment { otpauth_url: begun.otpauth_url, secret: begun.secret }))
}

/// Confirms the new second factor with a code of it, and gives the recovery codes. It counts as shown here; all other
/// sessions end.
///
/// Problems: `code_refused`, `second_factor_enrolled`, `second_factor_missing`, `too_many_requests`.
#[utoipa::path(tag = "identity", operation_id = "confirm_totp", security(("bearer" = [])),
    request_body = wire::SecondFactorCode,
    responses((status = 200, body = wire::RecoveryCodes), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/me/totp/confirmation")]
async fn confirm_totp(
    state: web::Data<State>,
    caller: Caller,
    Valid(body): Valid<wire::SecondFactorCode>,
) -> ApiResult<wire::RecoveryCodes> {
    let (keyring, actor) = (state.keyring.clone(), caller.actor());
    let confirm = move |tx: &mut Tx<'_>| identity::confirm_totp(tx, &keyring, &actor, &body.code);
    let codes = state.db.write(confirm).await?.ok_or_else(refused)?;
    state.forget_actors();
    Ok(web::Json(wire::RecoveryCodes { codes }))
}

/// Gives up one's second factor, with both factors. All other sessions end, and roles above resident stop working
/// until a new one is enrolled.
///
/// Problems: `password_wrong`, `code_refused`, `second_factor_missing`, `too_many_requests`.
#[utoipa::path(tag = "identity", operation_id = "remove_totp", security(("bearer" = [])),
    request_body = wire::ConfirmWithBoth,
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/me/totp/removal")]
async fn remove_totp(
    state: web::Data<State>,
    caller: Caller,
    Valid(body): Valid<wire::ConfirmWithBoth>,
) -> Result<HttpResponse, ApiError> {
    let (password, right) = confirm(&state, &caller, body.password).await?;
    let (keyring, actor) = (state.keyring.clone(), caller.actor());
    let remove =
        move |tx: &mut Tx<'_>| identity::remove_totp(tx, &keyring, &actor, &password, right, &body.code);
    if !state.db.write(remove).await? {
        return Err(refused());
    }
    state.forget_actors();
    Ok(HttpResponse::NoContent().finish())
}

/// Makes new recovery codes, with both factors; the old ones are void.
///
/// Problems: `password_wrong`, `code_refused`, `second_factor_missing`, `too_many_requests`.
#[utoipa::path(tag = "identity", operation_id = "renew_recovery_codes", security(("bearer" = [])),
    request_body = wire::ConfirmWithBoth,
    responses((status = 200, body = wire::RecoveryCodes), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/me/recovery-codes")]
async fn renew_recovery_codes(
    state: web::Data<State>,
    caller: Caller,
    Valid(body): Valid<wire::ConfirmWithBoth>,
) -> ApiResult<wire::RecoveryCodes> {
    let (password, right) = confirm(&state, &caller, body.password).await?;
    let (keyring, actor) = (state.keyring.clone(), caller.actor());
    let renew = move |tx: &mut Tx<'_>| {
        identity::renew_recovery_codes(tx, &keyring, &actor, &password, right, &body.code)
    };
    let codes = state.db.write(renew).await?.ok_or_else(refused)?;
    Ok(web::Json(wire::RecoveryCodes { codes }))
}

/// Shows the second factor in this session: six digits of the app, or a recovery code. From then on the session has
/// all of one's rights.
///
/// Problems: `code_refused`, `second_factor_missing`, `too_many_requests`.
#[utoipa::path(tag = "identity", operation_id = "confirm_second_factor", security(("bearer" = [])),
    request_body = wire::SecondFactorCode,
    responses((status = 204), (status = 401, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/sessions/current/second-factor")]
async fn confirm_second_factor(
    state: web::Data<State>,
    caller: PendingCaller,
    Valid(body): Valid<wire::SecondFactorCode>,
) -> Result<HttpResponse, ApiError> {
    let (keyring, actor) = (state.keyring.clone(), caller.actor());
    let show = move |tx: &mut Tx<'_>| identity::show_second_factor(tx, &keyring, &actor, &body.code);
    if !state.db.write(show).await? {
        return Err(refused());
    }
    state.forget_actors();
    Ok(HttpResponse::NoContent().finish())
}

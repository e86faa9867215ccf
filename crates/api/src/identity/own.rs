//! Changing, exporting and closing one's own account.

use actix_web::{HttpResponse, get, patch, post, put, web};
use app::{
    db::Tx,
    identity::{self, Confirmation, IdentityError, OwnChange, SmsCodeFor, hash_password, password_rules},
};
use contract::{
    identity::{self as wire, SmsPurpose},
    problems::{self, Problem},
};
use domain::identity::{DisplayName, Phone};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{
    accounts, cookie,
    hashing::{hashing, verify},
    sessions, sms,
};
use crate::{
    ApiError, ApiResult, Caller, ClientAddress, IfMatch, State, Valid, Versioned, memberships, points,
    redemptions, tickets, volunteering,
};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(update_me)
        .service(change_password)
        .service(export_me)
        .service(close_my_account)
        .service(send_phone_code)
        .service(confirm_phone)
        .service(send_sms_code)
        .service(reset_password);
}

/// Changes one's own account: display name, language, number (which must then be confirmed again).
///
/// Problems: `fields_invalid`, `version_required`, `changed_meanwhile`.
#[utoipa::path(tag = "identity", operation_id = "update_me", security(("bearer" = [])), request_body = wire::UpdateMe,
    params(("If-Match" = String, Header, description = "The ETag of `get_me`")),
    responses((status = 200, body = wire::Me), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
#[patch("/me")]
async fn update_me(
    state: web::Data<State>,
    caller: Caller,
    IfMatch(version): IfMatch,
    Valid(body): Valid<wire::UpdateMe>,
) -> Result<Versioned<wire::Me>, ApiError> {
    let phone = |text: Option<String>| text.as_deref().map(Phone::new).transpose();
    let change = OwnChange {
        display_name: body
            .display_name
            .as_deref()
            .map(DisplayName::new)
            .transpose()
            .map_err(IdentityError::from)?,
        locale: body.locale,
        phone: body.phone.map(phone).transpose().map_err(IdentityError::from)?,
    };
    let (keyring, actor) = (state.keyring.clone(), caller.actor());
    let write = move |tx: &mut Tx<'_>| identity::change_own(tx, &keyring, &actor, version, &change);
    let me = state.db.write(write).await?;
    let version = me.version;
    Ok(Versioned::new(accounts::render(me), version))
}

/// Counts a try of the caller's own password and verifies it.
pub(super) async fn confirm(
    state: &State,
    caller: &Caller,
    password: String,
) -> Result<(Confirmation, bool), ApiError> {
    let (keyring, actor) = (state.keyring.clone(), caller.actor());
    let begin = move |tx: &mut Tx<'_>| identity::begin_confirmation(tx, &keyring, &actor);
    let confirmation = state.db.write(begin).await?;
    let right = verify(password, confirmation.password_hash.clone()).await?;
    Ok((confirmation, right))
}

/// Sets a new password in place of the old one. All other sessions end.
///
/// Problems: `password_wrong`, `fields_invalid`, `too_many_requests`.
#[utoipa::path(tag = "identity", operation_id = "change_password", security(("bearer" = [])),
    request_body = wire::ChangePassword,
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem)))]
#[put("/me/password")]
async fn change_password(
    state: web::Data<State>,
    caller: Caller,
    Valid(body): Valid<wire::ChangePassword>,
) -> Result<HttpResponse, ApiError> {
    let user = caller.user;
    let rules = state.db.read(move |tx| password_rules(tx, user)).await?;
    rules.check(&body.new_password).map_err(IdentityError::from)?;
    let (old, right) = confirm(&state, &caller, body.old_password).await?;
    let (db, new) = (state.db.clone(), body.new_password);
    let hash = hashing(move || hash_password(&new, db.entropy())).await?;
    let actor = caller.actor();
    let change = move |tx: &mut Tx<'_>| identity::change_password(tx, &actor, &old, right, &hash);
    state.db.write(change).await?;
    state.forget_actors();
    Ok(HttpResponse::NoContent().finish())
}

/// Takes a copy of one's own data; that it was taken is journalled.
///
/// The account, devices, households, reports and shifts; what one claimed and earned, one's wallets with every credit and
/// every line, gifts, and what one reserved. Of others it says no more than one sees anyway.
#[utoipa::path(tag = "identity", operation_id = "export_me", security(("bearer" = [])),
    responses((status = 200, body = wire::MyData), (status = 401, body = Problem), (status = 403, body = Problem)))]
#[get("/me/export")]
async fn export_me(state: web::Data<State>, caller: Caller) -> ApiResult<wire::MyData> {
    let (keyring, actor) = (state.keyring.clone(), caller.actor());
    let export = move |tx: &mut Tx<'_>| identity::export_own(tx, &keyring, &actor);
    let data = state.db.write(export).await?;
    let phone = data.me.phone.as_ref().map(|(phone, _)| phone.digits().to_owned());
    let sessions = data.sessions.into_iter().map(|s| sessions::render(s, caller.session)).collect();
    let (claims, wallets, gifts) = points::render_own(data.points);
    Ok(web::Json(wire::MyData {
        account: accounts::render(data.me),
        phone,
        sessions,
        memberships: data.memberships.into_iter().map(memberships::render).collect(),
        tickets: data.tickets.into_iter().map(tickets::render_own).collect(),
        shifts: data.shifts.into_iter().map(volunteering::render_own).collect(),
        claims,
        wallets,
        gifts,
        redemptions: data.redemptions.into_iter().map(redemptions::render_own).collect(),
    }))
}

/// Closes one's own account for good: names, number, password and devices are wiped, the records keep an id that
/// says nothing. Confirmed with the password.
///
/// Problems: `password_wrong`, `grants_held`, `too_many_requests`.
#[utoipa::path(tag = "identity", operation_id = "close_my_account", security(("bearer" = [])),
    request_body = wire::ConfirmWithPassword,
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/me/closure")]
async fn close_my_account(
    state: web::Data<State>,
    caller: Caller,
    Valid(body): Valid<wire::ConfirmWithPassword>,
) -> Result<HttpResponse, ApiError> {
    let (password, right) = confirm(&state, &caller, body.password).await?;
    let actor = caller.actor();
    let close = move |tx: &mut Tx<'_>| identity::close_own(tx, &actor, &password, right);
    state.db.write(close).await?;
    state.forget_actors();
    Ok(HttpResponse::NoContent().cookie(cookie::drop(&state.settings)).finish())
}

/// Sends a code to one's own number, to confirm it. Asks for the password: a confirmed number is a way to sign in.
///
/// Problems: `password_wrong`, `phone_missing`, `too_many_requests`.
#[utoipa::path(tag = "identity", operation_id = "send_phone_code", security(("bearer" = [])),
    request_body = wire::ConfirmWithPassword,
    responses((status = 202), (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/me/phone/code")]
async fn send_phone_code(
    state: web::Data<State>,
    caller: Caller,
    from: ClientAddress,
    Valid(body): Valid<wire::ConfirmWithPassword>,
) -> Result<HttpResponse, ApiError> {
    let (password, right) = confirm(&state, &caller, body.password).await?;
    let (keyring, actor, from) = (state.keyring.clone(), caller.actor(), from.subscriber());
    let request =
        move |tx: &mut Tx<'_>| identity::request_phone_code(tx, &keyring, &actor, &password, right, &from);
    let message = state.db.write(request).await?;
    sms::send(&state, message);
    Ok(HttpResponse::Accepted().finish())
}

/// Confirms one's own number with the code that was sent to it.
///
/// Problems: `code_refused`.
#[utoipa::path(tag = "identity", operation_id = "confirm_phone", security(("bearer" = [])),
    request_body = wire::ConfirmPhone,
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
#[post("/me/phone/confirmation")]
async fn confirm_phone(
    state: web::Data<State>,
    caller: Caller,
    Valid(body): Valid<wire::ConfirmPhone>,
) -> Result<HttpResponse, ApiError> {
    let (keyring, actor) = (state.keyring.clone(), caller.actor());
    let confirm = move |tx: &mut Tx<'_>| identity::confirm_phone(tx, &keyring, &actor, &body.code);
    if !state.db.write(confirm).await? {
        return Err(ApiError::new(&problems::CODE_REFUSED));
    }
    Ok(HttpResponse::NoContent().finish())
}

/// Sends a code by SMS, to sign in or to set a new password. Anybody may ask; the answer is the same whether the
/// number is that of an account or not.
///
/// Problems: `fields_invalid`, `too_many_requests`.
#[utoipa::path(tag = "identity", operation_id = "send_sms_code", request_body = wire::SendSmsCode,
    responses((status = 202), (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/sms-codes")]
async fn send_sms_code(
    state: web::Data<State>,
    from: ClientAddress,
    Valid(body): Valid<wire::SendSmsCode>,
) -> Result<HttpResponse, ApiError> {
    let phone = Phone::new(&body.phone).map_err(IdentityError::from)?;
    let wanted_for = match body.purpose {
        SmsPurpose::SignIn => SmsCodeFor::SignIn,
        SmsPurpose::PasswordReset => SmsCodeFor::PasswordReset,
    };
    let (keyring, from) = (state.keyring.clone(), from.subscriber());
    let request = move |tx: &mut Tx<'_>| identity::request_sms_code(tx, &keyring, phone, wanted_for, &from);
    if let Some(message) = state.db.write(request).await? {
        sms::send(&state, message);
    }
    Ok(HttpResponse::Accepted().finish())
}

/// Sets a new password with a code from a counter or an SMS. All sessions end; the second factor stays.
///
/// Problems: `code_refused`, `fields_invalid`, `too_many_requests`.
#[utoipa::path(tag = "identity", operation_id = "reset_password", request_body = wire::ResetPassword,
    responses((status = 204), (status = 401, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
#[post("/password-resets")]
async fn reset_password(
    state: web::Data<State>,
    from: ClientAddress,
    Valid(body): Valid<wire::ResetPassword>,
) -> Result<HttpResponse, ApiError> {
    let (keyring, address) = (state.keyring.clone(), from.subscriber());
    state.db.write(move |tx| identity::admit_reset(tx, &keyring, &address)).await?;
    let (db, password) = (state.db.clone(), body.new_password.clone());
    let password_hash = hashing(move || hash_password(&password, db.entropy())).await?;
    let reset = identity::Reset {
        login: body.login,
        code: body.code,
        password: body.new_password,
        password_hash,
        address: from.subscriber(),
    };
    let keyring = state.keyring.clone();
    let done = state.db.write(move |tx| identity::reset_password(tx, &keyring, &reset)).await?;
    if !done {
        return Err(ApiError::new(&problems::CODE_REFUSED));
    }
    state.forget_actors();
    Ok(HttpResponse::NoContent().finish())
}

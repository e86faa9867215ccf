//! Accounts in the hands of those in charge.

use actix_web::{HttpResponse, delete, get, post, web};
use app::{
    db::Tx,
    identity::{self, IdentityError, UserFilter},
};
use contract::{identity as wire, page::Page, problems::Problem};
use domain::{identity::Phone, ids::UserId};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, ApiResult, Caller, Query, State};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_users)
        .service(lock_user)
        .service(unlock_user)
        .service(create_password_reset_code)
        .service(remove_second_factor);
}

/// Lists accounts by login name, numbers masked: people with a role or a household where one may manage users, and
/// people with none anywhere. Administrators may.
#[utoipa::path(tag = "identity", operation_id = "list_users", security(("bearer" = [])), params(wire::ListUsers),
    responses((status = 200, body = Page<wire::User>), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem)))]
#[get("/users")]
async fn list_users(
    state: web::Data<State>,
    caller: Caller,
    Query(query): Query<wire::ListUsers>,
) -> ApiResult<Page<wire::User>> {
    let limit = query.page().limit();
    let filter = UserFilter {
        name_contains: query.name_contains,
        phone: query.phone.as_deref().map(Phone::new).transpose().map_err(IdentityError::from)?,
        state: query.state,
    };
    let (keyring, actor, after) = (state.keyring.clone(), caller.actor(), query.after);
    let list = move |tx: &mut Tx<'_>| {
        identity::list_users(tx, &keyring, &actor, &filter, after.as_deref(), i64::from(limit) + 1)
    };
    let found = state.db.read(list).await?;
    Ok(web::Json(Page::cut(found, limit, |user| user.login.clone()).map(render)))
}

fn render(user: identity::User) -> wire::User {
    wire::User {
        id: user.id,
        login: user.login,
        display_name: user.display_name,
        phone: user.phone.map(|(phone, confirmed)| wire::MaskedPhone { masked: phone.masked(), confirmed }),
        state: user.state,
        second_factor: user.second_factor,
        created_at: user.created_at,
    }
}

/// Locks an account: its owner's sessions end and no new one begins. Administrators of all of the person's places may.
///
/// Problems: `own_account`, `account_closed`, `not_found`.
#[utoipa::path(tag = "identity", operation_id = "lock_user", security(("bearer" = [])), params(("id" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
#[post("/users/{id}/lock")]
async fn lock_user(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<UserId>,
) -> Result<HttpResponse, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    state.db.write(move |tx| identity::lock_user(tx, &actor, id)).await?;
    state.forget_actors();
    Ok(HttpResponse::NoContent().finish())
}

/// Lets the owner of a locked account sign in again. Administrators of all of the person's places may.
///
/// Problems: `account_closed`, `not_found`.
#[utoipa::path(tag = "identity", operation_id = "unlock_user", security(("bearer" = [])), params(("id" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
#[delete("/users/{id}/lock")]
async fn unlock_user(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<UserId>,
) -> Result<HttpResponse, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    state.db.write(move |tx| identity::unlock_user(tx, &actor, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Makes a one-time code with which its owner sets a new password; shown this once, good for a day. Earlier ones are
/// void. Administrators of all of the person's places may.
///
/// Problems: `account_closed`, `not_found`.
#[utoipa::path(tag = "identity", operation_id = "create_password_reset_code", security(("bearer" = [])),
    params(("id" = uuid::Uuid, Path)),
    responses((status = 201, body = wire::PasswordResetCode), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/users/{id}/password-reset-code")]
async fn create_password_reset_code(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<UserId>,
) -> Result<HttpResponse, ApiError> {
    let (keyring, actor, id) = (state.keyring.clone(), caller.actor(), *id);
    let issue = move |tx: &mut Tx<'_>| identity::issue_reset_code(tx, &keyring, Some(&actor), id);
    let (code, expires_at) = state.db.write(issue).await?;
    Ok(HttpResponse::Created().json(wire::PasswordResetCode { code, expires_at }))
}

/// Removes the second factor of somebody who has lost theirs; their sessions end. Administrators of all of the
/// person's places may, but not for themselves.
///
/// Problems: `own_account`, `second_factor_missing`, `not_found`.
#[utoipa::path(tag = "identity", operation_id = "remove_second_factor", security(("bearer" = [])),
    params(("id" = uuid::Uuid, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
#[delete("/users/{id}/second-factor")]
async fn remove_second_factor(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<UserId>,
) -> Result<HttpResponse, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    state.db.write(move |tx| identity::remove_second_factor_of(tx, Some(&actor), id)).await?;
    state.forget_actors();
    Ok(HttpResponse::NoContent().finish())
}

//! Keys with which other systems report.

use actix_web::{HttpResponse, delete, get, http::header, post, web};
use app::api_keys;
use contract::{api_keys as wire, page::Page, problems, tickets::AreaName};
use domain::ids::ApiKeyId;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, ApiResult, Caller, Query, State, Valid};

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_api_keys).service(create_api_key).service(revoke_api_key);
}

/// Lists the keys of an area and below, newest first, never what they are made of. Needs `manage_settings` there.
/// Problems: `not_allowed`, `query_invalid`.
#[utoipa::path(tag = "api_keys", operation_id = "list_api_keys", params(wire::ListApiKeys), security(("bearer" = [])),
    responses((status = 200, body = Page<wire::ApiKey>), (status = 403, body = problems::Problem)))]
#[get("/api-keys")]
async fn list_api_keys(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::ListApiKeys>,
) -> ApiResult<Page<wire::ApiKey>> {
    let (actor, Query(query)) = (caller.actor(), query);
    let limit = query.page().limit();
    let bad = |reason: String| ApiError::new(&problems::QUERY_INVALID).with("reason", reason);
    let after = query.after.as_deref().map(str::parse).transpose();
    let page =
        api_keys::Page { after: after.map_err(|_| bad("after".to_owned()))?, limit: i64::from(limit) + 1 };
    let found = state.db.read(move |tx| api_keys::keys(tx, &actor, query.area_id, page)).await;
    let items = found.map_err(|error| match error {
        api_keys::Error::AreaUnknown => bad(format!("area_id: {error}")),
        other => other.into(),
    })?;
    Ok(web::Json(Page::cut(items, limit, |key| key.id.to_string()).map(render)))
}

/// Makes a key for another system, and shows it: this once. It acts as one person, with what they may do, in its area and
/// below. Needs `manage_settings` there. Sent again it makes another key: one whose answer was lost is revoked unused.
/// Problems: `api_keys_full`; `fields_invalid` names who cannot report there (`/login`).
#[utoipa::path(tag = "api_keys", operation_id = "create_api_key", request_body = wire::CreateApiKey,
    security(("bearer" = [])),
    responses((status = 201, body = wire::NewApiKey), (status = 403, body = problems::Problem),
        (status = 409, body = problems::Problem), (status = 422, body = problems::Problem)))]
#[post("/api-keys")]
async fn create_api_key(
    state: web::Data<State>,
    caller: Caller,
    body: Valid<wire::CreateApiKey>,
) -> Result<HttpResponse, ApiError> {
    let (actor, body) = (caller.actor(), body.into_inner());
    let new = api_keys::NewKey { area: body.area_id, name: body.name.trim().to_owned(), login: body.login };
    let (key, secret) =
        state.db.write(move |tx| api_keys::create(tx, &actor, &new)).await.map_err(ApiError::from)?;
    let location = format!("{}/api-keys/{}", crate::BASE, key.id);
    let made = wire::NewApiKey { key: render(key), secret };
    // What is shown once is not to be kept on the way.
    let no_store = (header::CACHE_CONTROL, "no-store");
    Ok(HttpResponse::Created().insert_header((header::LOCATION, location)).insert_header(no_store).json(made))
}

/// Revokes a key; it opens nothing from then on, and cannot be given back. Again changes nothing. Needs `manage_settings` in
/// its area. Problems: `not_found`, `not_allowed`.
#[utoipa::path(tag = "api_keys", operation_id = "revoke_api_key", params(("id" = uuid::Uuid, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = wire::ApiKey), (status = 403, body = problems::Problem),
        (status = 404, body = problems::Problem)))]
#[delete("/api-keys/{id}")]
async fn revoke_api_key(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ApiKeyId>,
) -> ApiResult<wire::ApiKey> {
    let (actor, id) = (caller.actor(), *id);
    let revoked = state.db.write(move |tx| api_keys::revoke(tx, &actor, id)).await;
    Ok(web::Json(render(revoked.map_err(ApiError::from)?)))
}

fn render(key: api_keys::ApiKey) -> wire::ApiKey {
    wire::ApiKey {
        id: key.id,
        area: AreaName { id: key.area, path: key.path, name: key.area_name },
        name: key.name,
        user_id: key.user,
        user_name: key.user_name,
        created_at: key.created_at,
        last_used_at: key.last_used_at,
        revoked_at: key.revoked_at,
    }
}

impl From<api_keys::Error> for ApiError {
    fn from(error: api_keys::Error) -> Self {
        use api_keys::Error as E;
        match error {
            E::Db(error) => error.into(),
            E::Denied(denied) => denied.into(),
            E::AreaUnknown => Self::bad_field("/area_id", "not_found", &[]),
            E::PersonUnfit => Self::bad_field("/login", "reporter", &[]),
            E::TooMany => Self::new(&problems::api_keys::API_KEYS_FULL).with("max", api_keys::PER_AREA_MAX),
        }
    }
}

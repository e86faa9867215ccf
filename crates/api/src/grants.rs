//! Roles that people hold.

use actix_web::{HttpResponse, delete, get, post, web};
use app::grants::{self, GrantError, GrantFilter, NewGrant};
use contract::{grants as wire, page::Page, problems};
use domain::{grants::GrantRefused, ids::GrantId};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, ApiResult, Caller, IdempotencyKey, Query, State, Valid, Versioned};

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_grants).service(find_grantee).service(create_grant).service(revoke_grant);
}

/// Lists who holds which role, newest first. For officials, auditors and administrators, in their own areas.
///
/// Problems: `not_allowed`, `query_invalid`.
#[utoipa::path(tag = "grants", operation_id = "list_grants", params(wire::ListGrants), security(("bearer" = [])),
    responses((status = 200, body = Page<wire::Grant>), (status = 403, body = problems::Problem)))]
#[get("/grants")]
async fn list_grants(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::ListGrants>,
) -> ApiResult<Page<wire::Grant>> {
    let Query(query) = query;
    let limit = query.page().limit();
    let before: Option<GrantId> = query.after.as_deref().map(str::parse).transpose().map_err(bad_cursor)?;
    let actor = caller.actor();
    let found = state.db.read(move |tx| {
        let under = query.under_id.map(|id| app::areas::area(tx, id)).transpose()?.map(|area| area.path);
        let filter = GrantFilter {
            under,
            role: query.role,
            user: query.user_id,
            provider: query.provider_id,
            ended: query.ended,
        };
        grants::grants(tx, &actor, &filter, before, i64::from(limit) + 1)
    });
    let page = Page::cut(found.await.map_err(ApiError::from)?, limit, |grant| grant.id.to_string());
    Ok(web::Json(page.map(render)))
}

/// Finds the person to whom a role is to be given, by exact login name or confirmed mobile number. For
/// whoever may give roles. The name is masked.
///
/// Problems: `not_allowed`, `not_found`, `fields_invalid`.
#[utoipa::path(tag = "grants", operation_id = "find_grantee", request_body = wire::FindGrantee,
    security(("bearer" = [])),
    responses((status = 200, body = wire::Grantee), (status = 404, body = problems::Problem)))]
#[post("/grants/grantee")]
async fn find_grantee(
    state: web::Data<State>,
    caller: Caller,
    body: Valid<wire::FindGrantee>,
) -> ApiResult<wire::Grantee> {
    let (actor, keyring) = (caller.actor(), state.keyring.clone());
    let wanted = body.into_inner().login_or_phone;
    let found = state.db.read(move |tx| grants::find_grantee(tx, &keyring, &actor, &wanted)).await;
    let found = found.map_err(|error| match error {
        GrantError::NoPerson => ApiError::not_found(),
        other => other.into(),
    })?;
    let (user_id, second_factor) = (found.user, found.second_factor);
    Ok(web::Json(wire::Grantee { user_id, display_name: found.masked_name, second_factor }))
}

/// Gives somebody a role in an area for a time. For officials (field work) and administrators, in their own
/// areas; never to oneself. It works on every node within a minute.
///
/// Problems: `not_allowed`, `grant_to_oneself`, `resident_not_granted`, `grant_held`, `fields_invalid`.
#[utoipa::path(tag = "grants", operation_id = "create_grant", request_body = wire::CreateGrant,
    params(("idempotency-key" = Option<String>, Header)), security(("bearer" = [])),
    responses((status = 201, body = wire::Grant), (status = 403, body = problems::Problem),
        (status = 409, body = problems::Problem), (status = 422, body = problems::Problem)))]
#[post("/grants")]
async fn create_grant(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    body: Valid<wire::CreateGrant>,
) -> Result<Versioned<wire::Grant>, ApiError> {
    let body = body.into_inner();
    let wire::CreateGrant { user_id: user, role, area_id: area, provider_id: provider, from, until } = body;
    let new = NewGrant { user, role, area, provider, from, until };
    let actor = caller.actor();
    let given = state.write_once(key, &actor, &body, move |tx, actor| {
        Ok::<_, GrantError>(render(grants::give(tx, Some(actor), &new)?))
    });
    let given = given.await?;
    state.forget_actors();
    let path = format!("/grants/{}", given.id);
    Ok(Versioned::created(given, 1, &path))
}

/// Takes a role back. For whoever might give it. It stops working on every node within a minute.
///
/// Problems: `not_found`, `not_allowed`, `grant_ended`, `last_administrator`.
#[utoipa::path(tag = "grants", operation_id = "revoke_grant", params(("id" = uuid::Uuid, Path)),
    security(("bearer" = [])),
    responses((status = 204), (status = 403, body = problems::Problem), (status = 404, body = problems::Problem),
        (status = 409, body = problems::Problem)))]
#[delete("/grants/{id}")]
async fn revoke_grant(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<GrantId>,
) -> Result<HttpResponse, ApiError> {
    let actor = caller.actor();
    state.db.write(move |tx| grants::revoke(tx, &actor, *id)).await.map_err(ApiError::from)?;
    state.forget_actors();
    Ok(HttpResponse::NoContent().finish())
}

fn bad_cursor(error: impl std::fmt::Display) -> ApiError {
    ApiError::new(&problems::QUERY_INVALID).with("reason", error)
}

fn render(grant: grants::Grant) -> wire::Grant {
    wire::Grant {
        id: grant.id,
        user_id: grant.user,
        login: grant.login,
        display_name: grant.display_name,
        role: grant.role,
        area_id: grant.area,
        area_path: grant.path,
        area_name: grant.area_name,
        provider_id: grant.provider.as_ref().map(|(id, _)| *id),
        provider_name: grant.provider.map(|(_, name)| name),
        from: grant.from,
        until: grant.until,
        granted_by: grant.granted_by,
        revoked_at: grant.revoked_at,
    }
}

impl From<GrantError> for ApiError {
    fn from(error: GrantError) -> Self {
        match error {
            GrantError::Db(error) => error.into(),
            GrantError::Crypto(error) => Self::internal(error),
            GrantError::NoPerson => Self::bad_field("/user_id", "not_found", &[]),
            GrantError::NoProvider => Self::bad_field("/provider_id", "provider_here", &[]),
            GrantError::NoArea => Self::bad_field("/area_id", "not_found", &[]),
            GrantError::Refused(refused) => match refused {
                GrantRefused::Denied(denied) => denied.into(),
                GrantRefused::Resident => Self::new(&problems::RESIDENT_NOT_GRANTED),
                GrantRefused::Oneself => Self::new(&problems::GRANT_TO_ONESELF),
                GrantRefused::Provider => Self::bad_field("/provider_id", "staff_provider", &[]),
                GrantRefused::Term => Self::bad_field("/until", "interval", &[]),
                GrantRefused::Held => Self::new(&problems::GRANT_HELD),
                GrantRefused::Ended => Self::new(&problems::GRANT_ENDED),
                GrantRefused::LastAdministrator => Self::new(&problems::LAST_ADMINISTRATOR),
            },
        }
    }
}

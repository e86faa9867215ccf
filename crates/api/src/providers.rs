//! Who serves residents.

use actix_web::{get, post, put, web};
use app::{
    areas,
    db::{DbError, Tx},
    providers::{self, Content, Error, ProviderFilter},
};
use chrono::{DateTime, Utc};
use contract::{
    page::Page,
    problems::{self, Problem},
    providers as wire,
};
use domain::{
    geo::Position,
    ids::{ProgrammeId, ProviderId},
    permissions::Actor,
};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, ApiResult, Caller, IdempotencyKey, IfMatch, Query, State, Valid, Versioned};

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_providers).service(list_my_providers).service(get_provider);
    cfg.service(create_provider).service(change_provider).service(end_provider);
    cfg.service(list_provider_agreements).service(agree_with_provider);
}

/// Lists who serves residents, the newest first. Public.
///
/// Problems: `not_found`, `query_invalid`.
#[utoipa::path(tag = "providers", operation_id = "list_providers", params(wire::ListProviders),
    responses((status = 200, body = Page<wire::Provider>), (status = 404, body = Problem)))]
#[get("/providers")]
async fn list_providers(
    state: web::Data<State>,
    query: Query<wire::ListProviders>,
) -> ApiResult<Page<wire::Provider>> {
    let Query(query) = query;
    let limit = query.page().limit();
    let before = cursor::<ProviderId>(query.after.as_deref())?;
    let found = state.db.read(move |tx| -> Result<_, DbError> {
        let area = query.area_id.map(|id| areas::area(tx, id)).transpose()?.map(|area| area.path);
        let filter = ProviderFilter { area, ended: query.ended };
        providers::providers(tx, &filter, before, i64::from(limit) + 1)
    });
    let page = Page::cut(found.await?, limit, |provider| provider.id.to_string());
    let now = state.db.now();
    Ok(web::Json(page.map(|provider| render(provider, now))))
}

/// The providers that the caller serves. For everybody who is signed in.
#[utoipa::path(tag = "providers", operation_id = "list_my_providers", security(("bearer" = [])),
    responses((status = 200, body = wire::MyProviders)))]
#[get("/me/providers")]
async fn list_my_providers(state: web::Data<State>, caller: Caller) -> ApiResult<wire::MyProviders> {
    let actor = caller.actor();
    let found = state.db.read::<_, DbError, _>(move |tx| providers::mine(tx, &actor)).await?;
    let now = state.db.now();
    let items = found.into_iter().map(|provider| render(provider, now)).collect();
    Ok(web::Json(wire::MyProviders { items }))
}

/// One provider. Public.
///
/// Problems: `not_found`.
#[utoipa::path(tag = "providers", operation_id = "get_provider", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Provider), (status = 404, body = Problem)))]
#[get("/providers/{id}")]
async fn get_provider(
    state: web::Data<State>,
    id: web::Path<ProviderId>,
) -> Result<Versioned<wire::Provider>, ApiError> {
    let id = *id;
    let found = state.db.read::<_, DbError, _>(move |tx| providers::provider(tx, id)).await?;
    let version = found.version;
    Ok(Versioned::new(render(found, state.db.now()), version))
}

/// Adds a provider that serves an area. For who manages providers there.
///
/// Problems: `not_allowed`, `fields_invalid`.
#[utoipa::path(tag = "providers", operation_id = "create_provider", request_body = wire::CreateProvider,
    params(("Idempotency-Key" = Option<String>, Header)), security(("bearer" = [])),
    responses((status = 201, body = wire::Provider), (status = 403, body = Problem), (status = 422, body = Problem)))]
#[post("/providers")]
async fn create_provider(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    body: Valid<wire::CreateProvider>,
) -> Result<Versioned<wire::Provider>, ApiError> {
    let body = body.into_inner();
    let (area, new) = (body.area_id, read(body.content.clone())?);
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<wire::Provider, Error> {
        let now = tx.now();
        Ok(render(providers::create(tx, actor, area, &new)?, now))
    };
    let made = state.write_once(key, &caller.actor(), &body, work).await?;
    let (version, path) = (made.version, format!("/providers/{}", made.id));
    Ok(Versioned::created(made, version, &path))
}

/// Changes what is known of a provider. For who manages providers there.
///
/// Problems: `not_allowed`, `not_found`, `provider_ended`, `changed_meanwhile`, `version_required`, `fields_invalid`.
#[utoipa::path(tag = "providers", operation_id = "change_provider", request_body = wire::ProviderContent,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)), security(("bearer" = [])),
    responses((status = 200, body = wire::Provider), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem)))]
#[put("/providers/{id}")]
async fn change_provider(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ProviderId>,
    version: IfMatch,
    body: Valid<wire::ProviderContent>,
) -> Result<Versioned<wire::Provider>, ApiError> {
    let (actor, id, new) = (caller.actor(), *id, read(body.into_inner())?);
    let work = move |tx: &mut Tx<'_>| providers::change(tx, &actor, id, version.0, &new);
    let found = state.db.write(work).await?;
    let version = found.version;
    Ok(Versioned::new(render(found, state.db.now()), version))
}

/// Ends a provider's service: nothing of it is offered any more; what is reserved can still be collected. For who manages
/// providers there.
///
/// Problems: `not_allowed`, `not_found`, `provider_ended`.
#[utoipa::path(tag = "providers", operation_id = "end_provider", params(("id" = uuid::Uuid, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = wire::Provider), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
#[post("/providers/{id}/ending")]
async fn end_provider(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ProviderId>,
) -> Result<Versioned<wire::Provider>, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.write(move |tx| providers::end(tx, &actor, id)).await?;
    let version = found.version;
    Ok(Versioned::new(render(found, state.db.now()), version))
}

/// What the town pays a provider for points of each programme. For its staff, and who manages providers or sees the ledger
/// there.
///
/// Problems: `not_allowed`, `not_found`.
#[utoipa::path(tag = "providers", operation_id = "list_provider_agreements", params(("id" = uuid::Uuid, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = wire::ProviderAgreements), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/providers/{id}/agreements")]
async fn list_provider_agreements(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ProviderId>,
) -> ApiResult<wire::ProviderAgreements> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read(move |tx| providers::agreements(tx, &actor, id)).await?;
    Ok(web::Json(wire::ProviderAgreements { items: found.into_iter().map(agreement).collect() }))
}

/// Agrees on what is paid for a point of a programme that runs where the provider serves. For who manages providers there.
///
/// Problems: `not_allowed`, `not_found`, `provider_ended`, `programme_not_here`, `fields_invalid`.
#[utoipa::path(tag = "providers", operation_id = "agree_with_provider", request_body = wire::Agree,
    params(("id" = uuid::Uuid, Path), ("programme_id" = uuid::Uuid, Path)), security(("bearer" = [])),
    responses((status = 200, body = wire::ProviderAgreement), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
#[put("/providers/{id}/agreements/{programme_id}")]
async fn agree_with_provider(
    state: web::Data<State>,
    caller: Caller,
    path: web::Path<(ProviderId, ProgrammeId)>,
    body: Valid<wire::Agree>,
) -> ApiResult<wire::ProviderAgreement> {
    let ((id, programme), actor, rate) = (path.into_inner(), caller.actor(), body.into_inner().fen_per_point);
    let made = state.db.write(move |tx| providers::agree(tx, &actor, id, programme, rate)).await?;
    Ok(web::Json(agreement(made)))
}

/// Reads a cursor that is an id.
pub(crate) fn cursor<T: std::str::FromStr<Err: std::fmt::Display>>(
    after: Option<&str>,
) -> Result<Option<T>, ApiError> {
    let bad = |error: T::Err| ApiError::new(&problems::QUERY_INVALID).with("reason", error);
    after.map(str::parse).transpose().map_err(bad)
}

/// What was written, trimmed; nothing where nothing was.
pub(crate) fn words(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn read(content: wire::ProviderContent) -> Result<Content, ApiError> {
    let hours = content.opening_hours.read();
    Ok(Content {
        name: content.name.trim().to_owned(),
        kind: content.kind,
        about: content.about.trim().to_owned(),
        address: content.address.trim().to_owned(),
        // The contract's rules have let both pass.
        position: content.position.map(Position::try_from).transpose().map_err(ApiError::internal)?,
        telephone: words(content.telephone),
        opening_hours: hours.map_err(ApiError::internal)?,
    })
}

fn render(provider: providers::Provider, now: DateTime<Utc>) -> wire::Provider {
    let content = provider.content;
    wire::Provider {
        id: provider.id,
        area_id: provider.area,
        area_path: provider.path,
        area_name: provider.area_name,
        name: content.name,
        kind: content.kind,
        about: content.about,
        address: content.address,
        position: content.position.map(Into::into),
        telephone: content.telephone,
        open_now: content.opening_hours.is_open(now),
        opening_hours: (&content.opening_hours).into(),
        state: provider.state,
        version: provider.version,
    }
}

fn agreement(made: providers::ProviderAgreement) -> wire::ProviderAgreement {
    wire::ProviderAgreement {
        programme_id: made.programme,
        fen_per_point: made.fen_per_point,
        updated_at: made.updated_at,
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::Refused(_) => Self::new(&problems::providers::PROVIDER_ENDED),
            Error::AreaUnknown => Self::bad_field("/area_id", "not_found", &[]),
            Error::Programme => Self::new(&problems::redemptions::PROGRAMME_NOT_HERE),
            Error::Stale => Self::new(&problems::CHANGED_MEANWHILE),
        }
    }
}

//! Offers.

use actix_web::{HttpResponse, get, http::header, post, put, web};
use app::{
    areas,
    db::{DbError, Tx},
    media::{PhotoHash, Size},
    photos,
    redemptions::{
        Error,
        offers::{self, Content, ManagedFilter, OfferFilter},
    },
};
use contract::{page::Page, photos::PhotoSize, problems::Problem, redemptions as wire};
use domain::{
    ids::{OfferId, PhotoId},
    permissions::Actor,
    redemptions::{Limits, Shown, Stock},
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::render;
use crate::{
    ApiError, ApiResult, Caller, IdempotencyKey, IfMatch, MaybeCaller, Query, State, Valid, Versioned,
    providers::{cursor, words},
};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_managed_offers).service(list_offers).service(create_offer).service(get_offer);
    cfg.service(change_offer).service(approve_offer).service(refuse_offer).service(end_offer);
    cfg.service(get_offer_terms).service(get_offer_photo);
}

/// Lists what is offered for points now, the newest first. Public; what is affordable depends on who asks.
///
/// Problems: `not_found`, `query_invalid`.
#[utoipa::path(tag = "redemptions", operation_id = "list_offers", params(wire::ListOffers),
    responses((status = 200, body = Page<wire::Offer>), (status = 404, body = Problem)))]
#[get("/offers")]
async fn list_offers(
    state: web::Data<State>,
    caller: MaybeCaller,
    query: Query<wire::ListOffers>,
) -> ApiResult<Page<wire::Offer>> {
    let (Query(query), actor) = (query, caller.actor());
    let limit = query.page().limit();
    let before = cursor::<OfferId>(query.after.as_deref())?;
    let found = state.db.read(move |tx| -> Result<_, DbError> {
        let area = query.area_id.map(|id| areas::area(tx, id)).transpose()?.map(|area| area.path);
        let (programme, provider) = (query.programme_id, query.provider_id);
        let filter = OfferFilter { area, programme, provider, affordable: query.affordable };
        offers::shown(tx, actor.as_deref(), &filter, before, i64::from(limit) + 1)
    });
    let page = Page::cut(found.await?, limit, |offer| offer.id.to_string());
    let now = state.db.now();
    Ok(web::Json(page.map(|offer| render::offer(offer, now))))
}

/// Lists offers in whatever state, the newest first: of the providers that the caller serves, and of those where the caller
/// manages providers.
///
/// Problems: `not_allowed`, `not_found`, `query_invalid`.
#[utoipa::path(tag = "redemptions", operation_id = "list_managed_offers", params(wire::ListManagedOffers),
    security(("bearer" = [])),
    responses((status = 200, body = Page<wire::Offer>), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/offers/managed")]
async fn list_managed_offers(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::ListManagedOffers>,
) -> ApiResult<Page<wire::Offer>> {
    let (Query(query), actor) = (query, caller.actor());
    let limit = query.page().limit();
    let before = cursor::<OfferId>(query.after.as_deref())?;
    let found = state.db.read(move |tx| -> Result<_, Error> {
        let under = query.under_id.map(|id| areas::area(tx, id)).transpose()?.map(|area| area.path);
        let filter = ManagedFilter { provider: query.provider_id, under, state: query.state };
        offers::managed(tx, &actor, &filter, before, i64::from(limit) + 1)
    });
    let page = Page::cut(found.await?, limit, |offer| offer.id.to_string());
    let now = state.db.now();
    Ok(web::Json(page.map(|offer| render::offer(offer, now))))
}

/// Makes an offer. For the provider's staff, whose offers wait for an official, and for who manages providers there.
///
/// Problems: `not_allowed`, `provider_ended`, `programme_not_here`, `programme_not_running`, `fields_invalid`.
#[utoipa::path(tag = "redemptions", operation_id = "create_offer", request_body = wire::CreateOffer,
    params(("Idempotency-Key" = Option<String>, Header)), security(("bearer" = [])),
    responses((status = 201, body = wire::Offer), (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
#[post("/offers")]
async fn create_offer(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    body: Valid<wire::CreateOffer>,
) -> Result<Versioned<wire::Offer>, ApiError> {
    let body = body.into_inner();
    let (provider, programme, new) = (body.provider_id, body.programme_id, read(body.content.clone())?);
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<wire::Offer, Error> {
        let now = tx.now();
        Ok(render::offer(offers::create(tx, actor, provider, programme, &new)?, now))
    };
    let made = state.write_once(key, &caller.actor(), &body, work).await?;
    let (version, path) = (made.version, format!("/offers/{}", made.id));
    Ok(Versioned::created(made, version, &path))
}

/// One offer. What is or was shown is public; the others are for the provider's staff and who manages providers there.
///
/// Problems: `not_found`.
#[utoipa::path(tag = "redemptions", operation_id = "get_offer", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Offer), (status = 404, body = Problem)))]
#[get("/offers/{id}")]
async fn get_offer(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<OfferId>,
) -> Result<Versioned<wire::Offer>, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    let read = move |tx: &mut Tx<'_>| offers::offer(tx, actor.as_deref(), id);
    let found = state.db.read::<_, DbError, _>(read).await?;
    let version = found.version;
    Ok(Versioned::new(render::offer(found, state.db.now()), version))
}

/// Changes an offer; what was reserved keeps its price. For the provider's staff, after whom an official looks again where
/// they change what is offered or its price, and for who manages providers there.
///
/// Problems: `not_allowed`, `not_found`, `offer_ended`, `changed_meanwhile`, `version_required`, `fields_invalid`.
#[utoipa::path(tag = "redemptions", operation_id = "change_offer", request_body = wire::OfferContent,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)), security(("bearer" = [])),
    responses((status = 200, body = wire::Offer), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem)))]
#[put("/offers/{id}")]
async fn change_offer(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<OfferId>,
    version: IfMatch,
    body: Valid<wire::OfferContent>,
) -> Result<Versioned<wire::Offer>, ApiError> {
    let (actor, id, new) = (caller.actor(), *id, read(body.into_inner())?);
    answer(&state, move |tx| offers::change(tx, &actor, id, version.0, &new)).await
}

/// Shows an offer from now on, as the caller has read it. For who manages providers there and does not serve this one.
///
/// Problems: `not_allowed`, `not_found`, `offer_own`, `offer_decided`, `programme_not_running`, `changed_meanwhile`,
/// `version_required`.
#[utoipa::path(tag = "redemptions", operation_id = "approve_offer",
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)), security(("bearer" = [])),
    responses((status = 200, body = wire::Offer), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem)))]
#[post("/offers/{id}/approval")]
async fn approve_offer(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<OfferId>,
    version: IfMatch,
) -> Result<Versioned<wire::Offer>, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    answer(&state, move |tx| offers::approve(tx, &actor, id, version.0)).await
}

/// Says no to an offer, as the caller has read it, and what to change. For who manages providers there and does not serve
/// this one.
///
/// Problems: `not_allowed`, `not_found`, `offer_own`, `offer_decided`, `changed_meanwhile`, `version_required`,
/// `fields_invalid`.
#[utoipa::path(tag = "redemptions", operation_id = "refuse_offer", request_body = wire::RefuseOffer,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)), security(("bearer" = [])),
    responses((status = 200, body = wire::Offer), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem)))]
#[post("/offers/{id}/refusal")]
async fn refuse_offer(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<OfferId>,
    version: IfMatch,
    body: Valid<wire::RefuseOffer>,
) -> Result<Versioned<wire::Offer>, ApiError> {
    let (actor, id, reason) = (caller.actor(), *id, body.into_inner().reason.trim().to_owned());
    answer(&state, move |tx| offers::refuse(tx, &actor, id, version.0, &reason)).await
}

/// Offers it no more; what is reserved can still be collected. For the provider's staff and who manages providers there.
///
/// Problems: `not_allowed`, `not_found`, `offer_ended`.
#[utoipa::path(tag = "redemptions", operation_id = "end_offer", params(("id" = uuid::Uuid, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = wire::Offer), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
#[post("/offers/{id}/ending")]
async fn end_offer(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<OfferId>,
) -> Result<Versioned<wire::Offer>, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    answer(&state, move |tx| offers::end(tx, &actor, id)).await
}

/// What the caller can redeem an offer with, and how many more. For everybody who is signed in.
///
/// Problems: `not_found`.
#[utoipa::path(tag = "redemptions", operation_id = "get_offer_terms", params(("id" = uuid::Uuid, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = wire::OfferTerms), (status = 404, body = Problem)))]
#[get("/offers/{id}/terms")]
async fn get_offer_terms(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<OfferId>,
) -> ApiResult<wire::OfferTerms> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read::<_, DbError, _>(move |tx| offers::terms(tx, &actor, id)).await?;
    Ok(web::Json(render::terms(found)))
}

/// Fetches a photo of an offer that is or was shown, in one size, as JPEG. Public; it never changes.
///
/// Problems: `not_found`.
#[utoipa::path(tag = "redemptions", operation_id = "get_offer_photo",
    params(("id" = uuid::Uuid, Path), ("photo" = uuid::Uuid, Path), ("size" = PhotoSize, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "image/jpeg"), (status = 404, body = Problem)))]
#[get("/offers/{id}/photos/{photo}/{size}")]
async fn get_offer_photo(
    state: web::Data<State>,
    path: web::Path<(OfferId, PhotoId, PhotoSize)>,
) -> Result<HttpResponse, ApiError> {
    let (id, photo, size) = path.into_inner();
    let read = move |tx: &mut Tx<'_>| photos::of_shown_offer(tx, id, photo);
    let hash = PhotoHash::from_bytes(state.db.read::<_, DbError, _>(read).await?);
    let size = match size {
        PhotoSize::Full => Size::Full,
        PhotoSize::Medium => Size::Medium,
        PhotoSize::Small => Size::Small,
    };
    let jpeg = state.photos.get(hash, size).await.map_err(ApiError::internal)?;
    let jpeg = jpeg.ok_or_else(|| ApiError::internal("a photo is missing from the store"))?;
    Ok(HttpResponse::Ok()
        .content_type("image/jpeg")
        .insert_header((header::CACHE_CONTROL, "public, max-age=86400"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .body(jpeg))
}

async fn answer(
    state: &State,
    work: impl FnOnce(&mut Tx<'_>) -> Result<offers::Offer, Error> + Send + 'static,
) -> Result<Versioned<wire::Offer>, ApiError> {
    let found = state.db.write(work).await?;
    let version = found.version;
    Ok(Versioned::new(render::offer(found, state.db.now()), version))
}

fn read(content: wire::OfferContent) -> Result<Content, ApiError> {
    let hours = content.opening_hours.as_ref().map(contract::providers::OpeningHours::read);
    let shown = Shown::new(content.shown_from, content.shown_until);
    // The contract's rules have let all of it pass.
    Ok(Content {
        kind: content.kind,
        title: content.title.trim().to_owned(),
        description: content.description.trim().to_owned(),
        photos: content.photos,
        price: content.price,
        stock: Stock::of(content.stock),
        limits: Limits::new(content.month_max, content.whole_max).map_err(ApiError::internal)?,
        pick_up: words(content.pick_up),
        opening_hours: hours.transpose().map_err(ApiError::internal)?,
        keep_days: content.keep_days,
        shown: shown.ok_or_else(|| ApiError::internal("days out of order"))?,
    })
}

//! Redemptions of residents.

use actix_web::{get, post, web};
use app::{
    db::{DbError, Tx},
    redemptions::{self, Error, RedemptionFilter},
};
use contract::{page::Page, problems::Problem, redemptions as wire};
use domain::{ids::RedemptionId, permissions::Actor};
use utoipa_actix_web::service_config::ServiceConfig;

use super::render;
use crate::{
    ApiError, ApiResult, Caller, IdempotencyKey, Query, State, Valid, Versioned,
    providers::{cursor, words},
};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_redemptions).service(reserve_offer).service(get_redemption);
    cfg.service(cancel_redemption).service(return_redemption);
}

/// Lists one's own redemptions and those that one's households pay, the newest first, with the code of each that is
/// reserved. For everybody who is signed in.
///
/// Problems: `query_invalid`.
#[utoipa::path(tag = "redemptions", operation_id = "list_redemptions", params(wire::ListRedemptions),
    security(("bearer" = [])), responses((status = 200, body = Page<wire::Redemption>)))]
#[get("/redemptions")]
async fn list_redemptions(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::ListRedemptions>,
) -> ApiResult<Page<wire::Redemption>> {
    let (Query(query), actor, keyring) = (query, caller.actor(), state.keyring.clone());
    let limit = query.page().limit();
    let before = cursor::<RedemptionId>(query.after.as_deref())?;
    let found = state.db.read(move |tx| -> Result<_, DbError> {
        let filter = RedemptionFilter { state: query.state.map(wire::RedemptionStateName::as_str) };
        redemptions::own(tx, &keyring, &actor, &filter, before, i64::from(limit) + 1)
    });
    let page = Page::cut(found.await?, limit, |found| found.seen.id.to_string());
    Ok(web::Json(page.map(render::redemption)))
}

/// Reserves an offer: the points are held until it is collected, cancelled or its time is over. For everybody who has the
/// points; a household's can be spent by any of its confirmed members.
///
/// Problems: `not_found`, `offer_not_shown`, `offer_price_changed`, `offer_sold_out`, `redemption_limit`,
/// `redemption_limit_month`, `points_short`, `ledger_account_frozen`, `fields_invalid`.
#[utoipa::path(tag = "redemptions", operation_id = "reserve_offer", request_body = wire::Reserve,
    params(("Idempotency-Key" = Option<String>, Header)), security(("bearer" = [])),
    responses((status = 201, body = wire::Redemption), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
#[post("/redemptions")]
async fn reserve_offer(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    body: Valid<wire::Reserve>,
) -> Result<Versioned<wire::Redemption>, ApiError> {
    let (body, ring) = (body.into_inner(), state.keyring.clone());
    let wire::Reserve { offer_id: offer, household_id: household, price } = body;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<RedemptionId, Error> {
        redemptions::reserve(tx, &ring, actor, redemptions::Reserve { offer, household, price })
    };
    let id = state.post_once(key, &caller.actor(), &body, work).await?;
    let found = find(&state, &caller, id).await?;
    let version = found.version;
    Ok(Versioned::created(found, version, &format!("/redemptions/{id}")))
}

async fn find(state: &State, caller: &Caller, id: RedemptionId) -> Result<wire::Redemption, ApiError> {
    let (actor, keyring) = (caller.actor(), state.keyring.clone());
    let read = move |tx: &mut Tx<'_>| redemptions::redemption(tx, &keyring, &actor, id);
    Ok(render::redemption(state.db.read::<_, Error, _>(read).await?))
}

/// One redemption. For the resident and the household that pays, with its code; for the provider's staff and who manages
/// providers there, without.
///
/// Problems: `not_found`.
#[utoipa::path(tag = "redemptions", operation_id = "get_redemption", params(("id" = uuid::Uuid, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = wire::Redemption), (status = 404, body = Problem)))]
#[get("/redemptions/{id}")]
async fn get_redemption(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<RedemptionId>,
) -> Result<Versioned<wire::Redemption>, ApiError> {
    let found = find(&state, &caller, *id).await?;
    let version = found.version;
    Ok(Versioned::new(found, version))
}

/// Calls a redemption off: the points are back at once. For the resident and the household that pays; for the provider's
/// staff, who say why.
///
/// Problems: `not_found`, `redemption_collected`, `redemption_cancelled`, `redemption_expired`, `redemption_returned`,
/// `fields_invalid`.
#[utoipa::path(tag = "redemptions", operation_id = "cancel_redemption", request_body = wire::CancelRedemption,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)), security(("bearer" = [])),
    responses((status = 200, body = wire::Redemption), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
#[post("/redemptions/{id}/cancellation")]
async fn cancel_redemption(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<RedemptionId>,
    key: IdempotencyKey,
    body: Valid<wire::CancelRedemption>,
) -> ApiResult<wire::Redemption> {
    let (body, id) = (body.into_inner(), *id);
    let reason = words(body.reason.clone());
    let work = move |tx: &mut Tx<'_>, actor: &Actor| redemptions::cancel(tx, actor, id, reason.as_deref());
    state.post_once::<_, _, Error, _>(key, &caller.actor(), &body, work).await?;
    Ok(web::Json(find(&state, &caller, id).await?))
}

/// Takes back what was collected in the last 14 days: the points go back to the wallet that paid. For who manages
/// providers there, and never for one's own.
///
/// Problems: `not_allowed`, `not_found`, `redemption_not_collected`, `redemption_return_late`, `redemption_cancelled`,
/// `redemption_expired`, `redemption_returned`, `ledger_account_frozen`, `fields_invalid`.
#[utoipa::path(tag = "redemptions", operation_id = "return_redemption", request_body = wire::ReturnRedemption,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)), security(("bearer" = [])),
    responses((status = 200, body = wire::Redemption), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
#[post("/redemptions/{id}/return")]
async fn return_redemption(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<RedemptionId>,
    key: IdempotencyKey,
    body: Valid<wire::ReturnRedemption>,
) -> ApiResult<wire::Redemption> {
    let (body, id) = (body.into_inner(), *id);
    let (reason, restock) = (body.reason.trim().to_owned(), body.restock);
    let work = move |tx: &mut Tx<'_>, actor: &Actor| redemptions::give_back(tx, actor, id, &reason, restock);
    state.post_once::<_, _, Error, _>(key, &caller.actor(), &body, work).await?;
    Ok(web::Json(find(&state, &caller, id).await?))
}

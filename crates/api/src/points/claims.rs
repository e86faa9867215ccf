//! Claims and decisions about them.

use actix_web::{get, post, web};
use app::{
    db::{DbError, Tx},
    points::claims::{self, Error, Filter, List, NewClaim, Page as Wanted},
};
use contract::{page::Page, points as wire, problems::Problem};
use domain::{ids::ClaimId, permissions::Actor};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{cursor, limit, render};
use crate::{ApiError, ApiResult, Caller, IdempotencyKey, IfMatch, Query, State, Valid, Versioned};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_claims).service(get_claim).service(create_claim);
    cfg.service(approve_claim).service(reject_claim).service(withdraw_claim);
}

/// Lists claims: the caller's own (`mine`), what waits for them to decide (`waiting`, the oldest first), or all that they
/// see by their office; their own where they hold none. Else the newest first. Problems: `query_invalid`.
#[utoipa::path(tag = "points", operation_id = "list_claims", params(wire::ListClaims),
    responses((status = 200, body = Page<wire::Claim>), (status = 400, body = Problem)),
    security(("bearer" = [])))]
#[get("/claims")]
async fn list_claims(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::ListClaims>,
) -> ApiResult<Page<wire::Claim>> {
    let (actor, Query(query)) = (caller.actor(), query);
    let (limit, after) = (limit(query.limit), cursor(query.after.as_deref())?);
    let list = match (query.waiting, query.mine) {
        (true, _) => List::Waiting,
        (false, true) => List::Mine,
        (false, false) => List::All,
    };
    let filter = Filter { list, programme: query.programme_id, state: query.state };
    let page = Wanted { after, limit: i64::from(limit) + 1 };
    let found = state.db.read::<_, DbError, _>(move |tx| claims::list(tx, &actor, filter, page)).await?;
    let page = Page::cut(found, limit, |shown| shown.claim.id.to_string());
    Ok(web::Json(page.map(render::claim)))
}

/// One claim: for who made it or earns by it, their household where its wallet fills, who decides claims there, and who
/// audits.
#[utoipa::path(tag = "points", operation_id = "get_claim", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Claim), (status = 404, body = Problem)), security(("bearer" = [])))]
#[get("/claims/{id}")]
async fn get_claim(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ClaimId>,
) -> Result<Versioned<wire::Claim>, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read::<_, DbError, _>(move |tx| claims::claim(tx, &actor, id)).await?;
    Ok(versioned(render::claim(found)))
}

fn versioned(claim: wire::Claim) -> Versioned<wire::Claim> {
    let version = claim.version;
    Versioned::new(claim, version)
}

/// A claim as the caller sees it after a step.
pub(super) fn shown(tx: &mut Tx<'_>, actor: &Actor, id: ClaimId) -> Result<wire::Claim, Error> {
    Ok(render::claim(claims::claim(tx, actor, id)?))
}

/// Claims points for the caller, who lives in the programme's area; or proposes them for somebody (`beneficiary_id`) where
/// the caller holds `propose_points` at their home. Problems: `fields_invalid`, `points_cap_reached` (its `errors` name the
/// cap), `programme_not_running`, `not_allowed`.
#[utoipa::path(tag = "points", operation_id = "create_claim", request_body = wire::NewClaim,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = wire::Claim), (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/claims")]
async fn create_claim(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    body: Valid<wire::NewClaim>,
) -> Result<Versioned<wire::Claim>, ApiError> {
    let body = body.into_inner();
    let new = NewClaim {
        programme: body.programme_id,
        activity: body.activity.clone(),
        day: body.day,
        minutes: body.minutes,
        words: body.words.clone(),
        photos: body.photos.clone(),
        beneficiary: body.beneficiary_id,
        household: body.household_id,
    };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        let id = claims::submit(tx, actor, new)?;
        shown(tx, actor, id)
    };
    let made = state.write_once(key, &caller.actor(), &body, work).await?;
    let (path, version) = (format!("/claims/{}", made.id), made.version);
    Ok(Versioned::created(made, version, &path))
}

/// Approves a claim: its points go into the wallet. Needs `approve_points` at the home, as an official where the activity
/// asks for one, and `If-Match`; not for who made it or earns by it, nor for their household or kin. Problems:
/// `changed_meanwhile`, `claim_decided`, `claim_own`, `claim_household`, `claim_kin`, `points_cap_reached`,
/// `points_budget_short`, `programme_not_running`, `ledger_account_frozen`.
#[utoipa::path(tag = "points", operation_id = "approve_claim",
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Claim), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)),
    security(("bearer" = [])))]
#[post("/claims/{id}/approval")]
async fn approve_claim(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    key: IdempotencyKey,
    id: web::Path<ClaimId>,
) -> Result<Versioned<wire::Claim>, ApiError> {
    let id = *id;
    let work =
        move |tx: &mut Tx<'_>, actor: &Actor| claims::approve(tx, actor, id, version.0).map(render::claim);
    Ok(versioned(state.post_once(key, &caller.actor(), &version.0, work).await?))
}

/// Rejects a claim with a reason that the claimant reads. Who may approve it may; needs `If-Match`. Problems:
/// `changed_meanwhile`, `claim_decided`, `claim_own`, `claim_household`, `claim_kin`, `fields_invalid`.
#[utoipa::path(tag = "points", operation_id = "reject_claim", request_body = wire::RejectClaim,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Claim), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem)),
    security(("bearer" = [])))]
#[post("/claims/{id}/rejection")]
async fn reject_claim(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    key: IdempotencyKey,
    id: web::Path<ClaimId>,
    body: Valid<wire::RejectClaim>,
) -> Result<Versioned<wire::Claim>, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let reason = body.reason.clone();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        claims::reject(tx, actor, id, version.0, &reason)?;
        shown(tx, actor, id)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), &(version.0, &body), work).await?))
}

/// Takes one's own claim or proposal back while it waits. Problems: `claim_decided`.
#[utoipa::path(tag = "points", operation_id = "withdraw_claim",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Claim), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/claims/{id}/withdrawal")]
async fn withdraw_claim(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ClaimId>,
) -> Result<Versioned<wire::Claim>, ApiError> {
    let id = *id;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        claims::withdraw(tx, actor, id)?;
        shown(tx, actor, id)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), &(), work).await?))
}

//! What a household reads of its own checks and titles, and who may read of a title.

use actix_web::{get, post, web};
use app::{
    db::{DbError, Tx},
    inspections::{
        checks::{self, Check},
        titles::{self, Error},
    },
};
use contract::{inspections as wire, problems::Problem};
use domain::{ids::AreaId, permissions::Actor};
use utoipa_actix_web::service_config::ServiceConfig;

use super::titles::render;
use crate::{ApiResult, Caller, IdempotencyKey, State, Valid};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_household_checks).service(list_household_titles).service(show_title);
    cfg.service(revoke_title);
}

/// Lists the checks of a household whose scoring is over, the latest month first. For its members; what was found stands
/// on the sheet of each round.
#[utoipa::path(tag = "inspections", operation_id = "list_household_checks", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::HouseholdChecks), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/households/{id}/checks")]
async fn list_household_checks(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<AreaId>,
) -> ApiResult<wire::HouseholdChecks> {
    let (actor, id) = (caller.actor(), *id);
    let read = move |tx: &mut Tx<'_>| checks::of_household(tx, &actor, id);
    let found = state.db.read::<_, DbError, _>(read).await?;
    let check = |check: Check| wire::HouseholdCheck {
        round_id: check.round,
        month: check.month,
        template_name: check.template_name,
        score: check.score,
        published: check.published,
        objections_until: check.objections_until,
    };
    Ok(web::Json(wire::HouseholdChecks { items: found.into_iter().map(check).collect() }))
}

/// Lists the titles of a household, the latest first. For its members, and who holds inspections there.
#[utoipa::path(tag = "inspections", operation_id = "list_household_titles", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::HouseholdTitles), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/households/{id}/titles")]
async fn list_household_titles(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<AreaId>,
) -> ApiResult<wire::HouseholdTitles> {
    let (actor, id) = (caller.actor(), *id);
    let read = move |tx: &mut Tx<'_>| -> Result<_, DbError> {
        let found = titles::of_household(tx, &actor, id)?;
        Ok(found.into_iter().map(|title| render(title, Some(&actor))).collect())
    };
    Ok(web::Json(wire::HouseholdTitles { items: state.db.read(read).await? }))
}

/// Says whether everybody may read that a household has its title; for its members, as often as they like. Problems:
/// `title_revoked`.
#[utoipa::path(tag = "inspections", operation_id = "show_title", request_body = wire::ShowTitle,
    params(("number" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Title), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/titles/{number}/consent")]
async fn show_title(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    number: web::Path<String>,
    body: Valid<wire::ShowTitle>,
) -> ApiResult<wire::Title> {
    let (number, body) = (number.into_inner(), body.into_inner());
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        Ok(render(titles::consent(tx, actor, &number, body.shown)?, Some(actor)))
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Declares a title no longer valid; its number still answers, with the reason. Needs `manage_inspections` where it was
/// awarded. Problems: `title_revoked`.
#[utoipa::path(tag = "inspections", operation_id = "revoke_title", request_body = wire::RevokeTitle,
    params(("number" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Title), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/titles/{number}/revocation")]
async fn revoke_title(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    number: web::Path<String>,
    body: Valid<wire::RevokeTitle>,
) -> ApiResult<wire::Title> {
    let (number, body) = (number.into_inner(), body.into_inner());
    let reason = body.reason.trim().to_owned();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        Ok(render(titles::revoke(tx, actor, &number, &reason)?, Some(actor)))
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

//! Declared kinship.

use actix_web::{HttpResponse, delete, get, post, web};
use app::{
    db::Tx,
    inspections::kinships::{self, Error, Kinship},
};
use contract::{inspections as wire, problems::Problem};
use domain::{ids::KinshipId, permissions::Actor};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, ApiResult, Caller, IdempotencyKey, State, Valid};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_kinships).service(declare_kinship).service(withdraw_kinship);
}

/// The places in which the caller declared kin.
#[utoipa::path(tag = "inspections", operation_id = "list_kinships",
    responses((status = 200, body = wire::Kinships)), security(("bearer" = [])))]
#[get("/me/kinships")]
async fn list_kinships(state: web::Data<State>, caller: Caller) -> ApiResult<wire::Kinships> {
    let actor = caller.actor();
    let found = state.db.read(move |tx| kinships::own(tx, &actor)).await?;
    Ok(web::Json(wire::Kinships { items: found.into_iter().map(render).collect() }))
}

/// Declares that the caller has kin in a place: they neither inspect nor judge there. Problems: `kinship_exists`,
/// `kinships_full`, `fields_invalid`.
#[utoipa::path(tag = "inspections", operation_id = "declare_kinship", request_body = wire::DeclareKinship,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Kinship), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/me/kinships")]
async fn declare_kinship(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    body: Valid<wire::DeclareKinship>,
) -> ApiResult<wire::Kinship> {
    let body = body.into_inner();
    let area = body.area_id;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        kinships::declare(tx, actor, area).map(render)
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Takes back what the caller declared; the record stays.
#[utoipa::path(tag = "inspections", operation_id = "withdraw_kinship", params(("id" = uuid::Uuid, Path)),
    responses((status = 204), (status = 404, body = Problem)), security(("bearer" = [])))]
#[delete("/me/kinships/{id}")]
async fn withdraw_kinship(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<KinshipId>,
) -> Result<HttpResponse, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    state.db.write(move |tx| kinships::withdraw(tx, &actor, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

fn render(found: Kinship) -> wire::Kinship {
    wire::Kinship {
        id: found.id,
        area_id: found.area,
        area_path: found.path,
        area_name: found.area_name,
        declared_at: found.declared_at,
    }
}

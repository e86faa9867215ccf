//! Plans.

use actix_web::{get, post, put, web};
use app::{
    db::Tx,
    visits::{self, Error, Filter, NewPlan, Page as Wanted},
};
use contract::{
    page::Page,
    problems::{self, Problem},
    visits as wire,
};
use domain::{ids::VisitPlanId, permissions::Actor, visits::Rhythm};

use super::{problem::Unwrapped, render};
use crate::{ApiError, ApiResult, Caller, IdempotencyKey, IfMatch, Query, State, Valid, Versioned};

/// Lists plans of visits, the newest first. Needs `visit`: grid workers and officials, each where they are. Problems:
/// `not_allowed`.
#[utoipa::path(tag = "visits", operation_id = "list_visit_plans", params(wire::ListVisitPlans),
    responses((status = 200, body = Page<wire::VisitPlan>), (status = 403, body = Problem)),
    security(("bearer" = [])))]
#[get("/visit-plans")]
pub(super) async fn list_visit_plans(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::ListVisitPlans>,
) -> ApiResult<Page<wire::VisitPlan>> {
    let Query(query) = query;
    let (actor, limit) = (caller.actor(), query.page().limit());
    let after = query.after.as_deref().map(str::parse).transpose();
    let after = after.map_err(|e| ApiError::new(&problems::QUERY_INVALID).with("reason", e))?;
    let filter = Filter { area: query.area_id, state: query.state };
    let page = Wanted { after, limit: i64::from(limit) + 1 };
    let find = move |tx: &mut Tx<'_>| visits::list(tx, &actor, &filter, page);
    let found = state.db.read::<_, Error, _>(find).await?;
    Ok(web::Json(Page::cut(found, limit, |item| item.plan.id.to_string()).map(render::plan)))
}

/// Makes a plan of visits to a household. Needs `visit` there. Problems: `fields_invalid`, `visit_plans_full`.
#[utoipa::path(tag = "visits", operation_id = "make_visit_plan", request_body = wire::MakeVisitPlan,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = wire::VisitPlanDetail), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/visit-plans")]
pub(super) async fn make_visit_plan(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    body: Valid<wire::MakeVisitPlan>,
) -> Result<Versioned<wire::VisitPlanDetail>, ApiError> {
    let body = body.into_inner();
    let (household, new) = (body.household_id, read(&body.plan)?);
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        let id = visits::make(tx, actor, household, &new)?;
        render::shown(tx, actor, id)
    };
    let made = state.write_once(key, &caller.actor(), &body, work).await?;
    let (path, version) = (format!("/visit-plans/{}", made.plan.id), made.plan.version);
    Ok(Versioned::created(made, version, &path))
}

/// A plan with its latest visits. Needs `visit` at the household.
#[utoipa::path(tag = "visits", operation_id = "get_visit_plan", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::VisitPlanDetail), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/visit-plans/{id}")]
pub(super) async fn get_visit_plan(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<VisitPlanId>,
) -> Result<Versioned<wire::VisitPlanDetail>, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    let find = move |tx: &mut Tx<'_>| render::shown(tx, &actor, id);
    Ok(versioned(state.db.read::<_, Error, _>(find).await?))
}

/// Says something else in a plan. Needs `visit` at the household, and `If-Match`. Problems: `changed_meanwhile`,
/// `fields_invalid`, `visit_plan_step_forbidden` once it has ended.
#[utoipa::path(tag = "visits", operation_id = "change_visit_plan", request_body = wire::WriteVisitPlan,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header),
        ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::VisitPlanDetail), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[put("/visit-plans/{id}")]
pub(super) async fn change_visit_plan(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    version: IfMatch,
    id: web::Path<VisitPlanId>,
    body: Valid<wire::WriteVisitPlan>,
) -> Result<Versioned<wire::VisitPlanDetail>, ApiError> {
    let (id, IfMatch(version), body) = (*id, version, body.into_inner());
    let new = read(&body)?;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Unwrapped> {
        visits::change(tx, actor, id, version, &new)?;
        Ok(render::shown(tx, actor, id)?)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), &(version, &body), work).await?))
}

/// Lets no visits of a plan fall due for now. Needs `visit` at the household. Problems: `visit_plan_step_forbidden`.
#[utoipa::path(tag = "visits", operation_id = "pause_visit_plan", request_body = wire::VisitPlanReason,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::VisitPlanDetail), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/visit-plans/{id}/pause")]
pub(super) async fn pause_visit_plan(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<VisitPlanId>,
    body: Valid<wire::VisitPlanReason>,
) -> Result<Versioned<wire::VisitPlanDetail>, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let reason = body.reason.trim().to_owned();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        visits::pause(tx, actor, id, &reason)?;
        render::shown(tx, actor, id)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Lets visits of a paused plan fall due again. Needs `visit` at the household. Problems: `visit_plan_step_forbidden`.
#[utoipa::path(tag = "visits", operation_id = "resume_visit_plan",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::VisitPlanDetail), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/visit-plans/{id}/resumption")]
pub(super) async fn resume_visit_plan(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<VisitPlanId>,
) -> Result<Versioned<wire::VisitPlanDetail>, ApiError> {
    let id = *id;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        visits::resume(tx, actor, id)?;
        render::shown(tx, actor, id)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), &(), work).await?))
}

/// Ends a plan for good. Needs `visit` at the household. Problems: `visit_plan_step_forbidden`.
#[utoipa::path(tag = "visits", operation_id = "end_visit_plan", request_body = wire::VisitPlanReason,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::VisitPlanDetail), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/visit-plans/{id}/end")]
pub(super) async fn end_visit_plan(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<VisitPlanId>,
    body: Valid<wire::VisitPlanReason>,
) -> Result<Versioned<wire::VisitPlanDetail>, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let reason = body.reason.trim().to_owned();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        visits::end(tx, actor, id, &reason)?;
        render::shown(tx, actor, id)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), &body, work).await?))
}

fn versioned(detail: wire::VisitPlanDetail) -> Versioned<wire::VisitPlanDetail> {
    let version = detail.plan.version;
    Versioned::new(detail, version)
}

fn read(plan: &wire::WriteVisitPlan) -> Result<NewPlan, ApiError> {
    let rhythm = Rhythm::new(plan.every, plan.unit, plan.from_on, plan.until_on).map_err(Error::from)?;
    Ok(NewPlan {
        member: plan.member_id,
        reason: plan.reason,
        detail: plan.detail.trim().to_owned(),
        rhythm,
        worker: plan.worker_id,
    })
}

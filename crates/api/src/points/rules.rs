//! Versions of programmes' rules.

use actix_web::{get, post, web};
use app::{
    db::{DbError, Tx},
    points::{programmes::Error, rules},
};
use contract::{points as wire, problems::Problem};
use domain::{
    ids::{ProgrammeId, ProgrammeRulesId},
    permissions::Actor,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::render;
use crate::{ApiError, ApiResult, Caller, IdempotencyKey, IfMatch, MaybeCaller, State, Valid, Versioned};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_programme_rules).service(draft_programme_rules);
    cfg.service(get_programme_rules).service(adopt_programme_rules);
}

/// The versions of a programme's rules, the latest first. Public; drafts for those who manage or fund programmes there, or
/// audit.
#[utoipa::path(tag = "points", operation_id = "list_programme_rules", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::ProgrammeRulesList), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/programmes/{id}/rules")]
async fn list_programme_rules(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<ProgrammeId>,
) -> ApiResult<wire::ProgrammeRulesList> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read::<_, DbError, _>(move |tx| rules::list(tx, actor.as_deref(), id)).await?;
    Ok(web::Json(wire::ProgrammeRulesList { items: found.into_iter().map(render::version).collect() }))
}

/// Writes a draft of a programme's rules; every setting that is not possible is named at once. Needs `manage_programmes`
/// there. Problems: `fields_invalid`, `programme_rules_full`, `programme_ended`.
#[utoipa::path(tag = "points", operation_id = "draft_programme_rules", request_body = wire::DraftProgrammeRules,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = wire::ProgrammeRulesVersion), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/programmes/{id}/rules")]
async fn draft_programme_rules(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ProgrammeId>,
    body: Valid<wire::DraftProgrammeRules>,
) -> Result<Versioned<wire::ProgrammeRulesVersion>, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let content = body.content.clone();
    let work =
        move |tx: &mut Tx<'_>, actor: &Actor| rules::draft(tx, actor, id, &content).map(render::version);
    let made = state.write_once::<_, _, Error, _>(key, &caller.actor(), &body, work).await?;
    let (path, version) = (format!("/programme-rules/{}", made.id), made.version);
    Ok(Versioned::created(made, version, &path))
}

/// One version of a programme's rules. Public, but for drafts.
#[utoipa::path(tag = "points", operation_id = "get_programme_rules", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::ProgrammeRulesVersion), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/programme-rules/{id}")]
async fn get_programme_rules(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<ProgrammeRulesId>,
) -> Result<Versioned<wire::ProgrammeRulesVersion>, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read::<_, DbError, _>(move |tx| rules::version(tx, actor.as_deref(), id)).await?;
    let version = found.version;
    Ok(Versioned::new(render::version(found), version))
}

/// Puts a draft of the rules of a running programme in force from a day on that has not come. Needs `manage_programmes`
/// there, and `If-Match`. Problems: `changed_meanwhile`, `programme_rules_adopted`, `programme_rules_early`,
/// `programme_rules_taken`, `programme_not_running`, `programme_period`.
#[utoipa::path(tag = "points", operation_id = "adopt_programme_rules", request_body = wire::AdoptProgrammeRules,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = wire::ProgrammeRulesVersion), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
        (status = 422, body = Problem), (status = 428, body = Problem)),
    security(("bearer" = [])))]
#[post("/programme-rules/{id}/adoption")]
async fn adopt_programme_rules(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    id: web::Path<ProgrammeRulesId>,
    body: Valid<wire::AdoptProgrammeRules>,
) -> Result<Versioned<wire::ProgrammeRulesVersion>, ApiError> {
    let (actor, id, from) = (caller.actor(), *id, body.into_inner().from);
    let adopt = move |tx: &mut Tx<'_>| rules::adopt(tx, &actor, id, version.0, from);
    let done = state.db.write::<_, Error, _>(adopt).await?;
    let version = done.version;
    Ok(Versioned::new(render::version(done), version))
}

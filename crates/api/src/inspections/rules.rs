//! Rules of awards and criticism.

use actix_web::{get, post, web};
use app::{
    areas,
    db::{DbError, Tx},
    inspections::rules::{self, Error, StoredRules},
};
use contract::{inspections as wire, problems};
use domain::{ids::AwardRulesId, inspections::AwardRules, permissions::Actor};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, ApiResult, Caller, IdempotencyKey, IfMatch, Query, State, Valid, Versioned};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    // `ready` before `{id}`: the first that fits answers.
    cfg.service(get_ready_award_rules).service(list_award_rules).service(get_award_rules);
    cfg.service(draft_award_rules).service(adopt_award_rules);
}

/// The rules of plan 2 with its numbers, and titles, to begin with. Public.
#[utoipa::path(tag = "inspections", operation_id = "get_ready_award_rules",
    responses((status = 200, body = AwardRules)))]
#[get("/award-rules/ready")]
async fn get_ready_award_rules() -> ApiResult<AwardRules> {
    Ok(web::Json(AwardRules::ready()))
}

/// Lists the rules of an area and of the areas around it, versions and drafts, the widest area's first. Public: by what
/// money is given is no secret, and neither is what is being considered.
#[utoipa::path(tag = "inspections", operation_id = "list_award_rules", params(wire::ListAwardRules),
    responses((status = 200, body = wire::AwardRulesList), (status = 404, body = problems::Problem)))]
#[get("/award-rules")]
async fn list_award_rules(
    state: web::Data<State>,
    query: Query<wire::ListAwardRules>,
) -> ApiResult<wire::AwardRulesList> {
    let Query(query) = query;
    let found = state.db.read::<_, DbError, _>(move |tx| {
        let path = areas::area(tx, query.area_id)?.path;
        rules::of_lineage(tx, &path)
    });
    Ok(web::Json(wire::AwardRulesList { items: found.await?.into_iter().map(render).collect() }))
}

/// One version or draft. Public.
#[utoipa::path(tag = "inspections", operation_id = "get_award_rules", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::AwardRulesVersion), (status = 404, body = problems::Problem)))]
#[get("/award-rules/{id}")]
async fn get_award_rules(
    state: web::Data<State>,
    id: web::Path<AwardRulesId>,
) -> Result<Versioned<wire::AwardRulesVersion>, ApiError> {
    let id = *id;
    let found = state.db.read::<_, DbError, _>(move |tx| rules::rules(tx, id)).await?;
    let version = found.version;
    Ok(Versioned::new(render(found), version))
}

/// Writes a draft of rules for an area. Needs `manage_inspections` there. Problems: `fields_invalid`,
/// `award_rules_full`.
#[utoipa::path(tag = "inspections", operation_id = "draft_award_rules", request_body = wire::DraftAwardRules,
    responses((status = 201, body = wire::AwardRulesVersion), (status = 403, body = problems::Problem),
        (status = 409, body = problems::Problem), (status = 422, body = problems::Problem)),
    security(("bearer" = [])))]
#[post("/award-rules")]
async fn draft_award_rules(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    body: Valid<wire::DraftAwardRules>,
) -> Result<Versioned<wire::AwardRulesVersion>, ApiError> {
    let body = body.into_inner();
    let (area, content) = (body.area_id, body.content.clone());
    let work = move |tx: &mut Tx<'_>, actor: &Actor| rules::draft(tx, actor, area, &content).map(render);
    let made = state.write_once(key, &caller.actor(), &body, work).await?;
    let (path, version) = (format!("/award-rules/{}", made.id), made.version);
    Ok(Versioned::created(made, version, &path))
}

/// Puts a draft in force from a half-year on that has not begun. Needs `manage_inspections` in its area, and `If-Match`.
/// Problems: `changed_meanwhile`, `award_rules_adopted`, `half_year_begun`, `half_year_taken`.
#[utoipa::path(tag = "inspections", operation_id = "adopt_award_rules", request_body = wire::AdoptAwardRules,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = wire::AwardRulesVersion), (status = 403, body = problems::Problem),
        (status = 404, body = problems::Problem), (status = 409, body = problems::Problem),
        (status = 412, body = problems::Problem), (status = 422, body = problems::Problem),
        (status = 428, body = problems::Problem)),
    security(("bearer" = [])))]
#[post("/award-rules/{id}/adoption")]
async fn adopt_award_rules(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    id: web::Path<AwardRulesId>,
    body: Valid<wire::AdoptAwardRules>,
) -> Result<Versioned<wire::AwardRulesVersion>, ApiError> {
    let (actor, id, from) = (caller.actor(), *id, body.into_inner().from);
    let adopt = move |tx: &mut Tx<'_>| rules::adopt(tx, &actor, id, version.0, from);
    let done = state.db.write(adopt).await?;
    let version = done.version;
    Ok(Versioned::new(render(done), version))
}

fn render(stored: StoredRules) -> wire::AwardRulesVersion {
    wire::AwardRulesVersion {
        id: stored.id,
        area_id: stored.area,
        area_path: stored.path,
        content: stored.content,
        adopted_from: stored.adopted_from,
        adopted_at: stored.adopted_at,
        written_at: stored.created_at,
        version: stored.version,
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::Rules(wrong) => {
                let (code, params) = wire::rules_fault(wrong);
                Self::bad_field(format!("/content{}", wrong.pointer()), code, &params)
            }
            Error::AreaUnknown => Self::bad_field("/area_id", "not_found", &[]),
            Error::TooMany => {
                Self::new(&problems::inspections::AWARD_RULES_FULL).with("max", rules::PER_AREA_MAX)
            }
            Error::Stale => Self::new(&problems::CHANGED_MEANWHILE),
            Error::AlreadyAdopted => Self::new(&problems::inspections::AWARD_RULES_ADOPTED),
            Error::HalfYearBegun => Self::new(&problems::inspections::HALF_YEAR_BEGUN),
            Error::HalfYearTaken => Self::new(&problems::inspections::HALF_YEAR_TAKEN),
        }
    }
}

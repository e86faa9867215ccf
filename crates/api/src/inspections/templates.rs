//! Templates: what inspections look at.

use actix_web::{get, patch, post, web};
use app::{
    areas,
    db::{DbError, Tx},
    inspections::templates::{self, Error, Listed},
};
use contract::{inspections as wire, problems};
use domain::{
    ids::TemplateId,
    inspections::{TemplateFault, ready_templates},
    permissions::Actor,
};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, ApiResult, Caller, IdempotencyKey, IfMatch, Query, State, Valid, Versioned};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    // `ready` before `{id}`: the first that fits answers.
    cfg.service(list_ready_templates).service(list_templates).service(get_template);
    cfg.service(create_template).service(revise_template).service(offer_template);
}

/// Lists the templates that come with the software, to begin with: copy one and change it. Public.
#[utoipa::path(tag = "inspections", operation_id = "list_ready_templates",
    responses((status = 200, body = wire::ReadyTemplates)))]
#[get("/inspection-templates/ready")]
async fn list_ready_templates() -> ApiResult<wire::ReadyTemplates> {
    let ready = |ready: domain::inspections::ReadyTemplate| wire::ReadyTemplate {
        code: ready.code.to_owned(),
        content: ready.template,
    };
    Ok(web::Json(wire::ReadyTemplates { items: ready_templates().into_iter().map(ready).collect() }))
}

/// Lists the templates that an area can use: its own and those of the areas around it, the widest area's first. Public:
/// by what a village is judged is no secret.
#[utoipa::path(tag = "inspections", operation_id = "list_templates", params(wire::ListTemplates),
    responses((status = 200, body = wire::Templates), (status = 404, body = problems::Problem)))]
#[get("/inspection-templates")]
async fn list_templates(
    state: web::Data<State>,
    query: Query<wire::ListTemplates>,
) -> ApiResult<wire::Templates> {
    let Query(query) = query;
    let found = state.db.read::<_, DbError, _>(move |tx| {
        let path = areas::area(tx, query.area_id)?.path;
        templates::offered(tx, &path, query.inactive)
    });
    Ok(web::Json(wire::Templates { items: found.await?.into_iter().map(listed).collect() }))
}

/// One version of a template, the latest where none is named. Public.
#[utoipa::path(tag = "inspections", operation_id = "get_template", params(("id" = uuid::Uuid, Path), wire::GetTemplate),
    responses((status = 200, body = wire::TemplateVersion), (status = 404, body = problems::Problem)))]
#[get("/inspection-templates/{id}")]
async fn get_template(
    state: web::Data<State>,
    id: web::Path<TemplateId>,
    query: Query<wire::GetTemplate>,
) -> Result<Versioned<wire::TemplateVersion>, ApiError> {
    let (id, Query(query)) = (*id, query);
    let found = state.db.read::<_, DbError, _>(move |tx| templates::template(tx, id, query.number)).await?;
    let version = found.listed.version;
    Ok(Versioned::new(render(found), version))
}

/// Adds a template to an area. Needs `manage_inspections` there. Problems: `fields_invalid`, `templates_full`.
#[utoipa::path(tag = "inspections", operation_id = "create_template", request_body = wire::CreateTemplate,
    responses((status = 201, body = wire::TemplateVersion), (status = 403, body = problems::Problem),
        (status = 409, body = problems::Problem), (status = 422, body = problems::Problem)),
    security(("bearer" = [])))]
#[post("/inspection-templates")]
async fn create_template(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    body: Valid<wire::CreateTemplate>,
) -> Result<Versioned<wire::TemplateVersion>, ApiError> {
    let body = body.into_inner();
    let (area, content) = (body.area_id, body.content.clone());
    let work = move |tx: &mut Tx<'_>, actor: &Actor| templates::create(tx, actor, area, &content).map(render);
    let made = state.write_once(key, &caller.actor(), &body, work).await?;
    let (path, version) = (format!("/inspection-templates/{}", made.template.id), made.template.version);
    Ok(Versioned::created(made, version, &path))
}

/// Writes a new version of a template; the old ones stay, and rounds keep the one they use. Needs `manage_inspections` in
/// its area, and `If-Match`. Problems: `fields_invalid`, `changed_meanwhile`, `template_versions_full`.
#[utoipa::path(tag = "inspections", operation_id = "revise_template", request_body = wire::ReviseTemplate,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = wire::TemplateVersion), (status = 403, body = problems::Problem),
        (status = 404, body = problems::Problem), (status = 409, body = problems::Problem),
        (status = 412, body = problems::Problem), (status = 422, body = problems::Problem),
        (status = 428, body = problems::Problem)),
    security(("bearer" = [])))]
#[post("/inspection-templates/{id}/versions")]
async fn revise_template(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    id: web::Path<TemplateId>,
    body: Valid<wire::ReviseTemplate>,
) -> Result<Versioned<wire::TemplateVersion>, ApiError> {
    let (actor, id, content) = (caller.actor(), *id, body.into_inner().content);
    let revise = move |tx: &mut Tx<'_>| templates::revise(tx, &actor, id, version.0, &content);
    let done = state.db.write(revise).await?;
    let version = done.listed.version;
    Ok(Versioned::new(render(done), version))
}

/// Takes a template out of use for new rounds, or offers it again. Needs `manage_inspections` in its area, and
/// `If-Match`. Problems: `changed_meanwhile`.
#[utoipa::path(tag = "inspections", operation_id = "offer_template", request_body = wire::OfferTemplate,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = wire::TemplateVersion), (status = 403, body = problems::Problem),
        (status = 404, body = problems::Problem), (status = 412, body = problems::Problem),
        (status = 428, body = problems::Problem)),
    security(("bearer" = [])))]
#[patch("/inspection-templates/{id}")]
async fn offer_template(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    id: web::Path<TemplateId>,
    body: Valid<wire::OfferTemplate>,
) -> Result<Versioned<wire::TemplateVersion>, ApiError> {
    let (actor, id, active) = (caller.actor(), *id, body.into_inner().active);
    let offer = move |tx: &mut Tx<'_>| templates::offer(tx, &actor, id, version.0, active);
    let done = state.db.write(offer).await?;
    let version = done.listed.version;
    Ok(Versioned::new(render(done), version))
}

fn listed(listed: Listed) -> wire::ListedTemplate {
    wire::ListedTemplate {
        id: listed.id,
        area_id: listed.area,
        area_path: listed.path,
        name: listed.name,
        latest: listed.number,
        active: listed.active,
        version: listed.version,
    }
}

fn render(found: templates::TemplateVersion) -> wire::TemplateVersion {
    wire::TemplateVersion {
        template: listed(found.listed),
        number: found.number,
        content: found.content,
        written_at: found.created_at,
        rounds_count: found.rounds_count,
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::Faults(faults) => faults.iter().fold(Self::new(&problems::FIELDS_INVALID), bad),
            Error::AreaUnknown => Self::bad_field("/area_id", "not_found", &[]),
            Error::TooMany => {
                Self::new(&problems::inspections::TEMPLATES_FULL).with("max", templates::PER_AREA_MAX)
            }
            Error::TooManyVersions => {
                let problem = Self::new(&problems::inspections::TEMPLATE_VERSIONS_FULL);
                problem.with("max", templates::VERSIONS_MAX)
            }
            Error::Stale => Self::new(&problems::CHANGED_MEANWHILE),
        }
    }
}

fn bad(problem: ApiError, fault: &TemplateFault) -> ApiError {
    let (code, params) = wire::template_fault(fault.kind);
    problem.field(format!("/content{}", fault.pointer), code, &params)
}

//! Projects themselves: listed, read, begun and written anew.

use actix_web::{get, post, put, web};
use app::{
    db::{DbError, Tx},
    funds::{
        Page as Wanted,
        projects::{self, Content, Error, Filter, Line, NewMilestone},
    },
};
use contract::{funds as wire, page::Page, problems::Problem};
use domain::{
    funds::{
        Amount,
        projects::{Proposer, ProposerKind},
    },
    identity::LoginName,
    ids::{ProjectId, ProposalCallId},
    ledger::Purpose,
    permissions::Actor,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::render;
use crate::{
    ApiError, ApiResult, Caller, IdempotencyKey, IfMatch, MaybeCaller, Query, State, Valid, Versioned,
    funds::limit, providers::cursor,
};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_projects).service(get_project).service(draft_project).service(revise_project);
}

/// A project as the caller sees it after a change.
pub(super) fn shown(tx: &mut Tx<'_>, actor: &Actor, id: ProjectId) -> Result<wire::Project, Error> {
    Ok(render::project(projects::project(tx, Some(actor), id)?))
}

pub(super) fn versioned(project: wire::Project) -> Versioned<wire::Project> {
    let version = project.summary.version;
    Versioned::new(project, version)
}

/// Lists projects, the newest first: those on which the public could comment. Public; what was handed in for who manages, keeps,
/// decides about or audits funds there; one's own with `mine`. Problems: `query_invalid`.
#[utoipa::path(tag = "funds", operation_id = "list_projects", params(wire::ListProjects),
    responses((status = 200, body = Page<wire::ProjectSummary>), (status = 400, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/projects")]
async fn list_projects(
    state: web::Data<State>,
    caller: MaybeCaller,
    query: Query<wire::ListProjects>,
) -> ApiResult<Page<wire::ProjectSummary>> {
    let (actor, Query(query)) = (caller.actor(), query);
    let (limit, after) = (limit(query.limit), cursor(query.after.as_deref())?);
    let filter = Filter {
        fund: query.fund_id,
        call: query.call_id,
        state: query.state,
        shifts_in: query.shift_area_id,
        mine: query.mine.unwrap_or_default(),
    };
    let wanted = Wanted { after, limit: i64::from(limit) + 1 };
    let read = move |tx: &mut Tx<'_>| projects::list(tx, actor.as_deref(), filter, wanted);
    let page = Page::cut(state.db.read::<_, DbError, _>(read).await?, limit, |one| one.head.id.to_string());
    Ok(web::Json(page.map(render::listed)))
}

/// One project with its budget, milestones and timeline. Public from when the public can comment on it, unless it was taken back;
/// before that for who manages, keeps, decides about or audits funds there, a draft for those who take part alone.
#[utoipa::path(tag = "funds", operation_id = "get_project", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Project), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/projects/{id}")]
async fn get_project(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<ProjectId>,
) -> Result<Versioned<wire::Project>, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    let read = move |tx: &mut Tx<'_>| projects::project(tx, actor.as_deref(), id);
    Ok(versioned(render::project(state.db.read::<_, DbError, _>(read).await?)))
}

/// Begins a project that answers a call: a draft for its proposer, and for whom they name. Who lives there may, for themselves or a
/// group, and who serves an organisation for it. Problems: `proposal_call_closed`, `project_not_yours`, `project_proposals_full`,
/// `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "draft_project", request_body = wire::WriteProject,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = wire::Project), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/proposal-calls/{id}/projects")]
async fn draft_project(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ProposalCallId>,
    body: Valid<wire::WriteProject>,
) -> Result<Versioned<wire::Project>, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let new = content(body.clone())?;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        let project = projects::draft(tx, actor, id, &new)?;
        shown(tx, actor, project)
    };
    let made = state.write_once(key, &caller.actor(), &body, work).await?;
    let (path, version) = (format!("/projects/{}", made.summary.id), made.summary.version);
    Ok(Versioned::created(made, version, &path))
}

/// Writes a draft, or what was returned, anew. Its proposer may, with `If-Match`. Who takes part and is named again still does.
/// Problems: `project_not_yours`, `project_is_submitted` and the others that say where it stands, `changed_meanwhile`,
/// `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "revise_project", request_body = wire::WriteProject,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = wire::Project), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem)),
    security(("bearer" = [])))]
#[put("/projects/{id}")]
async fn revise_project(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    id: web::Path<ProjectId>,
    body: Valid<wire::WriteProject>,
) -> Result<Versioned<wire::Project>, ApiError> {
    let (id, actor, new) = (*id, caller.actor(), content(body.into_inner())?);
    let work = move |tx: &mut Tx<'_>| {
        projects::revise(tx, &actor, id, version.0, &new)?;
        shown(tx, &actor, id)
    };
    Ok(versioned(state.db.write(work).await?))
}

/// The contract's rules have let every value pass.
fn content(body: wire::WriteProject) -> Result<Content, ApiError> {
    let in_name_of = match (body.proposer.kind, body.proposer.group_name, body.proposer.provider_id) {
        (ProposerKind::Resident, ..) => Proposer::Resident,
        (ProposerKind::Group, Some(name), _) => Proposer::Group { name },
        (ProposerKind::Organisation, _, Some(provider)) => Proposer::Organisation { provider },
        _ => return Err(ApiError::bad_field("/proposer", "project_proposer", &[])),
    };
    let amount = |fen| Amount::new(fen).map_err(ApiError::internal);
    let line = |line: wire::WriteProjectLine| -> Result<Line, ApiError> {
        let purpose =
            line.purpose.map(|code| Purpose::parse(&code)).transpose().map_err(ApiError::internal)?;
        Ok(Line { title: line.title, limit: amount(line.limit_fen)?, purpose })
    };
    let milestone = |one: wire::WriteMilestone| -> Result<NewMilestone, ApiError> {
        Ok(NewMilestone { title: one.title, due_on: one.due_on, instalment: amount(one.instalment_fen)? })
    };
    let people = body.people.iter().map(|login| LoginName::new(login));
    Ok(Content {
        title: body.title,
        plan: body.plan,
        in_name_of,
        people: people.collect::<Result<_, _>>().map_err(ApiError::internal)?,
        lines: body.lines.into_iter().map(line).collect::<Result<_, _>>()?,
        milestones: body.milestones.into_iter().map(milestone).collect::<Result<_, _>>()?,
        advance: body.advance,
    })
}

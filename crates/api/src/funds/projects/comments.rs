//! What residents say of projects.

use actix_web::{HttpResponse, delete, get, post, web};
use app::{
    db::{DbError, Tx},
    funds::{
        Page as Wanted,
        projects::{self, Comment, Error},
    },
};
use contract::{
    funds as wire,
    page::{Page, PageQuery},
    problems::Problem,
};
use domain::{
    ids::{ProjectCommentId, ProjectId},
    permissions::Actor,
};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    ApiError, ApiResult, Caller, IdempotencyKey, MaybeCaller, Query, State, Valid, providers::cursor,
};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_project_comments).service(comment_on_project).service(withdraw_project_comment);
}

/// Lists what was said of a project, the latest first, without what was taken back. For whoever may read the project. Problems:
/// `query_invalid`.
#[utoipa::path(tag = "funds", operation_id = "list_project_comments",
    params(("id" = uuid::Uuid, Path), PageQuery),
    responses((status = 200, body = Page<wire::ProjectComment>), (status = 400, body = Problem),
        (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/projects/{id}/comments")]
async fn list_project_comments(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<ProjectId>,
    query: Query<PageQuery>,
) -> ApiResult<Page<wire::ProjectComment>> {
    let (actor, id, Query(query)) = (caller.actor(), *id, query);
    let (limit, after) = (query.limit(), cursor(query.after.as_deref())?);
    let wanted = Wanted { after, limit: i64::from(limit) + 1 };
    let read = move |tx: &mut Tx<'_>| projects::comments(tx, actor.as_deref(), id, wanted);
    let found = state.db.read::<_, DbError, _>(read).await?;
    let page = Page::cut(found, limit, |comment| comment.id.to_string());
    Ok(web::Json(page.map(|comment| {
        let Comment { id, text, by, mine, at } = comment;
        wire::ProjectComment { id, text, by, mine, at }
    })))
}

/// Says something of a project while the public can comment on it; at most 20 times. Who lives there may. Problems:
/// `project_not_yours`, `project_window_passed`, `project_comments_full`, `project_deciding` and the others that say where it stands.
#[utoipa::path(tag = "funds", operation_id = "comment_on_project", request_body = wire::CommentOnProject,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = wire::ProjectCommented), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/projects/{id}/comments")]
async fn comment_on_project(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ProjectId>,
    body: Valid<wire::CommentOnProject>,
) -> Result<HttpResponse, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let text = body.text.clone();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        Ok(wire::ProjectCommented { id: projects::comment(tx, actor, id, &text)? })
    };
    let made = state.write_once(key, &caller.actor(), &body, work).await?;
    Ok(HttpResponse::Created().json(made))
}

/// Takes one's own comment back, with its words.
#[utoipa::path(tag = "funds", operation_id = "withdraw_project_comment", params(("id" = uuid::Uuid, Path)),
    responses((status = 204), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[delete("/project-comments/{id}")]
async fn withdraw_project_comment(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ProjectCommentId>,
) -> Result<HttpResponse, ApiError> {
    let (id, actor) = (*id, caller.actor());
    let work = move |tx: &mut Tx<'_>| projects::withdraw_comment(tx, &actor, id);
    state.db.write::<_, Error, _>(work).await?;
    Ok(HttpResponse::NoContent().finish())
}

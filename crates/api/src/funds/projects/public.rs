//! What everybody reads of projects beside themselves: their photos, and what they come to; and how residents rate them.

use actix_web::{HttpResponse, get, http::header, put, web};
use app::{
    db::{DbError, Tx},
    funds::projects,
    media::{PhotoHash, Size},
};
use contract::{funds as wire, photos::PhotoSize, problems::Problem};
use domain::ids::{FundId, PhotoId, ProjectId};
use utoipa_actix_web::service_config::ServiceConfig;

use super::moves::{Answer, moved};
use crate::{ApiError, ApiResult, Caller, IdempotencyKey, MaybeCaller, State, Valid};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(rate_project).service(get_project_photo).service(get_project_totals);
}

/// Rates what came of a project, 1 to 5, while residents can; a later rating takes the place of the one before. Who lives there and
/// takes no part in it may. Problems: `project_not_yours`, `project_own`, `project_window_passed`, `project_reported` and the others
/// that say where it stands, `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "rate_project", request_body = wire::RateProject,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Project), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[put("/projects/{id}/rating")]
async fn rate_project(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ProjectId>,
    body: Valid<wire::RateProject>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    // The contract's rules have let it pass.
    let rating = body.read().ok_or_else(|| ApiError::internal("a rating out of range"))?;
    moved(&state, &caller, key, id, &body, move |tx, actor| projects::rate(tx, actor, id, rating)).await
}

/// Fetches a photo of a public project in one size, as JPEG. Public; it never changes. Invoices are not among them.
///
/// Problems: `not_found`.
#[utoipa::path(tag = "funds", operation_id = "get_project_photo",
    params(("id" = uuid::Uuid, Path), ("photo" = uuid::Uuid, Path), ("size" = PhotoSize, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "image/jpeg"), (status = 404, body = Problem)))]
#[get("/projects/{id}/photos/{photo}/{size}")]
async fn get_project_photo(
    state: web::Data<State>,
    path: web::Path<(ProjectId, PhotoId, PhotoSize)>,
) -> Result<HttpResponse, ApiError> {
    let (id, photo, size) = path.into_inner();
    let read = move |tx: &mut Tx<'_>| projects::public_photo(tx, id, photo);
    let hash = PhotoHash::from_bytes(state.db.read::<_, DbError, _>(read).await?);
    let size = match size {
        PhotoSize::Full => Size::Full,
        PhotoSize::Medium => Size::Medium,
        PhotoSize::Small => Size::Small,
    };
    let jpeg = state.photos.get(hash, size).await.map_err(ApiError::internal)?;
    let jpeg = jpeg.ok_or_else(|| ApiError::internal("a photo is missing from the store"))?;
    Ok(HttpResponse::Ok()
        .content_type("image/jpeg")
        .insert_header((header::CACHE_CONTROL, "public, max-age=86400"))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"))
        .body(jpeg))
}

/// What the public projects of a fund come to, by where they stand: how many, what they cost, what is approved and what was paid.
/// Public, but while the fund is being founded.
#[utoipa::path(tag = "funds", operation_id = "get_project_totals", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::ProjectTotals), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/funds/{id}/project-totals")]
async fn get_project_totals(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<FundId>,
) -> ApiResult<wire::ProjectTotals> {
    let (actor, id) = (caller.actor(), *id);
    let read = move |tx: &mut Tx<'_>| projects::totals(tx, actor.as_deref(), id);
    let found = state.db.read::<_, DbError, _>(read).await?;
    let total = |total: projects::Total| wire::ProjectTotal {
        state: total.state,
        count: total.count,
        budget_fen: total.budget_fen,
        reserved_fen: total.reserved_fen,
        spent_fen: total.spent_fen,
    };
    Ok(web::Json(wire::ProjectTotals { items: found.into_iter().map(total).collect() }))
}

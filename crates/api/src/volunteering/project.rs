//! What volunteers do for a project of a fund.

use actix_web::{get, web};
use app::{
    db::{DbError, Tx},
    volunteering,
};
use contract::{problems::Problem, volunteering as wire};
use domain::ids::ProjectId;

use super::render;
use crate::{ApiResult, MaybeCaller, State};

/// The next shifts for a project, and how many people helped, for how long, with how many points. Whoever may read the project may,
/// everybody once the public can comment on it. Nobody is named.
#[utoipa::path(tag = "volunteering", operation_id = "get_project_volunteering", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::ProjectVolunteering), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/projects/{id}/volunteering")]
pub(super) async fn get_project_volunteering(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<ProjectId>,
) -> ApiResult<wire::ProjectVolunteering> {
    let (actor, id) = (caller.actor(), *id);
    let read = move |tx: &mut Tx<'_>| volunteering::of_project(tx, actor.as_deref(), id);
    Ok(web::Json(render::of_project(state.db.read::<_, DbError, _>(read).await?)))
}

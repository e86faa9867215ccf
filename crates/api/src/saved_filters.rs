//! What somebody looks for again and again in a list.

use actix_web::{HttpResponse, delete, get, put, web};
use app::saved_filters;
use contract::{
    problems::{self, Problem},
    saved_filters as wire,
};
use domain::{ids::SavedFilterId, saved_filters::PER_LIST_MAX};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, ApiResult, Caller, Query, State, Valid};

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_saved_filters).service(save_filter).service(delete_saved_filter);
}

/// Lists what the caller keeps for a list, by name: at most 20.
#[utoipa::path(tag = "saved_filters", operation_id = "list_saved_filters", params(wire::ListSavedFilters),
    responses((status = 200, body = Vec<wire::SavedFilter>)), security(("bearer" = [])))]
#[get("/me/saved-filters")]
async fn list_saved_filters(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::ListSavedFilters>,
) -> ApiResult<Vec<wire::SavedFilter>> {
    let (user, Query(query)) = (caller.actor().user, query);
    let found = state.db.read(move |tx| saved_filters::list(tx, user, query.list)).await?;
    Ok(web::Json(found.into_iter().map(render).collect()))
}

/// Keeps a filter of the caller under a name, in place of what was kept under it. Problems: `saved_filters_full`.
#[utoipa::path(tag = "saved_filters", operation_id = "save_filter", request_body = wire::SaveFilter,
    responses((status = 200, body = wire::SavedFilter), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[put("/me/saved-filters")]
async fn save_filter(
    state: web::Data<State>,
    caller: Caller,
    body: Valid<wire::SaveFilter>,
) -> ApiResult<wire::SavedFilter> {
    let (user, body) = (caller.actor().user, body.into_inner());
    let saved = state
        .db
        .write(move |tx| saved_filters::save(tx, user, body.list, body.name.trim(), &body.query))
        .await;
    Ok(web::Json(render(saved.map_err(ApiError::from)?)))
}

/// Keeps a filter of the caller no longer. Problems: `not_found`.
#[utoipa::path(tag = "saved_filters", operation_id = "delete_saved_filter", params(("id" = uuid::Uuid, Path)),
    responses((status = 204), (status = 404, body = Problem)), security(("bearer" = [])))]
#[delete("/me/saved-filters/{id}")]
async fn delete_saved_filter(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<SavedFilterId>,
) -> Result<HttpResponse, ApiError> {
    let (user, id) = (caller.actor().user, *id);
    state.db.write(move |tx| saved_filters::delete(tx, user, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

fn render(filter: saved_filters::SavedFilter) -> wire::SavedFilter {
    wire::SavedFilter { id: filter.id, name: filter.name, query: filter.query, saved_at: filter.saved_at }
}

impl From<saved_filters::Error> for ApiError {
    fn from(error: saved_filters::Error) -> Self {
        match error {
            saved_filters::Error::Db(error) => error.into(),
            saved_filters::Error::TooMany => {
                Self::new(&problems::saved_filters::SAVED_FILTERS_FULL).with("max", PER_LIST_MAX)
            }
        }
    }
}

//! The tree of places.

use actix_web::{get, web};
use app::{areas, db::DbError};
use contract::{areas as wire, page::Page, problems};
use domain::{areas::AreaPath, ids::AreaId};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, ApiResult, Query, State, Versioned};

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_areas).service(get_area);
}

/// Lists areas in the order of the tree. Public: place names are no secret.
#[utoipa::path(tag = "areas", operation_id = "list_areas", params(wire::ListAreas),
    responses((status = 200, body = Page<wire::Area>)))]
#[get("/areas")]
async fn list_areas(state: web::Data<State>, query: Query<wire::ListAreas>) -> ApiResult<Page<wire::Area>> {
    let Query(query) = query;
    let limit = query.page().limit();
    let after = query.after.as_deref().map(AreaPath::parse).transpose();
    let after = after.map_err(|e| ApiError::new(&problems::QUERY_INVALID).with("reason", e))?;
    let found = state
        .db
        .read(move |tx| {
            let under = query.under_id.map(|id| areas::area(tx, id)).transpose()?.map(|area| area.path);
            let filter = areas::AreaFilter {
                parent: query.parent_id,
                under,
                kind: query.kind,
                name_contains: query.name_contains,
            };
            areas::areas(tx, &filter, after.as_ref(), i64::from(limit) + 1)
        })
        .await;
    let items = found.map_err(ApiError::from)?;
    let page = Page::cut(items, limit, |area| area.path.to_string());
    Ok(web::Json(page.map(render)))
}

/// Reads one area.
#[utoipa::path(tag = "areas", operation_id = "get_area", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Area), (status = 404, body = problems::Problem)))]
#[get("/areas/{id}")]
async fn get_area(state: web::Data<State>, id: web::Path<AreaId>) -> Result<Versioned<wire::Area>, ApiError> {
    let id = *id;
    let area = state.db.read(move |tx| areas::area(tx, id)).await.map_err(|e: DbError| ApiError::from(e))?;
    let version = area.version;
    Ok(Versioned::new(render(area), version))
}

fn render(area: areas::Area) -> wire::Area {
    wire::Area {
        id: area.id,
        path: area.path,
        parent_id: area.parent,
        kind: area.kind,
        code: area.code,
        name: area.name,
        boundary: area.boundary.and_then(|text| serde_json::from_str(&text).ok()),
        head_count: area.head_count,
        version: area.version,
    }
}

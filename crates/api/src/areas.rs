//! The tree of places.

use std::borrow::Cow;

use actix_web::{Either, HttpRequest, HttpResponse, get, http::header, patch, post, web};
use app::{
    areas::{self, AreasError},
    db::{DbError, Tx},
};
use contract::{areas as wire, page::Page, problems};
use domain::{
    areas::{AreaCode, AreaKind, AreaName, AreaPath, AreaSegment, Boundary},
    ids::AreaId,
};
use serde_json::Value;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    ApiError, ApiResult, Caller, IdempotencyKey, IfMatch, Query, State, Valid, Versioned,
    tables::{Csv, EXPORT_ROWS_MAX, Wanted},
};

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    // The fixed names come before `{id}`, which would take them for ids.
    cfg.service(list_areas).service(create_area).service(list_boundaries).service(find_area);
    cfg.service(get_area).service(change_area).service(get_lineage);
}

/// Lists areas in the order of the tree. Public: place names are no secret. With `Accept: text/csv` the whole
/// list as a file.
#[utoipa::path(tag = "areas", operation_id = "list_areas", params(wire::ListAreas),
    responses((status = 200, content((Page<wire::Area> = "application/json"), (String = "text/csv"))),
        (status = 422, description = "`export_too_large`", body = problems::Problem)))]
#[get("/areas")]
async fn list_areas(
    request: HttpRequest,
    state: web::Data<State>,
    query: Query<wire::ListAreas>,
) -> Result<Either<web::Json<Page<wire::Area>>, Csv>, ApiError> {
    let Query(query) = query;
    let limit = query.page().limit();
    let csv = Wanted::of(&request) == Wanted::Csv;
    let after = if csv { None } else { cursor(query.after.as_deref())? };
    let rows = if csv { EXPORT_ROWS_MAX } else { i64::from(limit) };
    let find = move |tx: &mut Tx<'_>| {
        let filter = areas::AreaFilter {
            parent: query.parent_id,
            under: under(tx, query.under_id)?,
            kind: query.kind,
            not_kind: query.not_kind,
            name_contains: query.name_contains,
        };
        areas::areas(tx, &filter, after.as_ref(), rows + 1)
    };
    if csv {
        return Ok(Either::Right(table(state.db.read_long::<_, DbError, _>(find).await?)?));
    }
    let items = state.db.read::<_, DbError, _>(find).await?;
    let page = Page::cut(items, limit, |area| area.path.to_string());
    Ok(Either::Left(web::Json(page.map(render))))
}

/// Adds an area under another: who manages areas there may. `area_code_taken`, `area_segment_taken`,
/// `area_is_household`; a kind that cannot lie there and a parent that does not exist are bad fields.
#[utoipa::path(tag = "areas", operation_id = "create_area", request_body = wire::NewArea, security(("bearer" = [])),
    responses((status = 201, body = wire::Area), (status = 409, body = problems::Problem),
        (status = 422, body = problems::Problem)))]
#[post("/areas")]
async fn create_area(
    caller: Caller,
    state: web::Data<State>,
    key: IdempotencyKey,
    body: Valid<wire::NewArea>,
) -> Result<Versioned<wire::Area>, ApiError> {
    let body = body.into_inner();
    let new = read_new(&body)?;
    let work = move |tx: &mut Tx<'_>, actor: &_| areas::create(tx, actor, new).map(render);
    let made = state.write_once(key, &caller.actor(), &body, work).await?;
    let (version, path) = (made.version, format!("/areas/{}", made.id));
    Ok(Versioned::created(made, version, &path))
}

/// Fetches the outlines at and under an area as GeoJSON, for maps. Public.
#[utoipa::path(tag = "areas", operation_id = "list_boundaries", params(wire::ListBoundaries),
    responses((status = 200, body = wire::FeatureCollection, content_type = "application/geo+json"),
        (status = 404, body = problems::Problem)))]
#[get("/areas/boundaries")]
async fn list_boundaries(
    state: web::Data<State>,
    query: Query<wire::ListBoundaries>,
) -> Result<HttpResponse, ApiError> {
    let Query(query) = query;
    let limit = query.limit.unwrap_or(contract::page::LIMIT_MAX).clamp(1, contract::page::LIMIT_MAX);
    let after = cursor(query.after.as_deref())?;
    let find = move |tx: &mut Tx<'_>| {
        let under = areas::area(tx, query.under_id)?.path;
        areas::boundaries(tx, &under, query.kind, after.as_ref(), i64::from(limit) + 1)
    };
    let found = state.db.read::<_, DbError, _>(find).await?;
    let page = Page::cut(found, limit, |area| area.path.to_string());
    let features = page.items.into_iter().filter_map(feature).collect();
    let body = wire::FeatureCollection { kind: "FeatureCollection".into(), features, next: page.next };
    Ok(HttpResponse::Ok().insert_header((header::CONTENT_TYPE, "application/geo+json")).json(body))
}

/// Finds the narrowest area whose outline holds a position. Public. `area_not_charted` where there is none.
#[utoipa::path(tag = "areas", operation_id = "find_area", params(wire::AreaAt),
    responses((status = 200, body = wire::Area), (status = 404, body = problems::Problem)))]
#[get("/areas/at")]
async fn find_area(state: web::Data<State>, query: Query<wire::AreaAt>) -> ApiResult<wire::Area> {
    let Query(query) = query;
    let off_map = || ApiError::new(&problems::QUERY_INVALID).with("reason", domain::geo::PositionError);
    let position = query.position().ok_or_else(off_map)?;
    let find = move |tx: &mut Tx<'_>| {
        let under = under(tx, query.under_id)?.unwrap_or_else(AreaPath::root);
        areas::at(tx, &under, position)
    };
    let found = state.db.read::<_, DbError, _>(find).await?;
    let area = found.ok_or_else(|| ApiError::new(&problems::areas::AREA_NOT_CHARTED))?;
    Ok(web::Json(render(area)))
}

/// Reads one area. Public.
#[utoipa::path(tag = "areas", operation_id = "get_area", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Area), (status = 404, body = problems::Problem)))]
#[get("/areas/{id}")]
async fn get_area(state: web::Data<State>, id: web::Path<AreaId>) -> Result<Versioned<wire::Area>, ApiError> {
    let id = *id;
    let area = state.db.read(move |tx| areas::area(tx, id)).await.map_err(|e: DbError| ApiError::from(e))?;
    let version = area.version;
    Ok(Versioned::new(render(area), version))
}

/// Changes an area's name, head count or outline (a merge patch): who manages areas there may.
/// `area_is_household`, `changed_meanwhile`, `version_required`.
#[utoipa::path(tag = "areas", operation_id = "change_area", params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)),
    request_body = wire::PatchArea, security(("bearer" = [])),
    responses((status = 200, body = wire::Area), (status = 412, body = problems::Problem),
        (status = 422, body = problems::Problem)))]
#[patch("/areas/{id}")]
async fn change_area(
    caller: Caller,
    state: web::Data<State>,
    id: web::Path<AreaId>,
    version: IfMatch,
    body: Valid<wire::PatchArea>,
) -> Result<Versioned<wire::Area>, ApiError> {
    let (actor, id, patch) = (caller.actor(), *id, read_patch(&body.into_inner())?);
    let work = move |tx: &mut Tx<'_>| areas::change(tx, &actor, id, version.0, patch);
    let area = state.db.write::<_, AreasError, _>(work).await?;
    let version = area.version;
    Ok(Versioned::new(render(area), version))
}

/// Lists an area and everything it lies in, widest first. Public.
#[utoipa::path(tag = "areas", operation_id = "get_lineage", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Lineage), (status = 404, body = problems::Problem)))]
#[get("/areas/{id}/lineage")]
async fn get_lineage(state: web::Data<State>, id: web::Path<AreaId>) -> ApiResult<wire::Lineage> {
    let id = *id;
    let find = move |tx: &mut Tx<'_>| {
        let path = areas::area(tx, id)?.path;
        areas::lineage(tx, &path)
    };
    let items = state.db.read::<_, DbError, _>(find).await?.into_iter().map(render).collect();
    Ok(web::Json(wire::Lineage { items }))
}

fn cursor(after: Option<&str>) -> Result<Option<AreaPath>, ApiError> {
    let path = after.map(AreaPath::parse).transpose();
    path.map_err(|e| ApiError::new(&problems::QUERY_INVALID).with("reason", e))
}

fn under(tx: &mut Tx<'_>, id: Option<AreaId>) -> Result<Option<AreaPath>, DbError> {
    Ok(id.map(|id| areas::area(tx, id)).transpose()?.map(|area| area.path))
}

fn read_new(body: &wire::NewArea) -> Result<areas::NewArea, AreasError> {
    Ok(areas::NewArea {
        parent: body.parent_id,
        kind: body.kind,
        name: AreaName::new(&body.name)?,
        segment: body.segment.as_deref().map(AreaSegment::new).transpose()?,
        code: body.code.as_deref().map(AreaCode::new).transpose()?,
        head_count: body.head_count,
        boundary: body.boundary.as_ref().map(Boundary::from_geojson).transpose()?,
    })
}

fn read_patch(body: &wire::PatchArea) -> Result<areas::AreaPatch, AreasError> {
    let boundary = body.boundary.as_ref().map(|b| b.as_ref().map(Boundary::from_geojson).transpose());
    Ok(areas::AreaPatch {
        name: body.name.as_deref().map(AreaName::new).transpose()?,
        head_count: body.head_count,
        boundary: boundary.transpose()?,
    })
}

impl From<AreasError> for ApiError {
    fn from(error: AreasError) -> Self {
        match error {
            AreasError::Db(error) => error.into(),
            AreasError::Denied(denied) => denied.into(),
            AreasError::Rule(domain::areas::AreaError::Nesting) => Self::bad_field("/kind", "area_kind", &[]),
            // The contract's rules have refused every other value that domain refuses, except a path that is too long.
            AreasError::Rule(rule) => Self::new(&problems::BODY_MALFORMED).with("reason", rule),
            AreasError::Boundary(rule) => Self::new(&problems::BODY_MALFORMED).with("reason", rule),
            AreasError::ParentMissing => Self::bad_field("/parent_id", "not_found", &[]),
            AreasError::CodeTaken => Self::new(&problems::areas::AREA_CODE_TAKEN),
            AreasError::SegmentTaken => Self::new(&problems::areas::AREA_SEGMENT_TAKEN),
            AreasError::Household => Self::new(&problems::areas::AREA_IS_HOUSEHOLD),
            AreasError::Stale => Self::new(&problems::CHANGED_MEANWHILE),
        }
    }
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
        // How many people live behind one door is nobody's business.
        head_count: area.head_count.filter(|_| area.kind != AreaKind::Household),
        version: area.version,
    }
}

fn feature(area: areas::Area) -> Option<wire::Feature> {
    let geometry: Value = serde_json::from_str(&area.boundary?).ok()?;
    let properties = wire::FeatureProperties { path: area.path, area_kind: area.kind, name: area.name };
    Some(wire::Feature { kind: "Feature".into(), id: area.id, geometry, properties })
}

fn table(found: Vec<areas::Area>) -> Result<Csv, ApiError> {
    if i64::try_from(found.len()).is_ok_and(|rows| rows > EXPORT_ROWS_MAX) {
        return Err(ApiError::new(&problems::EXPORT_TOO_LARGE).with("max", EXPORT_ROWS_MAX));
    }
    let header = ["id", "path", "parent_id", "kind", "code", "name", "head_count"];
    let text = |id: AreaId| Cow::Owned(id.to_string());
    let rows = found.into_iter().map(render).map(|area| {
        [
            text(area.id),
            area.path.to_string().into(),
            area.parent_id.map(text).unwrap_or_default(),
            area.kind.as_str().into(),
            area.code.unwrap_or_default().into(),
            area.name.into(),
            area.head_count.map(|n| n.to_string()).unwrap_or_default().into(),
        ]
    });
    Csv::write("areas", &header, rows)
}

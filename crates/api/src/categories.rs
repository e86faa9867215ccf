//! Kinds of matters.

use actix_web::{get, patch, post, web};
use app::{
    areas, categories,
    db::{DbError, Tx},
};
use contract::{categories as wire, problems};
use domain::{
    areas::AreaPath,
    ids::CategoryId,
    permissions::Actor,
    tickets::{CategoryCode, Limits},
};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, ApiResult, Caller, IdempotencyKey, IfMatch, Query, State, Valid, Versioned};

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_categories).service(create_category).service(update_category);
}

/// Lists the kinds of matters in force in an area, in their order: its own and what it inherits from the areas around
/// it, the nearest first. Public: what can be reported is no secret.
#[utoipa::path(tag = "categories", operation_id = "list_categories", params(wire::ListCategories),
    responses((status = 200, body = wire::Categories), (status = 404, body = problems::Problem)))]
#[get("/categories")]
async fn list_categories(
    state: web::Data<State>,
    query: Query<wire::ListCategories>,
) -> ApiResult<wire::Categories> {
    let Query(query) = query;
    let found = state.db.read(move |tx| {
        let path = query.area_id.map(|id| areas::area(tx, id)).transpose()?.map(|area| area.path);
        categories::in_force(tx, &path.unwrap_or_else(AreaPath::root))
    });
    let found = found.await.map_err(|e: DbError| ApiError::from(e))?;
    let items = found.into_iter().filter(|c| c.active || query.inactive).map(render).collect();
    Ok(web::Json(wire::Categories { items }))
}

/// Adds a kind of matter to an area; with the code of an inherited one it takes that one's place there. Needs
/// `manage_categories` there. Problems: `category_code_taken`, `categories_full`.
#[utoipa::path(tag = "categories", operation_id = "create_category", request_body = wire::CreateCategory,
    responses((status = 201, body = wire::Category), (status = 403, body = problems::Problem),
        (status = 409, body = problems::Problem), (status = 422, body = problems::Problem)),
    security(("bearer" = [])))]
#[post("/categories")]
async fn create_category(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    body: Valid<wire::CreateCategory>,
) -> Result<Versioned<wire::Category>, ApiError> {
    let body = body.into_inner();
    let area = body.area_id;
    let new = content(&body)?;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| categories::create(tx, actor, area, &new).map(render);
    let made = state.write_once(key, &caller.actor(), &body, work).await?;
    let (path, version) = (format!("/categories/{}", made.id), made.version);
    Ok(Versioned::created(made, version, &path))
}

/// Changes a kind of matter. Needs `manage_categories` in the area that defines it, and `If-Match`. Tickets keep the
/// limits they were reported under. Problems: `changed_meanwhile`.
#[utoipa::path(tag = "categories", operation_id = "update_category", request_body = wire::UpdateCategory,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = wire::Category), (status = 403, body = problems::Problem),
        (status = 404, body = problems::Problem), (status = 412, body = problems::Problem),
        (status = 422, body = problems::Problem), (status = 428, body = problems::Problem)),
    security(("bearer" = [])))]
#[patch("/categories/{id}")]
async fn update_category(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    id: web::Path<CategoryId>,
    body: Valid<wire::UpdateCategory>,
) -> Result<Versioned<wire::Category>, ApiError> {
    let (actor, id, change) = (caller.actor(), *id, change(body.into_inner()));
    let done = state.db.write(move |tx| categories::update(tx, &actor, id, version.0, change)).await;
    let done = done.map_err(ApiError::from)?;
    let version = done.version;
    Ok(Versioned::new(render(done), version))
}

fn content(body: &wire::CreateCategory) -> Result<categories::Content, categories::Error> {
    let limits = Limits::new(body.answer_within_hours, body.solve_within_hours, body.objection_window_hours)?;
    let names = body.names.clone();
    Ok(categories::Content {
        code: CategoryCode::new(&body.code)?,
        names: [names.hans, names.hant, names.en],
        limits,
        ordinal: body.ordinal,
        active: body.active,
    })
}

fn change(body: wire::UpdateCategory) -> categories::CategoryChange {
    categories::CategoryChange {
        names: body.names.map(|names| [names.hans, names.hant, names.en]),
        answer_within_hours: body.answer_within_hours,
        solve_within_hours: body.solve_within_hours,
        objection_window_hours: body.objection_window_hours,
        ordinal: body.ordinal,
        active: body.active,
    }
}

fn render(category: categories::Category) -> wire::Category {
    wire::Category {
        id: category.id,
        area_id: category.area,
        names: names(category.names),
        answer_within_hours: category.limits.answer_within_hours,
        solve_within_hours: category.limits.solve_within_hours,
        objection_window_hours: category.limits.objection_window_hours,
        ordinal: category.ordinal,
        active: category.active,
        version: category.version,
        code: category.code,
    }
}

pub(crate) fn names([hans, hant, en]: [String; 3]) -> wire::Names {
    wire::Names { hans, hant, en }
}

impl From<categories::Error> for ApiError {
    fn from(error: categories::Error) -> Self {
        use categories::Error as E;
        match error {
            E::Db(error) => error.into(),
            E::Denied(denied) => denied.into(),
            E::Limits(_) => Self::bad_field("/solve_within_hours", "limits_order", &[]),
            E::Internal => Self::bad_field("/code", "internal_code", &[]),
            E::CodeTaken => Self::new(&problems::tickets::CATEGORY_CODE_TAKEN),
            E::TooMany => {
                Self::new(&problems::tickets::CATEGORIES_FULL).with("max", categories::PER_AREA_MAX)
            }
            E::AreaUnknown => Self::bad_field("/area_id", "not_found", &[]),
            E::Stale => Self::new(&problems::CHANGED_MEANWHILE),
        }
    }
}

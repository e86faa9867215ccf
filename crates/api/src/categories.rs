//! Kinds of matters.

use actix_web::{get, patch, post, web};
use app::{
    areas, categories,
    db::{DbError, Tx},
};
use contract::{categories as wire, problems, tickets::form_fault};
use domain::{
    areas::AreaPath,
    ids::CategoryId,
    permissions::Actor,
    tickets::{CategoryCode, KeeperUnfit, KeptBy, Limits, ParentError, form::FormFault},
};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, ApiResult, Caller, IdempotencyKey, IfMatch, Query, State, Valid, Versioned};

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_categories).service(create_category).service(update_category);
}

/// Lists the kinds of matters in force in an area, in their order: its own and what it inherits from the areas around
/// it, the nearest first. Without `inactive` those in use: what is a part of a group that is not in use is left out too.
/// Public: what can be reported is no secret.
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
    let tree = categories::tree(&found);
    let listed = found.iter().filter(|c| query.inactive || tree.is_in_use(&c.code));
    let items = listed.map(|c| render((c.clone(), tree.is_group(&c.code)))).collect();
    Ok(web::Json(wire::Categories { items }))
}

/// Adds a kind of matter to an area; with the code of an inherited one it takes that one's place there. Needs
/// `manage_categories` there. Problems: `category_code_taken`, `categories_full`; `fields_invalid` names what cannot be asked
/// (`/form/fields/2/label/en`) and a parent that cannot be one (`/parent_code`).
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
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        let made = categories::create(tx, actor, area, &new)?;
        placed(tx, made).map(render)
    };
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
    let (actor, id, change) = (caller.actor(), *id, change(body.into_inner())?);
    let work = move |tx: &mut Tx<'_>| {
        let changed = categories::update(tx, &actor, id, version.0, change)?;
        placed(tx, changed)
    };
    let done = state.db.write(work).await.map_err(ApiError::from)?;
    let version = done.0.version;
    Ok(Versioned::new(render(done), version))
}

/// A category, and whether others are in it.
type Placed = (categories::Category, bool);

fn placed(tx: &mut Tx<'_>, category: categories::Category) -> Result<Placed, categories::Error> {
    let is_group = categories::is_group(tx, &category)?;
    Ok((category, is_group))
}

fn content(body: &wire::CreateCategory) -> Result<categories::Content, categories::Error> {
    let limits = Limits::new(body.answer_within_hours, body.solve_within_hours, body.objection_window_hours)?
        .counted(body.counting);
    let names = body.names.clone();
    Ok(categories::Content {
        code: CategoryCode::new(&body.code)?,
        names: [names.hans, names.hant, names.en],
        limits,
        ordinal: body.ordinal,
        active: body.active,
        parent: body.parent_code.as_deref().map(CategoryCode::new).transpose()?,
        priority: body.priority,
        form: body.form.clone(),
        is_public: body.is_public,
        keeper: KeptBy::new(body.keeper, body.keeper_provider_id)?,
        photo_required: body.photo_required,
        anonymous_allowed: body.anonymous_allowed,
    })
}

fn change(body: wire::UpdateCategory) -> Result<categories::CategoryChange, categories::Error> {
    let parent = |code: Option<String>| code.as_deref().map(CategoryCode::new).transpose();
    Ok(categories::CategoryChange {
        names: body.names.map(|names| [names.hans, names.hant, names.en]),
        answer_within_hours: body.answer_within_hours,
        solve_within_hours: body.solve_within_hours,
        objection_window_hours: body.objection_window_hours,
        counting: body.counting,
        ordinal: body.ordinal,
        active: body.active,
        parent: body.parent_code.map(parent).transpose()?,
        priority: body.priority,
        form: body.form,
        is_public: body.is_public,
        keeper: match (body.keeper, body.keeper_provider_id) {
            (None, None) => None,
            (None, Some(_)) => return Err(KeeperUnfit.into()),
            (Some(keeper), provider) => Some(KeptBy::new(keeper, provider)?),
        },
        photo_required: body.photo_required,
        anonymous_allowed: body.anonymous_allowed,
    })
}

fn render((category, is_group): Placed) -> wire::Category {
    wire::Category {
        id: category.id,
        area_id: category.area,
        names: names(category.names),
        answer_within_hours: category.limits.answer_within_hours,
        solve_within_hours: category.limits.solve_within_hours,
        objection_window_hours: category.limits.objection_window_hours,
        counting: category.limits.counting,
        ordinal: category.ordinal,
        active: category.active,
        parent_code: category.parent,
        group: is_group,
        priority: category.priority,
        form: category.form,
        is_public: category.is_public,
        keeper: category.keeper.keeper(),
        keeper_provider_id: category.keeper.provider(),
        photo_required: category.photo_required,
        anonymous_allowed: category.anonymous_allowed,
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
            E::Parent(error) => Self::bad_field("/parent_code", parent_fault(error), &[]),
            E::Form(faults) => faults.iter().fold(Self::new(&problems::FIELDS_INVALID), bad_form),
            E::CodeTaken => Self::new(&problems::tickets::CATEGORY_CODE_TAKEN),
            E::TooMany => {
                Self::new(&problems::tickets::CATEGORIES_FULL).with("max", categories::PER_AREA_MAX)
            }
            E::Keeper => Self::bad_field("/keeper_provider_id", "serves_not", &[]),
            E::KeeperUnfit(_) => Self::bad_field("/keeper_provider_id", "keeper_provider", &[]),
            E::AreaUnknown => Self::bad_field("/area_id", "not_found", &[]),
            E::Stale => Self::new(&problems::CHANGED_MEANWHILE),
        }
    }
}

const fn parent_fault(error: ParentError) -> &'static str {
    match error {
        ParentError::Unknown => "not_found",
        ParentError::Itself => "parent_itself",
        ParentError::InGroup => "parent_in_group",
        ParentError::HoldsOthers => "parent_of_others",
    }
}

fn bad_form(problem: ApiError, fault: &FormFault) -> ApiError {
    let (code, params) = form_fault(fault.code);
    problem.field(format!("/form{}", fault.pointer), code, &params)
}

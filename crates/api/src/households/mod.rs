//! Households: list, read, add, change; files out and in.

mod export;
mod import;
mod problem;

use actix_web::{Either, HttpRequest, HttpResponse, get, patch, post, web};
use app::{
    areas::{self, AreaNames},
    db::Tx,
    households::{self, HouseholdsError},
    memberships,
};
use contract::{households as wire, memberships::Members, page::Page, problems};
use domain::{
    areas::{AreaName, AreaPath},
    households::{FloorArea, HolderName, IdentityNumber},
    identity::Phone,
    ids::AreaId,
    permissions::{Actor, Permission},
};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    ApiError, ApiResult, Caller, IdempotencyKey, IfMatch, Query, State, Valid, Versioned,
    memberships::render_member,
    tables::{Wanted, lang},
};

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    // The fixed names come before `{id}`, which would take them for ids.
    cfg.service(list_households).service(create_household).service(import::get_household_template);
    cfg.service(import::prepare_household_import).service(import::confirm_household_import);
    cfg.service(get_household).service(change_household).service(list_household_members);
}

/// Lists households in the order of the tree, personal data masked: who views households there may. With
/// `Accept: text/csv` or that of a workbook the whole list as a file that can be imported again, for who manages
/// households; the export is journalled. `export_too_large`.
#[utoipa::path(tag = "households", operation_id = "list_households", params(wire::ListHouseholds),
    security(("bearer" = [])),
    responses((status = 200, content((Page<wire::Household> = "application/json"), (String = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))),
        (status = 403, body = problems::Problem), (status = 422, body = problems::Problem)))]
#[get("/households")]
async fn list_households(
    request: HttpRequest,
    caller: Caller,
    state: web::Data<State>,
    query: Query<wire::ListHouseholds>,
) -> Result<Either<web::Json<Page<wire::Household>>, HttpResponse>, ApiError> {
    let Query(query) = query;
    let (actor, keyring) = (caller.actor(), state.keyring.clone());
    let wanted = Wanted::of(&request);
    if wanted != Wanted::Json {
        let file = export::file(&request, &state, actor, query.under_id, wanted, lang(&request)).await?;
        return Ok(Either::Right(file));
    }
    let limit = query.page().limit();
    let after = query.after.as_deref().map(AreaPath::parse).transpose();
    let after = after.map_err(|e| ApiError::new(&problems::QUERY_INVALID).with("reason", e))?;
    let find = move |tx: &mut Tx<'_>| {
        let scope = areas::within(tx, &actor, Permission::ViewHouseholds, query.under_id)?;
        let found = households::households(tx, &keyring, &scope, after.as_ref(), i64::from(limit) + 1)?;
        let names = areas::names_of(tx, found.iter().map(|h| &h.path))?;
        Ok((found, names))
    };
    let (found, names) = state.db.read::<_, HouseholdsError, _>(find).await?;
    let page = Page::cut(found, limit, |household| household.path.to_string());
    Ok(Either::Left(web::Json(page.map(|household| render(household, &names)))))
}

/// Reads one household, personal data masked: who views households there may.
#[utoipa::path(tag = "households", operation_id = "get_household", params(("id" = uuid::Uuid, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = wire::Household), (status = 403, body = problems::Problem),
        (status = 404, body = problems::Problem)))]
#[get("/households/{id}")]
async fn get_household(
    caller: Caller,
    state: web::Data<State>,
    id: web::Path<AreaId>,
) -> Result<Versioned<wire::Household>, ApiError> {
    let (actor, keyring, id) = (caller.actor(), state.keyring.clone(), *id);
    let find = move |tx: &mut Tx<'_>| {
        let found = households::household(tx, &keyring, id)?;
        actor.require(Permission::ViewHouseholds, &found.path)?;
        with_place(tx, found)
    };
    let found = state.db.read::<_, HouseholdsError, _>(find).await?;
    let version = found.version;
    Ok(Versioned::new(found, version))
}

/// Adds a household to an area: who manages households there may. `household_number_taken`.
#[utoipa::path(tag = "households", operation_id = "create_household", request_body = wire::NewHousehold,
    security(("bearer" = [])),
    responses((status = 201, body = wire::Household), (status = 403, body = problems::Problem),
        (status = 409, body = problems::Problem), (status = 422, body = problems::Problem)))]
#[post("/households")]
async fn create_household(
    caller: Caller,
    state: web::Data<State>,
    key: IdempotencyKey,
    body: Valid<wire::NewHousehold>,
) -> Result<Versioned<wire::Household>, ApiError> {
    let body = body.into_inner();
    let (new, keyring) = (read_new(&body)?, state.keyring.clone());
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        let made = households::create(tx, &keyring, actor, &new)?;
        with_place(tx, made)
    };
    let made = state.write_once(key, &caller.actor(), &body, work).await?;
    let (version, path) = (made.version, format!("/households/{}", made.id));
    Ok(Versioned::created(made, version, &path))
}

/// Changes a household (a merge patch): who manages households there may. `household_number_taken`,
/// `changed_meanwhile`, `version_required`.
#[utoipa::path(tag = "households", operation_id = "change_household",
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)), request_body = wire::PatchHousehold,
    security(("bearer" = [])),
    responses((status = 200, body = wire::Household), (status = 403, body = problems::Problem),
        (status = 409, body = problems::Problem), (status = 412, body = problems::Problem),
        (status = 422, body = problems::Problem)))]
#[patch("/households/{id}")]
async fn change_household(
    caller: Caller,
    state: web::Data<State>,
    id: web::Path<AreaId>,
    version: IfMatch,
    body: Valid<wire::PatchHousehold>,
) -> Result<Versioned<wire::Household>, ApiError> {
    let (actor, keyring, id) = (caller.actor(), state.keyring.clone(), *id);
    let patch = read_patch(body.into_inner())?;
    let work = move |tx: &mut Tx<'_>| {
        let changed = households::change(tx, &keyring, &actor, id, version.0, patch)?;
        with_place(tx, changed)
    };
    let changed = state.db.write::<_, HouseholdsError, _>(work).await?;
    let version = changed.version;
    Ok(Versioned::new(changed, version))
}

/// Lists who belongs to a household and who asks to: who views households there may.
#[utoipa::path(tag = "households", operation_id = "list_household_members", params(("id" = uuid::Uuid, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = Members), (status = 403, body = problems::Problem),
        (status = 404, body = problems::Problem)))]
#[get("/households/{id}/members")]
async fn list_household_members(
    caller: Caller,
    state: web::Data<State>,
    id: web::Path<AreaId>,
) -> ApiResult<Members> {
    let (actor, id) = (caller.actor(), *id);
    let find = move |tx: &mut Tx<'_>| {
        let path = areas::area(tx, id)?.path;
        actor.require(Permission::ViewHouseholds, &path)?;
        let names = areas::names_of(tx, [&path])?;
        let place = place(&names, &path);
        Ok((memberships::members(tx, id)?, place))
    };
    let (found, place) = state.db.read::<_, HouseholdsError, _>(find).await?;
    let items = found.into_iter().map(|member| render_member(member, place.clone())).collect();
    Ok(web::Json(Members { items }))
}

fn with_place(tx: &mut Tx<'_>, found: households::Household) -> Result<wire::Household, HouseholdsError> {
    let names = areas::names_of(tx, [&found.path])?;
    Ok(render(found, &names))
}

fn place(names: &AreaNames, path: &AreaPath) -> Vec<String> {
    path.lineage().iter().filter_map(|path| names.get(path).cloned()).collect()
}

fn render(household: households::Household, names: &AreaNames) -> wire::Household {
    let above = household.path.parent().unwrap_or_else(AreaPath::root);
    wire::Household {
        id: household.id,
        parent_id: household.parent,
        place: place(names, &above),
        path: household.path,
        number: household.number,
        head_count: household.head_count,
        floor_area: household.floor_area.map(|area| area.to_string()),
        holder_name: household.holder_name.as_ref().map(HolderName::masked),
        identity_number: household.identity_number.as_ref().map(IdentityNumber::masked),
        phone: household.phone.as_ref().map(Phone::masked),
        version: household.version,
    }
}

fn read_new(body: &wire::NewHousehold) -> Result<households::NewHousehold, HouseholdsError> {
    Ok(households::NewHousehold {
        parent: body.parent_id,
        number: AreaName::new(&body.number)?,
        head_count: body.head_count,
        holder: households::Holder {
            floor_area: body.floor_area.as_deref().map(FloorArea::parse).transpose()?,
            name: body.holder_name.as_deref().map(HolderName::new).transpose()?,
            identity_number: body.identity_number.as_deref().map(IdentityNumber::parse).transpose()?,
            phone: body.phone.as_deref().map(Phone::new).transpose()?,
        },
    })
}

fn read_patch(body: wire::PatchHousehold) -> Result<households::HouseholdPatch, HouseholdsError> {
    Ok(households::HouseholdPatch {
        number: body.number.as_deref().map(AreaName::new).transpose()?,
        head_count: body.head_count,
        floor_area: each(body.floor_area, FloorArea::parse)?,
        holder_name: each(body.holder_name, HolderName::new)?,
        identity_number: each(body.identity_number, IdentityNumber::parse)?,
        phone: each(body.phone, Phone::new)?,
    })
}

/// Reads a field of a merge patch: absent and `null` stay what they are.
fn each<T, E>(
    field: Option<Option<String>>,
    read: impl Fn(&str) -> Result<T, E>,
) -> Result<Option<Option<T>>, E> {
    field.map(|value| value.as_deref().map(&read).transpose()).transpose()
}

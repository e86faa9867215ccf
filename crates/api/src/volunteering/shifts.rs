//! Shifts: listed, planned, changed, called off.

use actix_web::{HttpResponse, get, http::header, patch, post, web};
use app::{
    db::Tx,
    volunteering::{self, Change, Error, Filter, NewShift, Words},
};
use contract::{
    page::Page,
    problems::{self, Problem},
    volunteering as wire,
};
use domain::{geo::Position, ids::ShiftId, permissions::Actor, volunteering::Times};

use super::{cursor, read_cursor, render};
use crate::{ApiError, ApiResult, BASE, Caller, IdempotencyKey, IfMatch, Query, State, Valid, Versioned};

pub(super) type Answer = Result<Versioned<wire::Shift>, ApiError>;

/// A shift with its version.
pub(super) fn versioned(shift: wire::Shift) -> Versioned<wire::Shift> {
    let version = shift.version;
    Versioned::new(shift, version)
}

/// Lists shifts in the order in which they begin. Everybody signed in may; without `area_id` those of the towns in which the
/// caller lives or works, with `project_id` those of the project wherever they are.
#[utoipa::path(tag = "volunteering", operation_id = "list_shifts", params(wire::ListShifts),
    responses((status = 200, body = Page<wire::Shift>), (status = 400, body = Problem)),
    security(("bearer" = [])))]
#[get("/shifts")]
pub(super) async fn list_shifts(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::ListShifts>,
) -> ApiResult<Page<wire::Shift>> {
    let (actor, Query(query)) = (caller.actor(), query);
    let limit = query.page().limit();
    let after = query.after.as_deref().map(read_cursor).transpose()?;
    let filter = Filter {
        area: query.area_id,
        project: query.project_id,
        from: query.from,
        until: query.until,
        mine: query.mine,
        free: query.free,
    };
    let page = volunteering::Page { after, limit: i64::from(limit) + 1 };
    let found = state.db.read(move |tx| volunteering::list(tx, &actor, &filter, page)).await;
    let items = found.map_err(in_query)?;
    let page = Page::cut(items, limit, |item| cursor(item.shift.times.starts_at, item.id));
    Ok(web::Json(page.map(render::shift)))
}

/// In a query string an unknown area is no bad field of a body.
fn in_query(error: Error) -> ApiError {
    match error {
        Error::AreaUnknown => {
            ApiError::new(&problems::QUERY_INVALID).with("reason", "area_id: there is no such area")
        }
        other => other.into(),
    }
}

/// Plans a shift, or one a week for some weeks, for a project of a fund where it names one. Needs `manage_shifts` in its area.
/// Problems: `shift_project_not_running`, `fields_invalid`.
#[utoipa::path(tag = "volunteering", operation_id = "plan_shift", request_body = wire::PlanShift,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = wire::PlannedShifts), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/shifts")]
pub(super) async fn plan_shift(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    body: Valid<wire::PlanShift>,
) -> Result<HttpResponse, ApiError> {
    let body = body.into_inner();
    let new = new_shift(&body)?;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        let items = volunteering::plan(tx, actor, &new)?;
        Ok(wire::PlannedShifts { items: items.into_iter().map(render::shift).collect() })
    };
    let planned = state.write_once(key, &caller.actor(), &body, work).await?;
    let first = planned.items.first().map(|shift| format!("{BASE}/shifts/{}", shift.id));
    let mut answer = HttpResponse::Created();
    if let Some(first) = first {
        answer.insert_header((header::LOCATION, first));
    }
    Ok(answer.json(planned))
}

fn new_shift(body: &wire::PlanShift) -> Result<NewShift, ApiError> {
    let trimmed = |text: &str| text.trim().to_owned();
    Ok(NewShift {
        area: body.area_id,
        project: body.project_id,
        words: Words {
            title: trimmed(&body.title),
            description: trimmed(&body.description),
            place: trimmed(&body.place),
            bring: body.bring.as_deref().map(trimmed),
            position: body.position.map(position).transpose()?,
        },
        times: Times::new(body.starts_at, body.ends_at, body.sign_up_until)?,
        places: body.places,
        weeks: body.weeks,
    })
}

fn position(point: contract::tickets::Point) -> Result<Position, ApiError> {
    Position::try_from(point).map_err(|_| ApiError::bad_field("/position/coordinates", "position", &[]))
}

/// Reads one shift, with the caller's part in it. Everybody signed in may.
#[utoipa::path(tag = "volunteering", operation_id = "get_shift", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Shift), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/shifts/{id}")]
pub(super) async fn get_shift(state: web::Data<State>, caller: Caller, id: web::Path<ShiftId>) -> Answer {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read(move |tx| volunteering::shift(tx, &actor, id)).await?;
    Ok(versioned(render::shift(found)))
}

/// Changes a shift before it begins. Needs `manage_shifts` in its area, and `If-Match`. Where it gets more places, those who
/// have waited longest get them. Problems: `changed_meanwhile`, `shift_started`, `shift_cancelled`, `shift_places_taken`,
/// `shift_volunteers_overlap`.
#[utoipa::path(tag = "volunteering", operation_id = "update_shift", request_body = wire::UpdateShift,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header),
        ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Shift), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem)),
    security(("bearer" = [])))]
#[patch("/shifts/{id}")]
pub(super) async fn update_shift(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    key: IdempotencyKey,
    id: web::Path<ShiftId>,
    body: Valid<wire::UpdateShift>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let change = change(&body)?;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        volunteering::change(tx, actor, id, version.0, change).map(render::shift)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), &(version.0, &body), work).await?))
}

fn change(body: &wire::UpdateShift) -> Result<Change, ApiError> {
    let trimmed = |text: &str| text.trim().to_owned();
    Ok(Change {
        title: body.title.as_deref().map(trimmed),
        description: body.description.as_deref().map(trimmed),
        place: body.place.as_deref().map(trimmed),
        bring: body.bring.as_ref().map(|bring| bring.as_deref().map(trimmed)),
        position: body.position.map(|point| point.map(position).transpose()).transpose()?,
        starts_at: body.starts_at,
        ends_at: body.ends_at,
        sign_up_until: body.sign_up_until,
        places: body.places,
    })
}

/// Calls a shift off before it begins; those who are signed up see why. Needs `manage_shifts` in its area. Problems:
/// `shift_started`, `shift_cancelled`.
#[utoipa::path(tag = "volunteering", operation_id = "cancel_shift", request_body = wire::CancelShift,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Shift), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/shifts/{id}/cancellation")]
pub(super) async fn cancel_shift(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ShiftId>,
    body: Valid<wire::CancelShift>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let reason = body.reason.trim().to_owned();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        volunteering::cancel(tx, actor, id, &reason).map(render::shift)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), &body, work).await?))
}

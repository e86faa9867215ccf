//! Rectifications and look-backs.

use actix_web::{get, post, web};
use app::{
    areas,
    db::{DbError, Tx},
    inspections::rectifications::{
        self, Closure, Error, Filter, Inside, Item, LookBackShown, NewDemand, NewLookBack, Shown,
    },
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use contract::{
    inspections as wire,
    page::Page,
    problems::{self, Problem},
    tickets::AreaName,
};
use domain::{
    ids::{RoundId, TicketId},
    inspections::RectificationState,
    permissions::Actor,
    tickets::TicketText,
    town_time,
};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, ApiResult, Caller, IdempotencyKey, MaybeCaller, Query, State, Valid};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_failed_items).service(demand_rectifications);
    cfg.service(list_rectifications).service(get_rectification).service(record_look_back);
}

/// The marks of a round that lost points, and what was demanded for them. Needs `manage_inspections` there. Problems:
/// `round_step_forbidden` before its scoring has ended.
#[utoipa::path(tag = "inspections", operation_id = "list_failed_items", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::FailedItems), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[get("/inspection-rounds/{id}/failed-items")]
async fn list_failed_items(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<RoundId>,
) -> ApiResult<wire::FailedItems> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read(move |tx| rectifications::failed(tx, &actor, id)).await?;
    Ok(web::Json(wire::FailedItems { items: found.into_iter().map(failed).collect() }))
}

/// Demands that failed items are rectified by the end of a day: each becomes a ticket in its place, or none does. Needs
/// `manage_inspections` there, once scoring has ended. Problems: `round_step_forbidden`, `rectification_exists`,
/// `nothing_to_rectify`, `fields_invalid`.
#[utoipa::path(tag = "inspections", operation_id = "demand_rectifications", request_body = wire::DemandRectifications,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::DemandedRectifications), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/inspection-rounds/{id}/rectifications")]
async fn demand_rectifications(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<RoundId>,
    body: Valid<wire::DemandRectifications>,
) -> ApiResult<wire::DemandedRectifications> {
    let (id, body) = (*id, body.into_inner());
    let item = |mark: &wire::MarkName| Item { area: mark.area_id, code: mark.code.clone() };
    let new = NewDemand {
        items: body.items.as_ref().map(|items| items.iter().map(item).collect()),
        due_on: body.due_on,
        word: body.word.as_ref().map(|word| word.trim().to_owned()),
    };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<wire::DemandedRectifications, Error> {
        let made = rectifications::demand(tx, actor, id, &new)?;
        Ok(wire::DemandedRectifications { items: made.into_iter().map(demanded).collect() })
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Lists rectifications, the latest demanded first. Public: those after rounds whose results are for all, once they are
/// published; others, and notes, names and photos, only for those who hold inspections there, inspect there, belong to
/// the round's team, or work for the place.
#[utoipa::path(tag = "inspections", operation_id = "list_rectifications", params(wire::ListRectifications),
    responses((status = 200, body = Page<wire::Rectification>), (status = 400, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/rectifications")]
async fn list_rectifications(
    state: web::Data<State>,
    caller: MaybeCaller,
    query: Query<wire::ListRectifications>,
) -> ApiResult<Page<wire::Rectification>> {
    let Query(query) = query;
    let invalid = |reason: &str| ApiError::new(&problems::QUERY_INVALID).with("reason", reason);
    let words = query.state.iter().flat_map(|text| text.split(',')).filter(|word| !word.is_empty());
    let states = words
        .map(|word| RectificationState::parse(word).ok_or_else(|| invalid(&format!("state: {word}"))))
        .collect::<Result<Vec<_>, _>>()?;
    let after = query.after.as_deref().map(str::parse).transpose().map_err(|_| invalid("after"))?;
    let limit = query.page().limit();
    let page = rectifications::Page { after, limit: i64::from(limit) + 1 };
    let actor = caller.actor();
    let found = state.db.read::<_, DbError, _>(move |tx| {
        let area = query.area_id.map(|id| areas::area(tx, id)).transpose()?.map(|area| area.path);
        let filter = Filter { area, round: query.round_id, states, overdue: query.overdue };
        rectifications::list(tx, actor.as_deref(), &filter, page)
    });
    let found = match found.await {
        Err(DbError::NotFound) => return Err(invalid("area_id: there is no such area")),
        other => other?,
    };
    Ok(web::Json(Page::cut(found, limit, |item| item.id.to_string()).map(render)))
}

/// One rectification with its look-backs. Public, like the list.
#[utoipa::path(tag = "inspections", operation_id = "get_rectification", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Rectification), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/rectifications/{id}")]
async fn get_rectification(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<TicketId>,
) -> ApiResult<wire::Rectification> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read(move |tx| rectifications::rectification(tx, actor.as_deref(), id)).await?;
    Ok(web::Json(render(found)))
}

/// Records a look-back at what the village says is done: it is done, or open again with a new deadline under the first
/// clock. Needs `inspect` or `manage_inspections` there, and no tie to the place; whoever closed it does not look back.
/// Problems: `look_back_too_early`, `look_back_own_work`, `recused`, `ticket_ended`, `ticket_timeline_full`,
/// `fields_invalid`.
#[utoipa::path(tag = "inspections", operation_id = "record_look_back", request_body = wire::RecordLookBack,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Rectification), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/rectifications/{id}/look-backs")]
async fn record_look_back(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<TicketId>,
    body: Valid<wire::RecordLookBack>,
) -> ApiResult<wire::Rectification> {
    let (id, body) = (*id, body.into_inner());
    let not_text = |_| ApiError::bad_field("/note", "not_text", &[]);
    let note = body.note.as_deref().map(TicketText::new).transpose().map_err(not_text)?;
    let (passed, due_on, round) = (body.passed, body.due_on, body.round_id);
    let new = NewLookBack { passed, note, photos: body.photos.clone(), due_on, round };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<wire::Rectification, Error> {
        rectifications::look_back(tx, actor, id, &new)?;
        Ok(render(rectifications::rectification(tx, Some(actor), id)?))
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

fn failed(found: rectifications::FailedItem) -> wire::FailedItem {
    let (rectification_id, state) = found.demanded.unzip();
    wire::FailedItem {
        area: AreaName { id: found.item.area, path: found.path, name: found.area_name },
        code: found.item.code,
        indicator: found.indicator,
        lost: found.lost,
        note: found.note,
        rectification_id,
        state,
    }
}

fn demanded(made: rectifications::Demanded) -> wire::DemandedRectification {
    wire::DemandedRectification { id: made.id, area_id: made.item.area, code: made.item.code }
}

fn render(found: Shown) -> wire::Rectification {
    let (lapsed_at, lapse_reason) = found.lapsed.unzip();
    let round = found.round;
    wire::Rectification {
        id: found.id,
        round: wire::RoundName {
            id: round.id,
            month: round.month,
            area_id: round.area,
            area_name: round.area_name,
        },
        area: AreaName { id: found.area, path: found.path, name: found.area_name },
        code: found.code,
        indicator: found.indicator,
        lost: found.lost,
        state: found.state,
        due_on: last_day(found.due_at),
        first_due_on: last_day(found.first_due_at),
        overdue: found.is_overdue,
        demanded_at: found.demanded_at,
        lapsed_at,
        lapse_reason,
        look_backs: found.look_backs.into_iter().map(look_back).collect(),
        inside: found.inside.map(inside),
    }
}

fn inside(inside: Inside) -> wire::RectificationInside {
    let closure = |closure: Closure| wire::RectificationClosure {
        at: closure.at,
        text: closure.text,
        photos: closure.photos,
    };
    wire::RectificationInside {
        number: inside.number.to_string(),
        note: inside.note,
        word: inside.word,
        closure: inside.closure.map(closure),
        may_look_back: inside.may_look_back,
        recused: inside.is_recused,
    }
}

fn look_back(shown: LookBackShown) -> wire::LookBack {
    let (round_id, round_month) = shown.round.unzip();
    let (by, (note, photos)) = match shown.inside {
        Some(inside) => (Some(inside.by_name), (inside.note, inside.photos)),
        None => (None, (None, Vec::new())),
    };
    wire::LookBack {
        id: shown.id,
        at: shown.at,
        passed: shown.passed,
        due_on: shown.due_at.map(last_day),
        round_id,
        round_month,
        by,
        note,
        photos,
    }
}

/// The day that ends at a deadline.
fn last_day(due_at: DateTime<Utc>) -> NaiveDate {
    town_time::date(due_at - TimeDelta::microseconds(1))
}

//! Shifts as iCalendar (RFC 5545): one as a file, and a person's own under a secret address.
//!
//! Times are in UTC, so that no calendar has to know the town's zone. A shift keeps its `UID` for ever; one that was called off
//! stays, as `CANCELLED`.

use actix_web::{HttpRequest, HttpResponse, delete, get, http::header, post, web};
use app::{
    db::{DbError, Tx},
    volunteering::{self, FeedToken, Item, OwnShift},
};
use chrono::TimeDelta;
use contract::{
    lang::{Lang, Text},
    problems::Problem,
    volunteering as wire,
};
use domain::{ids::ShiftId, volunteering::Place};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus};

use crate::{ApiError, ApiResult, BASE, Caller, State};

/// How often calendars ask again.
const REFRESH: TimeDelta = TimeDelta::hours(1);

const CALENDAR: Text = Text { hans: "我的志愿活动", hant: "我的志願活動", en: "My volunteering" };
const BRING: Text = Text { hans: "请带：", hant: "請帶：", en: "Bring: " };
const CANCELLED: Text = Text { hans: "已取消：", hant: "已取消：", en: "Cancelled: " };
const WAITING: Text = Text { hans: "候补中", hant: "候補中", en: "On the waiting list" };

/// One shift as an iCalendar file. Everybody signed in may.
#[utoipa::path(tag = "volunteering", operation_id = "get_shift_calendar", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = String, content_type = "text/calendar"), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/shifts/{id}.ics")]
pub(super) async fn get_shift_calendar(
    request: HttpRequest,
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ShiftId>,
) -> Result<HttpResponse, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read(move |tx| volunteering::shift(tx, &actor, id)).await?;
    let (lang, url) = (lang(&request), &state.settings.public_url);
    let calendar = Calendar::new().push(event(&own(found), url, lang)).done();
    Ok(file(&calendar, &format!("shift-{id}.ics")))
}

/// Whether the caller's calendar has an address. Everybody signed in may.
#[utoipa::path(tag = "volunteering", operation_id = "get_calendar_feed",
    responses((status = 200, body = wire::CalendarFeed)), security(("bearer" = [])))]
#[get("/volunteering/feed")]
pub(super) async fn get_calendar_feed(
    state: web::Data<State>,
    caller: Caller,
) -> ApiResult<wire::CalendarFeed> {
    let actor = caller.actor();
    let read = move |tx: &mut Tx<'_>| volunteering::feed_made_at(tx, &actor);
    Ok(web::Json(wire::CalendarFeed { made_at: state.db.read::<_, DbError, _>(read).await? }))
}

/// Makes the address of the caller's calendar, and shows it this once; the one before works no more. Everybody signed in may.
#[utoipa::path(tag = "volunteering", operation_id = "make_calendar_feed",
    responses((status = 201, body = wire::NewCalendarFeed)), security(("bearer" = [])))]
#[post("/volunteering/feed")]
pub(super) async fn make_calendar_feed(
    state: web::Data<State>,
    caller: Caller,
) -> Result<HttpResponse, ApiError> {
    let actor = caller.actor();
    let work = move |tx: &mut Tx<'_>| volunteering::make_feed(tx, &actor);
    let token = state.db.write::<_, DbError, _>(work).await?;
    let url = format!("{}{BASE}/volunteering/feed/{}.ics", state.settings.public_url, token.as_str());
    Ok(HttpResponse::Created()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(wire::NewCalendarFeed { url }))
}

/// Makes the address of the caller's calendar work no more. Everybody signed in may.
#[utoipa::path(tag = "volunteering", operation_id = "revoke_calendar_feed",
    responses((status = 204)), security(("bearer" = [])))]
#[delete("/volunteering/feed")]
pub(super) async fn revoke_calendar_feed(
    state: web::Data<State>,
    caller: Caller,
) -> Result<HttpResponse, ApiError> {
    let actor = caller.actor();
    state.db.write::<_, DbError, _>(move |tx| volunteering::revoke_feed(tx, &actor)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The calendar behind a secret address, for calendar programs: the shifts for which its owner is signed up. Public: whoever
/// has the address reads it.
#[utoipa::path(tag = "volunteering", operation_id = "read_calendar_feed", params(("token" = String, Path)),
    responses((status = 200, body = String, content_type = "text/calendar"), (status = 404, body = Problem)))]
#[get("/volunteering/feed/{token}.ics")]
pub(super) async fn read_calendar_feed(
    request: HttpRequest,
    state: web::Data<State>,
    token: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    let token = FeedToken::parse(&token).ok_or_else(ApiError::not_found)?;
    let shifts = state.db.read::<_, DbError, _>(move |tx| volunteering::feed(tx, &token)).await?;
    let (lang, url) = (lang(&request), &state.settings.public_url);
    let mut calendar = Calendar::new().name(CALENDAR.get(lang)).ttl(&REFRESH).done();
    calendar.extend(shifts.iter().map(|shift| event(shift, url, lang)));
    Ok(file(&calendar, "volunteering.ics"))
}

fn lang(request: &HttpRequest) -> Lang {
    let accept = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or("");
    Lang::negotiate(accept)
}

fn own(item: Item) -> OwnShift {
    OwnShift {
        id: item.id,
        words: item.words,
        starts_at: item.shift.times.starts_at,
        ends_at: item.shift.times.ends_at,
        cancelled: item.shift.cancelled.then(|| item.cancel_reason.unwrap_or_default()),
        waiting: item.mine.is_some_and(|mine| mine.sign_up().place == Place::Waiting),
        updated_at: item.updated_at,
        version: item.version,
    }
}

fn event(shift: &OwnShift, public_url: &str, lang: Lang) -> Event {
    let host = public_url.split("://").last().unwrap_or(public_url);
    let status = match (&shift.cancelled, shift.waiting) {
        (Some(_), _) => EventStatus::Cancelled,
        (None, true) => EventStatus::Tentative,
        (None, false) => EventStatus::Confirmed,
    };
    let words = &shift.words;
    let said = [
        shift.cancelled.as_ref().map(|reason| format!("{}{reason}", CANCELLED.get(lang))),
        shift.waiting.then(|| WAITING.get(lang).to_owned()),
        Some(words.description.clone()),
        words.bring.as_ref().map(|bring| format!("{}{bring}", BRING.get(lang))),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    Event::new()
        .uid(&format!("shift-{}@{host}", shift.id))
        .sequence(u32::try_from(shift.version).unwrap_or(0))
        .timestamp(shift.updated_at)
        .last_modified(shift.updated_at)
        .starts(shift.starts_at)
        .ends(shift.ends_at)
        .status(status)
        .summary(&words.title)
        .description(&said.join("\n\n"))
        .location(&words.place)
        .url(&format!("{public_url}/volunteer/shifts/{}", shift.id))
        .done()
}

fn file(calendar: &Calendar, name: &str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .body(calendar.to_string())
}

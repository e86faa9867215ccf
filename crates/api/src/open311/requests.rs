//! Reading service requests: public tickets as the standard has them.

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use app::{
    open311,
    tickets::{PublicFilter, PublicPage, PublicTicket, public_tickets},
};
use chrono::{DateTime, TimeDelta, Utc};
use contract::{lang::Lang, tickets::Point};
use domain::{
    geo::Position,
    ids::AreaId,
    tickets::{
        CategoryCode, TicketNumber,
        public::{Circle, PublicState},
    },
};
use serde::Serialize;

use super::{
    Fault, Params,
    form::{Form, List},
    lang, moments, services,
};
use crate::State;

/// Longest span of a query, in days.
const SPAN_DAYS_MAX: i64 = 90;
/// Most requests of an answer.
const REQUESTS_MAX: i64 = 1000;
/// Requests of a page where `page` is asked for without `page_size`.
const PAGE_SIZE_DEFAULT: i64 = 100;
/// Most requests that are passed over: whoever reads further narrows the dates.
const SKIPPED_MAX: i64 = 100_000;
/// Most ids of one query.
const IDS_MAX: usize = 100;
/// The radius where none is named, in metres.
const RADIUS_METRES_DEFAULT: u32 = 1000;

/// A public ticket, in the order of the standard's elements.
#[derive(Serialize)]
struct ServiceRequest {
    service_request_id: String,
    status: &'static str,
    status_notes: Option<String>,
    service_name: String,
    service_code: String,
    description: String,
    agency_responsible: Option<String>,
    service_notice: Option<String>,
    requested_datetime: String,
    updated_datetime: String,
    expected_datetime: String,
    address: String,
    address_id: Option<String>,
    zipcode: Option<String>,
    lat: Option<f64>,
    long: Option<f64>,
    media_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extended_attributes: Option<Extended>,
}

/// What the standard has no place for.
#[derive(Serialize)]
struct Extended {
    area_id: AreaId,
    closed_datetime: Option<String>,
    url: String,
}

#[derive(Serialize)]
struct Token {
    service_request_id: String,
    token: String,
}

/// How to write what was found.
struct Words {
    lang: Lang,
    /// The installation's address, where extended attributes are asked for.
    extended: Option<String>,
}

fn answer<T: Serialize>(request: &HttpRequest, done: Result<Vec<T>, Fault>) -> HttpResponse {
    let form = Form::of(request.path());
    match done {
        Ok(items) => form.answer(StatusCode::OK, &List { root: "service_requests", item: "request", items }),
        Err(fault) => fault.answer(form),
    }
}

/// Lists public tickets, the newest first.
pub(super) async fn list_requests(request: HttpRequest, state: web::Data<State>) -> HttpResponse {
    let done = listed(&request, &state).await;
    answer(&request, done)
}

/// Reads one public ticket.
pub(super) async fn get_request(
    request: HttpRequest,
    state: web::Data<State>,
    path: web::Path<(String, String)>,
) -> HttpResponse {
    let done = one(&request, &state, &path.0).await;
    answer(&request, done.map(|found| vec![found]))
}

/// Tells the request of a token. A report is numbered at once, and its number is its token.
pub(super) async fn get_token(
    request: HttpRequest,
    state: web::Data<State>,
    path: web::Path<(String, String)>,
) -> HttpResponse {
    let token = |found: ServiceRequest| Token {
        token: found.service_request_id.clone(),
        service_request_id: found.service_request_id,
    };
    let done = one(&request, &state, &path.0).await;
    answer(&request, done.map(|found| vec![token(found)]))
}

async fn listed(request: &HttpRequest, state: &State) -> Result<Vec<ServiceRequest>, Fault> {
    let params = Params::of_query(request)?;
    let (filter, page) = (filter(&params, state.db.now())?, page(&params)?);
    found(request, state, params, filter, page).await
}

async fn one(request: &HttpRequest, state: &State, id: &str) -> Result<ServiceRequest, Fault> {
    let unknown = || Fault::new(404, "service_request_id provided was not found.");
    let params = Params::of_query(request)?;
    let number = id.parse().map_err(|_| unknown())?;
    let filter = PublicFilter { numbers: vec![number], ..PublicFilter::default() };
    let page = PublicPage { after: None, skip: 0, limit: 1 };
    found(request, state, params, filter, page).await?.pop().ok_or_else(unknown)
}

async fn found(
    request: &HttpRequest,
    state: &State,
    params: Params,
    filter: PublicFilter,
    page: PublicPage,
) -> Result<Vec<ServiceRequest>, Fault> {
    let extended = params.get("extensions") == Some("true");
    let words = Words { lang: lang(request), extended: extended.then(|| state.settings.public_url.clone()) };
    let tickets = state.db.read(move |tx| {
        let area = open311::jurisdiction(tx, params.get("jurisdiction_id"))?;
        let filter = PublicFilter { under: Some(area.path), ..filter };
        Ok::<_, open311::Error>(public_tickets(tx, &filter, page)?)
    });
    Ok(tickets.await?.into_iter().map(|ticket| write(ticket, &words)).collect())
}

/// Reads the conditions. Ids override all others, as the standard has it.
fn filter(params: &Params, now: DateTime<Utc>) -> Result<PublicFilter, Fault> {
    let ids = params.words("service_request_id");
    if ids.len() > IDS_MAX {
        return Err(Fault::bad(format!("service_request_id: at most {IDS_MAX}.")));
    }
    if !ids.is_empty() {
        // What is no number of a ticket names none.
        let numbers: Vec<TicketNumber> = ids.iter().filter_map(|id| id.parse().ok()).collect();
        if numbers.is_empty() {
            return Err(Fault::new(404, "service_request_id provided was not found."));
        }
        return Ok(PublicFilter { numbers, ..PublicFilter::default() });
    }
    let codes = params.words("service_code").into_iter().map(CategoryCode::new);
    let categories = codes.collect::<Result<Vec<_>, _>>().map_err(|error| Fault::bad(error.to_string()))?;
    let begin = |name| params.get(name).map(|text| moments::begin(name, text)).transpose();
    let end = |name| params.get(name).map(|text| moments::end(name, text)).transpose();
    let (updated_from, updated_until) = (begin("updated_after")?, end("updated_before")?);
    let polls = updated_from.is_some() || updated_until.is_some();
    let (reported_from, reported_until) = span(begin("start_date")?, end("end_date")?, polls, now);
    Ok(PublicFilter {
        categories,
        state: state(&params.words("status"))?,
        circle: circle(params)?,
        reported_from,
        // The end belongs to the range.
        reported_until: reported_until.map(|until| until + TimeDelta::microseconds(1)),
        updated_from,
        updated_until,
        ..PublicFilter::default()
    })
}

/// At most 90 days: the last ones before the end that is named, or before now. Who asks for what has changed since, asks for
/// all that is old, too.
fn span(
    from: Option<DateTime<Utc>>,
    until: Option<DateTime<Utc>>,
    polls: bool,
    now: DateTime<Utc>,
) -> (Option<DateTime<Utc>>, Option<DateTime<Utc>>) {
    let longest = TimeDelta::days(SPAN_DAYS_MAX);
    match (from, until) {
        (None, None) if polls => (None, None),
        (None, None) => (now.checked_sub_signed(longest), None),
        (Some(from), None) => (Some(from), from.checked_add_signed(longest)),
        (from, Some(until)) => (from.max(until.checked_sub_signed(longest)), Some(until)),
    }
}

fn state(words: &[&str]) -> Result<Option<PublicState>, Fault> {
    let read = |word: &&str| {
        PublicState::parse(&word.to_ascii_lowercase())
            .ok_or_else(|| Fault::bad("status is open, closed, or both."))
    };
    let states = words.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Ok(match &states[..] {
        [] => None,
        [first, more @ ..] => more.iter().all(|other| other == first).then_some(*first),
    })
}

fn circle(params: &Params) -> Result<Option<Circle>, Fault> {
    let Some(middle) = position(params)? else { return Ok(None) };
    let metres = match params.get("radius") {
        None => RADIUS_METRES_DEFAULT,
        Some(text) => {
            let max = Circle::METRES_MAX;
            let metres = text.parse().ok().filter(|metres| (1..=max).contains(metres));
            metres.ok_or_else(|| Fault::bad(format!("radius is 1 to {max} metres.")))?
        }
    };
    Ok(Some(Circle { middle, metres }))
}

/// `lat` and `long`, both or neither.
///
/// # Errors
/// 400.
pub(super) fn position(params: &Params) -> Result<Option<Position>, Fault> {
    match (params.get("lat"), params.get("long")) {
        (None, None) => Ok(None),
        (Some(lat), Some(long)) => {
            let position = Position::parse(long, lat);
            position.map(Some).map_err(|_| Fault::bad("lat and long are degrees (WGS 84)."))
        }
        _ => Err(Fault::bad("lat and long belong together.")),
    }
}

fn page(params: &Params) -> Result<PublicPage, Fault> {
    let number = |name: &str| {
        let text = params.get(name);
        let number = text.map(|text| text.parse::<i64>().ok().filter(|number| *number >= 1));
        number
            .map(|number| number.ok_or_else(|| Fault::bad(format!("{name} is a number from 1."))))
            .transpose()
    };
    let (page, size) = (number("page")?, number("page_size")?);
    let size = size.unwrap_or(if page.is_some() { PAGE_SIZE_DEFAULT } else { REQUESTS_MAX });
    let limit = size.min(REQUESTS_MAX);
    let skip = (page.unwrap_or(1) - 1).saturating_mul(limit);
    if skip > SKIPPED_MAX {
        return Err(Fault::bad("page is too far: narrow start_date and end_date."));
    }
    Ok(PublicPage { after: None, skip, limit })
}

fn write(ticket: PublicTicket, words: &Words) -> ServiceRequest {
    let point = ticket.position.map(|position| Point::from(position).coordinates);
    let extended = words.extended.as_ref().map(|origin| Extended {
        area_id: ticket.area,
        closed_datetime: ticket.closed_at.map(moments::written),
        url: format!("{origin}/open/tickets/{}", ticket.id),
    });
    ServiceRequest {
        service_request_id: ticket.number.to_string(),
        status: ticket.state.as_str(),
        status_notes: None,
        service_name: services::name(&ticket.category, words.lang).to_owned(),
        service_code: ticket.category.code.as_str().to_owned(),
        description: ticket.text,
        agency_responsible: None,
        service_notice: None,
        requested_datetime: moments::written(ticket.reported_at),
        updated_datetime: moments::written(ticket.updated_at),
        expected_datetime: moments::written(ticket.due_at),
        address: ticket.area_name,
        address_id: None,
        zipcode: None,
        lat: point.map(|[_, latitude]| latitude),
        long: point.map(|[longitude, _]| longitude),
        media_url: None,
        extended_attributes: extended,
    }
}

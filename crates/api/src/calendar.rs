//! The working calendar that limits in working time follow.

use actix_web::{get, put, web};
use app::working_time::{self, CalendarYear, Error};
use contract::{calendar as wire, problems};
use domain::working_time::{Year, YearFault};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, ApiResult, Caller, IfMatch, State, Valid, Versioned};

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_calendar_years).service(import_calendar_year);
}

/// Lists the years of the working calendar: those that come with the program, and those that were imported since. Public.
#[utoipa::path(tag = "calendar", operation_id = "list_calendar_years",
    responses((status = 200, body = wire::CalendarYears)))]
#[get("/calendar/years")]
async fn list_calendar_years(state: web::Data<State>) -> ApiResult<wire::CalendarYears> {
    let years = state.db.read(working_time::years).await?;
    Ok(web::Json(wire::CalendarYears { items: years.into_iter().map(render).collect() }))
}

/// Imports a year: all its special days at once, in the place of those that were known. What is due already stays as it was
/// computed. Needs `manage_settings` somewhere, and `If-Match` (`"0"` for what came with the program and for a new year).
/// Problems: `changed_meanwhile`, `calendar_full`; `fields_invalid` names what is impossible.
#[utoipa::path(tag = "calendar", operation_id = "import_calendar_year", request_body = wire::ImportYear,
    params(("year" = i32, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = wire::CalendarYear), (status = 403, body = problems::Problem),
        (status = 409, body = problems::Problem), (status = 412, body = problems::Problem),
        (status = 422, body = problems::Problem), (status = 428, body = problems::Problem)),
    security(("bearer" = [])))]
#[put("/calendar/years/{year}")]
async fn import_calendar_year(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    year: web::Path<i32>,
    body: Valid<wire::ImportYear>,
) -> Result<Versioned<wire::CalendarYear>, ApiError> {
    let (actor, body) = (caller.actor(), body.into_inner());
    let year = Year { year: *year, announced: body.announced, days: body.days };
    let done = state.db.write(move |tx| working_time::import(tx, &actor, &year, version.0)).await?;
    let version = done.version;
    Ok(Versioned::new(render(done), version))
}

fn render(one: CalendarYear) -> wire::CalendarYear {
    wire::CalendarYear { year: one.year, version: one.version }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::Fault(fault) => bad_day(fault),
            Error::Stale => Self::new(&problems::CHANGED_MEANWHILE),
            Error::TooMany => {
                Self::new(&problems::tickets::CALENDAR_FULL).with("max", working_time::YEARS_MAX)
            }
        }
    }
}

fn bad_day(fault: YearFault) -> ApiError {
    let (code, day) = match fault {
        YearFault::TooMany => ("calendar_days", None),
        YearFault::Range => return ApiError::bad_field("/year", "calendar_range", &[]),
        YearFault::OtherYear(day) => ("calendar_other_year", Some(day)),
        YearFault::Twice(day) => ("calendar_twice", Some(day)),
        YearFault::Kind(day) => ("calendar_kind", Some(day)),
        YearFault::Name(day) => ("calendar_name", Some(day)),
    };
    let params: Vec<(&str, String)> = day.map(|day| ("day", day.to_string())).into_iter().collect();
    ApiError::bad_field("/days", code, &params)
}

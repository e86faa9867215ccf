//! A grid worker's day.

use actix_web::{HttpRequest, get, web};
use app::{
    day::{self, Error, Stop},
    db::Tx,
};
use contract::{
    day as wire,
    lang::Lang,
    problems::{self, Problem},
};
use domain::geo::Position;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, ApiResult, Caller, Query, State, tables::lang};

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(get_day);
}

/// What the caller has to do today, in the order to go: their tickets, the visits that are due, the meetings that they
/// mediate. What is urgent comes first, and within an urgency the way is short. Needs `handle_tickets`, `visit` or `mediate`
/// somewhere. Problems: `not_allowed`, `query_invalid`.
#[utoipa::path(tag = "day", operation_id = "get_day", params(wire::GetDay),
    responses((status = 200, body = wire::Day), (status = 400, body = Problem), (status = 403, body = Problem)),
    security(("bearer" = [])))]
#[get("/work/day")]
async fn get_day(
    request: HttpRequest,
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::GetDay>,
) -> ApiResult<wire::Day> {
    let Query(query) = query;
    let (actor, lang, start) = (caller.actor(), lang(&request), start(&query)?);
    let find = move |tx: &mut Tx<'_>| day::day(tx, &actor, start);
    let found = state.db.read::<_, Error, _>(find).await?;
    Ok(web::Json(wire::Day {
        day: found.day,
        grids: found.grids,
        stops: found.stops.into_iter().map(|stop| render(stop, lang)).collect(),
        more: found.more,
    }))
}

fn start(query: &wire::GetDay) -> Result<Option<Position>, ApiError> {
    let invalid = |reason: &str| ApiError::new(&problems::QUERY_INVALID).with("reason", reason);
    match (&query.longitude, &query.latitude) {
        (None, None) => Ok(None),
        (Some(longitude), Some(latitude)) => {
            let position = Position::parse(longitude, latitude);
            position.map(Some).map_err(|error| invalid(&error.to_string()))
        }
        _ => Err(invalid("longitude and latitude come together")),
    }
}

fn render(stop: Stop, lang: Lang) -> wire::Stop {
    let [hans, hant, en] = stop.title;
    wire::Stop {
        kind: stop.kind,
        id: stop.id,
        urgency: stop.urgency,
        title: match lang {
            Lang::ZhHans => hans,
            Lang::ZhHant => hant,
            Lang::En => en,
        },
        detail: stop.detail,
        place: stop.place,
        reason: stop.reason,
        due_at: stop.due_at,
        due_on: stop.due_on,
        position: stop.position.map(Into::into),
        roughly: stop.roughly,
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::Tickets(error) => error.into(),
        }
    }
}

//! Seats of committees, and what a fund does by their decisions.

use actix_web::{get, post, web};
use app::{
    db::{DbError, Tx},
    funds::{
        self, Error,
        committee::{self, NewSeat},
        resolutions,
    },
};
use contract::{funds as wire, problems::Problem};
use domain::{
    ids::{CharterId, FundId, SeatId},
    permissions::Actor,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{
    charters,
    fund::{shown, versioned},
    render,
};
use crate::{ApiError, ApiResult, Caller, IdempotencyKey, IfMatch, MaybeCaller, State, Valid, Versioned};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_fund_seats).service(fill_fund_seat).service(end_fund_seat);
    cfg.service(open_fund).service(adopt_charter).service(wind_up_fund);
}

fn seats(tx: &mut Tx<'_>, actor: Option<&Actor>, fund: FundId) -> Result<wire::FundSeats, DbError> {
    let found = committee::list(tx, actor, fund)?;
    Ok(wire::FundSeats { items: found.into_iter().map(render::seat).collect() })
}

/// The seats of a fund's committee, the latest filled first, ended ones too. Public, but while the fund is being founded.
#[utoipa::path(tag = "funds", operation_id = "list_fund_seats", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::FundSeats), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/funds/{id}/seats")]
async fn list_fund_seats(
    state: web::Data<State>,
    caller: MaybeCaller,
    id: web::Path<FundId>,
) -> ApiResult<wire::FundSeats> {
    let (actor, id) = (caller.actor(), *id);
    Ok(web::Json(state.db.read(move |tx| seats(tx, actor.as_deref(), id)).await?))
}

/// Fills a seat of a fund's committee with whoever holds a council member's grant that covers the fund's area. It ends no
/// later than the grant. Needs `manage_funds` there. Problems: `fields_invalid`, `fund_no_charter`, `seat_overlaps`,
/// `seats_full`.
#[utoipa::path(tag = "funds", operation_id = "fill_fund_seat", request_body = wire::FillSeat,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::FundSeats), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/funds/{id}/seats")]
async fn fill_fund_seat(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<FundId>,
    body: Valid<wire::FillSeat>,
) -> ApiResult<wire::FundSeats> {
    let (id, body) = (*id, body.into_inner());
    let new = NewSeat { grant: body.grant_id, from: body.from, until: body.until };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        committee::fill(tx, actor, id, new)?;
        Ok(seats(tx, Some(actor), id)?)
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Ends a seat today; one that has ended stays as it is. For who manages the fund (`manage_funds`), and for the member, who
/// steps down.
#[utoipa::path(tag = "funds", operation_id = "end_fund_seat", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::FundSeats), (status = 403, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[post("/fund-seats/{id}/end")]
async fn end_fund_seat(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<SeatId>,
) -> ApiResult<wire::FundSeats> {
    let (actor, id) = (caller.actor(), *id);
    let work = move |tx: &mut Tx<'_>| -> Result<_, Error> {
        let fund = committee::end(tx, &actor, id)?;
        Ok(seats(tx, Some(&actor), fund)?)
    };
    Ok(web::Json(state.db.write(work).await?))
}

/// Opens a fund: from now on it gets and spends, and everybody reads its books. Needs a charter in force, a committee that can
/// decide, `manage_funds` there, and `If-Match`. Problems: `changed_meanwhile`, `fund_founded`, `fund_no_charter`,
/// `fund_too_few_members`.
#[utoipa::path(tag = "funds", operation_id = "open_fund",
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = wire::Fund), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)),
    security(("bearer" = [])))]
#[post("/funds/{id}/opening")]
async fn open_fund(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    id: web::Path<FundId>,
) -> Result<Versioned<wire::Fund>, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    let work = move |tx: &mut Tx<'_>| {
        funds::open(tx, &actor, id, version.0)?;
        shown(tx, &actor, id)
    };
    Ok(versioned(state.db.write::<_, Error, _>(work).await?))
}

/// Puts a later charter in force by a resolution that was carried, from a day to come. Needs `manage_funds` there, and
/// `If-Match`. Problems: `changed_meanwhile`, `charter_adopted`, `charter_too_early`, `resolution_not_carried`,
/// `resolution_other_fund`, `resolution_other_matter`, `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "adopt_charter", request_body = wire::AdoptCharter,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = wire::Charter), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem)),
    security(("bearer" = [])))]
#[post("/charters/{id}/adoption")]
async fn adopt_charter(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    id: web::Path<CharterId>,
    body: Valid<wire::AdoptCharter>,
) -> Result<Versioned<wire::Charter>, ApiError> {
    let (actor, id, body) = (caller.actor(), *id, body.into_inner());
    let by = (body.resolution_id, body.from);
    let work = move |tx: &mut Tx<'_>| resolutions::adopt(tx, &actor, id, version.0, by);
    Ok(charters::versioned(render::charter(state.db.write::<_, Error, _>(work).await?)))
}

/// Lets a fund take nothing new in from now on, by a resolution on its end that was carried; what it has is spent. Needs
/// `manage_funds` there, and `If-Match`. Problems: `changed_meanwhile`, `fund_not_open`, `resolution_not_carried`,
/// `resolution_other_fund`, `resolution_other_matter`, `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "wind_up_fund", request_body = wire::ByResolution,
    params(("id" = uuid::Uuid, Path), ("If-Match" = String, Header)),
    responses((status = 200, body = wire::Fund), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem),
        (status = 428, body = Problem)),
    security(("bearer" = [])))]
#[post("/funds/{id}/winding-up")]
async fn wind_up_fund(
    state: web::Data<State>,
    caller: Caller,
    version: IfMatch,
    id: web::Path<FundId>,
    body: Valid<wire::ByResolution>,
) -> Result<Versioned<wire::Fund>, ApiError> {
    let (actor, id, by) = (caller.actor(), *id, body.into_inner().resolution_id);
    let work = move |tx: &mut Tx<'_>| {
        resolutions::wind_up(tx, &actor, id, version.0, by)?;
        shown(tx, &actor, id)
    };
    Ok(versioned(state.db.write::<_, Error, _>(work).await?))
}

//! What caps leave to the caller.

use actix_web::{get, web};
use app::{
    db::DbError,
    points::limits::{self, Limits},
};
use contract::points as wire;
use domain::points::CapRoom;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiResult, Caller, Query, State};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_earning_limits);
}

/// How many points the caps of running programmes still leave to the caller on a day, by activity: in the programmes in whose
/// area they live. For everybody who is signed in. Problems: `query_invalid`.
#[utoipa::path(tag = "points", operation_id = "list_earning_limits", params(wire::ListEarningLimits),
    responses((status = 200, body = wire::EarningLimits), (status = 400, body = contract::problems::Problem)),
    security(("bearer" = [])))]
#[get("/earning-limits")]
async fn list_earning_limits(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::ListEarningLimits>,
) -> ApiResult<wire::EarningLimits> {
    let (actor, day) = (caller.actor(), query.0.day);
    let found = state.db.read::<_, DbError, _>(move |tx| limits::limits(tx, &actor, day)).await?;
    Ok(web::Json(wire::EarningLimits { items: found.into_iter().map(render).collect() }))
}

fn render(found: Limits) -> wire::ProgrammeLimits {
    let cap = |CapRoom { cap, max, left }| wire::EarningLimit { cap, max, left };
    let one = |(activity, caps): (String, Vec<CapRoom>)| wire::ActivityLimits {
        activity,
        caps: caps.into_iter().map(cap).collect(),
    };
    wire::ProgrammeLimits {
        programme_id: found.programme,
        activities: found.activities.into_iter().map(one).collect(),
    }
}

//! What the caller has done.

use actix_web::{get, web};
use app::{
    db::{DbError, Tx},
    volunteering::{self, DonePage},
};
use contract::{page::Page, problems::Problem, volunteering as wire};

use super::{cursor, read_cursor, render};
use crate::{ApiResult, Caller, Query, State};

/// The caller's hours by month, the latest first. Everybody signed in may.
#[utoipa::path(tag = "volunteering", operation_id = "get_volunteer_hours",
    responses((status = 200, body = wire::VolunteerHours)), security(("bearer" = [])))]
#[get("/volunteering/hours")]
pub(super) async fn get_volunteer_hours(
    state: web::Data<State>,
    caller: Caller,
) -> ApiResult<wire::VolunteerHours> {
    let actor = caller.actor();
    let read = move |tx: &mut Tx<'_>| volunteering::hours(tx, &actor);
    let months = state.db.read::<_, DbError, _>(read).await?;
    Ok(web::Json(wire::VolunteerHours { months: months.into_iter().map(render::month).collect() }))
}

/// Lists the shifts in which the caller had a place and that have begun, the latest first. Everybody signed in may.
#[utoipa::path(tag = "volunteering", operation_id = "list_attendances", params(wire::ListAttendances),
    responses((status = 200, body = Page<wire::DoneShift>), (status = 400, body = Problem)),
    security(("bearer" = [])))]
#[get("/volunteering/attendances")]
pub(super) async fn list_attendances(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::ListAttendances>,
) -> ApiResult<Page<wire::DoneShift>> {
    let (actor, Query(query)) = (caller.actor(), query);
    let limit = query.page().limit();
    let after = query.after.as_deref().map(read_cursor).transpose()?;
    let page = DonePage { after, limit: i64::from(limit) + 1 };
    let read = move |tx: &mut Tx<'_>| volunteering::attendances(tx, &actor, page);
    let page = Page::cut(state.db.read::<_, DbError, _>(read).await?, limit, |done| {
        cursor(done.starts_at, done.shift)
    });
    Ok(web::Json(page.map(render::done)))
}

//! What the caller is told.

use actix_web::{HttpResponse, get, post, web};
use app::{
    db::{DbError, Tx},
    notifications::{self, Filter},
};
use contract::{
    notifications as wire,
    page::Page,
    problems::{self, Problem},
};
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{ApiError, ApiResult, Caller, Query, State, Valid};

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_notifications).service(count_unread_notifications).service(mark_notifications_read);
}

/// What the caller was told, the latest first: what became of their matters, what is asked of them. It is kept for 400
/// days. For everybody who is signed in. Problems: `query_invalid`.
#[utoipa::path(tag = "notifications", operation_id = "list_notifications", params(wire::ListNotifications),
    responses((status = 200, body = Page<wire::Notification>), (status = 400, body = Problem)),
    security(("bearer" = [])))]
#[get("/me/notifications")]
async fn list_notifications(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::ListNotifications>,
) -> ApiResult<Page<wire::Notification>> {
    let (person, Query(query)) = (caller.user, query);
    let page = query.page();
    let bad = |_| ApiError::new(&problems::QUERY_INVALID).with("reason", "after: not a cursor of this list");
    let before = page.after.as_deref().map(|text| text.parse().map_err(bad)).transpose()?;
    let filter = Filter { unread: query.unread.unwrap_or(false), before };
    let limit = page.limit();
    let read = move |tx: &mut Tx<'_>| notifications::list(tx, person, filter, i64::from(limit) + 1);
    let found = state.db.read::<_, DbError, _>(read).await?;
    Ok(web::Json(Page::cut(found, limit, |one| one.position.to_string()).map(render)))
}

/// How much of what the caller was told they have not read. For everybody who is signed in.
#[utoipa::path(tag = "notifications", operation_id = "count_unread_notifications",
    responses((status = 200, body = wire::Unread)), security(("bearer" = [])))]
#[get("/me/notifications/unread")]
async fn count_unread_notifications(state: web::Data<State>, caller: Caller) -> ApiResult<wire::Unread> {
    let person = caller.user;
    let count = state.db.read::<_, DbError, _>(move |tx| notifications::unread(tx, person)).await?;
    Ok(web::Json(wire::Unread { count }))
}

/// Notes that the caller has read one of their notifications, and with `and_before` everything they were told before it.
/// Asking again changes nothing. For everybody who is signed in. Problems: `not_found`.
#[utoipa::path(tag = "notifications", operation_id = "mark_notifications_read", request_body = wire::MarkRead,
    responses((status = 204), (status = 404, body = Problem)), security(("bearer" = [])))]
#[post("/me/notifications/read")]
async fn mark_notifications_read(
    state: web::Data<State>,
    caller: Caller,
    body: Valid<wire::MarkRead>,
) -> Result<HttpResponse, ApiError> {
    let (person, body) = (caller.user, body.into_inner());
    let work = move |tx: &mut Tx<'_>| notifications::mark_read(tx, person, body.id, body.and_before);
    state.db.write::<_, DbError, _>(work).await?;
    Ok(HttpResponse::NoContent().finish())
}

fn render(one: notifications::Notification) -> wire::Notification {
    wire::Notification {
        id: one.id,
        event: one.event,
        subject: one.subject,
        area_path: one.area,
        about: one.about,
        facts: one.facts,
        happened_at: one.happened_at,
        read: one.read,
    }
}

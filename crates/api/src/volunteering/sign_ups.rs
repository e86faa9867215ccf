//! Signing up and taking it back; the roster.

use actix_web::{HttpResponse, delete, get, post, web};
use app::{
    db::Tx,
    volunteering::{self, Error},
};
use contract::{
    page::Page,
    problems::{self, Problem},
    volunteering as wire,
};
use domain::{
    ids::{ShiftId, SignUpId},
    permissions::Actor,
};

use super::{
    render,
    shifts::{Answer, versioned},
};
use crate::{ApiError, ApiResult, Caller, IdempotencyKey, Query, State, Valid};

/// Signs the caller up: for a place, or for the waiting list where none is free. For residents of the shift's town. Problems:
/// `shift_residents_only`, `already_signed_up`, `shift_overlap`, `shift_sign_up_closed`, `shift_over`, `shift_cancelled`,
/// `shift_waiting_full`.
#[utoipa::path(tag = "volunteering", operation_id = "sign_up_for_shift",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Shift), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/shifts/{id}/sign-up")]
pub(super) async fn sign_up_for_shift(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ShiftId>,
) -> Answer {
    let id = *id;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        volunteering::sign_up(tx, actor, id).map(render::shift)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), &(), work).await?))
}

/// Takes the caller's sign-up back before the shift begins; whoever has waited longest gets the place at once. Problems:
/// `not_signed_up`, `shift_started`, `shift_cancelled`, `already_checked_in`.
#[utoipa::path(tag = "volunteering", operation_id = "withdraw_from_shift",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Shift), (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[delete("/shifts/{id}/sign-up")]
pub(super) async fn withdraw_from_shift(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ShiftId>,
) -> Answer {
    let id = *id;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        volunteering::withdraw(tx, actor, id).map(render::shift)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), &(), work).await?))
}

/// Lists who has a place and who waits, in the order in which they signed up. Needs `manage_shifts` in the shift's area.
#[utoipa::path(tag = "volunteering", operation_id = "list_sign_ups",
    params(("id" = uuid::Uuid, Path), wire::ListSignUps),
    responses((status = 200, body = Page<wire::SignUpEntry>), (status = 400, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/shifts/{id}/sign-ups")]
pub(super) async fn list_sign_ups(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ShiftId>,
    query: Query<wire::ListSignUps>,
) -> ApiResult<Page<wire::SignUpEntry>> {
    let (actor, id, Query(query)) = (caller.actor(), *id, query);
    let limit = query.page().limit();
    let after = query.after.as_deref().map(str::parse::<i64>).transpose();
    let after = after.map_err(|e| ApiError::new(&problems::QUERY_INVALID).with("reason", e))?;
    let read = move |tx: &mut Tx<'_>| volunteering::roster(tx, &actor, id, after, i64::from(limit) + 1);
    let page = Page::cut(state.db.read(read).await?, limit, |entry| entry.serial.to_string());
    Ok(web::Json(page.map(render::entry)))
}

/// Signs somebody up at the counter, until the shift ends; both are recorded. Needs `manage_shifts` in the shift's area; the
/// person belongs to a household of its town. Problems: `fields_invalid`, `already_signed_up`, `shift_overlap`, `shift_over`,
/// `shift_cancelled`, `shift_waiting_full`.
#[utoipa::path(tag = "volunteering", operation_id = "sign_up_member", request_body = wire::SignUpMember,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = wire::SignUpEntry), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/shifts/{id}/sign-ups")]
pub(super) async fn sign_up_member(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<ShiftId>,
    body: Valid<wire::SignUpMember>,
) -> Result<HttpResponse, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        volunteering::sign_up_member(tx, actor, id, body.membership_id).map(render::entry)
    };
    Ok(HttpResponse::Created().json(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Takes somebody's sign-up back for them before the shift begins; both are recorded. Needs `manage_shifts` in the shift's area.
/// Problems: `shift_no_place`, `shift_started`, `shift_cancelled`, `already_checked_in`.
#[utoipa::path(tag = "volunteering", operation_id = "withdraw_sign_up",
    params(("id" = uuid::Uuid, Path), ("sign_up" = uuid::Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Shift), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/shifts/{id}/sign-ups/{sign_up}/withdrawal")]
pub(super) async fn withdraw_sign_up(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    path: web::Path<(ShiftId, SignUpId)>,
) -> Answer {
    let (id, sign_up) = path.into_inner();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        volunteering::withdraw_sign_up(tx, actor, id, sign_up).map(render::shift)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), &(), work).await?))
}

/// Notes by hand that somebody came, went, was there for so many minutes, or did not come. Needs `manage_shifts` in the
/// shift's area. Problems: `fields_invalid`, `shift_no_place`, `shift_cancelled`, `shift_over`, `shift_not_over`,
/// `check_too_early`, `check_too_late`, `already_checked_in`, `not_checked_in`, `attendance_settled`, `already_absent`,
/// `day_full`.
#[utoipa::path(tag = "volunteering", operation_id = "note_attendance", request_body = wire::NoteAttendance,
    params(("id" = uuid::Uuid, Path), ("sign_up" = uuid::Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::SignUpEntry), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/shifts/{id}/sign-ups/{sign_up}/attendance")]
pub(super) async fn note_attendance(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    path: web::Path<(ShiftId, SignUpId)>,
    body: Valid<wire::NoteAttendance>,
) -> ApiResult<wire::SignUpEntry> {
    let ((id, sign_up), body) = (path.into_inner(), body.into_inner());
    let note = render::note(&body);
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        volunteering::note(tx, actor, id, sign_up, &note).map(render::entry)
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

//! Coming and going by the code on the organiser's screen.

use actix_web::{get, post, web};
use app::{
    db::Tx,
    volunteering::{self, CheckAttempt, Error},
};
use contract::{
    problems::{self, Problem},
    volunteering as wire,
};
use domain::{ids::ShiftId, permissions::Actor, volunteering::CheckCode};
use serde::{Deserialize, Serialize};

use super::render;
use crate::{ApiError, ApiResult, Caller, IdempotencyKey, Query, State, Valid};

/// The app's page that a scanned code opens.
const CHECK_PAGE: &str = "/volunteer/check";

/// The code of this half minute, for the organiser's screen. Needs `manage_shifts` in the shift's area. Problems:
/// `check_too_early`, `check_too_late`, `shift_over`, `shift_cancelled`.
#[utoipa::path(tag = "volunteering", operation_id = "get_check_code",
    params(("id" = uuid::Uuid, Path), wire::GetCheckCode),
    responses((status = 200, body = wire::CheckCode), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[get("/shifts/{id}/check-code")]
pub(super) async fn get_check_code(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<ShiftId>,
    query: Query<wire::GetCheckCode>,
) -> ApiResult<wire::CheckCode> {
    let (actor, keyring, id, kind) = (caller.actor(), state.keyring.clone(), *id, query.0.kind);
    let read = move |tx: &mut Tx<'_>| -> Result<_, Error> {
        let now = tx.now();
        Ok((volunteering::check_code(tx, &keyring, &actor, id, kind)?, now))
    };
    let (shown, now) = state.db.read(read).await?;
    Ok(web::Json(wire::CheckCode {
        kind,
        link: format!("{}{CHECK_PAGE}#{}", state.settings.public_url, shown.code),
        digits: shown.digits,
        next_at: shown.next_at,
        next_in_ms: shown.next_at.signed_duration_since(now).num_milliseconds(),
    }))
}

/// Notes that the caller comes or goes, by the code that they scanned or typed. Everybody signed in may. Problems:
/// `check_code_invalid`, `too_many_requests` after several wrong codes, `not_signed_up`, `shift_no_place`, `shift_cancelled`,
/// `shift_over`, `check_too_early`, `check_too_late`, `already_checked_in`, `not_checked_in`, `attendance_settled`, `day_full`.
#[utoipa::path(tag = "volunteering", operation_id = "check_by_code", request_body = wire::CheckIn,
    params(("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Checked), (status = 409, body = Problem), (status = 422, body = Problem),
        (status = 429, body = Problem)),
    security(("bearer" = [])))]
#[post("/shifts/check")]
pub(super) async fn check_by_code(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    body: Valid<wire::CheckIn>,
) -> ApiResult<wire::Checked> {
    let body = body.into_inner();
    let (keyring, code) = (state.keyring.clone(), CheckCode::parse(&body.code));
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        Ok(match volunteering::check(tx, &keyring, actor, code.as_ref())? {
            CheckAttempt::Done(done) => {
                Tried::Done(Box::new(wire::Checked { kind: done.kind, shift: render::shift(done.shift) }))
            }
            CheckAttempt::Refused => Tried::Refused,
            CheckAttempt::TooMany { seconds } => Tried::TooMany { seconds },
        })
    };
    match state.write_once(key, &caller.actor(), &body, work).await? {
        Tried::Done(checked) => Ok(web::Json(*checked)),
        Tried::Refused => Err(ApiError::new(&problems::volunteering::CHECK_CODE_INVALID)),
        Tried::TooMany { seconds } => {
            Err(ApiError::new(&problems::TOO_MANY_REQUESTS).with("seconds", seconds).retry_after(seconds))
        }
    }
}

/// What is kept of a try under its idempotency key: a wrong code stays counted, so it is no error there.
#[derive(Serialize, Deserialize)]
enum Tried {
    Done(Box<wire::Checked>),
    Refused,
    TooMany { seconds: u64 },
}

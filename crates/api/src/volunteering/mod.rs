//! Volunteering: shifts, sign-ups, who was there.

mod calendar;
mod check;
mod hours;
mod problem;
mod project;
mod render;
mod shifts;
mod sign_ups;

pub(crate) use self::render::done as render_own;
use chrono::{DateTime, Utc};
use contract::problems;
use domain::ids::ShiftId;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::ApiError;

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    // The file before `{id}`: the first that fits answers.
    cfg.service(calendar::get_shift_calendar);
    cfg.service(shifts::list_shifts).service(shifts::plan_shift).service(shifts::get_shift);
    cfg.service(shifts::update_shift).service(shifts::cancel_shift);
    cfg.service(sign_ups::sign_up_for_shift).service(sign_ups::withdraw_from_shift);
    cfg.service(sign_ups::list_sign_ups).service(sign_ups::sign_up_member);
    cfg.service(sign_ups::withdraw_sign_up).service(sign_ups::note_attendance);
    cfg.service(check::get_check_code).service(check::check_by_code);
    cfg.service(project::get_project_volunteering);
    cfg.service(hours::get_volunteer_hours).service(hours::list_attendances);
    cfg.service(calendar::get_calendar_feed).service(calendar::make_calendar_feed);
    cfg.service(calendar::revoke_calendar_feed).service(calendar::read_calendar_feed);
}

/// Where a page of shifts ends: when its last one begins, and its id.
fn cursor(starts_at: DateTime<Utc>, id: ShiftId) -> String {
    format!("{}.{id}", starts_at.timestamp_micros())
}

/// Reads such a cursor back.
fn read_cursor(text: &str) -> Result<(DateTime<Utc>, ShiftId), ApiError> {
    let invalid =
        || ApiError::new(&problems::QUERY_INVALID).with("reason", "after: not a cursor of this list");
    let (micros, id) = text.split_once('.').ok_or_else(invalid)?;
    let at = micros.parse().ok().and_then(DateTime::from_timestamp_micros).ok_or_else(invalid)?;
    Ok((at, id.parse().map_err(|_| invalid())?))
}

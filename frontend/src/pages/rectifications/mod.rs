//! What villages are to mend after inspections, as every page shows it: the public one, the console, the field.

pub mod card;
pub mod look_back;
pub mod photo;
pub mod village;

pub use self::{
    card::{Facts, RectificationCard},
    look_back::RecordLookBack,
    village::VillageRectifications,
};

use chrono::NaiveDate;
use domain::{
    inspections::{Month, RectificationState},
    town_time,
};

use crate::{components::Tone, device, format, i18n::rectifications};

/// Where a rectification stands, and what that means.
pub fn state(state: RectificationState) -> (fn() -> &'static str, Tone) {
    match state {
        RectificationState::Demanded => (rectifications::state_demanded, Tone::Waiting),
        RectificationState::Taken => (rectifications::state_taken, Tone::Working),
        RectificationState::Closed => (rectifications::state_closed, Tone::Waiting),
        RectificationState::Reopened => (rectifications::state_reopened, Tone::Alert),
        RectificationState::Done => (rectifications::state_done, Tone::Done),
        RectificationState::Lapsed => (rectifications::state_lapsed, Tone::Neutral),
    }
}

/// `2026年3月`
pub fn month(month: Month) -> String {
    let first = NaiveDate::from_ymd_opt(month.year().into(), month.month().into(), 1);
    format::month(first.unwrap_or_default())
}

/// The day it is in the town.
pub fn today() -> NaiveDate {
    town_time::date(device::now())
}

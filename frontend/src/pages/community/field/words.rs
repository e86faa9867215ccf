//! Words and colours of where a place stands.

use chrono::NaiveDate;
use domain::inspections::{Indicator, Method, Month, Score};

use crate::{
    components::Tone,
    format,
    i18n::scoring,
    offline::model::{KeptSheet, Standing},
};

/// `2026年3月`
pub fn month(month: Month) -> String {
    let first = NaiveDate::from_ymd_opt(month.year().into(), month.month().into(), 1);
    format::month(first.unwrap_or_default())
}

/// Where a place stands, with what the server said where nothing is on the device.
pub fn standing(
    sheet: Option<&KeptSheet>,
    handed_in: bool,
    version: i64,
    online: bool,
) -> (fn() -> &'static str, Tone) {
    let there = match (handed_in, version) {
        (true, _) => Standing::HandedIn,
        (false, 0) => Standing::NotBegun,
        (false, _) => Standing::Saved,
    };
    // What the round said last may be newer than what was fetched of the sheet.
    let standing = match sheet.map(KeptSheet::standing) {
        None | Some(Standing::NotBegun) => there,
        Some(here) => here,
    };
    match standing {
        Standing::NotBegun => (scoring::not_begun, Tone::Neutral),
        Standing::Unsent if online => (scoring::on_this_device, Tone::Working),
        Standing::Unsent => (scoring::waits, Tone::Waiting),
        Standing::Saved => (scoring::saved, Tone::Done),
        Standing::HandedIn => (scoring::handed_in, Tone::Done),
        Standing::Conflict => (scoring::conflict, Tone::Alert),
        Standing::Refused => (scoring::refused, Tone::Alert),
        Standing::Closed => (scoring::closed, Tone::Alert),
    }
}

/// Hundredths as a score: `43.50`.
pub fn score(hundredths: i64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// What an indicator gives at a mark: `扣 1.50，得 8.50`.
pub fn result(indicator: &Indicator, points: Score) -> String {
    let left = score(indicator.weight.hundredths() - points.hundredths());
    match indicator.method {
        Method::Deduct => scoring::loses(points, left),
        Method::Add => scoring::gains(points, indicator.weight),
    }
}

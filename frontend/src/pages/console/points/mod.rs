//! Points at the desk: programmes and their rules, claims, tables of awards, second looks.

pub mod claims;
pub mod programmes;
pub mod re_audits;
pub mod rules;
pub mod situation;
pub mod tables;
mod words;

use chrono::NaiveDate;
use domain::{permissions::Permission, town_time};

use super::BASE;
use crate::device;

/// Whoever holds an office may read of programmes; everybody may, in the community app.
const READING: Permission = Permission::ReportTicket;
/// Longest name of a programme, longest text about one, and longest reason, in characters.
const NAME_CHARS_MAX: u32 = chars(domain::points::PROGRAMME_NAME_CHARS_MAX);
const TEXT_CHARS_MAX: u32 = chars(domain::points::PROGRAMME_TEXT_CHARS_MAX);
const WORDS_CHARS_MAX: u32 = chars(domain::points::WORDS_CHARS_MAX);
/// What a filter that is on or off holds when it is on.
const ON: &str = "true";

#[allow(clippy::cast_possible_truncation, reason = "limits of texts are small")]
const fn chars(max: u64) -> u32 {
    max as u32
}

/// The day that it is in the town.
fn today() -> NaiveDate {
    town_time::date(device::now())
}

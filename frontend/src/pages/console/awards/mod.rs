//! Templates, rules of awards, settlements and certificates at the desk.

pub(in crate::pages) mod half_written;
pub mod open_row;
pub mod rules;
pub mod settlements;
pub mod templates;

use chrono::{DateTime, Utc};
use domain::{
    inspections::{HalfYear, Month},
    permissions::Permission,
    town_time,
};

use crate::{components::Tone, i18n::awards};

/// Whoever holds an office may read all of this; everybody may, on the public pages.
const READING: Permission = Permission::ReportTicket;

/// Whether new inspections may use a template, in a word.
fn state_of_offer(active: bool) -> (Tone, fn() -> &'static str) {
    if active { (Tone::Done, awards::offered) } else { (Tone::Neutral, awards::not_offered) }
}

/// The half-year of a moment, by the town's clocks.
fn half_year_of(now: DateTime<Utc>) -> Option<HalfYear> {
    use chrono::Datelike as _;
    let today = town_time::date(now);
    let (year, month) = (u16::try_from(today.year()).ok()?, u8::try_from(today.month()).ok()?);
    Month::new(year, month).ok().map(Month::half_year)
}

/// The half-year that follows; none after the last that there is.
fn after(half_year: HalfYear) -> Option<HalfYear> {
    let [.., last] = half_year.months();
    Month::from_index(last.index() + 1).ok().map(Month::half_year)
}

/// The half-year before; none before the first that there is.
fn before(half_year: HalfYear) -> Option<HalfYear> {
    let [first, ..] = half_year.months();
    Month::from_index(first.index().checked_sub(1)?).ok().map(Month::half_year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_years_follow_each_other_by_the_towns_clocks() {
        let of = |text: &str| half_year_of(text.parse().unwrap()).unwrap();
        assert_eq!(of("2026-06-30T15:59:59Z").to_string(), "2026-H1");
        let second = of("2026-06-30T16:00:00Z");
        assert_eq!(second.to_string(), "2026-H2");
        assert_eq!(after(second).unwrap().to_string(), "2027-H1");
        assert_eq!(before(after(second).unwrap()), Some(second));
    }
}

//! Nobody helps for more than twenty-four hours a day.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::town_time;

/// Seconds of a day of the town.
pub const DAY_SECONDS: i64 = 86_400;

/// Minutes that count, one after the other from a moment on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// When they begin.
    pub from: DateTime<Utc>,
    /// How many.
    pub minutes: u32,
}

impl Counted {
    /// When they end (exclusive).
    #[must_use]
    pub fn until(&self) -> DateTime<Utc> {
        self.from.checked_add_signed(TimeDelta::minutes(i64::from(self.minutes))).unwrap_or(self.from)
    }
}

/// The first day of the town on which one person's minutes come to more than the day has; `None` where all of them are
/// possible. What runs past midnight counts for each day with what lies on it.
#[must_use]
pub fn over_a_day(all: &[Counted]) -> Option<NaiveDate> {
    let mut days: BTreeMap<NaiveDate, i64> = BTreeMap::new();
    for counted in all {
        let until = counted.until();
        let mut at = counted.from;
        while at < until {
            let day = town_time::date(at);
            let next = town_time::end(day).min(until);
            *days.entry(day).or_default() += next.signed_duration_since(at).num_seconds();
            if next <= at {
                break;
            }
            at = next;
        }
    }
    days.into_iter().find(|(_, seconds)| *seconds > DAY_SECONDS).map(|(day, _)| day)
}

//! Counting working time.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc, Weekday};

use super::year::{Special, Year};
use crate::{
    opening_hours::{HoursError, Interval, MINUTES_OF_DAY, OpeningHours},
    town_time,
};

/// How far ahead something can be due: ten years.
const DAYS_AHEAD_MAX: u64 = 3_660;

/// The hours of offices: nine to twelve and two to six, from Monday to Friday.
///
/// # Errors
/// None: a test makes them.
pub fn office() -> Result<OpeningHours, HoursError> {
    let day = || Ok(vec![Interval::new(9 * 60, 12 * 60)?, Interval::new(14 * 60, 18 * 60)?]);
    OpeningHours::new(vec![day()?, day()?, day()?, day()?, day()?, vec![], vec![]], vec![])
}

/// Around the clock, every day: for what cannot wait.
///
/// # Errors
/// None: a test makes them.
pub fn around_the_clock() -> Result<OpeningHours, HoursError> {
    OpeningHours::new(vec![vec![Interval::new(0, MINUTES_OF_DAY)?]; 7], vec![])
}

/// Nobody works long enough in the next ten years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is not so much working time within ten years")]
pub struct NoWorkingTime;

/// The hours of a week, and the days that differ from them. Moments count to the second.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    hours: OpeningHours,
    special: BTreeMap<NaiveDate, Special>,
}

impl Calendar {
    /// One of these hours and years; where two years name one day, the later counts.
    #[must_use]
    pub fn new(hours: OpeningHours, years: &[Year]) -> Self {
        let days = years.iter().flat_map(|year| &year.days);
        let special = days.filter_map(|one| Some((one.day, one.special()?))).collect();
        Self { hours, special }
    }

    /// The hours of a day.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> &[Interval] {
        match self.special.get(&day) {
            Some(Special::Holiday(_)) => &[],
            Some(Special::Works) => self.hours.regularly(Weekday::Mon),
            None => self.hours.on(day),
        }
    }

    /// The holiday of a day, where it is one.
    #[must_use]
    pub fn holiday(&self, day: NaiveDate) -> Option<&str> {
        match self.special.get(&day) {
            Some(Special::Holiday(name)) => Some(name),
            Some(Special::Works) | None => None,
        }
    }

    /// When so much working time has passed after a moment. What begins outside the hours begins with the next of them, and
    /// what ends with the hours is due then, not when they begin again.
    ///
    /// # Errors
    /// [`NoWorkingTime`].
    pub fn due(&self, from: DateTime<Utc>, amount: TimeDelta) -> Result<DateTime<Utc>, NoWorkingTime> {
        let mut left = amount.max(TimeDelta::zero());
        if left.is_zero() {
            return Ok(from);
        }
        let first = town_time::date(from);
        for ahead in 0..DAYS_AHEAD_MAX {
            let day = first.checked_add_days(Days::new(ahead)).ok_or(NoWorkingTime)?;
            for (begins, ends) in self.spans(day) {
                let begins = begins.max(from);
                let there = ends - begins;
                if there <= TimeDelta::zero() {
                    continue;
                }
                if left <= there {
                    return Ok(begins + left);
                }
                left -= there;
            }
        }
        Err(NoWorkingTime)
    }

    /// How much working time lies between two moments; none where the second is not later.
    #[must_use]
    pub fn between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> TimeDelta {
        let mut sum = TimeDelta::zero();
        let mut day = town_time::date(from);
        let last = town_time::date(until);
        while day <= last {
            for (begins, ends) in self.spans(day) {
                sum += (ends.min(until) - begins.max(from)).max(TimeDelta::zero());
            }
            let Some(next) = day.succ_opt() else { break };
            day = next;
        }
        sum
    }

    fn spans(&self, day: NaiveDate) -> impl Iterator<Item = (DateTime<Utc>, DateTime<Utc>)> {
        let midnight = town_time::begin(day);
        let at = move |minute: u16| midnight + TimeDelta::minutes(minute.into());
        self.on(day).iter().map(move |open| (at(open.from()), at(open.until())))
    }
}

//! When a place or an office is open: intervals for each weekday, and days on which it is closed all the same. Times are the town's.

use std::fmt;

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc, Weekday};
use serde::{Deserialize, Serialize};

use crate::town_time;

/// Minutes of a day; an interval may end there, at midnight.
pub const MINUTES_OF_DAY: u16 = 24 * 60;
/// Most intervals of one weekday.
pub const INTERVALS_A_DAY_MAX: usize = 4;
/// Most days that are closed out of turn.
pub const CLOSED_DAYS_MAX: usize = 60;

/// A time of day in which a place is open, in minutes since midnight: `from` inclusive, `until` exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    from: u16,
    until: u16,
}

/// Why hours cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// See [`Interval::parse`].
    #[error("an interval is written 09:00-17:30 and ends after it begins, at 24:00 at the latest")]
    Interval,
    /// Seven days, Monday first.
    #[error("a week has seven days")]
    Week,
    /// Too many intervals, or two that meet.
    #[error("a day has at most {INTERVALS_A_DAY_MAX} intervals, one after the other")]
    Day,
    /// Too many days, or one twice.
    #[error("at most {CLOSED_DAYS_MAX} days are closed, each once")]
    Closed,
}

impl Interval {
    /// Minutes of the day.
    ///
    /// # Errors
    /// [`HoursError::Interval`].
    pub const fn new(from: u16, until: u16) -> Result<Self, HoursError> {
        if from < until && until <= MINUTES_OF_DAY {
            Ok(Self { from, until })
        } else {
            Err(HoursError::Interval)
        }
    }

    /// Reads `09:00-17:30`.
    ///
    /// # Errors
    /// [`HoursError::Interval`].
    pub fn parse(text: &str) -> Result<Self, HoursError> {
        let (from, until) = text.split_once('-').ok_or(HoursError::Interval)?;
        Self::new(minute(from)?, minute(until)?)
    }

    /// Since which minute of the day.
    #[must_use]
    pub const fn from(self) -> u16 {
        self.from
    }

    /// Until which minute of the day.
    #[must_use]
    pub const fn until(self) -> u16 {
        self.until
    }
}

fn minute(text: &str) -> Result<u16, HoursError> {
    let (hour, minute) = text.trim().split_once(':').ok_or(HoursError::Interval)?;
    let number = |text: &str| {
        let two = text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
        two.then(|| text.parse::<u16>().ok()).flatten().ok_or(HoursError::Interval)
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    if hour <= 24 && minute < 60 { Ok(hour * 60 + minute) } else { Err(HoursError::Interval) }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, until) = (self.from, self.until);
        write!(f, "{:02}:{:02}-{:02}:{:02}", from / 60, from % 60, until / 60, until % 60)
    }
}

/// When a place is open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct OpeningHours {
    week: [Vec<Interval>; 7],
    closed: Vec<NaiveDate>,
}

/// As it is kept.
#[derive(Serialize, Deserialize)]
struct Written {
    week: Vec<Vec<String>>,
    #[serde(default)]
    closed_on: Vec<NaiveDate>,
}

impl OpeningHours {
    /// Hours of each weekday, Monday first, and days that are closed all the same.
    ///
    /// # Errors
    /// [`HoursError`].
    pub fn new(week: Vec<Vec<Interval>>, mut closed: Vec<NaiveDate>) -> Result<Self, HoursError> {
        let apart = |day: &[Interval]| day.windows(2).all(|pair| pair[0].until <= pair[1].from);
        let good = |day: &Vec<Interval>| day.len() <= INTERVALS_A_DAY_MAX && apart(day);
        let week: [Vec<Interval>; 7] = week.try_into().map_err(|_| HoursError::Week)?;
        if !week.iter().all(good) {
            return Err(HoursError::Day);
        }
        closed.sort_unstable();
        if closed.len() > CLOSED_DAYS_MAX || closed.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(HoursError::Closed);
        }
        Ok(Self { week, closed })
    }

    /// Reads hours as they are written: `["09:00-12:00", "14:00-17:30"]` for each weekday, Monday first.
    ///
    /// # Errors
    /// [`HoursError`].
    pub fn parse(week: &[Vec<String>], closed_on: &[NaiveDate]) -> Result<Self, HoursError> {
        let day = |day: &Vec<String>| day.iter().map(|text| Interval::parse(text)).collect::<Result<_, _>>();
        let week = week.iter().map(day).collect::<Result<_, HoursError>>()?;
        Self::new(week, closed_on.to_vec())
    }

    /// The hours of each weekday as they are written, Monday first.
    #[must_use]
    pub fn week(&self) -> Vec<Vec<String>> {
        self.week.iter().map(|day| day.iter().map(ToString::to_string).collect()).collect()
    }

    /// The days that are closed out of turn, in order.
    #[must_use]
    pub fn closed_on(&self) -> &[NaiveDate] {
        &self.closed
    }

    /// When it is open on a weekday, days that are closed out of turn aside.
    #[must_use]
    pub fn regularly(&self, weekday: Weekday) -> &[Interval] {
        let weekday = usize::try_from(weekday.num_days_from_monday()).unwrap_or(0);
        &self.week[weekday]
    }

    /// When it is open on a day.
    #[must_use]
    pub fn on(&self, day: NaiveDate) -> &[Interval] {
        if self.closed.contains(&day) {
            return &[];
        }
        self.regularly(day.weekday())
    }

    /// Whether it is open at a moment.
    #[must_use]
    pub fn is_open(&self, at: DateTime<Utc>) -> bool {
        let time = at.with_timezone(&town_time::offset()).time();
        let minute = u16::try_from(time.hour() * 60 + time.minute()).unwrap_or(0);
        self.on(town_time::date(at)).iter().any(|open| open.from <= minute && minute < open.until)
    }
}

impl TryFrom<Written> for OpeningHours {
    type Error = HoursError;

    fn try_from(written: Written) -> Result<Self, HoursError> {
        Self::parse(&written.week, &written.closed_on)
    }
}

impl From<OpeningHours> for Written {
    fn from(hours: OpeningHours) -> Self {
        Self { week: hours.week(), closed_on: hours.closed }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn hours(day: &[&str], closed: &[&str]) -> Result<OpeningHours, HoursError> {
        let day: Vec<String> = day.iter().map(|text| (*text).to_owned()).collect();
        let closed: Vec<NaiveDate> = closed.iter().map(|text| text.parse().unwrap()).collect();
        OpeningHours::parse(&vec![day; 7], &closed)
    }

    #[test]
    fn a_place_is_open_in_its_intervals_by_the_towns_clock() {
        let hours = hours(&["09:00-12:00", "14:00-24:00"], &["2026-01-06"]).unwrap();
        let open = |text: &str| hours.is_open(text.parse().unwrap());
        // 2026-01-05 is a Monday; nine in the morning is one in UTC.
        assert!(!open("2026-01-05T00:59:59Z") && open("2026-01-05T01:00:00Z"));
        assert!(open("2026-01-05T03:59:59Z") && !open("2026-01-05T04:00:00Z"));
        assert!(open("2026-01-05T15:59:59Z") && !open("2026-01-05T16:00:00Z"));
        // The day after is closed out of turn.
        assert!(!open("2026-01-06T01:00:00Z") && open("2026-01-07T01:00:00Z"));
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for bad in ["", "9:00-10:00", "09:00", "10:00-09:00", "09:00-24:01", "09:60-10:00", "09:00-09:00"] {
            assert_eq!(hours(&[bad], &[]), Err(HoursError::Interval), "{bad}");
        }
        assert_eq!(hours(&["09:00-12:00", "11:00-13:00"], &[]), Err(HoursError::Day));
        assert_eq!(hours(&["14:00-15:00", "09:00-10:00"], &[]), Err(HoursError::Day));
        assert_eq!(hours(&["09:00-10:00"; 5], &[]), Err(HoursError::Day));
        assert_eq!(hours(&[], &["2026-01-06", "2026-01-06"]), Err(HoursError::Closed));
        assert_eq!(OpeningHours::parse(&vec![vec![]; 6], &[]), Err(HoursError::Week));
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(cuts in proptest::collection::btree_set(0_u16..=MINUTES_OF_DAY, 0..9)) {
            let cuts: Vec<u16> = cuts.into_iter().collect();
            let day: Vec<Interval> =
                cuts.chunks_exact(2).map(|pair| Interval::new(pair[0], pair[1]).unwrap()).collect();
            let hours = OpeningHours::new(vec![day; 7], vec![]).unwrap();
            let text = serde_json::to_string(&hours).unwrap();
            prop_assert_eq!(serde_json::from_str::<OpeningHours>(&text).unwrap(), hours);
        }
    }
}

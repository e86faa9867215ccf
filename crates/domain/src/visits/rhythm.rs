//! How often a household is visited, and when next.
//!
//! Days are town days. The rule, whole:
//!
//! - Before any visit the first day of the rhythm is due.
//! - After a visit the first day of the rhythm after it is due. A day that is no more than a quarter of the time between two
//!   visits ahead counts as done by it, too: who is visited on the 30th is not visited again on the 1st.
//! - Where nobody was at home the next try is on the next day, whatever the rhythm says.
//! - After the last day of the plan nothing is due. A month without the day of the first one has its last day instead.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::VisitOutcome;

/// Most days, weeks or months between two visits.
pub const EVERY_MAX: u32 = 52;

/// What is counted between two visits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = RhythmUnit))]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Days.
    Days,
    /// Weeks of seven days.
    Weeks,
    /// Months of the calendar.
    Months,
}

impl Unit {
    /// Every unit.
    pub const ALL: [Self; 3] = [Self::Days, Self::Weeks, Self::Months];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Weeks => "weeks",
            Self::Months => "months",
        }
    }

    /// Reads the name back; `None` for a word that names no unit.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.as_str() == word)
    }
}

/// Why a rhythm is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RhythmError {
    /// See [`EVERY_MAX`].
    #[error("every 1 to {EVERY_MAX} days, weeks or months")]
    Every,
    /// It is over before it begins.
    #[error("the last day is not before the first")]
    Until,
}

/// Every so many days, weeks or months from a day on, until a day or without end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    every: u32,
    unit: Unit,
    from: NaiveDate,
    until: Option<NaiveDate>,
}

impl Rhythm {
    /// A rhythm; `until` is its last day.
    ///
    /// # Errors
    /// [`RhythmError`].
    pub fn new(
        every: u32,
        unit: Unit,
        from: NaiveDate,
        until: Option<NaiveDate>,
    ) -> Result<Self, RhythmError> {
        if !(1..=EVERY_MAX).contains(&every) {
            return Err(RhythmError::Every);
        }
        if until.is_some_and(|until| until < from) {
            return Err(RhythmError::Until);
        }
        Ok(Self { every, unit, from, until })
    }

    /// How many units lie between two visits.
    #[must_use]
    pub const fn every(&self) -> u32 {
        self.every
    }

    /// Of which unit.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.unit
    }

    /// The first day.
    #[must_use]
    pub const fn from(&self) -> NaiveDate {
        self.from
    }

    /// The last day, where there is one.
    #[must_use]
    pub const fn until(&self) -> Option<NaiveDate> {
        self.until
    }

    /// The day of a number, the first has 0; nothing beyond the calendar's end.
    #[must_use]
    pub fn day(&self, number: u32) -> Option<NaiveDate> {
        let units = self.every.checked_mul(number)?;
        match self.unit {
            Unit::Days => self.from.checked_add_days(Days::new(u64::from(units))),
            Unit::Weeks => self.from.checked_add_days(Days::new(u64::from(units) * 7)),
            // Counted from the first day, so that the 31st comes back after a short month.
            Unit::Months => self.from.checked_add_months(Months::new(units)),
        }
    }

    /// The number of the first day after `day`.
    fn number_after(&self, day: NaiveDate) -> u32 {
        let passed = (day - self.from).num_days();
        let Ok(passed) = u32::try_from(passed) else { return 0 };
        // So many days at most lie between two of the rhythm: no number below is late enough to be left out.
        let longest = self.every
            * match self.unit {
                Unit::Days => 1,
                Unit::Weeks => 7,
                Unit::Months => 31,
            };
        let mut number = passed / longest;
        while self.day(number).is_some_and(|found| found <= day) {
            number += 1;
        }
        number
    }

    /// The first day of the rhythm after `day`, whatever was visited.
    #[must_use]
    pub fn after(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.within(self.day(self.number_after(day)))
    }

    fn within(&self, day: Option<NaiveDate>) -> Option<NaiveDate> {
        day.filter(|day| self.until.is_none_or(|until| *day <= until))
    }

    /// The day that is due once the latest visit was on `latest` with its outcome; without one the first day. Where the plan
    /// went on after a pause on `resumed_on`, nothing is due before that.
    #[must_use]
    pub fn due(
        &self,
        latest: Option<(NaiveDate, VisitOutcome)>,
        resumed_on: Option<NaiveDate>,
    ) -> Option<NaiveDate> {
        let due = match latest {
            None => Some(self.from),
            Some((day, VisitOutcome::NobodyHome)) => day.succ_opt(),
            Some((day, VisitOutcome::Met | VisitOutcome::Refused | VisitOutcome::FollowUpNeeded)) => {
                let number = self.number_after(day);
                let next = self.day(number);
                if self.is_done_by(day, number) { self.day(number + 1) } else { next }
            }
        };
        self.within(due.map(|due| resumed_on.map_or(due, |resumed| due.max(resumed))))
    }

    /// Whether a visit on `day` counts for the day of this number, which is later.
    fn is_done_by(&self, day: NaiveDate, number: u32) -> bool {
        let Some(next) = self.day(number) else { return false };
        // Before the first day there is as much time as after it.
        let (earlier, later) = match number.checked_sub(1).and_then(|before| self.day(before)) {
            Some(before) => (before, next),
            None => (next, self.day(number + 1).unwrap_or(next)),
        };
        (next - day).num_days() * 4 <= (later - earlier).num_days()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn rhythm(every: u32, unit: Unit, from: &str) -> Rhythm {
        Rhythm::new(every, unit, day(from), None).unwrap()
    }

    #[test]
    fn the_end_of_a_month_is_clamped_and_comes_back() {
        let monthly = rhythm(1, Unit::Months, "2026-01-31");
        let days: Vec<String> = (0..5).filter_map(|n| monthly.day(n)).map(|day| day.to_string()).collect();
        assert_eq!(days, ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]);
        assert_eq!(rhythm(1, Unit::Months, "2028-01-30").day(1), Some(day("2028-02-29")));
    }

    #[test]
    fn what_is_due_after_a_visit() {
        let monthly = rhythm(1, Unit::Months, "2026-03-01");
        let due = |latest: &str, outcome| monthly.due(Some((day(latest), outcome)), None);
        assert_eq!(monthly.due(None, None), Some(day("2026-03-01")));
        assert_eq!(due("2026-03-01", VisitOutcome::Met), Some(day("2026-04-01")));
        assert_eq!(due("2026-03-20", VisitOutcome::Met), Some(day("2026-04-01")), "late, and next as ever");
        assert_eq!(due("2026-03-30", VisitOutcome::Met), Some(day("2026-05-01")), "two days early");
        assert_eq!(due("2026-03-30", VisitOutcome::Refused), Some(day("2026-05-01")));
        assert_eq!(due("2026-02-27", VisitOutcome::Met), Some(day("2026-04-01")), "before the first");
        assert_eq!(due("2026-02-01", VisitOutcome::Met), Some(day("2026-03-01")), "long before the first");
        // Daily there is nothing to be early for.
        let daily = rhythm(1, Unit::Days, "2026-03-01");
        assert_eq!(daily.due(Some((day("2026-03-05"), VisitOutcome::Met)), None), Some(day("2026-03-06")));
    }

    #[test]
    fn nobody_home_is_tried_again_on_the_next_day() {
        let monthly = rhythm(1, Unit::Months, "2026-03-31");
        let tried = |text: &str| monthly.due(Some((day(text), VisitOutcome::NobodyHome)), None);
        assert_eq!(tried("2026-03-31"), Some(day("2026-04-01")));
        assert_eq!(tried("2026-04-01"), Some(day("2026-04-02")));
        let met = monthly.due(Some((day("2026-04-02"), VisitOutcome::Met)), None);
        assert_eq!(met, Some(day("2026-04-30")), "the retries do not move the rhythm");
    }

    #[test]
    fn nothing_is_due_after_the_last_day_nor_before_a_plan_went_on() {
        let from = day("2026-03-02");
        let weekly = Rhythm::new(1, Unit::Weeks, from, Some(day("2026-03-10"))).unwrap();
        assert_eq!(weekly.due(Some((from, VisitOutcome::Met)), None), Some(day("2026-03-09")));
        assert_eq!(weekly.due(Some((day("2026-03-09"), VisitOutcome::Met)), None), None);
        assert_eq!(weekly.due(Some((day("2026-03-10"), VisitOutcome::NobodyHome)), None), None);
        assert_eq!(weekly.due(None, Some(day("2026-03-05"))), Some(day("2026-03-05")));
        assert_eq!(weekly.due(None, Some(day("2026-03-12"))), None);
    }

    #[test]
    fn a_rhythm_has_limits() {
        let from = day("2026-03-02");
        assert_eq!(Rhythm::new(0, Unit::Days, from, None), Err(RhythmError::Every));
        assert_eq!(Rhythm::new(EVERY_MAX + 1, Unit::Days, from, None), Err(RhythmError::Every));
        assert_eq!(Rhythm::new(1, Unit::Days, from, from.pred_opt()), Err(RhythmError::Until));
        assert!(Rhythm::new(1, Unit::Days, from, Some(from)).is_ok());
    }

    prop_compose! {
        fn any_rhythm()(every in 1..=EVERY_MAX, unit in 0usize..3, from in 0i64..20_000) -> Rhythm {
            let from = day("2000-01-01") + chrono::TimeDelta::days(from);
            Rhythm::new(every, Unit::ALL[unit], from, None).unwrap()
        }
    }

    proptest! {
        #[test]
        fn days_only_grow_and_the_day_after_one_is_the_next(rhythm in any_rhythm(), number in 0u32..200) {
            let (this, next) = (rhythm.day(number).unwrap(), rhythm.day(number + 1).unwrap());
            prop_assert!(this < next);
            prop_assert_eq!(rhythm.after(this), Some(next));
            prop_assert_eq!(rhythm.after(next.pred_opt().unwrap()), Some(next));
        }

        #[test]
        fn what_is_due_is_later_than_the_visit_and_never_two_rounds_away(
            rhythm in any_rhythm(), offset in -400i64..4_000, outcome in 0usize..4,
        ) {
            let (latest, outcome) = (rhythm.from + chrono::TimeDelta::days(offset), VisitOutcome::ALL[outcome]);
            let due = rhythm.due(Some((latest, outcome)), None).unwrap();
            prop_assert!(due > latest);
            if outcome == VisitOutcome::NobodyHome {
                prop_assert_eq!(due, latest.succ_opt().unwrap());
            } else {
                let first = rhythm.after(latest).unwrap();
                prop_assert!(due == first || Some(due) == rhythm.after(first));
            }
        }

        #[test]
        fn who_visits_on_the_day_that_is_due_keeps_the_rhythm(rhythm in any_rhythm(), rounds in 1u32..60) {
            let mut due = rhythm.due(None, None).unwrap();
            for _ in 0..rounds {
                due = rhythm.due(Some((due, VisitOutcome::Met)), None).unwrap();
            }
            prop_assert_eq!(Some(due), rhythm.day(rounds));
        }
    }
}

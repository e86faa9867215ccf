//! The periods that a fund accounts for to the public, and when each is due.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{DisclosureState, FundRules};

/// Days of the town's calendar, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The day after the last.
    pub until: NaiveDate,
    /// The day on whose end its disclosure is overdue.
    pub due_on: NaiveDate,
}

impl Period {
    /// The one that begins on a day. It ends with the charter's block of months of the calendar year (of three: with the
    /// quarter), so that the first one may be shorter, and none is longer than three months.
    #[must_use]
    pub fn beginning(from: NaiveDate, rules: &FundRules) -> Self {
        let block = rules.disclosure_months.clamp(1, 3);
        let next = from.month0() / block * block + block;
        let until = NaiveDate::from_ymd_opt(from.year() + i32::from(next > 11), next % 12 + 1, 1);
        let until = until.unwrap_or(NaiveDate::MAX);
        let due_on = until.checked_add_days(Days::new(rules.disclosure_days.into()));
        // Due on the day before, where no days are given: the last of the period.
        let due_on = due_on.and_then(|day| day.pred_opt()).unwrap_or(NaiveDate::MAX);
        Self { from, until, due_on }
    }

    /// Whether it is over.
    #[must_use]
    pub fn is_over(&self, today: NaiveDate) -> bool {
        self.until <= today
    }

    /// Where its account stands, as everybody is told: one that is overdue says so whatever is prepared.
    #[must_use]
    pub fn state(&self, disclosure: Option<&DisclosureState>, today: NaiveDate) -> PeriodState {
        match disclosure {
            Some(DisclosureState::Published { .. }) => PeriodState::Published,
            _ if !self.is_over(today) => PeriodState::Running,
            _ if self.due_on < today => PeriodState::Overdue,
            Some(DisclosureState::Prepared { .. }) => PeriodState::Prepared,
            None => PeriodState::Awaited,
        }
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && day < self.until
    }
}

/// Where the account of a period stands, as everybody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PeriodState {
    /// The period goes on.
    Running,
    /// It is over; its account is to be prepared.
    Awaited,
    /// Its account waits to be signed or published.
    Prepared,
    /// Its account ought to have been published.
    Overdue,
    /// Everybody can read its account.
    Published,
}

/// Most periods that are told at once: a hundred years of months.
const PERIODS_MAX: usize = 1_200;

/// The periods of a fund from the day it opened to the one that today lies in, each by the rules that are in force on its first
/// day. They leave no day out; the last one goes on.
#[must_use]
pub fn periods<'a>(
    opened_on: NaiveDate,
    today: NaiveDate,
    rules: impl Fn(NaiveDate) -> Option<&'a FundRules>,
) -> Vec<Period> {
    let first = rules(opened_on).map(|rules| Period::beginning(opened_on, rules));
    let next = |before: &Period| rules(before.until).map(|rules| Period::beginning(before.until, rules));
    let begun = |period: &Period| period.from <= today;
    std::iter::successors(first, next).take_while(begun).take(PERIODS_MAX).collect()
}

/// Which of these have to be published and are not: shown to everybody, until they are.
#[must_use]
pub fn overdue(periods: &[Period], published: &BTreeSet<NaiveDate>, today: NaiveDate) -> Vec<Period> {
    let late = |period: &&Period| period.due_on < today && !published.contains(&period.from);
    periods.iter().filter(late).copied().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::funds::tests::rules;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn quarters_end_with_the_calendars_and_are_due_fifteen_days_later() {
        let rules = rules();
        let found = periods(day("2026-11-20"), day("2027-04-01"), |_| Some(&rules));
        let shown: Vec<_> =
            found.iter().map(|one| [one.from, one.until, one.due_on].map(|day| day.to_string())).collect();
        assert_eq!(
            shown,
            [
                ["2026-11-20", "2027-01-01", "2027-01-15"],
                ["2027-01-01", "2027-04-01", "2027-04-15"],
                ["2027-04-01", "2027-07-01", "2027-07-15"],
            ]
        );
        let none = BTreeSet::new();
        assert_eq!(overdue(&found, &none, day("2027-01-15")), []);
        assert_eq!(overdue(&found, &none, day("2027-01-16")), found[..1]);
        assert_eq!(overdue(&found, &BTreeSet::from([found[0].from]), day("2027-04-15")), []);
    }

    #[test]
    fn what_is_prepared_hides_nothing_that_is_overdue() {
        let period = Period::beginning(day("2026-01-01"), &rules());
        let prepared = DisclosureState::Prepared { treasurer: None, auditor: None };
        let person = crate::ids::UserId(uuid::Uuid::nil());
        let published =
            DisclosureState::Published { treasurer: person, auditor: person, on: day("2026-04-20") };
        let state = |disclosure, today: &str| period.state(disclosure, day(today));
        assert_eq!(state(None, "2026-03-31"), PeriodState::Running);
        assert_eq!(state(None, "2026-04-01"), PeriodState::Awaited);
        assert_eq!(state(Some(&prepared), "2026-04-15"), PeriodState::Prepared);
        assert_eq!(state(Some(&prepared), "2026-04-16"), PeriodState::Overdue);
        assert_eq!(state(None, "2026-04-16"), PeriodState::Overdue);
        assert_eq!(state(Some(&published), "2026-04-21"), PeriodState::Published);
    }

    proptest! {
        #[test]
        fn periods_leave_no_day_out_and_none_is_longer_than_three_months(
            start in 0_i64..20_000, length in 0_i64..2_000, months in 1_u32..=3, days in 0_u32..=31
        ) {
            let opened = NaiveDate::default() + chrono::TimeDelta::days(start);
            let today = opened + chrono::TimeDelta::days(length);
            let rules = FundRules { disclosure_months: months, disclosure_days: days, ..rules() };
            let found = periods(opened, today, |_| Some(&rules));
            prop_assert_eq!(found[0].from, opened);
            prop_assert!(found[found.len() - 1].covers(today));
            for pair in found.windows(2) {
                prop_assert_eq!(pair[0].until, pair[1].from);
                let apart = pair[0].due_on.checked_add_months(chrono::Months::new(3)).unwrap();
                // Months differ in length: three of them have 92 days at most.
                prop_assert!(pair[1].due_on <= apart + chrono::TimeDelta::days(3));
                prop_assert!((pair[1].due_on - pair[0].due_on).num_days() <= 92);
            }
            for period in &found {
                prop_assert!((period.until - period.from).num_days() <= 92);
                prop_assert_eq!((period.due_on - period.until).num_days(), i64::from(days) - 1);
            }
        }
    }
}

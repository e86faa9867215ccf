//! When what happens.

use std::collections::VecDeque;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::{
    inspections::{HalfYear, Month},
    town_time,
};

use super::{
    DemoError, MONTHS_TOLD,
    rectifications::{self, Mending},
};
use crate::demo::value;

/// One thing that happens to one round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The town writes its template, and adopts its rules from this half-year on.
    Rules(HalfYear),
    Plan(Month),
    Commit(Month),
    Reveal(Month),
    Start(Month),
    /// The sheet of one village.
    Score(Month, usize),
    Close(Month),
    Object(Month),
    Decide(Month),
    Publish(Month),
    Correct(Month),
    Settle(HalfYear),
    Honour(HalfYear),
    /// What was found is mended, step by step.
    Mending(Month, Mending),
    /// A round that nobody outside its team knows the way of.
    Covert(Month),
    /// A round of villager groups is planned and begins.
    BeginGroups(Month),
    ScoreGroups(Month),
    CloseGroups(Month),
}

/// The month of `end` and those before it that are told, the earliest first.
pub(super) fn months(end: DateTime<Utc>) -> Result<Vec<Month>, DemoError> {
    let today = town_time::date(end);
    let year = u16::try_from(today.year()).map_err(value)?;
    let now = Month::new(year, u8::try_from(today.month()).map_err(value)?).map_err(value)?.index();
    (now - MONTHS_TOLD..=now).map(|index| Month::from_index(index).map_err(value)).collect()
}

/// Two days before the half-year of the first month.
pub(super) fn beginning(end: DateTime<Utc>) -> Result<DateTime<Utc>, DemoError> {
    let first = months(end)?[0].half_year();
    Ok(morning(first.first_day()) - TimeDelta::days(2))
}

/// Nine in the morning of a day, in the town.
pub(super) fn morning(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(1)
}

pub(super) fn day(month: Month, day: u32) -> DateTime<Utc> {
    let date = NaiveDate::from_ymd_opt(month.year().into(), month.month().into(), day);
    morning(date.unwrap_or_default())
}

/// The half-year that is settled: the latest whose every round is published.
pub(super) fn settled(months: &[Month]) -> Option<HalfYear> {
    let published = &months[..months.len().saturating_sub(2)];
    let whole = |month: &&Month| {
        month.place_in_half_year() == 5 && {
            let first = month.half_year().months()[0];
            published.contains(&first)
        }
    };
    published.iter().rev().find(whole).map(|month| month.half_year())
}

/// When a half-year is settled.
pub(super) fn settled_at(half_year: HalfYear) -> DateTime<Utc> {
    morning(half_year.end()) + TimeDelta::days(4)
}

/// Every step, the earliest first.
pub(super) fn steps(
    months: &[Month],
    end: DateTime<Utc>,
    villages: usize,
) -> VecDeque<(DateTime<Utc>, Step)> {
    let mut all = Vec::new();
    let Some((first, (last, before))) = months.first().zip(months.last().zip(months.iter().rev().nth(1)))
    else {
        return VecDeque::new();
    };
    all.push((morning(first.half_year().first_day()) - TimeDelta::days(1), Step::Rules(first.half_year())));
    for (index, month) in months.iter().enumerate() {
        let month = *month;
        if month == *last {
            all.push((end - TimeDelta::days(2), Step::Plan(month)));
            all.push((end - TimeDelta::hours(30), Step::Start(month)));
            for village in 0..villages / 3 {
                let after = i64::try_from(village).unwrap_or(0) * 40;
                all.push((
                    end - TimeDelta::hours(8) + TimeDelta::minutes(after),
                    Step::Score(month, village),
                ));
            }
            all.push((end - TimeDelta::hours(3), Step::Covert(month)));
            continue;
        }
        all.push((day(month, 2), Step::Plan(month)));
        if draws(index) {
            all.push((day(month, 2) + TimeDelta::minutes(20), Step::Commit(month)));
            all.push((day(month, 2) + TimeDelta::minutes(50), Step::Reveal(month)));
        }
        all.push((day(month, 10), Step::Start(month)));
        for village in 0..villages {
            let after = i64::try_from(village).unwrap_or(0);
            // Four a day, an hour and a half each.
            let at = day(month, 10) + TimeDelta::days(after / 4) + TimeDelta::minutes(90 * (after % 4) + 45);
            all.push((at, Step::Score(month, village)));
        }
        if month == *before {
            all.push((end - TimeDelta::days(9), Step::BeginGroups(month)));
            all.push((end - TimeDelta::days(8), Step::ScoreGroups(month)));
            all.push((end - TimeDelta::days(5), Step::CloseGroups(month)));
            all.push((end - TimeDelta::hours(26), Step::Close(month)));
            all.push((end - TimeDelta::hours(20), Step::Object(month)));
            continue;
        }
        all.push((day(month, 18), Step::Close(month)));
        if index % 3 == 1 {
            all.push((day(month, 19), Step::Object(month)));
            all.push((day(month, 20), Step::Decide(month)));
        }
        all.push((day(month, 22), Step::Publish(month)));
    }
    if let Some(half_year) = settled(months) {
        let [.., fifth, _] = half_year.months();
        all.push((day(fifth, 26), Step::Correct(fifth)));
        all.push((settled_at(half_year), Step::Settle(half_year)));
        all.push((morning(half_year.end()) + TimeDelta::days(6), Step::Honour(half_year)));
    }
    all.extend(rectifications::steps(months, end));
    // Sorted by time alone: what is at the same time keeps its order.
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().filter(|(at, _)| *at <= end).collect()
}

/// Whether households are drawn in the round of a month.
pub(super) fn draws(index: usize) -> bool {
    index.is_multiple_of(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_a_year_has_a_whole_half_year_to_settle_and_a_month_before_it() {
        let start: DateTime<Utc> = "2026-01-01T03:00:00Z".parse().unwrap();
        for days in 0..400 {
            let months = months(start + TimeDelta::days(days)).unwrap();
            assert_eq!(months.len(), 14);
            let half_year = settled(&months).unwrap();
            let first = half_year.months()[0];
            assert!(months.iter().any(|month| month.index() + 1 == first.index()), "{half_year}");
            let steps = steps(&months, start + TimeDelta::days(days), 21);
            assert!(steps.iter().any(|(_, step)| *step == Step::Settle(half_year)), "{half_year}");
            assert!(steps.iter().zip(steps.iter().skip(1)).all(|(a, b)| a.0 <= b.0));
        }
    }
}

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc, Weekday};
use proptest::prelude::*;

use super::*;
use crate::{
    opening_hours::{Interval, OpeningHours},
    town_time,
};

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}+08:00").parse::<DateTime<chrono::FixedOffset>>().unwrap().to_utc()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn calendar() -> Calendar {
    Calendar::new(office().unwrap(), &ready())
}

fn hours(count: i64) -> TimeDelta {
    TimeDelta::hours(count)
}

#[test]
fn the_ready_years_can_be_read_and_are_possible() {
    let years = ready();
    assert_eq!(
        years.iter().map(|year| (year.year, year.announced)).collect::<Vec<_>>(),
        [(2026, true), (2027, false)]
    );
    for year in &years {
        assert_eq!(year.check(), Ok(()), "{}", year.year);
        for one in year.days.iter().filter(|one| one.works) {
            assert!(matches!(one.day.weekday(), Weekday::Sat | Weekday::Sun), "{} is worked anyway", one.day);
        }
    }
    // The notice of 4 November 2025: 33 days off, 6 weekends worked.
    let of = |works: bool| years[0].days.iter().filter(|one| one.works == works).count();
    assert_eq!((of(false), of(true)), (33, 6));
}

#[test]
fn due_times_worked_out_by_hand() {
    let office = calendar();
    for (from, amount, due) in [
        // A Monday: within the morning; over the noon; the rest of the day exactly; one second of the next.
        ("2026-03-02T09:30:00", hours(2), "2026-03-02T11:30:00"),
        ("2026-03-02T11:00:00", hours(2), "2026-03-02T15:00:00"),
        ("2026-03-02T09:00:00", hours(7), "2026-03-02T18:00:00"),
        ("2026-03-02T09:00:00", hours(7) + TimeDelta::seconds(1), "2026-03-03T09:00:01"),
        // At noon, in the evening, at the weekend: from the next hours on.
        ("2026-03-02T12:30:00", hours(1), "2026-03-02T15:00:00"),
        ("2026-03-02T18:00:00", hours(1), "2026-03-03T10:00:00"),
        ("2026-03-07T10:00:00", hours(1), "2026-03-09T10:00:00"),
        // Friday the 13th of February 2026, five in the afternoon: the Saturday after it is worked, then nine days are off.
        ("2026-02-13T17:00:00", hours(8), "2026-02-14T18:00:00"),
        ("2026-02-13T17:00:00", hours(9), "2026-02-24T10:00:00"),
        // Over the National Day: 20 September (a Sunday) and 10 October (a Saturday) are worked.
        ("2026-09-19T10:00:00", hours(7), "2026-09-20T18:00:00"),
        ("2026-09-30T17:00:00", hours(2), "2026-10-08T10:00:00"),
        ("2026-10-09T17:00:00", hours(2), "2026-10-10T10:00:00"),
        // Into a year of which only the regulation is known.
        ("2026-12-31T17:30:00", hours(1), "2027-01-04T09:30:00"),
        ("2026-03-02T10:00:00", TimeDelta::zero(), "2026-03-02T10:00:00"),
        ("2026-03-08T10:00:00", hours(-3), "2026-03-08T10:00:00"),
    ] {
        assert_eq!(office.due(at(from), amount), Ok(at(due)), "{amount} after {from}");
    }
}

#[test]
fn what_a_day_is() {
    let office = calendar();
    assert_eq!(office.holiday(day("2026-02-17")), Some("春节"));
    assert_eq!(office.on(day("2026-02-17")), &[]);
    assert_eq!(office.on(day("2026-02-14")), office.on(day("2026-02-13")));
    assert_eq!(office.on(day("2026-02-07")), &[]);
}

#[test]
fn where_nobody_works_nothing_is_due() {
    let none = Calendar::new(OpeningHours::new(vec![vec![]; 7], vec![]).unwrap(), &[]);
    assert_eq!(none.due(at("2026-03-02T09:00:00"), hours(1)), Err(NoWorkingTime));
}

#[test]
fn impossible_years_are_refused() {
    let one = |text: &str, name: Option<&str>, works| SpecialDay {
        day: day(text),
        name: name.map(str::to_owned),
        works,
    };
    let year = |days| Year { year: 2026, announced: true, days };
    let d = "2026-05-01";
    assert_eq!(
        year(vec![one("2025-05-01", Some("劳动节"), false)]).check(),
        Err(YearFault::OtherYear(day("2025-05-01")))
    );
    assert_eq!(
        year(vec![one(d, Some("劳动节"), false), one(d, None, true)]).check(),
        Err(YearFault::Twice(day(d)))
    );
    for faulty in [one(d, None, false), one(d, Some("劳动节"), true), one(d, Some(" "), false)] {
        assert_eq!(year(vec![faulty]).check(), Err(YearFault::Kind(day(d))));
    }
    assert_eq!(year(vec![one(d, Some(&"节".repeat(41)), false)]).check(), Err(YearFault::Name(day(d))));
    assert_eq!(year(vec![one(d, Some("劳动节"), false); 121]).check(), Err(YearFault::TooMany));
}

/// Whether a minute is worked, asked of the data itself.
fn worked(calendar: &Calendar, minute: DateTime<Utc>) -> bool {
    let day = town_time::date(minute);
    let of_day = (minute - town_time::begin(day)).num_minutes();
    calendar.on(day).iter().any(|open| (i64::from(open.from())..i64::from(open.until())).contains(&of_day))
}

/// Minute by minute: the moment after which `minutes` worked ones have passed.
fn counted(calendar: &Calendar, from: DateTime<Utc>, minutes: i64) -> DateTime<Utc> {
    let (mut now, mut left) = (from, minutes);
    while left > 0 {
        if worked(calendar, now) {
            left -= 1;
        }
        now += TimeDelta::minutes(1);
    }
    now
}

fn any_day() -> impl Strategy<Value = Vec<Interval>> {
    proptest::collection::btree_set(0_u16..=1_440, 0..=8).prop_map(|cuts| {
        let cuts: Vec<u16> = cuts.into_iter().collect();
        cuts.chunks_exact(2).map(|pair| Interval::new(pair[0], pair[1]).unwrap()).collect()
    })
}

fn any_calendar() -> impl Strategy<Value = Calendar> {
    let special = proptest::collection::btree_map(0_u64..60, any::<bool>(), 0..20).prop_map(|days| {
        let one = |(ahead, works): (u64, bool)| SpecialDay {
            day: day("2026-01-01") + chrono::Days::new(ahead),
            name: (!works).then(|| "节".to_owned()),
            works,
        };
        Year { year: 2026, announced: true, days: days.into_iter().map(one).collect() }
    });
    (proptest::array::uniform7(any_day()), special)
        .prop_filter("somebody works on Mondays", |(week, _)| !week[0].is_empty())
        .prop_map(|(week, year)| Calendar::new(OpeningHours::new(week.to_vec(), vec![]).unwrap(), &[year]))
}

fn any_minute() -> impl Strategy<Value = DateTime<Utc>> {
    (0_i64..60 * 1_440).prop_map(|minute| at("2026-01-01T00:00:00") + TimeDelta::minutes(minute))
}

proptest! {
    #[test]
    fn due_times_are_those_of_counting_minutes(calendar in any_calendar(), from in any_minute(), minutes in 0_i64..4_000) {
        let due = calendar.due(from, TimeDelta::minutes(minutes)).unwrap();
        prop_assert_eq!(due, counted(&calendar, from, minutes));
        prop_assert_eq!(calendar.between(from, due), TimeDelta::minutes(minutes));
    }

    #[test]
    fn working_time_adds_up(calendar in any_calendar(), mut moments in proptest::array::uniform3(any_minute())) {
        moments.sort_unstable();
        let [a, b, c] = moments;
        prop_assert_eq!(calendar.between(a, b) + calendar.between(b, c), calendar.between(a, c));
        prop_assert_eq!(calendar.between(c, a), TimeDelta::zero());
        let minutes = (0..(b - a).num_minutes()).filter(|n| worked(&calendar, a + TimeDelta::minutes(*n))).count();
        prop_assert_eq!(calendar.between(a, b).num_minutes(), i64::try_from(minutes).unwrap());
    }

    #[test]
    fn more_is_due_later(calendar in any_calendar(), from in any_minute(), seconds in 0_i64..200_000, more in 0_i64..9_000) {
        let due = |seconds| calendar.due(from, TimeDelta::seconds(seconds)).unwrap();
        prop_assert!(due(seconds) <= due(seconds + more));
    }

    #[test]
    fn around_the_clock_is_plain_time(from in any_minute(), seconds in 0_i64..9_000_000) {
        let calendar = Calendar::new(around_the_clock().unwrap(), &[]);
        let amount = TimeDelta::seconds(seconds);
        prop_assert_eq!(calendar.due(from, amount), Ok(from + amount));
        prop_assert_eq!(calendar.between(from, from + amount), amount);
    }
}

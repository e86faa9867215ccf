use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;

use super::{super::*, at, shift};
use crate::town_time;

fn placed() -> SignUp {
    SignUp { place: Place::Placed, attendance: Attendance::Open }
}

fn minutes(sign_up: SignUp) -> u32 {
    match sign_up.attendance {
        Attendance::Attended { counted } => counted.minutes,
        other => panic!("{other:?}"),
    }
}

#[test]
fn minutes_are_what_the_stay_has_in_common_with_the_shift() {
    let shift = shift();
    let stay = |came, went| {
        minutes(placed().check_in(&shift, at(came)).unwrap().check_out(&shift, at(went)).unwrap())
    };
    assert_eq!(stay(-30, 120), 120);
    assert_eq!(stay(-10, 239), 120);
    assert_eq!(stay(15, 45), 30);
    assert_eq!(stay(-20, -5), 0);
    assert_eq!(stay(119, 130), 1);
}

#[test]
fn checking_in_and_out_has_its_time() {
    let shift = shift();
    assert_eq!(placed().check_in(&shift, at(-31)), Err(VolunteeringError::TooEarly));
    assert_eq!(placed().check_in(&shift, at(120)), Err(VolunteeringError::Ended));
    assert_eq!(placed().check_out(&shift, at(10)), Err(VolunteeringError::NotIn));
    let there = placed().check_in(&shift, at(0)).unwrap();
    assert_eq!(there.check_in(&shift, at(1)), Err(VolunteeringError::AlreadyIn));
    assert_eq!(there.check_out(&shift, at(240)), Err(VolunteeringError::TooLate));
    let done = there.check_out(&shift, at(100)).unwrap();
    assert_eq!(done.check_in(&shift, at(101)), Err(VolunteeringError::Settled));
    assert_eq!(done.check_out(&shift, at(101)), Err(VolunteeringError::Settled));
    let waiting = SignUp { place: Place::Waiting, ..placed() };
    assert_eq!(waiting.check_in(&shift, at(0)), Err(VolunteeringError::NoPlace));
    let cancelled = Shift { cancelled: true, ..shift };
    assert_eq!(placed().check_in(&cancelled, at(0)), Err(VolunteeringError::Cancelled));
}

#[test]
fn what_is_decided_fits_into_the_shift() {
    let shift = shift();
    assert_eq!(placed().decide(&shift, 60, at(119)), Err(VolunteeringError::NotEnded));
    assert_eq!(placed().decide(&shift, 121, at(120)), Err(VolunteeringError::TooManyMinutes { max: 120 }));
    let late = placed().check_in(&shift, at(90)).unwrap();
    let decided = late.decide(&shift, 30, at(300)).unwrap();
    assert_eq!(decided.attendance, Attendance::Attended { counted: Counted { from: at(90), minutes: 30 } });
    let longer = decided.decide(&shift, 100, at(300)).unwrap();
    assert_eq!(longer.attendance, Attendance::Attended { counted: Counted { from: at(20), minutes: 100 } });
}

#[test]
fn a_no_show_can_be_corrected_and_knows_what_was_settled() {
    let shift = shift();
    let absent = placed().absent(&shift, at(120)).unwrap();
    assert_eq!(absent.attendance.settled(), None);
    assert_eq!(absent.absent(&shift, at(121)), Err(VolunteeringError::AlreadyAbsent));
    let attended = absent.decide(&shift, 60, at(121)).unwrap();
    let again = attended.absent(&shift, at(122)).unwrap();
    assert_eq!((attended.attendance.settled(), again.attendance.settled()), (Some(60), Some(0)));
}

/// Minute by minute, the slow way.
fn naive(all: &[Counted]) -> Option<NaiveDate> {
    let mut days: BTreeMap<NaiveDate, u32> = BTreeMap::new();
    for counted in all {
        for minute in 0..counted.minutes {
            let day = town_time::date(counted.from + TimeDelta::minutes(i64::from(minute)));
            *days.entry(day).or_default() += 1;
        }
    }
    days.into_iter().find(|(_, minutes)| *minutes > 24 * 60).map(|(day, _)| day)
}

proptest! {
    #[test]
    fn a_day_has_as_many_minutes_as_a_naive_counter_finds(
        stays in proptest::collection::vec((-2880i64..2880, 0u32..=720), 0..12),
    ) {
        let all: Vec<Counted> = stays.iter().map(|(from, minutes)| Counted { from: at(*from), minutes: *minutes }).collect();
        prop_assert_eq!(over_a_day(&all), naive(&all));
    }

    /// A second more or less makes no minute.
    #[test]
    fn what_counts_is_never_longer_than_the_stay_or_the_shift(came in -1800i64..7200, stayed in 0i64..14_000) {
        let shift = shift();
        let (from, until) = (at(0) + TimeDelta::seconds(came), at(0) + TimeDelta::seconds(came + stayed));
        let there = placed().check_in(&shift, from).unwrap();
        if let Ok(done) = there.check_out(&shift, until) {
            let minutes = i64::from(minutes(done));
            prop_assert!(minutes * 60 <= stayed && minutes <= 120);
            let naive = (0..120).filter(|m| at(*m) >= from && at(*m + 1) <= until).count();
            // A stay that begins within a minute may fill one more than it has whole minutes of the clock.
            prop_assert!(minutes - i64::try_from(naive).unwrap() <= 1 && minutes >= i64::try_from(naive).unwrap());
        }
    }
}

use proptest::prelude::*;

use super::{super::*, at, shift};

#[test]
fn times_have_bounds() {
    let times = |from, until, sign_up: Option<i64>| Times::new(at(from), at(until), sign_up.map(at));
    assert_eq!(times(0, 14, None), Err(TimesError::Length));
    assert_eq!(times(0, 721, None), Err(TimesError::Length));
    assert_eq!(times(0, -60, None), Err(TimesError::Length));
    assert_eq!(times(0, 60, Some(1)), Err(TimesError::SignUp));
    assert!(times(0, 15, Some(0)).is_ok() && times(0, 720, None).is_ok());
    let good = times(0, 60, Some(-30)).unwrap();
    assert_eq!(good.planned_at(at(-30)), Err(TimesError::Past));
    assert_eq!(good.planned_at(at(-367 * 1440)), Err(TimesError::TooFar));
    assert_eq!(good.planned_at(at(-31)), Ok(good));
}

#[test]
fn a_week_later_is_the_same_hour() {
    let weeks = weekly(shift().times, 3);
    let starts: Vec<String> = weeks.iter().map(|times| times.starts_at.to_rfc3339()).collect();
    assert_eq!(
        starts,
        ["2026-03-07T01:00:00+00:00", "2026-03-14T01:00:00+00:00", "2026-03-21T01:00:00+00:00"]
    );
    assert!(weeks.iter().all(|times| times.minutes() == 120));
}

#[test]
fn one_that_begins_as_another_ends_does_not_overlap_it() {
    let times = |from, until| Times::new(at(from), at(until), None).unwrap();
    assert!(!times(0, 60).overlaps(&times(60, 120)));
    assert!(times(0, 61).overlaps(&times(60, 120)));
    assert!(times(0, 120).overlaps(&times(30, 60)));
}

#[test]
fn places_then_the_waiting_list_then_nobody() {
    let mut shift = shift();
    for expected in [Place::Placed, Place::Placed, Place::Waiting] {
        let (next, place) = shift.sign_up(at(-60), By::Themselves).unwrap();
        assert_eq!(place, expected);
        shift = next;
    }
    let full = Shift { waiting: WAITING_MAX, ..shift };
    assert_eq!(full.sign_up(at(-60), By::Themselves), Err(VolunteeringError::WaitingFull));
    assert_eq!(shift.sign_up(at(0), By::Themselves), Err(VolunteeringError::SignUpClosed));
    assert!(shift.sign_up(at(119), By::Counter).is_ok());
    assert_eq!(shift.sign_up(at(120), By::Counter), Err(VolunteeringError::Ended));
    assert_eq!(shift.with_places(1), Err(VolunteeringError::PlacesTaken { taken: 2 }));
    let (moved, count) = shift.with_places(9).unwrap().move_up();
    assert_eq!((moved.taken, moved.waiting, count), (3, 0, 1));
}

#[test]
fn what_has_begun_or_is_cancelled_moves_no_more() {
    let shift = Shift { taken: 1, ..shift() };
    assert_eq!(shift.withdraw(at(0), Place::Placed), Err(VolunteeringError::Started));
    assert_eq!(shift.withdraw(at(-1), Place::Withdrawn), Err(VolunteeringError::NoPlace));
    let cancelled = shift.cancel(at(-1)).unwrap();
    assert_eq!(cancelled.cancel(at(-1)), Err(VolunteeringError::Cancelled));
    assert_eq!(cancelled.sign_up(at(-1), By::Counter), Err(VolunteeringError::Cancelled));
    assert_eq!(cancelled.withdraw(at(-1), Place::Placed), Err(VolunteeringError::Cancelled));
}

proptest! {
    /// Whatever comes, no more have a place than there are, and nobody waits while one is free.
    #[test]
    fn no_place_is_given_twice_and_none_stays_empty(moves in proptest::collection::vec(0u8..4, 0..80)) {
        let (mut shift, mut queue) = (shift(), Vec::new());
        for step in moves {
            match step {
                0 | 1 => {
                    if let Ok((next, place)) = shift.sign_up(at(-60), By::Themselves) {
                        shift = next;
                        queue.push(place);
                    }
                }
                2 => {
                    if let Some(place) = queue.pop() {
                        shift = shift.withdraw(at(-60), place).unwrap();
                    }
                }
                _ => shift = shift.with_places(shift.places + 1).unwrap(),
            }
            let (next, moved) = shift.move_up();
            shift = next;
            for place in queue.iter_mut().filter(|place| **place == Place::Waiting).take(moved as usize) {
                *place = Place::Placed;
            }
            let count = |kind| u32::try_from(queue.iter().filter(|place| **place == kind).count()).unwrap();
            prop_assert_eq!((count(Place::Placed), count(Place::Waiting)), (shift.taken, shift.waiting));
            prop_assert!(shift.taken <= shift.places);
            prop_assert!(shift.waiting == 0 || shift.taken == shift.places);
        }
    }
}

//! Milestones, ratings and calls.

use chrono::{DateTime, TimeDelta};
use uuid::Uuid;

use super::super::*;
use crate::{
    funds::tests::{FUND, amount, person},
    ids::{PhotoId, ProposalCallId},
};

fn shown() -> Evidence {
    Evidence { invoices: 1, photos: vec![PhotoId(Uuid::nil())] }
}

#[test]
fn milestones_are_reached_in_order_and_shown() {
    let three = Milestones::new(&[amount(10), amount(20), amount(30)], true).unwrap();
    assert_eq!(three.total_fen(), 60);
    assert_eq!(three.clone().reach(1, person(1), &shown()), Err(MilestoneError::Order));
    assert_eq!(three.clone().reach(3, person(1), &shown()), Err(MilestoneError::Order));
    let first = three.reach(0, person(1), &Evidence::default()).unwrap();
    assert_eq!(first.clone().reach(0, person(1), &shown()), Err(MilestoneError::Reached));
    assert_eq!(first.clone().take(0, amount(1)), Err(MilestoneError::NotAccepted));
    assert_eq!(first.clone().judge(1, person(2), true), Err(MilestoneError::NotReached));
    let first = first.judge(0, person(2), true).unwrap();
    let unseen = [Evidence { photos: vec![], ..shown() }, Evidence { invoices: 0, ..shown() }];
    for evidence in unseen {
        assert_eq!(first.clone().reach(1, person(1), &evidence), Err(MilestoneError::NoEvidence));
    }
    let again = first.clone().reach(1, person(1), &shown()).unwrap().judge(1, person(2), false).unwrap();
    assert_eq!(again, first, "found not to be reached, it is ahead again");
    assert_eq!(first.require_all_accepted(), Err(MilestoneError::Unfinished));
    let used = first.take(0, amount(6)).unwrap();
    assert_eq!(used.clone().take(0, amount(5)), Err(MilestoneError::Exceeded { left: 4 }));
    assert_eq!(used.clone().give_back(0, amount(7)), Err(MilestoneError::Exceeded { left: 6 }));
    assert!(used.give_back(0, amount(6)).unwrap().take(0, amount(10)).is_ok());
    assert_eq!(Milestones::new(&[], false), Err(MilestoneError::Count));
    let advance = Milestones::new(&[amount(1); 2], true).unwrap();
    assert_eq!(advance.all().iter().map(|one| one.advance).collect::<Vec<_>>(), [true, false]);
}

#[test]
fn a_resident_rates_once_and_the_mean_is_a_fraction() {
    assert_eq!([0, 6].map(Rating::new), [Err(RatingError::Range); 2]);
    let rate = |ratings: Ratings, user, raw| ratings.add(person(user), Rating::new(raw).unwrap());
    let one = rate(Ratings::default(), 1, 5).unwrap();
    assert_eq!(rate(one.clone(), 1, 1), Err(RatingError::Twice));
    assert_eq!(rate(one, 2, 2).unwrap().mean(), Some((7, 2)));
    assert_eq!(Ratings::default().mean(), None);
}

#[test]
fn a_call_is_open_between_two_moments() {
    let at = |hours| DateTime::UNIX_EPOCH + TimeDelta::hours(hours);
    let call = ProposalCall {
        id: ProposalCallId(Uuid::nil()),
        fund: FUND,
        opens: at(1),
        closes: at(9),
        most: amount(100),
    };
    assert_eq!(call.check(), Ok(()));
    assert_eq!(ProposalCall { closes: at(1), ..call.clone() }.check(), Err(CallError::Times));
    assert_eq!(call.admit(at(0), false), Err(CallError::TooEarly));
    assert_eq!((call.admit(at(1), false), call.admit(at(9), false)), (Ok(()), Err(CallError::TooLate)));
    assert_eq!(call.admit(at(9), true), Ok(()), "what was returned may come back");
}

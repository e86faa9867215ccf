//! Milestones, ratings and calls.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta};
use uuid::Uuid;

use super::super::*;
use crate::{
    funds::{
        Fund, FundError, FundState,
        books::Budget,
        tests::{FUND, amount, fund, person, purpose},
    },
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
fn a_resident_s_latest_rating_counts_and_the_mean_is_a_fraction() {
    assert_eq!([0, 6].map(Rating::new), [Err(RatingError); 2]);
    let mut ratings = Ratings::default();
    assert_eq!(ratings.mean(), None);
    for (user, raw, mean) in [(1, 1, (1, 1)), (1, 5, (5, 1)), (2, 2, (7, 2))] {
        ratings.note(person(user), Rating::new(raw).unwrap());
        assert_eq!(ratings.mean(), Some(mean));
    }
}

fn at(hours: i64) -> DateTime<chrono::Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::hours(hours)
}

fn call() -> ProposalCall {
    ProposalCall {
        id: ProposalCallId(Uuid::nil()),
        fund: FUND,
        opens: at(1),
        closes: at(9),
        most: amount(100),
        purposes: BTreeSet::from([purpose("garden")]),
        published: false,
    }
}

#[test]
fn a_call_is_published_once_while_there_is_time() {
    assert_eq!(call().check(&fund()), Ok(()));
    assert_eq!(ProposalCall { closes: at(1), ..call() }.check(&fund()), Err(CallError::Times));
    let bridge = ProposalCall { purposes: BTreeSet::from([purpose("bridge")]), ..call() };
    assert_eq!(bridge.check(&fund()), Err(FundError::NoPurpose(purpose("bridge")).into()));
    assert_eq!(call().publish(&fund(), at(9)), Err(CallError::TooLate));
    let closing = Fund { state: FundState::Closing, ..fund() };
    assert_eq!(call().publish(&closing, at(0)), Err(FundError::NotOpen.into()));
    assert_eq!(call().close(at(2)), Err(CallError::NotPublished));
    let published = call().publish(&fund(), at(0)).unwrap();
    assert_eq!(published.clone().publish(&fund(), at(0)), Err(CallError::Published));
    let closed = published.close(at(2)).unwrap();
    assert_eq!((closed.stage(at(2)), closed.close(at(3))), (CallStage::Closed, Err(CallError::TooLate)));
}

#[test]
fn a_call_is_open_between_two_moments() {
    assert_eq!(
        (call().stage(at(5)), call().admit(at(5), false)),
        (CallStage::Draft, Err(CallError::NotPublished))
    );
    let call = call().publish(&fund(), at(0)).unwrap();
    assert_eq!(call.admit(at(0), false), Err(CallError::TooEarly));
    assert_eq!((call.admit(at(1), false), call.admit(at(9), false)), (Ok(()), Err(CallError::TooLate)));
    assert_eq!(call.admit(at(9), true), Ok(()), "what was returned may come back");
    let stages = [0, 1, 9].map(|hours| call.stage(at(hours)));
    assert_eq!(stages, [CallStage::Announced, CallStage::Open, CallStage::Closed]);
}

#[test]
fn a_call_is_answered_for_what_it_is_for() {
    let budget = |code: Option<&str>| Budget::new(vec![(amount(1), code.map(purpose))]).unwrap();
    assert_eq!(call().admit_budget(&budget(Some("garden"))), Ok(()));
    assert_eq!(call().admit_budget(&budget(None)), Ok(()), "free money serves everything");
    let other = Err(CallError::OtherPurpose(purpose("school")));
    assert_eq!(call().admit_budget(&budget(Some("school"))), other);
    let any = ProposalCall { purposes: BTreeSet::new(), ..call() };
    assert_eq!(any.admit_budget(&budget(Some("school"))), Ok(()));
}

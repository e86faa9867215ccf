//! Votes, beside a recount that asks one member after the other.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    areas::AreaPath,
    funds::tests::{FUND, amount, person, purpose, rules},
    ids::{AreaId, CharterId, FundId, GrantId, ProjectId, ResolutionId},
    permissions::{Grant, Role},
};

const PROJECT: ProjectId = ProjectId(Uuid::from_u128(7));

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn grant(role: Role, path: &str) -> Grant {
    Grant {
        id: GrantId(Uuid::from_u128(1)),
        role,
        area: AreaId(Uuid::nil()),
        path: AreaPath::parse(path).unwrap(),
        provider: None,
        from: "2025-12-31T16:00:00Z".parse().unwrap(),
        until: Some("2027-06-30T10:00:00Z".parse::<DateTime<_>>().unwrap()),
    }
}

fn open(members: u128, ties: &[(u128, RecusalGround)], matter: Matter) -> Resolution {
    let members: BTreeSet<_> = (0..members).map(person).collect();
    let ties: BTreeMap<_, _> = ties.iter().map(|(user, ground)| (person(*user), *ground)).collect();
    let state = ResolutionState::Open(Ballots::open(members, &ties));
    Resolution { id: ResolutionId(Uuid::nil()), fund: FUND, matter, state, used_fen: 0 }
}

fn carried(matter: Matter) -> Resolution {
    let voted = (0..3).fold(open(3, &[], matter), |one, user| one.vote(person(user), Choice::Yes).unwrap());
    voted.decide(&rules()).unwrap()
}

fn outcome(resolution: Resolution) -> Outcome {
    match resolution.decide(&rules()).unwrap().state {
        ResolutionState::Decided(_, outcome) => outcome,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_seat_rests_on_a_grant_and_ends_with_it() {
    let area = AreaPath::parse("1/2/").unwrap();
    let of = |grant: &Grant, from: &str, until: &str| {
        Seat::of(person(1), grant, &area, (day(from), day(until)), 36)
    };
    let held = grant(Role::CouncilMember, "1/");
    let seat = of(&held, "2026-01-01", "2028-01-01").unwrap();
    assert_eq!((seat.from, seat.until), (day("2026-01-01"), day("2027-06-30")));
    assert_eq!(of(&held, "2025-12-31", "2028-01-01"), Err(SeatError::NoGrant));
    assert_eq!(of(&held, "2027-06-30", "2027-07-30"), Err(SeatError::NoGrant));
    assert_eq!(of(&held, "2026-01-01", "2029-01-02"), Err(SeatError::Term { months_max: 36 }));
    assert_eq!(of(&held, "2026-01-01", "2026-01-01"), Err(SeatError::Term { months_max: 36 }));
    assert_eq!(of(&grant(Role::Official, "1/"), "2026-01-01", "2026-02-01"), Err(SeatError::NoGrant));
    assert_eq!(of(&grant(Role::CouncilMember, "1/3/"), "2026-01-01", "2026-02-01"), Err(SeatError::NoGrant));
}

#[test]
fn nobody_sits_twice_and_a_revoked_grant_ends_its_seat() {
    let seat = Seat {
        user: person(1),
        grant: GrantId(Uuid::nil()),
        from: day("2026-01-01"),
        until: day("2027-01-01"),
    };
    let committee = Committee::default().seat(seat).unwrap();
    let again = Seat { from: day("2026-12-31"), until: day("2027-12-31"), ..seat };
    assert_eq!(committee.clone().seat(again), Err(SeatError::Overlaps));
    let next =
        Seat { from: day("2027-01-01"), until: day("2028-01-01"), grant: GrantId(Uuid::max()), ..seat };
    let committee = committee.seat(next).unwrap();
    assert_eq!(committee.members(day("2026-12-31")), BTreeSet::from([person(1)]));
    let left = committee.vacate(GrantId(Uuid::nil()), day("2026-06-01"));
    assert!(left.members(day("2026-06-01")).is_empty() && !left.members(day("2026-05-31")).is_empty());
    assert!(!left.members(day("2027-01-01")).is_empty());
}

#[test]
fn who_takes_part_in_a_project_is_recused_from_the_start() {
    let matter = Matter::Project { project: PROJECT, budget: amount(10) };
    let voting = open(5, &[(0, RecusalGround::TakesPart), (9, RecusalGround::Kin)], matter);
    let refused = |result: Result<Resolution, ResolutionError>| result.unwrap_err();
    assert_eq!(refused(voting.clone().vote(person(0), Choice::Yes)), VoteError::Recused.into());
    assert_eq!(refused(voting.clone().vote(person(9), Choice::Yes)), VoteError::NotMember.into());
    let voted = voting.vote(person(1), Choice::Yes).unwrap();
    assert_eq!(refused(voted.clone().vote(person(1), Choice::No)), VoteError::AlreadyVoted.into());
    assert_eq!(
        refused(voted.clone().recuse(person(1), RecusalGround::Declared)),
        VoteError::AlreadyVoted.into()
    );
    // Two thirds of four are three: two are no quorum.
    let two = voted.vote(person(2), Choice::Yes).unwrap();
    assert_eq!(outcome(two.clone()), Outcome::NoQuorum);
    let three = two.vote(person(3), Choice::Abstain).unwrap();
    assert_eq!(outcome(three.clone()), Outcome::Carried, "two of three who took part");
    let fewer =
        open(5, &[(0, RecusalGround::Paid), (1, RecusalGround::Kin), (2, RecusalGround::Kin)], three.matter);
    assert_eq!(outcome(fewer), Outcome::TooManyRecused);
}

#[test]
fn a_charter_needs_two_thirds_and_a_project_more_than_half() {
    let split = |matter| {
        let say = |user| if user < 4 { Choice::Yes } else { Choice::No };
        (0..7).fold(open(7, &[], matter), |one, user| one.vote(person(user), say(user)).unwrap())
    };
    assert_eq!(outcome(split(Matter::Project { project: PROJECT, budget: amount(10) })), Outcome::Carried);
    assert_eq!(outcome(split(Matter::Charter { charter: CharterId(Uuid::nil()) })), Outcome::Rejected);
    assert_eq!(outcome(split(Matter::WindingUp)), Outcome::Rejected);
}

#[test]
fn what_a_resolution_allows_is_used_up_and_comes_back() {
    let one = carried(Matter::Project { project: PROJECT, budget: amount(100) });
    assert_eq!(
        one.clone().take(FundId(Uuid::nil()), Some(PROJECT), amount(1)),
        Err(ResolutionError::OtherFund)
    );
    assert_eq!(one.clone().take(FUND, None, amount(1)), Err(ResolutionError::OtherMatter));
    assert_eq!(
        one.clone().take(FUND, Some(ProjectId(Uuid::nil())), amount(1)),
        Err(ResolutionError::OtherMatter)
    );
    let used = one.take(FUND, Some(PROJECT), amount(70)).unwrap();
    assert_eq!(used.clone().take(FUND, Some(PROJECT), amount(31)), Err(ResolutionError::UsedUp { left: 30 }));
    assert_eq!(used.clone().give_back(amount(71)), Err(ResolutionError::NotTaken));
    assert!(used.give_back(amount(70)).unwrap().take(FUND, Some(PROJECT), amount(100)).is_ok());
    let undecided = open(3, &[], Matter::Spending { most: amount(100) });
    assert_eq!(undecided.clone().take(FUND, None, amount(1)), Err(ResolutionError::NotCarried));
    assert_eq!(undecided.clone().withdraw().unwrap().decide(&rules()), Err(ResolutionError::NotOpen));
    let aside = carried(Matter::Earmark { purpose: purpose("elders"), most: amount(100) });
    assert_eq!(
        aside.clone().take_earmark(FUND, &purpose("garden"), amount(1)),
        Err(ResolutionError::OtherMatter)
    );
    assert_eq!(aside.take_earmark(FUND, &purpose("elders"), amount(100)).unwrap().used_fen, 100);
}

#[test]
fn names_read_back() {
    assert!(Choice::ALL.into_iter().all(|one| Choice::parse(one.as_str()) == Some(one)));
    assert!(Outcome::ALL.into_iter().all(|one| Outcome::parse(one.as_str()) == Some(one)));
    assert!(RecusalGround::ALL.into_iter().all(|one| RecusalGround::parse(one.as_str()) == Some(one)));
}

proptest! {
    /// What each member does: nothing, recuse, or one of three votes; some try twice.
    #[test]
    fn a_decision_is_what_a_recount_says(acts in proptest::collection::vec((0_u128..12, 0_usize..4), 0..40), special: bool) {
        let matter = if special { Matter::WindingUp } else { Matter::Spending { most: amount(5) } };
        let mut voting = open(9, &[(8, RecusalGround::Paid)], matter);
        let mut said: Vec<Option<usize>> = vec![None; 9];
        said[8] = Some(3);
        for (user, act) in acts {
            let tried = match act {
                3 => voting.clone().recuse(person(user), RecusalGround::Declared),
                choice => voting.clone().vote(person(user), Choice::ALL[choice]),
            };
            let place = usize::try_from(user).unwrap();
            let free = said.get(place).is_some_and(Option::is_none);
            let still = act == 3 && said.get(place) == Some(&Some(3));
            prop_assert_eq!(tried.is_ok(), free || still);
            if let Ok(next) = tried {
                voting = next;
                said[place] = Some(act);
            }
        }
        let of = |act| said.iter().filter(|one| **one == Some(act)).count();
        let (able, present) = (9 - of(3), of(0) + of(1) + of(2));
        let expected = if able < 3 {
            Outcome::TooManyRecused
        } else if present * 3 < able * 2 {
            Outcome::NoQuorum
        } else if special && of(0) * 3 >= present * 2 || !special && of(0) * 2 > present {
            Outcome::Carried
        } else {
            Outcome::Rejected
        };
        prop_assert_eq!(outcome(voting), expected);
    }
}

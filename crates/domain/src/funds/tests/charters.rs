//! Charters and the fund's own states.

use chrono::NaiveDate;

use super::{model::resolution, *};
use crate::{
    funds::{
        Charter, CharterError, CharterState, FundError,
        committee::{Committee, Matter, Resolution, ResolutionError, ResolutionState, Seat},
        in_force,
    },
    ids::{CharterId, GrantId, ResolutionId},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn charter(version: u32) -> Charter {
    Charter {
        id: CharterId(Uuid::from_u128(version.into())),
        fund: FUND,
        version,
        document: hash("charter"),
        rules: rules(),
        state: CharterState::Draft,
    }
}

fn adopting(version: u32) -> Resolution {
    resolution(ResolutionId(Uuid::nil()), Matter::Charter { charter: charter(version).id })
}

fn committee(members: u128) -> Committee {
    (0..members).fold(Committee::default(), |committee, number| {
        let (from, until) = (day("2026-01-01"), day("2027-01-01"));
        committee.seat(Seat { user: person(number), grant: GrantId(Uuid::nil()), from, until }).unwrap()
    })
}

#[test]
fn the_first_charter_is_founded_and_the_next_is_decided_on() {
    let today = day("2026-01-01");
    assert_eq!(charter(2).found(today), Err(CharterError::NotFounding));
    let first = charter(1).found(today).unwrap();
    assert_eq!(first.clone().revise(hash("x"), rules()), Err(CharterError::Adopted));
    let adopt = |by: &Resolution, from| charter(2).adopt(by, day(from), today);
    assert_eq!(adopt(&adopting(2), "2026-01-01"), Err(CharterError::TooEarly));
    assert_eq!(adopt(&adopting(3), "2026-02-01"), Err(ResolutionError::OtherMatter.into()));
    let withdrawn = Resolution { state: ResolutionState::Withdrawn, ..adopting(2) };
    assert_eq!(adopt(&withdrawn, "2026-02-01"), Err(ResolutionError::NotCarried.into()));
    let second = adopt(&adopting(2), "2026-02-01").unwrap();
    let all = [second, first, charter(3)];
    let version = |on| in_force(&all, day(on)).map(|charter| charter.version);
    assert_eq!(version("2025-12-31"), None);
    assert_eq!((version("2026-01-31"), version("2026-02-01")), (Some(1), Some(2)));
}

#[test]
fn a_fund_opens_with_a_charter_and_a_committee_and_closes_when_it_is_empty() {
    let today = day("2026-01-05");
    let founding = Fund { state: FundState::Founding, opened_on: None, ..fund() };
    let in_force = charter(1).found(day("2026-01-01")).unwrap();
    assert_eq!(founding.clone().open(&charter(1), &committee(3), today), Err(FundError::NoCharter));
    let few = founding.clone().open(&in_force, &committee(2), today);
    assert_eq!(few, Err(FundError::TooFewMembers { seated: 2, needed: 3 }));
    assert_eq!(founding.admit_spending(), Err(FundError::NotRunning));
    let open = founding.open(&in_force, &committee(3), today).unwrap();
    assert_eq!((open.state, open.opened_on), (FundState::Open, Some(today)));
    assert_eq!(open.clone().open(&in_force, &committee(3), today), Err(FundError::Founded));
    assert_eq!(open.clone().close(0), Err(FundError::NotRunning));
    let other = resolution(ResolutionId(Uuid::nil()), Matter::Spending { most: amount(1) });
    assert_eq!(open.clone().wind_up(&other), Err(ResolutionError::OtherMatter.into()));
    let closing = open.wind_up(&resolution(ResolutionId(Uuid::nil()), Matter::WindingUp)).unwrap();
    assert_eq!(closing.admit_income(None), Err(FundError::NotOpen));
    assert_eq!(closing.admit_spending(), Ok(()));
    assert_eq!(closing.clone().add_purpose(purpose("x")), Err(FundError::NotOpen));
    assert_eq!(closing.clone().close(1), Err(FundError::NotEmpty));
    assert_eq!(closing.close(0).unwrap().admit_spending(), Err(FundError::NotRunning));
}

#[test]
fn a_fund_has_so_many_purposes() {
    let many = (2..Fund::PURPOSES_MAX)
        .fold(fund(), |fund, number| fund.add_purpose(purpose(&format!("p{number}"))).unwrap());
    assert_eq!(many.clone().add_purpose(purpose("elders")), Ok(many.clone()));
    assert_eq!(many.add_purpose(purpose("more")), Err(FundError::TooManyPurposes));
}

//! Sample rules and people, and the whole of a fund beside books that only add up.

mod charters;
mod disclosures;
mod invariants;
pub(super) mod model;
mod sequences;
mod tries;

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{Amount, Fund, FundRules, FundState, RoleLimit, RulesError, Share, Step, Threshold};
use crate::{
    ids::{FundId, UserId},
    journal::NodeHash,
    ledger::Purpose,
    permissions::Role,
};

/// A person by their number.
pub(super) const fn person(number: u128) -> UserId {
    UserId(Uuid::from_u128(number))
}

/// The fund of all tests.
pub(super) const FUND: FundId = FundId(Uuid::from_u128(1_000));

pub(super) fn amount(fen: i64) -> Amount {
    Amount::new(fen).unwrap()
}

pub(super) fn purpose(code: &str) -> Purpose {
    Purpose::parse(code).unwrap()
}

pub(super) fn hash(text: &str) -> NodeHash {
    NodeHash::of_leaf(text.as_bytes())
}

/// Officials propose up to 5,000.00 yuan, approve up to 8,000.00; treasurers pay; above 1,000.00 the committee decides.
pub(super) fn rules() -> FundRules {
    let limit = |role, step, fen| RoleLimit { role, step, max: amount(fen) };
    FundRules {
        limits: vec![
            limit(Role::CouncilMember, Step::Propose, 500_000),
            limit(Role::Official, Step::Propose, 500_000),
            limit(Role::Official, Step::Approve, 800_000),
            limit(Role::Treasurer, Step::Pay, 1_000_000),
        ],
        resolution_above_fen: 100_000,
        quorum: Threshold::AtLeast(Share::new(2, 3).unwrap()),
        ordinary: Threshold::MoreThan(Share::new(1, 2).unwrap()),
        special: Threshold::AtLeast(Share::new(2, 3).unwrap()),
        unrecused_min: 3,
        term_months_max: 36,
        comment_days: 7,
        rating_days: 14,
        disclosure_months: 3,
        disclosure_days: 15,
    }
}

/// An open fund for elders and for the garden.
pub(super) fn fund() -> Fund {
    let purposes = BTreeSet::from([purpose("elders"), purpose("garden")]);
    Fund { id: FUND, state: FundState::Open, purposes, opened_on: "2026-01-01".parse().ok() }
}

#[test]
fn rules_that_cannot_be_are_refused() {
    assert_eq!(rules().check(), Ok(()));
    let with = |change: fn(&mut FundRules)| {
        let mut changed = rules();
        change(&mut changed);
        changed.check().unwrap_err()
    };
    assert_eq!(with(|r| r.limits.push(r.limits[0])), RulesError::LimitTwice);
    assert_eq!(with(|r| r.limits.retain(|l| l.step != Step::Pay)), RulesError::Nobody(Step::Pay));
    assert_eq!(with(|r| r.resolution_above_fen = -1), RulesError::ResolutionAbove);
    assert_eq!(with(|r| r.unrecused_min = 2), RulesError::UnrecusedMin);
    assert_eq!(with(|r| r.term_months_max = 61), RulesError::Term);
    assert_eq!(with(|r| r.comment_days = 0), RulesError::Days);
    assert_eq!(with(|r| r.rating_days = 91), RulesError::Days);
    assert_eq!(with(|r| r.disclosure_months = 4), RulesError::Disclosure);
    assert_eq!(with(|r| r.disclosure_days = 32), RulesError::Disclosure);
}

#[test]
fn somebody_may_what_the_best_of_their_roles_may() {
    let roles = [Role::CouncilMember, Role::Treasurer];
    assert_eq!(Step::ALL.map(|step| rules().limit_fen(&roles, step)), [500_000, 0, 1_000_000]);
    assert!(!rules().needs_resolution(amount(100_000)) && rules().needs_resolution(amount(100_001)));
}

#[test]
fn names_read_back() {
    assert!(Step::ALL.into_iter().all(|one| Step::parse(one.as_str()) == Some(one)));
    assert!(FundState::ALL.into_iter().all(|one| FundState::parse(one.as_str()) == Some(one)));
}

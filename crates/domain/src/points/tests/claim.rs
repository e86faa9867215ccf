use uuid::Uuid;

use super::*;
use crate::{areas::AreaPath, ids::UserId, inspections::Ties};

const HOME: &str = "1/1/1/1/7/";

fn person(number: u128) -> UserId {
    UserId(Uuid::from_u128(number))
}

fn path(text: &str) -> AreaPath {
    AreaPath::parse(text).unwrap()
}

/// Proposed by 1 for 2.
fn claim() -> Claim {
    Claim {
        source: Source::Proposed,
        issuer: Some(person(1)),
        beneficiary: Some(person(2)),
        home: path(HOME),
        state: ClaimState::Submitted,
        re_audit: None,
    }
}

fn ties(households: &[&str], kinship: &[&str]) -> Ties {
    let paths = |texts: &[&str]| texts.iter().map(|text| path(text)).collect();
    Ties { grants: Vec::new(), households: paths(households), kinship: paths(kinship) }
}

#[test]
fn proposer_approver_and_beneficiary_are_three() {
    let free = ties(&["1/1/1/1/8/"], &["1/1/2/"]);
    let approve = |user| claim().approve(Judge { user: person(user), ties: &free });
    assert_eq!(approve(1), Err(ClaimError::Own));
    assert_eq!(approve(2), Err(ClaimError::Own));
    assert_eq!(approve(3).unwrap().state, ClaimState::Approved { by: Some(person(3)) });
    let own = Claim { source: Source::Claimed, issuer: Some(person(2)), ..claim() };
    assert_eq!(own.reject(Judge { user: person(2), ties: &free }), Err(ClaimError::Own));
}

#[test]
fn neither_housemates_nor_kin_judge() {
    for (households, kinship, refused) in [
        (&[HOME][..], &[][..], ClaimError::SameHousehold),
        (&[], &[HOME], ClaimError::Kin),
        (&[], &["1/1/1/1/"], ClaimError::Kin),
        (&[], &["1/1/1/1/7/2/"], ClaimError::Kin),
    ] {
        let ties = ties(households, kinship);
        let judge = Judge { user: person(3), ties: &ties };
        assert_eq!(claim().approve(judge), Err(refused));
        assert_eq!(claim().reject(judge), Err(refused));
    }
}

#[test]
fn a_claim_is_decided_once() {
    let free = Ties::default();
    let judge = Judge { user: person(3), ties: &free };
    let auditor = Judge { user: person(4), ties: &free };
    let approved = claim().approve(judge).unwrap();
    assert_eq!(approved.clone().approve(auditor), Err(ClaimError::Decided));
    assert_eq!(approved.clone().reject(auditor), Err(ClaimError::Decided));
    assert_eq!(approved.clone().withdraw(person(1)), Err(ClaimError::Decided));
    assert_eq!(approved.clone().overturn(auditor), Err(ClaimError::NotDrawn));

    let drawn = Claim { re_audit: Some(ReAudit::Waiting), ..approved };
    assert_eq!(drawn.clone().uphold(judge), Err(ClaimError::Own));
    let upheld = drawn.clone().uphold(auditor).unwrap();
    assert_eq!(upheld.overturn(auditor), Err(ClaimError::NotDrawn));
    let overturned = drawn.overturn(auditor).unwrap();
    let state = ClaimState::Overturned { approved_by: Some(person(3)), by: person(4) };
    assert_eq!((overturned.state, overturned.re_audit), (state, Some(ReAudit::Overturned)));
    assert_eq!(overturned.overturn(auditor), Err(ClaimError::NotApproved));

    assert_eq!(claim().withdraw(person(2)), Err(ClaimError::NotIssuer));
    let withdrawn = claim().withdraw(person(1)).unwrap();
    assert_eq!(withdrawn.approve(judge), Err(ClaimError::Decided));
}

#[test]
fn chance_draws_every_basis_point_alike() {
    let all = (0..=u16::MAX).map(u16::to_be_bytes);
    for share in [0, 1, 500, 9_999, 10_000] {
        let (mut drawn, mut decided) = (0_u32, 0_u32);
        for bytes in all.clone() {
            if let Some(yes) = sampled(share, &bytes) {
                decided += 1;
                drawn += u32::from(yes);
            }
        }
        assert_eq!((decided, drawn), (60_000, 6 * share));
    }
    assert_eq!(sampled(500, &[0xff, 0xff]), None);
    assert_eq!(sampled(500, &[0xff, 0xff, 0, 0]), Some(true));
}

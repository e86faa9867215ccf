//! Who may take which step, and what a disbursement needs.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::*;
use crate::{
    funds::{
        Fund, FundError, FundRules, FundState, LineKey, Step,
        books::BudgetError,
        committee::ResolutionError,
        projects::State,
        tests::{
            FUND, amount, hash,
            model::{FOR_PROJECT, OUTSIDE, PROJECT, World, officer},
            person, purpose, rules,
        },
    },
    ids::{DisbursementId, FundId, PayeeId, SettlementId, UserId},
    permissions::Role,
};

fn new(fen: i64) -> NewDisbursement {
    NewDisbursement {
        id: DisbursementId(Uuid::nil()),
        fund: FUND,
        line: LineKey { project: None, number: 1 },
        purpose: None,
        milestone: None,
        resolution: None,
        payee: Payee { id: PayeeId(Uuid::nil()), people: BTreeSet::from([person(40)]) },
        amount: amount(fen),
        invoices: vec![Invoice {
            number: InvoiceNumber::new("1").unwrap(),
            image: hash("1"),
            amount: amount(fen),
        }],
        settlement: None,
    }
}

fn of_project(fen: i64) -> NewDisbursement {
    NewDisbursement {
        line: LineKey { project: Some(PROJECT), number: 1 },
        milestone: Some(1),
        resolution: Some(FOR_PROJECT),
        ..new(fen)
    }
}

fn grounds(content: &NewDisbursement) -> Grounds {
    World::new().grounds(content.line, content.resolution)
}

fn propose(content: NewDisbursement) -> Result<Disbursement, DisbursementError> {
    let grounds = grounds(&content);
    Disbursement::propose(content, &officer(1), &rules(), &grounds)
}

fn with(user: UserId, role: Role) -> Officer {
    Officer { user, roles: vec![role] }
}

#[test]
fn above_the_limit_a_resolution_is_named() {
    assert!(propose(new(100_000)).is_ok());
    assert_eq!(propose(new(100_001)), Err(DisbursementError::ResolutionNeeded));
    let named = NewDisbursement { resolution: Some(OUTSIDE), ..new(100_001) };
    assert!(propose(named.clone()).is_ok());
    let missing = Disbursement::propose(named, &officer(1), &rules(), &grounds(&new(1)));
    assert_eq!(
        missing,
        Err(DisbursementError::OtherGrounds),
        "another resolution than the one that is named"
    );
    let other = NewDisbursement { resolution: Some(FOR_PROJECT), ..new(100_001) };
    assert_eq!(propose(other), Err(ResolutionError::OtherMatter.into()));
}

#[test]
fn the_charter_of_the_day_of_approval_counts() {
    let proposed = propose(new(90_000)).unwrap();
    let stricter = FundRules { resolution_above_fen: 80_000, ..rules() };
    let refused = proposed.approve(&officer(4), &stricter, grounds(&new(1)));
    assert_eq!(refused.unwrap_err(), DisbursementError::ResolutionNeeded);
}

#[test]
fn each_role_has_its_limit() {
    let by = |role, fen| {
        let content = NewDisbursement { resolution: Some(OUTSIDE), ..new(fen) };
        let all = grounds(&content);
        Disbursement::propose(content, &with(person(1), role), &rules(), &all)
    };
    assert_eq!(by(Role::Treasurer, 1).unwrap_err(), DisbursementError::NoRole(Step::Propose));
    let above = DisbursementError::AboveLimit { step: Step::Propose, max: 500_000 };
    assert_eq!(by(Role::Official, 500_001).unwrap_err(), above);
    let proposed = propose(new(1)).unwrap();
    let refused = proposed.approve(&with(person(2), Role::Treasurer), &rules(), grounds(&new(1)));
    assert_eq!(refused.unwrap_err(), DisbursementError::NoRole(Step::Approve));
}

#[test]
fn three_people_and_none_of_them_is_paid() {
    let both = |number| Officer { user: person(number), roles: vec![Role::Official, Role::Treasurer] };
    let all = || grounds(&new(1));
    let proposed = propose(new(50)).unwrap();
    let approve = |by: &Officer| proposed.clone().approve(by, &rules(), all());
    assert_eq!(approve(&both(1)).unwrap_err(), DisbursementError::SamePerson);
    assert_eq!(approve(&both(40)).unwrap_err(), DisbursementError::OwnPayment);
    let (approved, grounds, _) = approve(&both(2)).unwrap();
    let pay = |by: &Officer| approved.clone().pay(by, &rules(), grounds.clone());
    assert_eq!(pay(&both(1)).unwrap_err(), DisbursementError::SamePerson);
    assert_eq!(pay(&both(2)).unwrap_err(), DisbursementError::SamePerson);
    assert_eq!(pay(&both(40)).unwrap_err(), DisbursementError::OwnPayment);
    let (paid, grounds) = pay(&both(3)).unwrap();
    let again = paid.clone().pay(&both(4), &rules(), grounds.clone());
    assert_eq!(again.unwrap_err(), DisbursementError::State(DisbursementStateName::Paid));
    assert_eq!(paid.clone().withdraw(&both(2)), Err(DisbursementError::NotProposer));
    assert_eq!(paid.clone().withdraw(&both(1)), Err(DisbursementError::State(DisbursementStateName::Paid)));
    let back = |by: &Officer| paid.clone().reverse(by, &rules(), grounds.clone());
    assert_eq!(back(&both(3)).unwrap_err(), DisbursementError::SamePerson);
    assert_eq!(back(&with(person(5), Role::Resident)).unwrap_err(), DisbursementError::NoRole(Step::Pay));
    let (reversed, after, _) = back(&both(2)).unwrap();
    assert_eq!(
        (reversed.state.name(), after),
        (DisbursementStateName::Reversed, all()),
        "all of it is free again"
    );
}

#[test]
fn a_project_is_paid_by_instalments_while_it_runs() {
    assert!(propose(of_project(400_000)).is_ok());
    let without = NewDisbursement { milestone: None, ..of_project(1) };
    assert_eq!(propose(without), Err(DisbursementError::OtherGrounds));
    assert_eq!(
        propose(NewDisbursement { resolution: None, ..of_project(1) }),
        Err(DisbursementError::ResolutionNeeded)
    );
    let proposed = propose(of_project(1)).unwrap();
    let mut ended = grounds(&of_project(1));
    ended.project.as_mut().unwrap().state = State::Terminated;
    let refused = proposed.clone().approve(&officer(4), &rules(), ended.clone());
    assert_eq!(refused.unwrap_err(), DisbursementError::ProjectNotRunning);
    let (approved, taken, _) = proposed.approve(&officer(4), &rules(), grounds(&of_project(1))).unwrap();
    ended.resolution = taken.resolution.clone();
    ended.project =
        taken.project.map(|project| crate::funds::projects::Project { state: State::Terminated, ..project });
    let unpaid = approved.clone().pay(&officer(3), &rules(), ended.clone());
    assert_eq!(unpaid.unwrap_err(), DisbursementError::ProjectNotRunning);
    let (refused, after) = approved.refuse(&officer(3), &rules(), ended).unwrap();
    assert_eq!(refused.state.approver(), Some(officer(4).user));
    assert_eq!(after.resolution.unwrap().used_fen, 0);
}

#[test]
fn line_purpose_fund_and_invoices_have_to_fit() {
    let elders = NewDisbursement { purpose: Some(purpose("elders")), ..new(1) };
    assert_eq!(propose(elders), Err(BudgetError::Restricted(purpose("elders")).into()));
    let line = |number| NewDisbursement { line: LineKey { project: None, number }, ..new(1) };
    assert_eq!(propose(line(9)), Err(BudgetError::NoLine(9).into()));
    assert_eq!(
        propose(NewDisbursement { fund: FundId(Uuid::nil()), ..new(1) }),
        Err(DisbursementError::OtherGrounds)
    );
    assert_eq!(propose(NewDisbursement { invoices: vec![], ..new(1) }), Err(DisbursementError::Invoices));
    let beyond = NewDisbursement { amount: amount(2), ..new(1) };
    assert_eq!(propose(beyond), Err(DisbursementError::BeyondInvoices { invoiced: 1 }));
    let award = NewDisbursement { invoices: vec![], settlement: Some(SettlementId(Uuid::nil())), ..new(1) };
    assert!(propose(award).is_ok(), "what was settled is the paper for it");
    let both = NewDisbursement { settlement: Some(SettlementId(Uuid::nil())), ..of_project(1) };
    assert_eq!(propose(both), Err(DisbursementError::OtherGrounds));
    let twice = NewDisbursement { invoices: [new(1).invoices, new(1).invoices].concat(), ..new(1) };
    assert_eq!(propose(twice), Err(DisbursementError::InvoiceTwice));
    let advance = NewDisbursement { milestone: Some(0), invoices: vec![], ..of_project(1) };
    assert!(propose(advance).is_ok());
    let mut closed = grounds(&new(1));
    closed.fund = Fund { state: FundState::Closed, ..closed.fund };
    let refused = Disbursement::propose(new(1), &officer(1), &rules(), &closed);
    assert_eq!(refused, Err(FundError::NotRunning.into()));
}

#[test]
fn names_read_back() {
    assert!(
        DisbursementStateName::ALL
            .into_iter()
            .all(|one| DisbursementStateName::parse(one.as_str()) == Some(one))
    );
}

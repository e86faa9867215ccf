//! Each detector by hand, and all of them beside versions that try everything.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    funds::{
        disbursements::{Invoice, InvoiceNumber, InvoiceNumberError},
        tests::{FUND, amount, hash, person},
    },
    ids::{DisbursementId, FindingId, PayeeId},
};

const SETTINGS: Settings = Settings { limit_fen: 100, split_days: 3, round_fen: 50, round_min_fen: 60 };

fn id(number: u128) -> DisbursementId {
    DisbursementId(Uuid::from_u128(number))
}

fn invoice(number: &str, image: &str) -> Invoice {
    Invoice { number: InvoiceNumber::new(number).unwrap(), image: hash(image), amount: amount(1) }
}

/// A payment that nobody would ask about.
fn fact(number: u128) -> Fact {
    Fact {
        id: id(number),
        state: FactState::Paid,
        day: NaiveDate::default() + TimeDelta::days(100 * i64::try_from(number).unwrap()),
        proposer: person(1),
        approver: Some(person(2)),
        payer: Some(person(3)),
        payee: PayeeId(Uuid::from_u128(number)),
        payee_people: BTreeSet::from([person(9)]),
        fen: 61,
        resolved: false,
        invoices: vec![invoice(&number.to_string(), &number.to_string())],
    }
}

fn found(facts: &[Fact]) -> Vec<(Kind, Vec<u128>)> {
    let ids = |found: Found| found.disbursements.into_iter().map(|id| id.0.as_u128()).collect();
    detect(facts, SETTINGS).into_iter().map(|one| (one.kind, ids(one))).collect()
}

#[test]
fn nothing_is_found_where_nothing_is() {
    assert_eq!(found(&[fact(1), fact(2), fact(3)]), []);
}

#[test]
fn three_different_people_sign() {
    let one = |change: fn(&mut Fact)| {
        let mut changed = fact(1);
        change(&mut changed);
        found(&[changed])
    };
    let four_eyes = vec![(Kind::FourEyes, vec![1])];
    assert_eq!(one(|f| f.approver = Some(f.proposer)), four_eyes);
    assert_eq!(one(|f| f.payer = Some(f.proposer)), four_eyes);
    assert_eq!(one(|f| f.payer = f.approver), four_eyes);
    assert_eq!(one(|f| f.approver = None), four_eyes);
    assert_eq!(one(|f| f.payer = None), four_eyes);
    assert_eq!(one(|f| (f.payer, f.state) = (None, FactState::Waiting)), []);
    assert_eq!(one(|f| (f.payer, f.state) = (f.approver, FactState::Undone)), four_eyes);
    assert_eq!(one(|f| f.approver = Some(person(9))), [(Kind::PayeeApproves, vec![1])]);
}

#[test]
fn round_amounts_count_from_a_size_on() {
    let of = |fen| found(&[Fact { fen, ..fact(1) }]);
    assert_eq!((of(50), of(99)), (vec![], vec![]));
    assert_eq!(of(100), [(Kind::RoundAmount, vec![1])]);
    let undone = Fact { fen: 100, state: FactState::Undone, ..fact(1) };
    assert_eq!(found(&[undone]), []);
}

#[test]
fn an_invoice_is_paid_once_however_it_is_written() {
    let with = |number, invoice| Fact { invoices: vec![invoice], ..fact(number) };
    let facts =
        [with(1, invoice("ab-12 3", "x")), with(2, invoice("AB123", "y")), with(3, invoice("77", "y"))];
    assert_eq!(
        found(&facts),
        [(Kind::InvoiceNumberTwice, vec![1, 2]), (Kind::InvoiceImageTwice, vec![2, 3])]
    );
    let mut refused = facts.clone();
    refused[1].state = FactState::Undone;
    assert_eq!(found(&refused), []);
    assert_eq!(InvoiceNumber::new("-- "), Err(InvoiceNumberError));
    assert_eq!(InvoiceNumber::new("ab１２").unwrap().as_str(), "AB12");
}

#[test]
fn payments_below_the_limit_that_come_to_more_are_split() {
    let on = |number, day, fen| {
        let day = NaiveDate::default() + TimeDelta::days(day);
        Fact { day, fen, payee: PayeeId(Uuid::nil()), ..fact(number) }
    };
    assert_eq!(found(&[on(1, 0, 51), on(2, 2, 51)]), [(Kind::SplitPayments, vec![1, 2])]);
    assert_eq!(found(&[on(1, 0, 51), on(2, 3, 51)]), [], "three days are today and two more");
    assert_eq!(found(&[on(1, 0, 51), on(2, 2, 49)]), [], "together at the limit");
    assert_eq!(found(&[on(1, 0, 51), on(2, 2, 101)]), [], "above it by itself: the committee decided");
    let allowed = Fact { resolved: true, ..on(2, 2, 51) };
    assert_eq!(found(&[on(1, 0, 51), allowed]), []);
}

#[test]
fn a_finding_is_answered_and_judged_by_others() {
    let found = Found::new(Kind::FourEyes, [id(1)]);
    let open = Finding { id: FindingId(Uuid::nil()), fund: FUND, found, state: FindingState::Open };
    let took_part = [person(1), person(2)];
    assert_eq!(open.clone().judge(person(5), &took_part, true), Err(FindingError::NotAnswered));
    let answered = open.answer(person(4)).unwrap();
    assert!(!answered.is_unanswered());
    assert_eq!(answered.clone().answer(person(4)), Err(FindingError::Answered));
    assert_eq!(answered.clone().judge(person(4), &took_part, true), Err(FindingError::Own));
    assert_eq!(answered.clone().judge(person(2), &took_part, true), Err(FindingError::TookPart));
    assert!(answered.clone().judge(person(5), &took_part, false).unwrap().is_unanswered());
    let settled = answered.judge(person(5), &took_part, true).unwrap();
    assert_eq!(
        (settled.severity(), settled.clone().answer(person(4))),
        (Severity::High, Err(FindingError::Settled))
    );
}

#[test]
fn names_read_back() {
    assert!(Kind::ALL.into_iter().all(|one| Kind::parse(one.as_str()) == Some(one)));
}

/// Every set of facts that could be one, tried one by one; of those that lie within others only the largest.
fn splits_by_force(facts: &[Fact]) -> BTreeSet<Found> {
    let mut sets: Vec<BTreeSet<DisbursementId>> = Vec::new();
    for mask in 0_u32..1 << facts.len() {
        let chosen: Vec<&Fact> =
            (0..).zip(facts).filter(|(at, _)| mask >> at & 1 == 1).map(|(_, fact)| fact).collect();
        let alike = |one: &&Fact| {
            let other = chosen[0];
            one.payee == other.payee
                && one.state != FactState::Undone
                && !one.resolved
                && one.fen <= SETTINGS.limit_fen
        };
        let days = chosen.iter().map(|fact| fact.day);
        let near =
            days.clone().max().zip(days.min()).is_some_and(|(last, first)| (last - first).num_days() < 3);
        let sum: i64 = chosen.iter().map(|fact| fact.fen).sum();
        if near && chosen.iter().all(alike) && sum > SETTINGS.limit_fen {
            sets.push(chosen.iter().map(|fact| fact.id).collect());
        }
    }
    let largest = |one: &&BTreeSet<_>| !sets.iter().any(|other| other != *one && one.is_subset(other));
    sets.iter().filter(largest).map(|one| Found::new(Kind::SplitPayments, one.iter().copied())).collect()
}

/// Every pair of facts with the same mark, in one set with all others that have it.
fn twice_by_force(facts: &[Fact], kind: Kind, same: fn(&Invoice, &Invoice) -> bool) -> BTreeSet<Found> {
    let counting = || facts.iter().filter(|fact| fact.state != FactState::Undone);
    let mut found = BTreeSet::new();
    for invoice in counting().flat_map(|fact| &fact.invoices) {
        let has = |fact: &&Fact| fact.invoices.iter().any(|other| same(invoice, other));
        let times: usize =
            counting().map(|fact| fact.invoices.iter().filter(|other| same(invoice, other)).count()).sum();
        if times > 1 {
            found.insert(Found::new(kind, counting().filter(has).map(|fact| fact.id)));
        }
    }
    found
}

prop_compose! {
    fn any_fact()(
        day in 0_i64..9, payee in 0_u128..2, fen in 1_i64..130, resolved in proptest::bool::weighted(0.1),
        state in 0_usize..4, people in (0_u128..3, proptest::option::of(0_u128..3), proptest::option::of(0_u128..3)),
        invoices in proptest::collection::vec((0_usize..4, 0_usize..4), 0..3),
    ) -> Fact {
        Fact {
            state: [FactState::Paid, FactState::Paid, FactState::Waiting, FactState::Undone][state],
            day: NaiveDate::default() + TimeDelta::days(day),
            proposer: person(people.0),
            approver: people.1.map(person),
            payer: people.2.map(person),
            payee: PayeeId(Uuid::from_u128(payee)),
            payee_people: BTreeSet::from([person(2)]),
            fen,
            resolved,
            invoices: invoices.iter().map(|(n, i)| invoice(&n.to_string(), &i.to_string())).collect(),
            ..fact(0)
        }
    }
}

proptest! {
    #[test]
    fn detectors_find_what_trying_everything_finds(mut facts in proptest::collection::vec(any_fact(), 0..9)) {
        for (number, fact) in (1..).zip(&mut facts) {
            fact.id = id(number);
        }
        let mut expected = splits_by_force(&facts);
        expected.extend(twice_by_force(&facts, Kind::InvoiceNumberTwice, |a, b| a.number == b.number));
        expected.extend(twice_by_force(&facts, Kind::InvoiceImageTwice, |a, b| a.image == b.image));
        for fact in &facts {
            let people: Vec<_> = [Some(fact.proposer), fact.approver, fact.payer].into_iter().flatten().collect();
            let different = people.iter().collect::<BTreeSet<_>>().len() == people.len();
            let complete = fact.state != FactState::Paid || people.len() == 3;
            if !different || !complete || (fact.payer.is_some() && fact.approver.is_none()) {
                expected.insert(Found::new(Kind::FourEyes, [fact.id]));
            }
            if fact.approver == Some(person(2)) {
                expected.insert(Found::new(Kind::PayeeApproves, [fact.id]));
            }
            if fact.state != FactState::Undone && fact.fen == 100 {
                expected.insert(Found::new(Kind::RoundAmount, [fact.id]));
            }
        }
        prop_assert_eq!(detect(&facts, SETTINGS), expected);
    }
}

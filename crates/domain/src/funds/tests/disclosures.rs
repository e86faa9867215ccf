//! Disclosures: signed by two, published once.

use chrono::NaiveDate;

use super::*;
use crate::{
    funds::{Disclosure, DisclosureError, Figures, FundEvent, Period, Signatory},
    ids::DisclosureId,
    journal::Event,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const FIGURES: Figures = Figures {
    opening_fen: 100,
    brought_fen: 10,
    income_fen: 50,
    expense_fen: 30,
    closing_fen: 130,
    in_kind_fen: 7,
};

fn prepare(today: &str, figures: Figures) -> Result<Disclosure, DisclosureError> {
    let period = Period::beginning(day("2026-01-01"), &rules());
    Disclosure::prepare(DisclosureId(Uuid::nil()), FUND, period, (figures, hash("a")), day(today))
}

#[test]
fn a_disclosure_waits_for_the_end_of_its_period_and_adds_up() {
    assert_eq!(prepare("2026-03-31", FIGURES), Err(DisclosureError::NotOver));
    let wrong = Figures { closing_fen: 131, ..FIGURES };
    assert_eq!(prepare("2026-04-01", wrong), Err(DisclosureError::Unbalanced));
    assert!(prepare("2026-04-01", FIGURES).is_ok());
}

#[test]
fn treasurer_and_auditor_are_two_people_who_sign_the_same_thing() {
    let prepared = prepare("2026-04-01", FIGURES).unwrap();
    let sign = |disclosure: Disclosure, by, as_whom, read, open| {
        disclosure.sign(person(by), as_whom, hash(read), open)
    };
    assert_eq!(sign(prepared, 1, Signatory::Treasurer, "b", 0), Err(DisclosureError::Changed));
    let one = sign(prepared, 1, Signatory::Treasurer, "a", 3).unwrap();
    assert_eq!(sign(one, 1, Signatory::Auditor, "a", 0), Err(DisclosureError::SamePerson));
    assert_eq!(sign(one, 2, Signatory::Auditor, "a", 3), Err(DisclosureError::FindingsOpen(3)));
    assert_eq!(one.publish(day("2026-04-02")), Err(DisclosureError::NotSigned));
    assert_eq!(one.replace(FIGURES, hash("a")), Ok(one));
    let both = sign(one, 2, Signatory::Auditor, "a", 0).unwrap();
    let changed = both.replace(FIGURES, hash("b")).unwrap();
    assert_eq!(
        changed.publish(day("2026-04-02")),
        Err(DisclosureError::NotSigned),
        "signed with other content"
    );
    let published = both.publish(day("2026-04-15")).unwrap();
    assert_eq!(published.replace(FIGURES, hash("b")), Err(DisclosureError::Published));
    assert_eq!(published.publish(day("2026-04-16")), Err(DisclosureError::Published));
    assert!(
        !published.is_late(day("2026-12-01"))
            && both.publish(day("2026-04-16")).unwrap().is_late(day("2026-04-16"))
    );
    assert!(!both.is_late(day("2026-04-15")) && both.is_late(day("2026-04-16")));
}

#[test]
fn the_journal_has_ids_and_numbers() {
    let event = FundEvent::DisclosurePublished {
        fund: FUND,
        disclosure: DisclosureId(Uuid::nil()),
        document: hash("a"),
    };
    assert_eq!(event.name(), "disclosure.published");
    let told = serde_json::to_value(&event).unwrap();
    assert_eq!(told["fund"], FUND.to_string());
}

//! Accounts to the public: prepared from the books, signed by two, published once; overdue in front of everybody.

mod figures;
mod overdue;
mod races;

use app::db::{DbError, Key, schema::ledger_entries};
use chrono::{NaiveDate, TimeDelta};
use client::{Client, ClientError};
use contract::funds::{
    AnswerFinding, Disclosure, DisclosureSignature, FundPeriod, IncomeSource, PatchFund, PrepareDisclosure,
    SignDisclosure,
};
use diesel::prelude::*;
use domain::{
    funds::{Disclosed, PeriodState, Signatory},
    ids::{DisclosureId, LedgerAccountId},
    journal::NodeHash,
    permissions::Role,
    town_time,
};

use super::{TOWN, Town, day, disbursements::Paying, income::money};
use crate::{points::faults, support::code};

/// The fund opens on the fifth of January 2026, and its first period ends with the quarter.
const FIRST: &str = "2026-01-05";
const SECOND: &str = "2026-04-01";

impl Town {
    /// Lets time go on until noon of a day. Sessions of before are over then.
    fn wait_until(&self, date: &str) {
        let noon = town_time::begin(day(date)) + TimeDelta::hours(12);
        self.server.store.clock.advance(noon - self.server.store.db.now());
    }

    fn fresh(&self, role: Role) -> Client {
        self.client(self.person(role))
    }

    async fn prepare(&self, client: &Client, from: &str, note: &str) -> Result<Disclosure, ClientError> {
        let body = PrepareDisclosure { from: day(from), note: note.to_owned() };
        Ok(client.prepare_disclosure(self.fund, &body, None).await?.body)
    }

    async fn prepared(&self, from: &str) -> Disclosure {
        self.prepare(&self.fresh(Role::Treasurer), from, "").await.unwrap()
    }

    async fn sign_both(&self, made: &Disclosure) -> Disclosure {
        sign(&self.fresh(Role::Treasurer), made, Signatory::Treasurer).await.unwrap();
        sign(&self.fresh(Role::Auditor), made, Signatory::Auditor).await.unwrap()
    }

    async fn published(&self, from: &str) -> Disclosure {
        let made = self.sign_both(&self.prepared(from).await).await;
        self.fresh(Role::Treasurer).publish_disclosure(made.id, None).await.unwrap().body
    }

    /// The periods as everybody is told of them.
    async fn periods(&self) -> Vec<FundPeriod> {
        self.server.anonymous().list_disclosures(self.fund).await.unwrap().items
    }

    async fn states(&self) -> Vec<(NaiveDate, PeriodState, bool)> {
        self.periods().await.into_iter().map(|period| (period.from, period.state, period.late)).collect()
    }
}

async fn sign(client: &Client, made: &Disclosure, signatory: Signatory) -> Result<Disclosure, ClientError> {
    let body = SignDisclosure { signatory, document_hash: made.document_hash };
    Ok(client.sign_disclosure(made.id, &body, None).await?.body)
}

fn signatories(made: &Disclosure) -> Vec<Signatory> {
    made.signatures.iter().map(|DisclosureSignature { signatory, .. }| *signatory).collect()
}

#[actix_web::test]
async fn an_account_is_prepared_signed_by_two_and_published_for_everybody() {
    let it = Town::busy().await;
    it.wait_until("2026-04-10");
    let anyone = it.server.anonymous();
    let running = (day(SECOND), PeriodState::Running, false);
    assert_eq!(it.states().await, [running, (day(FIRST), PeriodState::Awaited, false)]);
    let treasurer = it.fresh(Role::Treasurer);
    let made = it.prepare(&treasurer, FIRST, " 本期账目 ").await.unwrap();
    assert_eq!((made.state, made.late, made.published_on), (PeriodState::Prepared, false, None));
    assert_eq!((made.content.note.as_str(), signatories(&made)), ("本期账目", vec![]));
    assert_eq!(Disclosed::hash(&made.document), made.document_hash);
    assert_eq!(Disclosed::read(&made.document).unwrap(), made.content);
    // Everybody knows that there is one, and nobody outside reads it.
    let first = it.periods().await.pop().unwrap();
    assert_eq!((first.state, first.disclosure_id), (PeriodState::Prepared, None));
    for client in [&anyone, &it.fresh(Role::CouncilMember), &it.fresh(Role::Administrator)] {
        assert_eq!(code(client.get_disclosure(made.id).await), "not_found");
        assert_eq!(code(client.get_disclosure_paper(made.id).await), "not_found");
    }
    let auditor = it.fresh(Role::Auditor);
    for client in [&treasurer, &auditor, &it.fresh(Role::Official)] {
        assert_eq!(client.get_disclosure(made.id).await.unwrap().body, made);
        let periods = client.list_disclosures(it.fund).await.unwrap().items;
        assert_eq!(periods[1].disclosure_id, Some(made.id));
    }
    let draft = auditor.get_disclosure_paper(made.id).await.unwrap();
    let signed = sign(&treasurer, &made, Signatory::Treasurer).await.unwrap();
    assert_eq!(signatories(&signed), [Signatory::Treasurer]);
    // Signing again changes nothing.
    assert_eq!(sign(&treasurer, &made, Signatory::Treasurer).await.unwrap(), signed);
    let signed = sign(&auditor, &made, Signatory::Auditor).await.unwrap();
    assert_eq!(signatories(&signed), [Signatory::Treasurer, Signatory::Auditor]);
    let official = it.fresh(Role::Official);
    let published = official.publish_disclosure(made.id, Some("once")).await.unwrap().body;
    assert_eq!(published.published_on, Some(day("2026-04-10")));
    official.publish_disclosure(made.id, Some("once")).await.unwrap();
    assert_eq!(anyone.get_disclosure(made.id).await.unwrap().body, published);
    assert_eq!(published.content, made.content);
    let paper = anyone.get_disclosure_paper(made.id).await.unwrap();
    assert!(paper.starts_with(b"%PDF") && paper != draft);
    let first = it.periods().await.pop().unwrap();
    assert_eq!((first.state, first.disclosure_id), (PeriodState::Published, Some(made.id)));
    assert_eq!(first.signed_by, [Signatory::Treasurer, Signatory::Auditor]);
    let text = serde_json::to_string(&published).unwrap();
    assert!(!text.contains("user_id") && !text.contains("测试用户"), "signatures are of roles: {text}");
}

#[actix_web::test]
async fn only_periods_that_are_over_have_accounts() {
    let it = Town::open(3).await;
    let treasurer = it.treasurer();
    assert_eq!(code(it.prepare(&treasurer, FIRST, "").await), "disclosure_not_over");
    let unknown = faults(it.prepare(&treasurer, "2026-01-06", "").await);
    assert_eq!(unknown, [("/from".to_owned(), "not_found".to_owned())]);
    it.wait_until("2026-03-31");
    assert_eq!(code(it.prepare(&it.fresh(Role::Treasurer), FIRST, "").await), "disclosure_not_over");
    it.wait_until("2026-04-01");
    for role in [Role::Auditor, Role::Official, Role::CouncilMember] {
        assert_eq!(code(it.prepare(&it.fresh(role), FIRST, "").await), "not_allowed");
    }
    it.prepared(FIRST).await;
    let missing = it.fresh(Role::Treasurer).get_disclosure(DisclosureId(uuid::Uuid::nil())).await;
    assert_eq!(code(missing), "not_found");
}

#[actix_web::test]
async fn a_signature_is_for_what_was_read() {
    let it = Town::open(3).await;
    it.wait_until("2026-04-02");
    let (treasurer, auditor) = (it.fresh(Role::Treasurer), it.fresh(Role::Auditor));
    let made = it.prepare(&treasurer, FIRST, "").await.unwrap();
    let unread = Disclosure { document_hash: NodeHash([0; 32]), ..made.clone() };
    assert_eq!(code(sign(&auditor, &unread, Signatory::Auditor).await), "disclosure_changed");
    assert_eq!(code(treasurer.publish_disclosure(made.id, None).await), "disclosure_not_signed");
    sign(&treasurer, &made, Signatory::Treasurer).await.unwrap();
    assert_eq!(code(treasurer.publish_disclosure(made.id, None).await), "disclosure_not_signed");
    // The same again keeps the signature, other words do not.
    let same = it.prepare(&treasurer, FIRST, "").await.unwrap();
    assert_eq!((same.id, signatories(&same)), (made.id, vec![Signatory::Treasurer]));
    let other = it.prepare(&treasurer, FIRST, "更正").await.unwrap();
    assert_eq!((other.id, signatories(&other)), (made.id, vec![]));
    assert!(other.version > same.version && other.document_hash != made.document_hash);
    assert_eq!(code(sign(&auditor, &made, Signatory::Auditor).await), "disclosure_changed");
    // Whom a role does not let sign as the other.
    assert_eq!(code(sign(&treasurer, &other, Signatory::Auditor).await), "not_allowed");
    assert_eq!(code(sign(&auditor, &other, Signatory::Treasurer).await), "not_allowed");
    assert_eq!(code(sign(&it.fresh(Role::Official), &other, Signatory::Treasurer).await), "not_allowed");
    assert_eq!(code(auditor.publish_disclosure(other.id, None).await), "not_allowed");
    // Who holds both offices signs as one of them.
    let both = it.person(Role::Treasurer);
    it.server.world.grant(&it.server.store, both.0, Role::Auditor, TOWN);
    let both = it.client(both);
    sign(&both, &other, Signatory::Treasurer).await.unwrap();
    assert_eq!(code(sign(&both, &other, Signatory::Auditor).await), "disclosure_same_person");
    sign(&auditor, &other, Signatory::Auditor).await.unwrap();
    treasurer.publish_disclosure(other.id, None).await.unwrap();
}

#[actix_web::test]
async fn what_is_published_stays_as_it_is() {
    let it = Town::open(3).await;
    it.wait_until("2026-04-02");
    let made = it.published(FIRST).await;
    let treasurer = it.fresh(Role::Treasurer);
    assert_eq!(code(it.prepare(&treasurer, FIRST, "更正").await), "disclosure_published");
    assert_eq!(code(sign(&treasurer, &made, Signatory::Treasurer).await), "disclosure_published");
    assert_eq!(code(treasurer.publish_disclosure(made.id, None).await), "disclosure_published");
    assert_eq!(it.server.anonymous().get_disclosure(made.id).await.unwrap().body, made);
}

#[actix_web::test]
async fn what_was_signed_and_is_not_so_any_more_is_not_published() {
    let it = Town::open(3).await;
    it.wait_until("2026-04-02");
    let made = it.sign_both(&it.prepared(FIRST).await).await;
    let (official, version) = (it.fresh(Role::Official), it.shown_anyhow().await.version);
    let name = PatchFund { name: Some("另一个名称".to_owned()), ..PatchFund::default() };
    official.change_fund(it.fund, &format!("\"{version}\""), &name).await.unwrap();
    assert_eq!(code(official.publish_disclosure(made.id, None).await), "disclosure_changed");
    let made = it.sign_both(&it.prepared(FIRST).await).await;
    official.publish_disclosure(made.id, None).await.unwrap();
}

#[actix_web::test]
async fn books_that_do_not_balance_have_no_account() {
    let it = Town::open(3).await;
    let received = it.receive(&it.treasurer(), &money(IncomeSource::Interest {}, 500, None), "B-1").await;
    it.wait_until("2026-04-02");
    let posting = received.posting_id.unwrap();
    // One side more than the other, by somebody who got at the database.
    let spoil = move |tx: &mut app::db::Tx<'_>| -> Result<usize, DbError> {
        use ledger_entries as e;
        let cash = e::table.filter(e::posting_id.eq(Key(posting))).filter(e::amount.gt(0));
        let account: Key<LedgerAccountId> = cash.select(e::account_id).first(tx.db())?;
        let row = (
            (e::account_id.eq(account), e::at.eq(tx.timestamp()), e::number.eq(1_000)),
            (e::posting_id.eq(Key(posting)), e::amount.eq(1), e::balance.eq(501)),
        );
        Ok(diesel::insert_into(e::table).values(row).execute(tx.db())?)
    };
    assert_eq!(it.server.store.write(spoil).unwrap(), 1);
    let refused = it.prepare(&it.fresh(Role::Treasurer), FIRST, "").await;
    assert_eq!(code(refused), "disclosure_unbalanced");
}

#[actix_web::test]
async fn an_auditor_signs_once_every_finding_about_the_period_is_answered() {
    let paying = Paying::new().await;
    let finding = paying.twice().await;
    let it = &paying.it;
    it.wait_until("2026-04-10");
    let made = it.prepared(FIRST).await;
    let auditor = it.fresh(Role::Auditor);
    let refused = sign(&auditor, &made, Signatory::Auditor).await;
    assert_eq!(code(refused), "disclosure_findings_open");
    sign(&it.fresh(Role::Treasurer), &made, Signatory::Treasurer).await.unwrap();
    let mut left = paying.findings_with(&auditor).await;
    assert!(left.iter().any(|found| found.id == finding));
    let office = it.fresh(Role::Official);
    let said = AnswerFinding { text: "同一批货".to_owned() };
    let last = left.pop().unwrap();
    for found in left {
        office.answer_finding(found.id, &said, None).await.unwrap();
    }
    assert_eq!(code(sign(&auditor, &made, Signatory::Auditor).await), "disclosure_findings_open");
    office.answer_finding(last.id, &said, None).await.unwrap();
    let signed = sign(&auditor, &made, Signatory::Auditor).await.unwrap();
    assert_eq!(signatories(&signed), [Signatory::Treasurer, Signatory::Auditor]);
}

impl Town {
    async fn shown_anyhow(&self) -> contract::funds::Fund {
        self.server.anonymous().get_fund(self.fund).await.unwrap().body
    }
}

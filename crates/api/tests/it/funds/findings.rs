//! The auditor's desk: what payments are asked about, who answers, and who is content.

use app::db::{DbError, Key, Tx, schema::disbursements as d};
use client::Client;
use contract::funds::{
    AddPayee, AnswerFinding, FindingSaid, FindingSettings, FindingStanding, FindingSummary, JudgeFinding,
    ListFindings, ProposeDisbursement,
};
use diesel::prelude::*;
use domain::{
    funds::findings::{Kind, Severity},
    ids::{DisbursementId, FindingId},
    permissions::Role,
};

use super::disbursements::{Paying, number};
use crate::{
    points::{fault, faults},
    support::{ask_at_once, code, outcomes},
    tickets::partners::provider,
};

fn said(text: &str) -> AnswerFinding {
    AnswerFinding { text: text.to_owned() }
}

fn judged(satisfied: bool) -> JudgeFinding {
    JudgeFinding { satisfied, text: (!satisfied).then(|| "请补送货单".to_owned()) }
}

impl Paying {
    fn auditor(&self) -> Client {
        self.it.client(self.it.person(Role::Auditor))
    }

    async fn findings(&self) -> Vec<FindingSummary> {
        self.findings_with(&self.auditor()).await
    }

    pub(super) async fn findings_with(&self, auditor: &Client) -> Vec<FindingSummary> {
        let query = ListFindings { limit: Some(100), ..ListFindings::default() };
        auditor.list_findings(self.it.fund, &query).await.unwrap().items
    }

    async fn of_kind(&self, kind: Kind) -> Vec<FindingSummary> {
        self.findings().await.into_iter().filter(|found| found.kind == kind).collect()
    }

    /// So much with an invoice that nobody has used; paid.
    async fn unsuspicious(&self, fen: i64, mark: u8) -> DisbursementId {
        let office = self.it.official();
        let invoice = self.invoice(&office, &format!("N-{mark}"), fen, mark).await;
        let content = ProposeDisbursement { invoices: vec![invoice], ..self.content(&office, fen).await };
        let id = self.try_propose(&content).await.unwrap().summary.id;
        self.it.member(0).approve_disbursement(id, None).await.unwrap();
        self.treasurer().pay_disbursement(id, &number("B-1"), None).await.unwrap();
        id
    }

    /// An invoice that was paid twice.
    pub(super) async fn twice(&self) -> FindingId {
        self.paid(10).await;
        self.paid(11).await;
        self.of_kind(Kind::InvoiceNumberTwice).await[0].id
    }
}

#[actix_web::test]
async fn an_invoice_that_is_paid_twice_is_found_by_its_number_and_by_its_picture() {
    let it = Paying::new().await;
    let first = it.unsuspicious(10, 20).await;
    assert_eq!(it.findings().await, []);
    let office = it.it.official();
    // Another number with the same picture, and another picture with the same number.
    for (number_as_written, shade) in [("N-99", 20), ("n 20", 21)] {
        let invoice = it.invoice(&office, number_as_written, 10, shade).await;
        let content = ProposeDisbursement { invoices: vec![invoice], ..it.content(&office, 10).await };
        let id = it.try_propose(&content).await.unwrap().summary.id;
        it.it.member(0).approve_disbursement(id, None).await.unwrap();
        assert_eq!(it.of_kind(Kind::InvoiceNumberTwice).await, [], "nothing is raised before it is paid");
        it.treasurer().pay_disbursement(id, &number("B-1"), None).await.unwrap();
    }
    let by_image = it.of_kind(Kind::InvoiceImageTwice).await;
    let by_number = it.of_kind(Kind::InvoiceNumberTwice).await;
    assert_eq!((by_image.len(), by_number.len()), (1, 1));
    assert_eq!((by_number[0].severity, by_number[0].state), (Severity::High, FindingStanding::Open));
    for found in [&by_image[0], &by_number[0]] {
        assert!(found.disbursement_ids.len() == 2 && found.disbursement_ids.contains(&first));
    }
    let whole = it.auditor().get_finding(by_number[0].id).await.unwrap().body;
    assert_eq!((whole.disbursements.len(), whole.entries.len()), (2, 0));
}

#[actix_web::test]
async fn split_payments_and_round_amounts_are_found_by_what_the_fund_has_chosen() {
    let it = Paying::new().await;
    let (auditor, fund) = (it.auditor(), it.it.fund);
    let default = auditor.get_finding_settings(fund).await.unwrap();
    assert_eq!((default.split_days, default.round_fen), (30, 100_000));
    it.unsuspicious(60_000, 30).await;
    it.unsuspicious(60_001, 31).await;
    let split = it.of_kind(Kind::SplitPayments).await;
    assert_eq!((split.len(), split[0].disbursement_ids.len()), (1, 2));
    assert_eq!(it.of_kind(Kind::RoundAmount).await, []);
    let new = FindingSettings { split_days: 7, round_fen: 1_000, round_min_fen: 50_000 };
    assert_eq!(code(it.it.official().set_finding_settings(fund, &new, None).await), "not_allowed");
    assert_eq!(auditor.set_finding_settings(fund, &new, None).await.unwrap(), new);
    let newer = FindingSettings { split_days: 8, ..new };
    assert_eq!(auditor.set_finding_settings(fund, &newer, None).await.unwrap(), newer);
    let never = FindingSettings { split_days: 0, ..new };
    assert_eq!(faults(auditor.set_finding_settings(fund, &never, None).await), fault("/split_days", "range"));
    it.unsuspicious(70_000, 32).await;
    assert_eq!(it.of_kind(Kind::RoundAmount).await.len(), 1);
    assert_eq!(it.of_kind(Kind::SplitPayments).await.len(), 2, "three of them are another finding than two");
}

#[actix_web::test]
async fn who_turns_out_to_be_paid_and_who_took_two_steps_are_found() {
    let it = Paying::new().await;
    let office = it.it.official();
    let kind = domain::providers::ProviderKind::Shop;
    let shop = provider(&it.it.server, "1/1/", "便民超市", kind).await;
    let payee = AddPayee::Provider { provider_id: shop };
    let payee_id = office.add_payee(it.it.fund, &payee, None).await.unwrap().id;
    let approver = it.with_roles(&[Role::CouncilMember, Role::ProviderStaff]);
    let content = ProposeDisbursement { payee_id, ..it.content(&office, 10).await };
    let id = it.try_propose(&content).await.unwrap().summary.id;
    it.it.client(approver).approve_disbursement(id, None).await.unwrap();
    // They serve the shop, as is known later.
    it.it.server.world.serve(&it.it.server.store, approver.0, shop);
    it.treasurer().pay_disbursement(id, &number("B-1"), None).await.unwrap();
    let found = it.of_kind(Kind::PayeeApproves).await;
    assert_eq!(found.iter().map(|found| found.disbursement_ids.clone()).collect::<Vec<_>>(), [vec![id]]);
    // Books that come from elsewhere have what no step here lets happen.
    let id = it.approved(10).await;
    let same = move |tx: &mut Tx<'_>| -> Result<usize, DbError> {
        Ok(diesel::update(d::table.find(Key(id)))
            .set(d::approved_by.eq(d::proposed_by.nullable()))
            .execute(tx.db())?)
    };
    it.it.server.store.write(same).unwrap();
    it.treasurer().pay_disbursement(id, &number("B-1"), None).await.unwrap();
    let found = it.of_kind(Kind::FourEyes).await;
    assert_eq!(found.iter().map(|found| found.disbursement_ids.clone()).collect::<Vec<_>>(), [vec![id]]);
}

#[actix_web::test]
async fn a_finding_is_answered_and_the_auditor_takes_the_answer_or_asks_again() {
    let it = Paying::new().await;
    let id = it.twice().await;
    let (office, auditor) = (it.it.official(), it.auditor());
    assert_eq!(code(auditor.judge_finding(id, &judged(true), None).await), "finding_not_answered");
    assert_eq!(code(auditor.answer_finding(id, &said("同一批货"), None).await), "not_allowed");
    let answered = office.answer_finding(id, &said("同一批货"), Some("once")).await.unwrap().body;
    assert_eq!(office.answer_finding(id, &said("同一批货"), Some("once")).await.unwrap().body, answered);
    assert_eq!(code(office.answer_finding(id, &said("再说一次"), None).await), "finding_answered");
    assert_eq!(code(office.judge_finding(id, &judged(true), None).await), "not_allowed");
    let unsaid = JudgeFinding { satisfied: false, text: None };
    assert_eq!(faults(auditor.judge_finding(id, &unsaid, None).await), fault("", "project_reason"));
    let again = auditor.judge_finding(id, &judged(false), None).await.unwrap().body;
    assert_eq!(again.summary.state, FindingStanding::Open);
    it.treasurer().answer_finding(id, &said("送货单已补"), None).await.unwrap();
    let settled = auditor.judge_finding(id, &judged(true), None).await.unwrap().body;
    assert_eq!(settled.summary.state, FindingStanding::Settled);
    assert!(settled.summary.settled_at.is_some());
    let entries: Vec<FindingSaid> = settled.entries.iter().map(|entry| entry.kind).collect();
    use FindingSaid::{Answered, AskedAgain, Settled};
    assert_eq!(entries, [Answered, AskedAgain, Answered, Settled]);
    assert_eq!(code(office.answer_finding(id, &said("再说一次"), None).await), "finding_settled");
    assert_eq!(code(auditor.judge_finding(id, &judged(true), None).await), "finding_settled");
}

#[actix_web::test]
async fn nobody_judges_their_own_answer_or_what_they_took_part_in() {
    let it = Paying::new().await;
    let both = it.it.client(it.with_roles(&[Role::Official, Role::Auditor]));
    let id = it.twice().await;
    both.answer_finding(id, &said("同一批货"), None).await.unwrap();
    assert_eq!(code(both.judge_finding(id, &judged(true), None).await), "finding_own");
    let content = it.content(&both, 12).await;
    let own = both.propose_disbursement(it.it.fund, &content, None).await.unwrap().body.summary.id;
    it.it.member(0).approve_disbursement(own, None).await.unwrap();
    it.treasurer().pay_disbursement(own, &number("B-1"), None).await.unwrap();
    let all = it.of_kind(Kind::InvoiceNumberTwice).await;
    let theirs = all.iter().find(|found| found.disbursement_ids.contains(&own)).unwrap().id;
    it.it.official().answer_finding(theirs, &said("同一批货"), None).await.unwrap();
    assert_eq!(code(both.judge_finding(theirs, &judged(true), None).await), "finding_took_part");
}

#[actix_web::test]
async fn findings_are_for_those_inside_the_fund_and_a_long_list_takes_as_few_statements_as_a_short_one() {
    use app::{funds::findings, identity::load_actor, testing::statements};
    let it = Paying::new().await;
    let id = it.twice().await;
    let resident = it.it.client(it.it.resident("1/1/1/1/1/"));
    let query = ListFindings::default();
    assert_eq!(code(resident.list_findings(it.it.fund, &query).await), "not_found");
    assert_eq!(code(resident.get_finding(id).await), "not_found");
    assert_eq!(code(resident.answer_finding(id, &said("不"), None).await), "not_found");
    let open =
        ListFindings { state: Some(FindingStanding::Open), kind: Some(Kind::InvoiceNumberTwice), ..query };
    let found = it.it.member(0).list_findings(it.it.fund, &open).await.unwrap().items;
    assert_eq!(found.iter().map(|found| found.id).collect::<Vec<_>>(), [id]);
    let person = it.it.person(Role::Auditor);
    let actor = it.it.server.store.db.read_blocking(|tx| load_actor(tx, person.1)).unwrap().unwrap();
    let fund = it.it.fund;
    let count = |limit| {
        let page = app::funds::Page { after: None, limit };
        let read = |tx: &mut Tx<'_>| findings::list(tx, &actor, fund, &findings::Filter::default(), page);
        let (rows, count) = statements(&it.it.server.store, read).unwrap();
        (rows.len(), count)
    };
    it.paid(12).await;
    let (many, of_many) = count(50);
    assert!(many >= 4);
    assert_eq!(count(1), (1, of_many));
}

#[actix_web::test]
async fn of_many_who_answer_one_does() {
    let it = Paying::new().await;
    let id = it.twice().await;
    let clients = (0..8).map(|_| it.it.client(it.it.person(Role::Official))).collect();
    let answers =
        ask_at_once(
            clients,
            move |_, client| async move { client.answer_finding(id, &said("好"), None).await },
        );
    assert_eq!(outcomes(answers.await), (1, vec!["finding_answered".to_owned(); 7]));
}

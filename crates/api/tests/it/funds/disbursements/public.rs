//! What everybody reads of payments, and what is for those inside the fund.

use client::Client;
use contract::{
    funds::{AddPayee, DisbursementSummary, ListDisbursements, ListFundPostings, ProposeDisbursement},
    page::PageQuery,
    photos::PhotoSize,
};
use domain::{
    funds::{
        Part,
        disbursements::{DisbursementStateName as State, PayeeKind},
    },
    permissions::Role,
};

use super::{HOME, Paying, because, number};
use crate::support::code;

impl Paying {
    async fn list(&self, client: &Client, query: &ListDisbursements) -> Vec<DisbursementSummary> {
        let (mut all, mut after) = (Vec::new(), None);
        loop {
            let query = ListDisbursements { limit: Some(2), after, ..query.clone() };
            let page = client.list_disbursements(&query).await.unwrap();
            all.extend(page.items);
            match page.next {
                Some(next) => after = Some(next),
                None => return all,
            }
        }
    }
}

#[actix_web::test]
async fn everybody_reads_where_money_has_moved_but_no_names_of_people_and_no_invoices() {
    let it = Paying::new().await;
    let (office, anyone, fund) = (it.it.official(), it.it.server.anonymous(), it.it.fund);
    let person = AddPayee::Person { name: "测试居民".to_owned() };
    let person = office.add_payee(fund, &person, None).await.unwrap();
    let content = ProposeDisbursement { payee_id: person.id, ..it.content(&office, 10).await };
    let made = it.try_propose(&content).await.unwrap();
    let (id, photo) = (made.summary.id, made.invoices.unwrap()[0].photo_id);
    assert_eq!(code(anyone.get_disbursement(id).await), "not_found");
    let resident = it.it.client(it.it.resident(HOME));
    assert_eq!(code(resident.get_disbursement(id).await), "not_found");
    assert_eq!(code(resident.approve_disbursement(id, None).await), "not_found");
    it.it.member(0).approve_disbursement(id, None).await.unwrap();
    assert_eq!(code(anyone.get_disbursement(id).await), "not_found");
    it.treasurer().pay_disbursement(id, &number("B-1"), None).await.unwrap();
    let seen = anyone.get_disbursement(id).await.unwrap().body;
    assert_eq!((seen.summary.payee.name.as_str(), seen.summary.payee.id), ("测**", None));
    assert_eq!((seen.invoice_count, seen.invoices, seen.reference), (1, None, None));
    assert!(seen.steps.iter().all(|step| step.by.is_none()) && seen.actions.is_empty());
    let auditor = it.it.client(it.it.person(Role::Auditor));
    let whole = auditor.get_disbursement(id).await.unwrap().body;
    assert_eq!((whole.summary.payee.name.as_str(), whole.reference.as_deref()), ("测试居民", Some("B-1")));
    assert!(auditor.get_photo(photo, PhotoSize::Small).await.is_ok());
    assert_eq!(code(resident.get_photo(photo, PhotoSize::Small).await), "not_found");
    // So does the book of its postings.
    let query = ListFundPostings { part: Part::Expense, ..ListFundPostings::default() };
    for (client, name) in [(&anyone, "测**"), (&auditor, "测试居民")] {
        let line = &client.list_fund_postings(fund, &query).await.unwrap().items[0];
        assert_eq!((line.disbursement_id, line.payee.as_deref()), (Some(id), Some(name)));
        assert_eq!(line.title.as_deref(), Some("重阳慰问米油"));
    }
    let file = anyone.export_fund_postings(fund, &query, "text/csv").await.unwrap();
    let text = String::from_utf8(file).unwrap();
    assert!(text.contains("测**") && text.contains(&id.to_string()) && !text.contains("测试居民"), "{text}");
    // What was booked back says why, to everybody.
    let reason = because("银行退回");
    it.it.member(0).reverse_disbursement(id, &reason, None).await.unwrap();
    assert_eq!(anyone.get_disbursement(id).await.unwrap().body.reason, Some(reason.reason));
    assert_eq!(code(resident.list_payees(fund, &PageQuery::default()).await), "not_found");
    // Two of one moment come in either order.
    let first = PageQuery { limit: Some(1), after: None };
    let first = auditor.list_payees(fund, &first).await.unwrap();
    let then = auditor.list_payees(fund, &PageQuery { limit: Some(1), after: first.next }).await.unwrap();
    let mut kinds = [first.items[0].kind, then.items[0].kind];
    kinds.sort_by_key(|kind| *kind != PayeeKind::Person);
    assert_eq!((kinds, then.next), ([PayeeKind::Person, PayeeKind::Organisation], None));
}

#[actix_web::test]
async fn lists_are_paged_and_filtered_by_state_fund_project_and_payee() {
    let it = Paying::new().await;
    let (office, anyone) = (it.it.official(), it.it.server.anonymous());
    let person = AddPayee::Person { name: "测试居民".to_owned() };
    let person = office.add_payee(it.it.fund, &person, None).await.unwrap().id;
    let content = ProposeDisbursement { payee_id: person, ..it.content(&office, 10).await };
    let to_person = it.try_propose(&content).await.unwrap().summary.id;
    it.it.member(0).approve_disbursement(to_person, None).await.unwrap();
    it.treasurer().pay_disbursement(to_person, &number("B-1"), None).await.unwrap();
    for _ in 0..3 {
        it.paid(10).await;
    }
    let approved = it.approved(10).await;
    it.proposed(10).await;
    let all = ListDisbursements { fund_id: Some(it.it.fund), ..ListDisbursements::default() };
    assert_eq!((it.list(&anyone, &all).await.len(), it.list(&office, &all).await.len()), (4, 6));
    let query = |state| ListDisbursements { state: Some(state), ..all.clone() };
    let found = it.list(&office, &query(State::Approved)).await;
    assert_eq!(found.iter().map(|one| one.id).collect::<Vec<_>>(), [approved]);
    assert_eq!(it.list(&anyone, &query(State::Approved)).await, []);
    let to = |payee_id| ListDisbursements { payee_id: Some(payee_id), ..ListDisbursements::default() };
    assert_eq!(it.list(&anyone, &to(it.payee)).await.len(), 3);
    assert_eq!(it.list(&anyone, &to(person)).await, [], "who that is would show");
    assert_eq!(it.list(&office, &to(person)).await.len(), 1);
    let nobody = domain::ids::PayeeId(it.it.fund.0);
    assert_eq!(it.list(&office, &to(nobody)).await, []);
    let project = domain::ids::ProjectId(it.it.fund.0);
    let none = ListDisbursements { project_id: Some(project), ..ListDisbursements::default() };
    assert_eq!(it.list(&office, &none).await, []);
    let bad = ListDisbursements { after: Some("x".to_owned()), ..ListDisbursements::default() };
    assert_eq!(code(office.list_disbursements(&bad).await), "query_invalid");
}

#[actix_web::test]
async fn a_long_list_takes_as_few_statements_as_a_short_one() {
    use app::{db::Tx, funds::disbursements, testing::statements};
    let it = Paying::new().await;
    for _ in 0..6 {
        it.paid(10).await;
    }
    let count = |limit| {
        let page = app::funds::Page { after: None, limit };
        let filter = disbursements::Filter { fund: Some(it.it.fund), ..disbursements::Filter::default() };
        let read = |tx: &mut Tx<'_>| disbursements::list(tx, None, filter, page);
        let (rows, count) = statements(&it.it.server.store, read).unwrap();
        (rows.len(), count)
    };
    assert_eq!((count(1), count(6)), ((1, 3), (6, 3)));
    let lines = |limit| {
        let page = app::funds::Page { after: None, limit };
        let choice = app::funds::books::Choice::of(Part::Expense);
        let read = |tx: &mut Tx<'_>| app::funds::books::lines(tx, None, it.it.fund, &choice, page);
        let (rows, count) = statements(&it.it.server.store, read).unwrap();
        (rows.len(), count)
    };
    assert_eq!((lines(1).0, lines(6).0), (1, 6));
    assert_eq!(lines(1).1, lines(6).1);
}

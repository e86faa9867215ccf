//! What happens at the same moment: two approvers, two payers, more approved than there is.

use contract::funds::ProposeDisbursement;
use domain::permissions::Role;

use super::{Paying, amount, because, number};
use crate::support::{ask_at_once, assert_sound, outcomes};

#[actix_web::test]
async fn of_many_who_approve_one_does_and_the_others_hear_of_it() {
    let it = Paying::new().await;
    let id = it.proposed(80_000).await;
    let clients = (0..10).map(|_| it.it.client(it.it.person(Role::CouncilMember))).collect();
    let answers =
        ask_at_once(clients, move |_, client| async move { client.approve_disbursement(id, None).await });
    let (done, refused) = outcomes(answers.await);
    assert_eq!((done, refused), (1, vec!["disbursement_is_approved".to_owned(); 9]));
    assert_eq!((it.money().await, it.used(1).await), ((600_000, 80_000, 0), (80_000, 0)));
    let clients = (0..10).map(|_| it.treasurer()).collect();
    let answers = ask_at_once(clients, move |n, client| async move {
        if n % 2 == 0 {
            client.pay_disbursement(id, &number("B-1"), None).await
        } else {
            client.refuse_disbursement(id, &because("不付"), None).await
        }
    });
    let (done, refused) = outcomes(answers.await);
    let paid = it.money().await == (520_000, 0, 80_000);
    let said = if paid { "disbursement_is_paid" } else { "disbursement_is_refused" };
    assert_eq!((done, refused), (1, vec![said.to_owned(); 9]));
    assert_eq!(it.used(1).await, if paid { (0, 80_000) } else { (0, 0) });
    assert_sound(&it.it.server);
}

#[actix_web::test]
async fn neither_line_nor_resolution_nor_cash_is_overspent_by_whoever_is_first() {
    let it = Paying::new().await;
    let office = it.it.official();
    // Line 1 lets 3,000.00 pass: three of these, of eight.
    let mut ids = Vec::new();
    for _ in 0..8 {
        ids.push(it.proposed(90_000).await);
    }
    let clients = (0..8).map(|_| it.it.client(it.it.person(Role::CouncilMember))).collect();
    let answers = ask_at_once(clients, move |n, client| {
        let id = ids[n];
        async move { client.approve_disbursement(id, None).await }
    });
    let (done, refused) = outcomes(answers.await);
    assert_eq!((done, refused), (3, vec!["budget_exceeded".to_owned(); 5]));
    assert_eq!(it.used(1).await, (270_000, 0));
    // For education there are 1,000.00, and the line lets 2,000.00 pass: one of these, of four.
    let mut ids = Vec::new();
    for _ in 0..4 {
        let content = it.content(&office, 60_000).await;
        let content = ProposeDisbursement { line: 2, purpose: Some("education".to_owned()), ..content };
        ids.push(it.try_propose(&content).await.unwrap().summary.id);
    }
    let clients = (0..4).map(|_| it.it.client(it.it.person(Role::CouncilMember))).collect();
    let answers = ask_at_once(clients, move |n, client| {
        let id = ids[n];
        async move { client.approve_disbursement(id, None).await }
    });
    let (done, refused) = outcomes(answers.await);
    assert_eq!((done, refused), (1, vec!["fund_short".to_owned(); 3]));
    // A resolution of 100.00: one of these, of four, on what is left of line 2.
    let resolution_id = Some(it.resolution(10_000).await);
    let mut ids = Vec::new();
    for _ in 0..4 {
        let content = ProposeDisbursement { line: 2, resolution_id, ..it.content(&office, 6_000).await };
        ids.push(it.try_propose(&content).await.unwrap().summary.id);
    }
    let clients = (0..4).map(|_| it.it.client(it.it.person(Role::CouncilMember))).collect();
    let answers = ask_at_once(clients, move |n, client| {
        let id = ids[n];
        async move { client.approve_disbursement(id, None).await }
    });
    let (done, refused) = outcomes(answers.await);
    assert_eq!((done, refused), (1, vec!["resolution_used_up".to_owned(); 3]));
    assert_sound(&it.it.server);
}

#[actix_web::test]
async fn an_instalment_is_paid_once_however_many_approve_it_and_one_reversal_counts() {
    let it = Paying::new().await;
    let office = it.it.official();
    let (project, by) = it.project().await;
    let mut ids = Vec::new();
    for _ in 0..6 {
        let content = ProposeDisbursement {
            project_id: Some(project),
            milestone: Some(0),
            resolution_id: Some(by),
            amount_fen: amount(15_000),
            invoices: Vec::new(),
            ..it.content(&office, 10).await
        };
        ids.push(it.try_propose(&content).await.unwrap().summary.id);
    }
    let clients = (0..6).map(|_| it.it.client(it.it.person(Role::CouncilMember))).collect();
    let answers = ask_at_once(clients, move |n, client| {
        let id = ids[n];
        async move { client.approve_disbursement(id, None).await }
    });
    let (done, refused) = outcomes(answers.await);
    assert_eq!((done, refused), (2, vec!["milestone_exceeded".to_owned(); 4]));
    let id = it.paid(10).await;
    let clients = (0..6).map(|_| it.it.client(it.it.person(Role::CouncilMember))).collect();
    let answers = ask_at_once(clients, move |_, client| async move {
        client.reverse_disbursement(id, &because("退回"), None).await
    });
    let (done, refused) = outcomes(answers.await);
    assert_eq!((done, refused), (1, vec!["disbursement_is_reversed".to_owned(); 5]));
    assert_sound(&it.it.server);
}

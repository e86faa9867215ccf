//! What happens at the same moment: treasurers who confirm, one payment as many gifts, one key many times.

use client::ClientError;
use contract::funds::{Income, ListIncome};
use domain::{funds::income::IncomeState, ids::IncomeId, permissions::Role};

use super::{
    Town,
    income::{confirmation, money, reason, subsidy},
};
use crate::support::{ask_at_once, assert_sound, code, outcomes};

#[actix_web::test]
async fn two_treasurers_at_once_book_one_payment_once() {
    let it = Town::open(3).await;
    let id =
        it.treasurer().register_income(it.fund, &money(subsidy(), 100, None), None).await.unwrap().body.id;
    let treasurers = (0..12).map(|_| it.treasurer()).collect();
    let confirmed = ask_at_once(treasurers, move |n, treasurer| async move {
        let said = confirmation(if n % 2 == 0 { "B-1" } else { "B-2" }, 100);
        treasurer.confirm_income(id, &said, None).await.map(|done| done.body)
    });
    let (done, refused): (Vec<_>, Vec<_>) = confirmed.await.into_iter().partition(Result::is_ok);
    let done: Vec<Income> = done.into_iter().map(Result::unwrap).collect();
    assert!(done.len() == 6 && done.iter().all(|income| *income == done[0]), "{done:?}");
    assert!(refused.into_iter().all(|answer| code(answer) == "income_settled"));
    assert_eq!(it.cash().await, 100);
    assert_sound(&it.server);
}

#[actix_web::test]
async fn one_payment_is_not_booked_as_two_gifts_and_receipts_have_no_gaps() {
    let it = Town::open(3).await;
    let treasurer = it.treasurer();
    let mut ids: Vec<IncomeId> = Vec::new();
    for _ in 0..8 {
        ids.push(
            treasurer.register_income(it.fund, &money(subsidy(), 100, None), None).await.unwrap().body.id,
        );
    }
    let same = ids.clone();
    let confirmed = ask_at_once((0..8).map(|_| it.treasurer()).collect(), move |n, treasurer| {
        let id = same[n];
        async move { treasurer.confirm_income(id, &confirmation("B-1", 100), None).await }
    });
    let (done, refused) = outcomes(confirmed.await);
    assert_eq!((done, refused), (1, vec!["income_reference_taken".to_owned(); 7]));
    let confirmed = ask_at_once((0..8).map(|_| it.treasurer()).collect(), move |n, treasurer| {
        let id = ids[n];
        async move { treasurer.confirm_income(id, &confirmation(&format!("C-{n}"), 100), None).await }
    });
    let answers: Vec<Result<_, ClientError>> = confirmed.await;
    let (done, refused) = outcomes(answers);
    assert_eq!((done, refused), (7, vec!["income_settled".to_owned()]));
    let query = ListIncome { state: Some(IncomeState::Received), ..ListIncome::default() };
    let all = treasurer.list_income(it.fund, &query).await.unwrap().items;
    let mut numbers: Vec<_> = all.iter().filter_map(|income| income.receipt_number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=8).collect::<Vec<_>>());
    assert_eq!(it.cash().await, 800);
    assert_sound(&it.server);
}

#[actix_web::test]
async fn one_key_many_times_at_once_is_one_reversal() {
    let it = Town::open(3).await;
    let person = it.person(Role::Treasurer);
    let received = it.receive(&it.client(person), &money(subsidy(), 100, None), "B-1").await.id;
    let clients = (0..10).map(|_| it.client(person)).collect();
    let answers = ask_at_once(clients, move |_, client| async move {
        client.reverse_income(received, &reason(), Some("back")).await.unwrap().body
    });
    let answers = answers.await;
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(it.cash().await, 0);
    assert_sound(&it.server);
}

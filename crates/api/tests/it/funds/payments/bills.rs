//! A day's payments against the providers' bills.

use chrono::TimeDelta;
use contract::funds::{AnswerPaymentDifference, ListPaymentDifferences, PaymentDifference, RefundPayment};
use domain::{
    funds::payments::{DifferenceKind, PaymentChannel},
    permissions::Role,
};
use payments::{Fen, Kind, Line, Progress};

use super::{BOTH, Till, order};
use crate::support::code;

impl Till {
    async fn differences(&self, answered: Option<bool>) -> Vec<PaymentDifference> {
        let query = ListPaymentDifferences { answered, ..ListPaymentDifferences::default() };
        self.town.treasurer().list_payment_differences(self.town.fund, &query).await.unwrap().items
    }
}

/// From nine in the morning to half past ten of the next day.
const NEXT_DAY: TimeDelta = TimeDelta::minutes(25 * 60 + 30);

#[actix_web::test]
async fn days_that_agree_have_no_differences() {
    let it = Till::open().await;
    for channel in BOTH {
        it.paid(channel, 500).await;
        let back = it.paid(channel, 700).await;
        let reason = RefundPayment { reason: "重复捐赠".to_owned() };
        it.town.treasurer().refund_payment(back.payment.id, &reason, None).await.unwrap();
        it.begin(channel, 900).await;
    }
    it.later(NEXT_DAY).await;
    assert_eq!(it.differences(None).await, []);
    let bills = it.provider.server.targets().iter().filter(|target| target.contains("tradebill")).count();
    it.later(TimeDelta::hours(1)).await;
    let again = it.provider.server.targets().iter().filter(|target| target.contains("tradebill")).count();
    assert_eq!((bills, again), (1, 1), "each day once");
}

#[actix_web::test]
async fn what_differs_is_listed_and_answered_once() {
    let it = Till::open().await;
    let (kept, omitted) =
        (it.paid(PaymentChannel::Wechat, 500).await, it.paid(PaymentChannel::Wechat, 700).await);
    let line = |order: String, fen| Line {
        kind: Kind::Payment,
        order,
        refund: None,
        transaction: "4299".to_owned(),
        amount: Fen::new(fen).unwrap(),
        progress: Progress::Done,
        at: it.now(),
    };
    let surplus = vec![line("ELSEWHERE1".to_owned(), 100), line(order(kept.payment.id), 501)];
    it.provider.behave(|provider| {
        provider.omitted = vec![order(omitted.payment.id)];
        provider.surplus = surplus;
    });
    it.later(NEXT_DAY).await;
    let mut found = it.differences(Some(false)).await;
    found.sort_by_key(|found| found.kind);
    let short: Vec<_> =
        found.iter().map(|one| (one.kind, one.payment_id, one.ours_fen, one.theirs_fen)).collect();
    assert_eq!(
        short,
        [
            (DifferenceKind::MissingHere, None, None, Some(100)),
            (DifferenceKind::MissingThere, Some(omitted.payment.id), Some(700), None),
            (DifferenceKind::RepeatedThere, Some(kept.payment.id), None, Some(501)),
        ]
    );
    let (treasurer, fund) = (it.town.treasurer(), it.town.fund);
    let note = AnswerPaymentDifference { note: "另一系统的订单".to_owned() };
    let answered = treasurer.answer_payment_difference(fund, found[0].id, &note, Some("once")).await.unwrap();
    assert_eq!((answered.note, answered.answered_at), (Some(note.note.clone()), Some(it.now())));
    assert!(answered.answered_by.is_some());
    treasurer.answer_payment_difference(fund, found[0].id, &note, Some("once")).await.unwrap();
    let again = treasurer.answer_payment_difference(fund, found[0].id, &note, None).await;
    assert_eq!(code(again), "payment_difference_answered");
    assert_eq!((it.differences(Some(true)).await.len(), it.differences(Some(false)).await.len()), (1, 2));
    let auditor = it.server().client_of(it.town.person(Role::Auditor));
    assert_eq!(code(auditor.answer_payment_difference(fund, found[1].id, &note, None).await), "not_allowed");
}

#[actix_web::test]
async fn a_bill_that_is_not_there_yet_is_waited_for_until_noon() {
    let it = Till::open().await;
    let begun = it.paid(PaymentChannel::Wechat, 500).await;
    it.provider.behave(|provider| provider.no_bill = true);
    it.later(NEXT_DAY).await;
    assert_eq!(it.differences(None).await, []);
    it.later(TimeDelta::hours(2)).await;
    let found = it.differences(None).await;
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].kind, found[0].payment_id), (DifferenceKind::MissingThere, Some(begun.payment.id)));
}

//! Beginning to pay.

use chrono::TimeDelta;
use contract::funds::{BeginPayment, ListPayments};
use domain::{
    funds::payments::{PaymentChannel, PaymentState},
    permissions::Role,
};

use super::{BOTH, KEY, Till, gift, none_begun};
use crate::{
    funds::{Town, amount, income::promise},
    points::{fault, faults},
    support::code,
};

#[actix_web::test]
async fn what_is_offered_is_told_to_everybody() {
    let it = Till::open().await;
    assert_eq!(it.anonymous().get_settings().await.unwrap().payment_channels, BOTH);
    let without = Town::open(3).await;
    let anybody = without.server.anonymous();
    assert!(anybody.get_settings().await.unwrap().payment_channels.is_empty());
    let off = anybody.begin_payment(without.fund, &gift(PaymentChannel::Wechat, 1), None).await;
    assert_eq!(none_begun(off), "payment_channel_off");
}

#[actix_web::test]
async fn the_same_key_is_the_same_payment() {
    let it = Till::open().await;
    for channel in BOTH {
        let ask = |fen| {
            let (client, fund) = (it.anonymous(), it.town.fund);
            let key = format!("{KEY}{}", channel.as_str());
            async move { client.begin_payment(fund, &gift(channel, fen), Some(&key)).await }
        };
        let first = ask(8_800).await.unwrap().body;
        assert_eq!(first.payment.state, PaymentState::Created);
        assert!(first.payment.code.is_some() && first.token.len() > 40);
        assert_eq!(first.payment.expires_at - first.payment.opened_at, TimeDelta::minutes(30));
        assert_eq!(ask(8_800).await.unwrap().body, first);
        assert_eq!(code(ask(8_801).await), "idempotency_key_reused");
        assert_eq!(it.seen(&first).await, first.payment);
    }
    let short = it.anonymous().begin_payment(it.town.fund, &gift(BOTH[0], 1), Some("short")).await;
    assert_eq!(none_begun(short), "idempotency_key_invalid");
}

#[actix_web::test]
async fn only_who_began_it_and_who_keeps_the_books_see_it() {
    let it = Till::open().await;
    let resident = it.server().signed_in(Role::Resident, "1/1/1/1/1/");
    let own = BeginPayment { donor_name: None, ..gift(PaymentChannel::Wechat, 100) };
    let begun = resident.begin_payment(it.town.fund, &own, None).await.unwrap().body;
    let (id, other) = (begun.payment.id, it.begin(PaymentChannel::Wechat, 100).await);
    assert_eq!(resident.get_payment(id, None).await.unwrap().body, begun.payment);
    for token in [None, Some(other.token.as_str()), Some("")] {
        assert_eq!(code(it.anonymous().get_payment(id, token).await), "not_found");
        assert_eq!(code(it.anonymous().get_payment_receipt(id, token).await), "not_found");
    }
    let stranger = it.server().signed_in(Role::Resident, "1/1/1/1/2/");
    assert_eq!(code(stranger.get_payment(id, None).await), "not_found");
    assert_eq!(code(resident.get_payment_receipt(id, None).await), "income_not_received");
    let all = it.town.treasurer().list_payments(it.town.fund, &ListPayments::default()).await.unwrap().items;
    assert_eq!(all.len(), 2);
    let paid = ListPayments { state: Some(PaymentState::Paid), ..ListPayments::default() };
    assert!(it.town.treasurer().list_payments(it.town.fund, &paid).await.unwrap().items.is_empty());
}

#[actix_web::test]
async fn what_cannot_be_paid_is_refused_before_the_provider_is_asked() {
    let it = Till::open().await;
    let (anybody, fund) = (it.anonymous(), it.town.fund);
    let nameless = BeginPayment { donor_name: None, ..gift(PaymentChannel::Wechat, 1) };
    assert_eq!(faults(anybody.begin_payment(fund, &nameless, None).await), fault("/donor_name", "required"));
    let huge = BeginPayment { amount_fen: amount(10_000_000_001), ..gift(PaymentChannel::Wechat, 1) };
    assert_eq!(faults(anybody.begin_payment(fund, &huge, None).await), fault("/amount_fen", "range"));
    let aimed = BeginPayment { purpose: Some("education".to_owned()), ..gift(PaymentChannel::Wechat, 1) };
    assert_eq!(none_begun(anybody.begin_payment(fund, &aimed, None).await), "fund_no_purpose");
    assert!(it.provider.server.targets().is_empty());
    // What is promised at a counter is something else.
    let online = contract::funds::PromiseDonation {
        channel: domain::funds::income::Channel::Online,
        ..promise(1, true)
    };
    let resident = it.server().signed_in(Role::Resident, "1/1/1/1/1/");
    assert_eq!(
        faults(resident.promise_donation(fund, &online, None).await),
        fault("/channel", "income_channel")
    );
}

#[actix_web::test]
async fn somebody_begins_so_many_and_an_address_is_counted() {
    let it = Till::open().await;
    let resident = it.server().signed_in(Role::Resident, "1/1/1/1/1/");
    let begin = async |client: &client::Client| {
        client.begin_payment(it.town.fund, &gift(PaymentChannel::Alipay, 1), None).await
    };
    for _ in 0..20 {
        begin(&resident).await.unwrap();
    }
    assert_eq!(none_begun(begin(&resident).await), "payments_full");
    let anybody = it.anonymous();
    for _ in 0..30 {
        begin(&anybody).await.unwrap();
    }
    assert_eq!(none_begun(begin(&anybody).await), "too_many_requests");
}

#[actix_web::test]
async fn a_provider_that_is_away_is_tried_again_with_the_same_key() {
    let it = Till::open().await;
    it.provider.behave(|provider| provider.away = true);
    let begin = || it.anonymous();
    let new = gift(PaymentChannel::Wechat, 500);
    let away = begin().begin_payment(it.town.fund, &new, Some(KEY)).await;
    assert_eq!(none_begun(away), "payment_provider_away");
    it.provider.behave(|provider| provider.away = false);
    let begun = begin().begin_payment(it.town.fund, &new, Some(KEY)).await.unwrap().body;
    assert!(begun.payment.code.is_some());
    let all = it.town.treasurer().list_payments(it.town.fund, &ListPayments::default()).await.unwrap().items;
    assert_eq!(all.iter().map(|payment| payment.id).collect::<Vec<_>>(), [begun.payment.id]);
    // An answer that was lost: the order is there, and the same again.
    it.provider.behave(|provider| provider.answers_lost = true);
    let other = format!("{KEY}-2");
    let lost = begin().begin_payment(it.town.fund, &new, Some(&other)).await;
    assert_eq!(none_begun(lost), "payment_provider_away");
    it.provider.behave(|provider| provider.answers_lost = false);
    let begun = begin().begin_payment(it.town.fund, &new, Some(&other)).await.unwrap().body;
    assert!(it.provider.is_open(&super::order(begun.payment.id)));
}

//! What providers tell: many times, at once, late, out of order, and what is not theirs.

use chrono::TimeDelta;
use contract::funds::ListIncome;
use domain::{
    funds::{
        income::{Channel, IncomeState},
        payments::{PaymentChannel, PaymentState},
    },
    ids::PaymentIntentId,
};
use uuid::Uuid;

use super::{BOTH, Till, notify, order};
use crate::support::{ask_at_once, assert_sound};

#[actix_web::test]
async fn a_gift_that_is_told_of_is_booked_with_a_receipt() {
    let it = Till::open().await;
    for (number, channel) in (1..).zip(BOTH) {
        let begun = it.paid(channel, 8_800).await;
        let seen = it.seen(&begun).await;
        assert_eq!((seen.state, seen.receipt_number), (PaymentState::Paid, Some(number)));
        assert!(seen.code.is_none() && seen.paid_at == Some(it.now()));
        let paper = it.anonymous().get_payment_receipt(seen.id, Some(&begun.token)).await.unwrap();
        assert!(paper.starts_with(b"%PDF"));
        let booked = it.town.treasurer().get_income(seen.income_id.unwrap()).await.unwrap().body;
        assert_eq!((booked.channel, booked.state), (Channel::Online, IncomeState::Received));
        assert_eq!((booked.reference, booked.note.as_str()), (seen.transaction, "给孩子们买书"));
        assert_eq!(booked.donor_name.as_deref(), Some("热心居民"));
    }
    assert_eq!(it.town.cash().await, 17_600);
    assert_sound(it.server());
}

#[actix_web::test]
async fn told_many_times_and_at_once_it_is_booked_once() {
    let it = Till::open().await;
    for channel in BOTH {
        let begun = it.begin(channel, 500).await;
        let told = it.provider.paid(&it.pay(&begun));
        let origin = it.server().origin.clone();
        let answers = ask_at_once((0..12).map(|_| it.anonymous()).collect(), move |_, _| {
            let (origin, told) = (origin.clone(), told.clone());
            async move { notify(&origin, channel, &told).await }
        });
        assert_eq!(answers.await, [true; 12]);
        assert_eq!(it.seen(&begun).await.state, PaymentState::Paid);
    }
    let query = ListIncome { state: Some(IncomeState::Received), ..ListIncome::default() };
    assert_eq!(it.town.treasurer().list_income(it.town.fund, &query).await.unwrap().items.len(), 2);
    assert_eq!(it.town.cash().await, 1_000);
    assert_sound(it.server());
}

#[actix_web::test]
async fn when_it_was_paid_decides_and_not_when_it_was_told() {
    let it = Till::open().await;
    for channel in BOTH {
        let before = it.town.cash().await;
        let (in_time, late) = (it.begin(channel, 700).await, it.begin(channel, 900).await);
        let paid_at = it.now() + TimeDelta::minutes(29);
        it.later(TimeDelta::minutes(40)).await;
        assert_eq!(it.seen(&in_time).await.state, PaymentState::Expired);
        it.provider.pay(&order(in_time.payment.id), paid_at);
        assert!(it.notify(channel, &it.provider.paid(&order(in_time.payment.id))).await);
        assert_eq!(it.seen(&in_time).await.state, PaymentState::Paid);
        // Paid after its time: it goes back by itself, and the fund never has it.
        let number = it.pay(&late);
        for _ in 0..2 {
            assert!(it.notify(channel, &it.provider.paid(&number)).await);
        }
        assert_eq!(it.seen(&late).await.state, PaymentState::PaidLate);
        it.later(TimeDelta::minutes(1)).await;
        assert_eq!(it.provider.refunded(&number), 900);
        let seen = it.seen(&late).await;
        assert_eq!((seen.state, seen.income_id, seen.refunds.len()), (PaymentState::Refunded, None, 1));
        assert_eq!(it.town.cash().await - before, 700);
    }
    assert_sound(it.server());
}

#[actix_web::test]
async fn a_refund_that_overtakes_its_payment_ends_the_same() {
    let it = Till::open().await;
    for channel in BOTH {
        let begun = it.begin(channel, 600).await;
        let number = it.pay(&begun);
        it.provider.refund(&number, "BYHAND1", 200);
        for _ in 0..2 {
            assert!(it.notify(channel, &it.provider.returned(&number, "BYHAND1")).await);
        }
        assert_eq!(it.seen(&begun).await.state, PaymentState::Created);
        assert!(it.notify(channel, &it.provider.paid(&number)).await);
        assert_eq!(it.seen(&begun).await.state, PaymentState::PartRefunded);
        it.provider.refund(&number, "BYHAND2", 400);
        assert!(it.notify(channel, &it.provider.returned(&number, "BYHAND2")).await);
        assert!(it.notify(channel, &it.provider.returned(&number, "BYHAND1")).await);
        let seen = it.seen(&begun).await;
        assert_eq!(seen.state, PaymentState::Refunded);
        let income = it.town.treasurer().get_income(seen.income_id.unwrap()).await.unwrap().body;
        assert_eq!(income.state, IncomeState::Reversed);
    }
    assert_eq!(it.town.cash().await, 0);
    assert_sound(it.server());
}

#[actix_web::test]
async fn what_was_changed_or_is_not_ours_is_refused_and_nothing_is_booked() {
    let it = Till::open().await;
    for channel in BOTH {
        let begun = it.begin(channel, 500).await;
        let number = it.pay(&begun);
        let told = it.provider.paid(&number);
        let mut changed = told.clone();
        changed.body = changed.body.replacen('1', "2", 1);
        assert!(!it.notify(channel, &changed).await);
        assert!(!it.notify(channel, &it.provider.paid_as(&number, 1)).await, "another amount");
        let mut unsigned = told.clone();
        unsigned.headers.clear();
        unsigned.body = unsigned.body.split("sign=").next().unwrap().to_owned();
        assert!(!it.notify(channel, &unsigned).await);
        assert_eq!(it.seen(&begun).await.state, PaymentState::Created);
        // It is still taken as it was sent.
        assert!(it.notify(channel, &told).await);
    }
    // An order of another system of the merchant's, rightly signed.
    let stranger = order(PaymentIntentId(Uuid::from_u128(7)));
    let open = payments::Intent {
        number: payments::OrderNumber::new(stranger.clone()).unwrap(),
        amount: payments::Fen::new(100).unwrap(),
        description: payments::Description::new("别处").unwrap(),
        expires_at: it.now() + TimeDelta::minutes(30),
        channel: payments::Channel::Wechat,
    };
    let call = payments::Call { now: it.now(), nonce: [3; 16] };
    let elsewhere = it.provider.wechat("https://elsewhere.example/notify");
    payments::Payments::create(&elsewhere, call, &open).await.unwrap();
    it.provider.pay(&stranger, it.now());
    assert!(!it.notify(PaymentChannel::Wechat, &it.provider.paid(&stranger)).await);
    assert_eq!(it.town.cash().await, 1_000);
}

#[actix_web::test]
async fn where_paying_on_line_is_off_nothing_is_heard() {
    let it = crate::funds::Town::founding().await;
    let url = format!("{}/payments/alipay/notify", it.server.origin);
    let answer = reqwest::Client::new().post(url).body("sign=x").send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 404);
}

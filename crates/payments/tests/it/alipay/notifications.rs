//! Notifications, recorded and changed.

use std::collections::BTreeMap;

use ::payments::testing::alipay::notification;
use ::payments::{Callback, Event, Paid, PaymentError, Payments as _, RefundNumber, SignatureFault};
use chrono::TimeDelta;
use url::form_urlencoded;

use super::gateway::alipay;
use crate::support::{fen, json, later, now, number};

const NOBODY: &str = "http://127.0.0.1:9";

fn recorded() -> String {
    json("alipay-paid.json")["body"].as_str().unwrap().to_owned()
}

async fn read(body: &str) -> Result<Event, PaymentError> {
    alipay(NOBODY).read_callback(later(90_000), Callback { headers: &[], body: body.as_bytes() }).await
}

/// A notification with other parameters, signed right.
fn made(changes: &[(&str, &str)]) -> String {
    let mut parameters: BTreeMap<String, String> = form_urlencoded::parse(recorded().as_bytes())
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    for (name, value) in changes {
        parameters.insert((*name).to_owned(), (*value).to_owned());
    }
    notification(parameters).body
}

#[tokio::test]
async fn a_recorded_payment_is_read_a_day_later_too() {
    let paid = Paid {
        number: number(),
        transaction: "2026070122001456380542497258".to_owned(),
        amount: fen(8800),
        paid_at: now() - TimeDelta::seconds(2),
    };
    for _ in 0..2 {
        assert_eq!(read(&recorded()).await, Ok(Event::Paid(paid.clone())));
    }
    assert_eq!(read(&made(&[])).await, Ok(Event::Paid(paid)));
}

#[tokio::test]
async fn a_notification_that_was_changed_is_refused() {
    let wrong = Err(SignatureFault::Wrong.into());
    assert_eq!(read(&recorded().replace("total_amount=88.00", "total_amount=0.01")).await, wrong);
    assert_eq!(read(&format!("{}&extra=1", recorded())).await, wrong);
    assert_eq!(read(&recorded().replace("&version=1.0", "")).await, wrong);
    assert_eq!(read("sign=AAAA&sign_type=RSA2").await, wrong);
    assert_eq!(read("trade_status=TRADE_SUCCESS").await, Err(SignatureFault::Incomplete.into()));
    assert_eq!(
        read(&recorded().replace("sign_type=RSA2", "sign_type=RSA")).await,
        Err(SignatureFault::UnknownKey.into())
    );
}

#[tokio::test]
async fn a_parameter_that_is_there_twice_is_refused() {
    for more in ["&total_amount=0.01", "&sign=AAAA"] {
        let twice = read(&format!("{}{more}", recorded())).await;
        assert!(matches!(twice, Err(PaymentError::Malformed(_))), "{twice:?}");
    }
    let long = "a".repeat(65_537);
    assert_eq!(read(&long).await, Err(PaymentError::TooLong { bytes_max: 65_536 }));
}

#[tokio::test]
async fn a_signed_notification_of_somebody_else_is_not_ours() {
    for (name, value) in
        [("app_id", "2021001144680326"), ("seller_id", "2088031940831576"), ("out_trade_no", "x-1")]
    {
        let event = read(&made(&[(name, value)])).await;
        assert!(matches!(event, Err(PaymentError::NotOurs(_))), "{name}: {event:?}");
    }
}

#[tokio::test]
async fn each_state_is_an_event() {
    let state = |state: &'static str| async move { read(&made(&[("trade_status", state)])).await };
    assert!(matches!(state("TRADE_FINISHED").await, Ok(Event::Paid(_))));
    assert_eq!(state("WAIT_BUYER_PAY").await, Ok(Event::Waiting(number())));
    assert_eq!(state("TRADE_CLOSED").await, Ok(Event::Closed(number())));
    assert!(matches!(state("NEW").await, Err(PaymentError::Malformed(_))));
    assert!(matches!(read(&made(&[("total_amount", "88.001")])).await, Err(PaymentError::Amount)));
    // An empty parameter counts or does not, as Alipay signs it.
    assert!(matches!(read(&made(&[("body", "")])).await, Ok(Event::Paid(_))));
    assert!(matches!(read(&format!("{}&body=", recorded())).await, Ok(Event::Paid(_))));
}

#[tokio::test]
async fn a_refund_is_seen_and_never_taken_for_a_payment() {
    let part = [
        ("gmt_refund", "2026-07-01 10:40:00.123"),
        ("refund_fee", "30.00"),
        ("out_biz_no", "R20260701000001"),
    ];
    let number_of_refund = RefundNumber::new("R20260701000001").ok();
    assert_eq!(
        read(&made(&part)).await,
        Ok(Event::RefundSeen { order: number(), number: number_of_refund.clone() })
    );
    let whole = [part[0], part[1], part[2], ("trade_status", "TRADE_CLOSED")];
    assert_eq!(
        read(&made(&whole)).await,
        Ok(Event::RefundSeen { order: number(), number: number_of_refund })
    );
    let by_hand = [part[0], part[1]];
    assert_eq!(read(&made(&by_hand)).await, Ok(Event::RefundSeen { order: number(), number: None }));
}

#[test]
fn what_is_kept_is_answered_with_one_word() {
    assert_eq!(alipay(NOBODY).reply(true).body, "success");
    assert_ne!(alipay(NOBODY).reply(false).body, "success");
}

//! Callbacks, recorded and changed.

use ::payments::testing::wechat::{callback, signed_callback};
use ::payments::{
    Callback, Event, PaymentError, Payments as _, RefundNumber, RefundState, Refunded, SignatureFault,
};
use chrono::TimeDelta;
use serde_json::{Value, json};

use super::merchant::{SERIAL_1, SERIAL_2, server, signed_at, wechat};
use crate::server::Reply;
use crate::support::{NOW, fen, json as recorded, later, now, number, seal};

/// A callback with its headers.
#[derive(Clone)]
struct Sent {
    headers: Vec<(String, String)>,
    body: String,
}

impl Sent {
    fn recorded(name: &str) -> Self {
        let value = recorded(name);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let headers = value["headers"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, value)| (name.clone(), text(value)))
            .collect();
        Self { headers, body: text(&value["body"]) }
    }

    /// A callback of a payment or refund, signed right.
    fn made(kind: &str, event: &str, resource: &Value) -> Self {
        Self::of(callback(now(), kind, event, resource))
    }

    fn signed(body: &Value) -> Self {
        Self::of(signed_callback(NOW, body))
    }

    fn of(sent: ::payments::testing::Sent) -> Self {
        Self { headers: sent.headers, body: sent.body }
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        self.headers
            .iter_mut()
            .filter(|(candidate, _)| candidate == name)
            .for_each(|(_, old)| value.clone_into(old));
        self
    }

    async fn read(&self, origin: &str, seconds: i64) -> Result<Event, PaymentError> {
        let headers: Vec<(&str, &str)> =
            self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let callback = Callback { headers: &headers, body: self.body.as_bytes() };
        wechat(origin).read_callback(later(seconds), callback).await
    }
}

const NOBODY: &str = "http://127.0.0.1:9";

fn is_paid(event: &Result<Event, PaymentError>) -> bool {
    matches!(event, Ok(Event::Paid(paid)) if paid.number == number() && paid.amount == fen(8800) && paid.paid_at == now() - TimeDelta::seconds(2))
}

#[tokio::test]
async fn a_recorded_payment_is_read_and_again_within_five_minutes() {
    let sent = Sent::recorded("wechat-paid.json");
    for seconds in [0, 0, 299, -299] {
        let event = sent.read(NOBODY, seconds).await;
        assert!(is_paid(&event), "{event:?}");
    }
    for seconds in [301, -301] {
        assert_eq!(sent.read(NOBODY, seconds).await, Err(SignatureFault::Clock.into()), "a replay");
    }
}

#[tokio::test]
async fn a_recorded_refund_signed_with_a_certificate_is_read_once_the_certificate_is_fetched() {
    let list = recorded("wechat-certificates.json");
    let body = list["body"].as_str().unwrap();
    let server = server(signed_at(NOW, "platform-2", SERIAL_2, 200, body)).await;
    let event = Sent::recorded("wechat-refunded.json").read(&server.origin, 0).await;
    let number_of_refund = RefundNumber::new("R20260701000001").unwrap();
    let state = RefundState::Refunded(Refunded {
        order: number(),
        number: number_of_refund.clone(),
        amount: fen(3000),
        refunded_at: Some(now() - TimeDelta::seconds(1)),
    });
    assert_eq!(event, Ok(Event::Refund { order: number(), number: number_of_refund, state }));
    assert_eq!(server.targets(), ["GET /v3/certificates"]);
}

#[tokio::test]
async fn a_callback_that_was_changed_is_refused() {
    let sent = Sent::recorded("wechat-paid.json");
    let mut changed = sent.clone();
    changed.body = changed.body.replace("支付", "退款").replace("EV-", "EW-");
    assert_eq!(changed.read(NOBODY, 0).await, Err(SignatureFault::Wrong.into()));
    let mut longer = sent.clone();
    longer.body.push('\n');
    assert_eq!(longer.read(NOBODY, 0).await, Err(SignatureFault::Wrong.into()));
    let later_time = sent.clone().with("Wechatpay-Timestamp", &(NOW + 1).to_string());
    assert_eq!(later_time.read(NOBODY, 0).await, Err(SignatureFault::Wrong.into()));
    assert_eq!(sent.with("Wechatpay-Nonce", "x").read(NOBODY, 0).await, Err(SignatureFault::Wrong.into()));
}

#[tokio::test]
async fn a_callback_without_or_with_two_of_a_header_is_refused() {
    for name in ["Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Serial", "Wechatpay-Signature"] {
        let mut without = Sent::recorded("wechat-paid.json");
        without.headers.retain(|(candidate, _)| candidate != name);
        assert_eq!(without.read(NOBODY, 0).await, Err(SignatureFault::Incomplete.into()), "{name}");
        let mut twice = Sent::recorded("wechat-paid.json");
        twice.headers.push((name.to_lowercase(), "x".to_owned()));
        assert_eq!(twice.read(NOBODY, 0).await, Err(SignatureFault::Incomplete.into()), "{name}");
    }
}

#[tokio::test]
async fn a_probe_is_refused() {
    let probe = Sent::recorded("wechat-paid.json").with("Wechatpay-Signature", "WECHATPAY/SIGNTEST/xyz");
    assert_eq!(probe.read(NOBODY, 0).await, Err(SignatureFault::Probe.into()));
}

#[tokio::test]
async fn serial_numbers_that_nobody_has_are_asked_for_once_a_minute() {
    let none = Reply {
        status: 404,
        body: br#"{"code":"RESOURCE_NOT_EXISTS","message":""}"#.to_vec(),
        ..Reply::default()
    };
    let server = server(none).await;
    let wechat = wechat(&server.origin);
    for (seconds, asked) in [(0, 1), (1, 1), (59, 1), (61, 2)] {
        let sent = Sent::recorded("wechat-paid.json").with("Wechatpay-Serial", SERIAL_1);
        let headers: Vec<(&str, &str)> =
            sent.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let callback = Callback { headers: &headers, body: sent.body.as_bytes() };
        let event = wechat.read_callback(later(seconds), callback).await;
        assert_eq!(event, Err(SignatureFault::UnknownKey.into()));
        assert_eq!(server.targets().len(), asked, "after {seconds} s");
    }
}

#[tokio::test]
async fn a_signed_callback_of_somebody_else_is_not_ours() {
    let paid = json!({
        "appid": "wxd678efh567hg6787", "mchid": "1900007291", "out_trade_no": "G20260701000001", "transaction_id": "42",
        "trade_state": "SUCCESS", "success_time": "2026-07-01T10:29:58+08:00", "amount": {"total": 8800, "currency": "CNY"},
    });
    assert!(is_paid(&Sent::made("transaction", "TRANSACTION.SUCCESS", &paid).read(NOBODY, 0).await));
    for (name, value) in [("mchid", "1900007292"), ("appid", "wx0"), ("out_trade_no", "x")] {
        let mut other = paid.clone();
        other[name] = json!(value);
        let event = Sent::made("transaction", "TRANSACTION.SUCCESS", &other).read(NOBODY, 0).await;
        assert!(matches!(event, Err(PaymentError::NotOurs(_))), "{name}: {event:?}");
    }
    let mut waiting = paid.clone();
    waiting["trade_state"] = json!("NOTPAY");
    let event = Sent::made("transaction", "TRANSACTION.SUCCESS", &waiting).read(NOBODY, 0).await;
    assert!(matches!(event, Err(PaymentError::Malformed(_))), "{event:?}");
    let refund = json!({
        "mchid": "1900007292", "out_trade_no": "G20260701000001", "out_refund_no": "R1", "refund_status": "SUCCESS",
        "amount": {"refund": 1},
    });
    let event = Sent::made("refund", "REFUND.SUCCESS", &refund).read(NOBODY, 0).await;
    assert!(matches!(event, Err(PaymentError::NotOurs(_))), "{event:?}");
}

#[tokio::test]
async fn a_ciphertext_of_another_key_kind_or_length_is_not_read() {
    let body = |algorithm: &str, associated_data: &str, nonce: &str| {
        json!({
            "event_type": "TRANSACTION.SUCCESS",
            "resource": {
                "algorithm": algorithm, "associated_data": associated_data, "nonce": nonce,
                "ciphertext": seal("{}", "fdasflkja484", "transaction"),
            },
        })
    };
    for (associated_data, nonce) in
        [("refund", "fdasflkja484"), ("transaction", "fdasflkja485"), ("transaction", "short")]
    {
        let sent = Sent::signed(&body("AEAD_AES_256_GCM", associated_data, nonce));
        assert_eq!(sent.read(NOBODY, 0).await, Err(PaymentError::Undecipherable));
    }
    let other = Sent::signed(&body("AEAD_SM4_GCM", "transaction", "fdasflkja484"));
    assert!(matches!(other.read(NOBODY, 0).await, Err(PaymentError::Malformed(_))));
    let long = Sent { body: " ".repeat(65_537), ..Sent::recorded("wechat-paid.json") };
    assert_eq!(long.read(NOBODY, 0).await, Err(PaymentError::TooLong { bytes_max: 65_536 }));
}

#[test]
fn what_is_kept_is_answered_without_a_body() {
    let kept = wechat(NOBODY).reply(true);
    assert_eq!((kept.status, kept.body), (204, ""));
    assert_eq!(wechat(NOBODY).reply(false).status, 500);
}

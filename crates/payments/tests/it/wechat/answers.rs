//! Answers that prove nothing, and servers that are none.

use ::payments::limits::ANSWER_BYTES_MAX;
use ::payments::{Channel, PaymentError, Payments as _, QueryState, SignatureFault};

use super::merchant::{PUBLIC_KEY_ID, SERIAL_1, server, signed, signed_at, wechat};
use crate::server::Reply;
use crate::support::{NOW, call, intent, number};

const CODE: &str = r#"{"code_url":"weixin://wxpay/bizpayurl?pr=NwY5Mz9"}"#;

async fn created(reply: Reply) -> PaymentError {
    let server = server(reply).await;
    wechat(&server.origin).create(call(), &intent(Channel::Wechat)).await.unwrap_err()
}

fn without(name: &str) -> Reply {
    let mut reply = signed(200, CODE);
    reply.headers.retain(|(candidate, _)| candidate != name);
    reply
}

#[tokio::test]
async fn an_answer_without_each_part_of_a_signature_proves_nothing() {
    for name in ["Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Serial", "Wechatpay-Signature"] {
        assert_eq!(created(without(name)).await, SignatureFault::Incomplete.into(), "{name}");
        let mut twice = signed(200, CODE);
        twice.headers.push((name.to_owned(), "1".to_owned()));
        assert_eq!(created(twice).await, SignatureFault::Incomplete.into(), "{name}");
    }
}

#[tokio::test]
async fn an_answer_that_was_changed_or_signed_by_somebody_else_proves_nothing() {
    let mut changed = signed(200, CODE);
    changed.body = CODE.replace("NwY5Mz9", "NwY5Mz8").into_bytes();
    assert_eq!(created(changed).await, SignatureFault::Wrong.into());
    assert_eq!(
        created(signed_at(NOW, "stranger", PUBLIC_KEY_ID, 200, CODE)).await,
        SignatureFault::Wrong.into()
    );
    let mut garbled = signed(200, CODE);
    garbled.headers[3].1 = "not base64!".to_owned();
    assert_eq!(created(garbled).await, SignatureFault::Wrong.into());
}

#[tokio::test]
async fn an_answer_signed_with_an_unknown_key_proves_nothing() {
    let stranger = signed_at(NOW, "stranger", "PUB_KEY_ID_0000000000000000000000000000", 200, CODE);
    assert_eq!(created(stranger).await, SignatureFault::UnknownKey.into());
    // Asked for, the list of certificates is this very answer, which is none.
    let unknown = created(signed_at(NOW, "stranger", SERIAL_1, 200, CODE)).await;
    assert!(matches!(unknown, PaymentError::Malformed(_)), "{unknown:?}");
}

#[tokio::test]
async fn an_answer_of_another_time_proves_nothing() {
    for seconds in [-301, 301, -90_000] {
        let reply = signed_at(NOW + seconds, "platform-key", PUBLIC_KEY_ID, 200, CODE);
        assert_eq!(created(reply).await, SignatureFault::Clock.into(), "{seconds}");
    }
    let server = server(signed_at(NOW - 300, "platform-key", PUBLIC_KEY_ID, 200, CODE)).await;
    assert!(wechat(&server.origin).create(call(), &intent(Channel::Wechat)).await.is_ok());
}

#[tokio::test]
async fn a_probe_is_refused_in_an_answer_too() {
    let mut probe = signed(200, CODE);
    probe.headers[3].1 = format!("WECHATPAY/SIGNTEST/{}", probe.headers[3].1);
    assert_eq!(created(probe).await, SignatureFault::Probe.into());
}

#[tokio::test]
async fn a_refusal_that_is_not_signed_decides_nothing() {
    let body = r#"{"code":"ORDER_NOT_EXIST","message":"订单不存在"}"#;
    let forged = Reply { status: 404, body: body.as_bytes().to_vec(), ..Reply::default() };
    let server = server(forged).await;
    let answer = wechat(&server.origin).query(call(), &number()).await;
    assert!(matches!(answer, Err(PaymentError::Refused { signed: false, .. })), "{answer:?}");
    let signed_one = super::merchant::server(signed(404, body)).await;
    assert_eq!(wechat(&signed_one.origin).query(call(), &number()).await, Ok(QueryState::NotFound));
}

#[tokio::test]
async fn overload_is_not_a_refusal() {
    for (status, code) in [(429, "FREQUENCY_LIMITED"), (500, "SYSTEM_ERROR"), (503, "SERVICE_UNAVAILABLE")] {
        let error = created(signed(status, &format!(r#"{{"code":"{code}","message":""}}"#))).await;
        assert_eq!(error, PaymentError::Busy { code: code.to_owned() });
    }
    // A gateway's page instead of JSON.
    let page = Reply { status: 502, body: b"<html>".to_vec(), ..Reply::default() };
    assert_eq!(created(page).await, PaymentError::Busy { code: "502".to_owned() });
}

#[tokio::test]
async fn a_connection_that_breaks_off_leaves_it_open() {
    let mut cut = signed(200, CODE);
    cut.cut_off = true;
    assert!(matches!(created(cut).await, PaymentError::Unreachable(_)));
    let nobody = wechat("http://127.0.0.1:9").create(call(), &intent(Channel::Wechat)).await;
    assert_eq!(nobody, Err(PaymentError::Unreachable("no connection")));
}

#[tokio::test]
async fn an_answer_that_is_too_long_is_not_read_to_its_end() {
    let long = signed(200, &" ".repeat(ANSWER_BYTES_MAX + 1));
    assert_eq!(created(long).await, PaymentError::TooLong { bytes_max: ANSWER_BYTES_MAX });
}

#[tokio::test]
async fn a_redirection_is_not_followed() {
    let mut away = signed(302, "");
    away.headers.push(("location".to_owned(), "http://127.0.0.1:9/".to_owned()));
    assert!(matches!(created(away).await, PaymentError::Refused { .. }));
}

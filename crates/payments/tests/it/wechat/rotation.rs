//! Platform certificates: fetched, changed, expired, forged.

use ::payments::{Channel, PaymentError, Payments as _, SignatureFault};
use serde_json::{Value, json};

use super::merchant::{SERIAL_1, SERIAL_2, checked, signed_at, wechat_with_certificates};
use crate::server::{Request, Server};
use crate::support::{NOW, call, intent, later, seal, vector};

const CODE: &str = r#"{"code_url":"weixin://wxpay/bizpayurl?pr=NwY5Mz9"}"#;

/// An entry of the list.
fn entry(name: &str, serial: &str, expires: &str) -> Value {
    json!({
        "serial_no": serial, "effective_time": "2026-01-01T00:00:00+08:00", "expire_time": expires,
        "encrypt_certificate": {
            "algorithm": "AEAD_AES_256_GCM", "nonce": "61f9c719728a", "associated_data": "certificate",
            "ciphertext": seal(&vector(&format!("{name}.crt.pem")), "61f9c719728a", "certificate"),
        },
    })
}

/// A server that signs its answers with one certificate and its list with another.
async fn server(
    list: Value,
    list_signer: (&'static str, &'static str),
    signer: (&'static str, &'static str),
) -> Server {
    let list = list.to_string();
    Server::start(move |request: &Request| {
        checked(request).unwrap_or_else(|| match request.target.as_str() {
            "/v3/certificates" => signed_at(NOW, list_signer.0, list_signer.1, 200, &list),
            _ => signed_at(NOW, signer.0, signer.1, 200, CODE),
        })
    })
    .await
}

#[tokio::test]
async fn certificates_are_fetched_once_and_serve_for_all_that_they_sign() {
    let list = json!({"data": [entry("platform-1", SERIAL_1, "2031-01-01T00:00:00+08:00"), entry("platform-2", SERIAL_2, "2031-01-01T00:00:00+08:00")]});
    let server = server(list, ("platform-1", SERIAL_1), ("platform-2", SERIAL_2)).await;
    let wechat = wechat_with_certificates(&server.origin);
    for _ in 0..3 {
        wechat.create(call(), &intent(Channel::Wechat)).await.unwrap();
    }
    let lists = server.targets().iter().filter(|target| *target == "GET /v3/certificates").count();
    assert_eq!((lists, server.targets().len()), (1, 4));
}

#[tokio::test]
async fn many_at_once_fetch_them_once() {
    let list = json!({"data": [entry("platform-1", SERIAL_1, "2031-01-01T00:00:00+08:00")]});
    let server = server(list, ("platform-1", SERIAL_1), ("platform-1", SERIAL_1)).await;
    let wechat = std::sync::Arc::new(wechat_with_certificates(&server.origin));
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let wechat = std::sync::Arc::clone(&wechat);
        tasks.spawn(async move { wechat.create(call(), &intent(Channel::Wechat)).await });
    }
    assert!(tasks.join_all().await.iter().all(Result::is_ok));
    assert_eq!(server.targets().iter().filter(|target| *target == "GET /v3/certificates").count(), 1);
}

#[tokio::test]
async fn a_new_certificate_is_learnt_and_the_old_one_still_counts() {
    let first = json!({"data": [entry("platform-1", SERIAL_1, "2031-01-01T00:00:00+08:00")]}).to_string();
    let second = json!({"data": [entry("platform-2", SERIAL_2, "2031-01-01T00:00:00+08:00")]}).to_string();
    let asked = std::sync::atomic::AtomicUsize::new(0);
    let server = Server::start(move |request: &Request| {
        let nth = asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let old = ("platform-1", SERIAL_1);
        let (signer, body) = match (request.target.as_str(), nth) {
            ("/v3/certificates", 1) => (old, first.as_str()),
            ("/v3/certificates", _) => (old, second.as_str()),
            (_, 2) => (("platform-2", SERIAL_2), CODE),
            _ => (old, CODE),
        };
        signed_at(NOW, signer.0, signer.1, 200, body)
    })
    .await;
    let wechat = wechat_with_certificates(&server.origin);
    for seconds in [0, 100, 100] {
        wechat.create(later(seconds), &intent(Channel::Wechat)).await.unwrap();
    }
    assert_eq!(server.targets().len(), 5);
}

#[tokio::test]
async fn an_expired_certificate_does_not_count() {
    let list = json!({"data": [
        entry("platform-1", SERIAL_1, "2026-06-30T00:00:00+08:00"),
        entry("platform-2", SERIAL_2, "2031-01-01T00:00:00+08:00"),
    ]});
    let server = server(list, ("platform-2", SERIAL_2), ("platform-1", SERIAL_1)).await;
    let answer = wechat_with_certificates(&server.origin).create(call(), &intent(Channel::Wechat)).await;
    assert_eq!(answer, Err(SignatureFault::UnknownKey.into()));
}

#[tokio::test]
async fn a_list_that_a_stranger_signed_or_sealed_teaches_nothing() {
    let list = json!({"data": [entry("platform-1", SERIAL_1, "2031-01-01T00:00:00+08:00")]});
    let forged = server(list.clone(), ("stranger", SERIAL_1), ("platform-1", SERIAL_1)).await;
    let answer = wechat_with_certificates(&forged.origin).create(call(), &intent(Channel::Wechat)).await;
    assert_eq!(answer, Err(SignatureFault::Wrong.into()));

    let mut sealed = list.clone();
    sealed["data"][0]["encrypt_certificate"]["nonce"] = json!("61f9c719728b");
    let server_of_strangers = server(sealed, ("platform-1", SERIAL_1), ("platform-1", SERIAL_1)).await;
    let answer =
        wechat_with_certificates(&server_of_strangers.origin).create(call(), &intent(Channel::Wechat)).await;
    assert_eq!(answer, Err(PaymentError::Undecipherable));

    let renamed = json!({"data": [entry("platform-1", SERIAL_2, "2031-01-01T00:00:00+08:00")]});
    let confused = server(renamed, ("platform-1", SERIAL_2), ("platform-1", SERIAL_2)).await;
    let answer = wechat_with_certificates(&confused.origin).create(call(), &intent(Channel::Wechat)).await;
    assert!(matches!(answer, Err(PaymentError::Malformed(_))), "{answer:?}");
}

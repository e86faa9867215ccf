//! A merchant of WeChat Pay with keys of our own, what checks its signatures, and what signs as WeChat Pay does.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::Sent;
use super::keys::{API_V3_KEY, seal, sign, vector, verifies};
use super::server::{Reply, Request};
use crate::wechat::Config;
use crate::{ApiV3Key, SigningKey, VerifyingKey};

/// The id of the key with which answers are signed.
pub const PUBLIC_KEY_ID: &str = "PUB_KEY_ID_0114232134912410000000000000";
/// The merchant's number.
pub const MCHID: &str = "1900007291";
/// The merchant's application.
pub const APPID: &str = "wxd678efh567hg6787";
/// The serial number of the merchant's certificate.
pub const CERTIFICATE: &str = "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C";

/// A merchant with the public key of WeChat Pay.
#[must_use]
pub fn config(origin: &str, notify_url: &str) -> Config {
    Config {
        endpoint: origin.to_owned(),
        appid: APPID.to_owned(),
        mchid: MCHID.to_owned(),
        certificate_serial: CERTIFICATE.to_owned(),
        key: SigningKey::read(&vector("merchant.key.pem")).unwrap(),
        api_v3_key: ApiV3Key::new(API_V3_KEY).unwrap(),
        public_key: Some((
            PUBLIC_KEY_ID.to_owned(),
            VerifyingKey::read(&vector("platform-key.pub.pem")).unwrap(),
        )),
        notify_url: notify_url.to_owned(),
    }
}

/// An answer that is signed with a key, at a time (in seconds since 1970).
#[must_use]
pub fn signed_at(timestamp: i64, key: &str, serial: &str, status: u16, body: &str) -> Reply {
    let nonce = "8e3ab05ccbbd4ba2a2bb8f2ee6ed5fe9";
    let signature = sign(key, format!("{timestamp}\n{nonce}\n{body}\n").as_bytes());
    let headers = [
        ("Wechatpay-Timestamp", timestamp.to_string()),
        ("Wechatpay-Nonce", nonce.to_owned()),
        ("Wechatpay-Serial", serial.to_owned()),
        ("Wechatpay-Signature", signature),
    ];
    let headers = headers.map(|(name, value)| (name.to_owned(), value)).to_vec();
    Reply { status, headers, body: body.as_bytes().to_vec(), cut_off: false }
}

/// The refusal of a request that is not signed as it should be; none where it is.
#[must_use]
pub fn checked(request: &Request) -> Option<Reply> {
    let fault = authorization_fault(request);
    fault.map(|fault| Reply {
        status: 401,
        body: format!(r#"{{"code":"SIGN_ERROR","message":"{fault}"}}"#).into_bytes(),
        ..Reply::default()
    })
}

fn authorization_fault(request: &Request) -> Option<&'static str> {
    let header = request.header("authorization").to_owned();
    let Some(parts) = header.strip_prefix("WECHATPAY2-SHA256-RSA2048 ") else {
        return Some("scheme");
    };
    let part = |name: &str| {
        parts
            .split(',')
            .find_map(|part| part.strip_prefix(&format!("{name}=\""))?.strip_suffix('"'))
            .unwrap_or_default()
    };
    if part("mchid") != MCHID || part("serial_no") != CERTIFICATE {
        return Some("merchant");
    }
    if part("nonce_str").len() != 32
        || request.header("accept") != "application/json"
        || request.header("user-agent").is_empty()
    {
        return Some("headers");
    }
    let (method, target, body) = (&request.method, &request.target, &request.body);
    let message = format!("{method}\n{target}\n{}\n{}\n{body}\n", part("timestamp"), part("nonce_str"));
    if verifies("merchant", message.as_bytes(), part("signature")) { None } else { Some("signature") }
}

/// A callback of a payment or refund, signed and encrypted as it should be.
#[must_use]
pub fn callback(now: DateTime<Utc>, kind: &str, event: &str, resource: &Value) -> Sent {
    let body = json!({
        "id": "EV-1", "event_type": event, "resource_type": "encrypt-resource",
        "resource": {
            "original_type": kind, "algorithm": "AEAD_AES_256_GCM", "associated_data": kind, "nonce": "fdasflkja484",
            "ciphertext": seal(&resource.to_string(), "fdasflkja484", kind),
        },
    });
    signed_callback(now.timestamp(), &body)
}

/// A callback of any content, signed as it should be at a time (in seconds since 1970).
#[must_use]
pub fn signed_callback(timestamp: i64, body: &Value) -> Sent {
    let body = body.to_string();
    let signature = sign("platform-key", format!("{timestamp}\nn\n{body}\n").as_bytes());
    let headers = [
        ("wechatpay-timestamp", timestamp.to_string()),
        ("wechatpay-nonce", "n".to_owned()),
        ("wechatpay-serial", PUBLIC_KEY_ID.to_owned()),
        ("wechatpay-signature", signature),
    ];
    Sent { headers: headers.map(|(name, value)| (name.to_owned(), value)).to_vec(), body }
}

//! A merchant of ours, and a server that checks the merchant's signatures and signs its answers.

use ::payments::wechat::{Config, Wechat};
use ::payments::{ApiV3Key, SigningKey, VerifyingKey};

use crate::server::{Reply, Request, Server};
use crate::support::{API_V3_KEY, NOW, sign, vector, verifies};

pub const PUBLIC_KEY_ID: &str = "PUB_KEY_ID_0114232134912410000000000000";
pub const SERIAL_1: &str = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
pub const SERIAL_2: &str = "0157F09EFDC096DE15EBE81A47057A7232F1B8E2";

/// A merchant with the public key of WeChat Pay.
pub fn config(origin: &str) -> Config {
    Config {
        endpoint: origin.to_owned(),
        appid: "wxd678efh567hg6787".to_owned(),
        mchid: "1900007291".to_owned(),
        certificate_serial: "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C".to_owned(),
        key: SigningKey::read(&vector("merchant.key.pem")).unwrap(),
        api_v3_key: ApiV3Key::new(API_V3_KEY).unwrap(),
        public_key: Some((
            PUBLIC_KEY_ID.to_owned(),
            VerifyingKey::read(&vector("platform-key.pub.pem")).unwrap(),
        )),
        notify_url: "https://town.example/callbacks/wechat".to_owned(),
    }
}

pub fn wechat(origin: &str) -> Wechat {
    Wechat::new(config(origin)).unwrap()
}

/// A merchant who has platform certificates, and no public key.
pub fn wechat_with_certificates(origin: &str) -> Wechat {
    Wechat::new(Config { public_key: None, ..config(origin) }).unwrap()
}

/// An answer that is signed with a key, at a time.
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

/// An answer that is signed as it should be.
pub fn signed(status: u16, body: &str) -> Reply {
    signed_at(NOW, "platform-key", PUBLIC_KEY_ID, status, body)
}

/// A server that gives one answer to whoever signed right.
pub async fn server(reply: Reply) -> Server {
    Server::start(move |request| checked(request).unwrap_or_else(|| reply.clone())).await
}

/// The refusal of a request that is not signed as it should be; none where it is.
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
    if part("mchid") != "1900007291" || part("serial_no") != "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C" {
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

//! Both providers on this machine, with keys of our own: to try paying on line without a contract, and for browser tests.
//!
//! Prints one line of JSON: the settings with which a server asks here, and where somebody "pays": a POST to
//! `<cashier>/pay?order=<number>&tell=<address>` pays an order, and tells the address of it as its provider does.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use payments::testing::server::{Reply, Request, Server};
use payments::testing::{Provider, Sent, alipay, keys, wechat};
use serde_json::json;
use url::form_urlencoded;

#[tokio::main]
async fn main() {
    let provider = Arc::new(Provider::start(now).await);
    let settings = settings(&provider.server.origin);
    let cashier = Server::start(move |request| pay(&provider, request)).await;
    println!("{}", json!({"cashier": cashier.origin, "settings": settings}));
    std::future::pending::<()>().await;
}

fn now() -> DateTime<Utc> {
    SystemTime::now().into()
}

/// Pays what a request names.
fn pay(provider: &Provider, request: &Request) -> Reply {
    let (_, query) = request.target.split_once('?').unwrap_or_default();
    let asked: BTreeMap<_, _> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let Some(order) = asked.get("order") else { return Reply { status: 400, ..Reply::default() } };
    provider.pay(order, now());
    if let Some(address) = asked.get("tell").cloned() {
        tokio::spawn(tell(address, provider.paid(order)));
    }
    Reply { status: 204, ..Reply::default() }
}

async fn tell(address: String, callback: Sent) {
    let mut request = reqwest::Client::new().post(&address).body(callback.body);
    for (name, value) in callback.headers {
        request = request.header(name, value);
    }
    match request.send().await {
        Ok(answer) => eprintln!("{address}: {}", answer.status()),
        Err(error) => eprintln!("{address}: {error}"),
    }
}

/// The settings of a server whose providers are here.
fn settings(origin: &str) -> Vec<String> {
    let key = |name: &str| {
        let vectors = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
        format!("@{}", vectors.join(name).display())
    };
    [
        ("wechat-endpoint", origin.to_owned()),
        ("wechat-appid", wechat::APPID.to_owned()),
        ("wechat-mchid", wechat::MCHID.to_owned()),
        ("wechat-certificate-serial", wechat::CERTIFICATE.to_owned()),
        ("wechat-key", key("merchant.key.pem")),
        ("wechat-api-v3-key", keys::API_V3_KEY.to_owned()),
        ("wechat-public-key-id", wechat::PUBLIC_KEY_ID.to_owned()),
        ("wechat-public-key", key("platform-key.pub.pem")),
        ("alipay-endpoint", format!("{origin}/gateway.do")),
        ("alipay-app-id", alipay::APP_ID.to_owned()),
        ("alipay-seller-id", alipay::SELLER_ID.to_owned()),
        ("alipay-key", key("alipay-app.key.pem")),
        ("alipay-public-key", key("alipay.pub.pem")),
    ]
    .map(|(name, value)| format!("--{name}={value}"))
    .to_vec()
}

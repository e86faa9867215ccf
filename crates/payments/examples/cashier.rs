//! Both providers on this machine, with keys of our own: to try paying on line without a contract, and for browser tests.
//!
//! Prints one line of JSON: the settings with which a server asks here, and where somebody "pays": a POST to
//! `<cashier>/pay?order=<number>&tell=<address>` pays an order, and tells the address of it as its provider does.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use payments::testing::server::{Reply, Request, Server};
use payments::testing::{Provider, Sent};
use serde_json::json;
use url::form_urlencoded;

#[tokio::main]
async fn main() {
    let provider = Arc::new(Provider::start(now).await);
    let settings = provider.settings();
    let cashier = Server::start(move |request| pay(&provider, request)).await;
    println!("{}", json!({"cashier": cashier.origin, "settings": settings}));
    std::future::pending::<()>().await;
}

fn now() -> DateTime<Utc> {
    #[allow(clippy::disallowed_methods, reason = "servers that ask here have the real clock")]
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

//! An application of ours, and a gateway that checks its signatures and signs its answers.

use std::collections::BTreeMap;

use ::payments::alipay::{Alipay, Config};
use ::payments::{SigningKey, VerifyingKey};
use serde_json::Value;
use url::form_urlencoded;

use crate::server::{Reply, Request, Server};
use crate::support::{sign, vector, verifies};

pub fn config(origin: &str) -> Config {
    Config {
        endpoint: format!("{origin}/gateway.do"),
        app_id: "2021001144680325".to_owned(),
        seller_id: "2088031940831575".to_owned(),
        key: SigningKey::read(&vector("alipay-app.key.pem")).unwrap(),
        alipay_key: VerifyingKey::read(&vector("alipay.pub.pem")).unwrap(),
        product_code: Some("QR_CODE_OFFLINE".to_owned()),
        notify_url: "https://town.example/callbacks/alipay".to_owned(),
    }
}

pub fn alipay(origin: &str) -> Alipay {
    Alipay::new(config(origin)).unwrap()
}

/// The parameters of a request: those of the address and those of the body.
pub fn parameters(request: &Request) -> BTreeMap<String, String> {
    let query = request.target.split_once('?').map_or("", |(_, query)| query);
    let all = form_urlencoded::parse(query.as_bytes()).chain(form_urlencoded::parse(request.body.as_bytes()));
    all.map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

/// What a request asks for: the method, and its content.
pub fn asked(server: &Server, nth: usize) -> (String, Value) {
    let parameters = parameters(&server.asked.lock().unwrap()[nth]);
    (parameters["method"].clone(), serde_json::from_str(&parameters["biz_content"]).unwrap())
}

/// The text of an answer, signed with a key.
pub fn answer(name: &str, node: &str, key: &str) -> String {
    format!(r#"{{"{name}":{node},"sign":"{}"}}"#, sign(key, node.as_bytes()))
}

/// An answer of success with more in it.
pub fn success(method: &str, more: &str) -> String {
    let node = format!(r#"{{"code":"10000","msg":"Success"{more}}}"#);
    answer(&format!("{}_response", method.replace('.', "_")), &node, "alipay")
}

/// A refusal.
pub fn refusal(method: &str, code: &str) -> String {
    let node = format!(r#"{{"code":"40004","msg":"Business Failed","sub_code":"{code}","sub_msg":"…"}}"#);
    answer(&format!("{}_response", method.replace('.', "_")), &node, "alipay")
}

/// A gateway that answers whoever signed right, by method.
pub async fn gateway(answer: impl Fn(&str) -> String + Send + Sync + 'static) -> Server {
    Server::start(move |request| {
        let mut parameters = parameters(request);
        let signature = parameters.remove("sign").unwrap_or_default();
        let message = parameters.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
        let fits = ["app_id", "charset", "format", "method", "notify_url", "sign_type", "timestamp", "version", "biz_content"]
            .iter()
            .all(|name| parameters.contains_key(*name));
        let body = if fits && verifies("alipay-app", message.as_bytes(), &signature) {
            answer(&parameters["method"])
        } else {
            r#"{"error_response":{"code":"40002","msg":"Invalid Arguments","sub_code":"isv.invalid-signature","sub_msg":"…"}}"#.to_owned()
        };
        Reply { status: 200, body: body.into_bytes(), ..Reply::default() }
    })
    .await
}

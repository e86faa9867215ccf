//! An application of Alipay with keys of our own, what checks its signatures, and what signs as Alipay does.

use std::collections::BTreeMap;

use url::form_urlencoded;

use super::Sent;
use super::keys::{sign, vector, verifies};
use super::server::Request;
use crate::alipay::Config;
use crate::{SigningKey, VerifyingKey};

/// The application's id.
pub const APP_ID: &str = "2021001144680325";
/// The merchant's number.
pub const SELLER_ID: &str = "2088031940831575";
/// What each request has.
const ALWAYS: [&str; 9] = [
    "app_id",
    "charset",
    "format",
    "method",
    "notify_url",
    "sign_type",
    "timestamp",
    "version",
    "biz_content",
];
/// What the gateway says of a signature that is not the application's.
pub const NOT_SIGNED: &str = r#"{"error_response":{"code":"40002","msg":"Invalid Arguments","sub_code":"isv.invalid-signature","sub_msg":"…"}}"#;

/// An application in public-key mode.
#[must_use]
pub fn config(origin: &str, notify_url: &str) -> Config {
    Config {
        endpoint: format!("{origin}/gateway.do"),
        app_id: APP_ID.to_owned(),
        seller_id: SELLER_ID.to_owned(),
        key: SigningKey::read(&vector("alipay-app.key.pem")).unwrap(),
        alipay_key: VerifyingKey::read(&vector("alipay.pub.pem")).unwrap(),
        product_code: Some("QR_CODE_OFFLINE".to_owned()),
        notify_url: notify_url.to_owned(),
    }
}

/// The parameters of a request: those of the address and those of the body.
#[must_use]
pub fn parameters(request: &Request) -> BTreeMap<String, String> {
    let query = request.target.split_once('?').map_or("", |(_, query)| query);
    let all = form_urlencoded::parse(query.as_bytes()).chain(form_urlencoded::parse(request.body.as_bytes()));
    all.map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

/// The parameters of a request that is signed as it should be; none of another.
#[must_use]
pub fn checked(request: &Request) -> Option<BTreeMap<String, String>> {
    let mut parameters = parameters(request);
    let signature = parameters.remove("sign").unwrap_or_default();
    let message = joined(&parameters);
    let fits = ALWAYS.iter().all(|name| parameters.contains_key(*name));
    (fits && verifies("alipay-app", message.as_bytes(), &signature)).then_some(parameters)
}

fn joined(parameters: &BTreeMap<String, String>) -> String {
    parameters.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

/// The text of an answer, signed with a key.
#[must_use]
pub fn answer(name: &str, node: &str, key: &str) -> String {
    format!(r#"{{"{name}":{node},"sign":"{}"}}"#, sign(key, node.as_bytes()))
}

/// An answer of success with more in it: text that begins with a comma, or nothing.
#[must_use]
pub fn success(method: &str, more: &str) -> String {
    let node = format!(r#"{{"code":"10000","msg":"Success"{more}}}"#);
    answer(&format!("{}_response", method.replace('.', "_")), &node, "alipay")
}

/// A refusal.
#[must_use]
pub fn refusal(method: &str, code: &str) -> String {
    let node = format!(r#"{{"code":"40004","msg":"Business Failed","sub_code":"{code}","sub_msg":"…"}}"#);
    answer(&format!("{}_response", method.replace('.', "_")), &node, "alipay")
}

/// A notification of some parameters, signed as it should be.
#[must_use]
pub fn notification(mut parameters: BTreeMap<String, String>) -> Sent {
    parameters.retain(|name, _| name != "sign" && name != "sign_type");
    let signature = sign("alipay", joined(&parameters).as_bytes());
    parameters.insert("sign".to_owned(), signature);
    parameters.insert("sign_type".to_owned(), "RSA2".to_owned());
    let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(&parameters).finish();
    let content_type =
        ("content-type".to_owned(), "application/x-www-form-urlencoded; charset=utf-8".to_owned());
    Sent { headers: vec![content_type], body }
}

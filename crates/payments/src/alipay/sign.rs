//! Signing requests, and the text that notifications are signed as: RSA2, which is SHA256withRSA.
//!
//! Requests: <https://opendocs.alipay.com/common/02kf5q>; notifications: <https://opendocs.alipay.com/common/02mse7>.

use std::collections::BTreeMap;

/// Parameters by name; sorted by bytes, as the signed text is.
pub(crate) type Parameters = BTreeMap<String, String>;

/// `name=value` joined by `&`, sorted, the values as they are: not escaped.
pub(crate) fn text<'a>(parameters: impl Iterator<Item = (&'a String, &'a String)>) -> String {
    parameters.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
}

/// What is signed of a request: all parameters but the signature, and none that are empty.
pub(crate) fn of_request(parameters: &Parameters) -> String {
    text(parameters.iter().filter(|(name, value)| *name != "sign" && !value.is_empty()))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::keys::SigningKey;

    #[test]
    fn a_request_is_signed_as_recorded() {
        let recorded: Value =
            serde_json::from_str(include_str!("../../tests/vectors/alipay-request.json")).unwrap();
        let pairs = [
            ("version", "1.0"),
            ("timestamp", "2026-07-01 10:30:00"),
            ("sign_type", "RSA2"),
            ("app_auth_token", ""),
            ("notify_url", "https://town.example/callbacks/alipay"),
            ("method", "alipay.trade.precreate"),
            ("format", "JSON"),
            ("charset", "utf-8"),
            (
                "biz_content",
                r#"{"out_trade_no":"G20260701000001","total_amount":"88.00","subject":"公益金"}"#,
            ),
            ("app_id", "2021001144680325"),
            ("sign", "an older one"),
        ];
        let parameters = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let message = of_request(&parameters);
        assert_eq!(message, recorded["message"].as_str().unwrap());
        let key = SigningKey::read(include_str!("../../tests/vectors/alipay-app.key.pem")).unwrap();
        assert_eq!(key.sign(message.as_bytes()).unwrap(), recorded["signature"].as_str().unwrap());
    }
}

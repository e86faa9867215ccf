//! Signing requests: <https://pay.weixin.qq.com/doc/v3/merchant/4012365336>.

use chrono::{DateTime, Utc};

use super::config::Config;
use crate::error::PaymentError;

/// The scheme of the `Authorization` header.
pub(crate) const SCHEME: &str = "WECHATPAY2-SHA256-RSA2048";

/// What is signed of a request. The target is the path with the query, as it goes over the wire.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Signed<'a> {
    pub(crate) method: &'a str,
    pub(crate) target: &'a str,
    pub(crate) body: &'a str,
}

/// The five lines that are signed; each ends, the last one too.
pub(crate) fn message(request: Signed<'_>, timestamp: i64, nonce: &str) -> String {
    let Signed { method, target, body } = request;
    format!("{method}\n{target}\n{timestamp}\n{nonce}\n{body}\n")
}

/// The `Authorization` header of a request.
///
/// # Errors
///
/// [`PaymentError::Configuration`] where the key does not sign.
pub(crate) fn authorization(
    config: &Config,
    request: Signed<'_>,
    now: DateTime<Utc>,
    nonce: &str,
) -> Result<String, PaymentError> {
    let timestamp = now.timestamp();
    let signature = config.key.sign(message(request, timestamp, nonce).as_bytes())?;
    let (merchant, serial) = (&config.mchid, &config.certificate_serial);
    Ok(format!(
        "{SCHEME} mchid=\"{merchant}\",nonce_str=\"{nonce}\",signature=\"{signature}\",timestamp=\"{timestamp}\",serial_no=\"{serial}\""
    ))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::keys::SigningKey;

    #[test]
    fn a_request_is_signed_as_recorded() {
        let recorded: Value =
            serde_json::from_str(include_str!("../../tests/vectors/wechat-request.json")).unwrap();
        let body = r#"{"appid":"wxd678efh567hg6787","description":"公益金","amount":{"total":8800}}"#;
        let request = Signed { method: "POST", target: "/v3/pay/transactions/native", body };
        let message = message(request, 1_782_873_000, "593BEC0C930BF1AFEB40B4A08C8FB242");
        assert_eq!(message, recorded["message"].as_str().unwrap());
        let key = SigningKey::read(include_str!("../../tests/vectors/merchant.key.pem")).unwrap();
        assert_eq!(key.sign(message.as_bytes()).unwrap(), recorded["signature"].as_str().unwrap());
    }

    #[test]
    fn an_empty_body_has_its_line() {
        let request = Signed { method: "GET", target: "/v3/certificates", body: "" };
        assert_eq!(message(request, 1, "n"), "GET\n/v3/certificates\n1\nn\n\n");
    }
}

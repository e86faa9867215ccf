//! Answers: `{"alipay_trade_query_response":{…},"sign":"…"}`, signed over the very text between the braces
//! (<https://opendocs.alipay.com/common/02mse7>).

use std::collections::HashMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::error::{PaymentError, SignatureFault};
use crate::keys::VerifyingKey;

/// The code of success (<https://opendocs.alipay.com/common/02km9f>).
const SUCCESS: &str = "10000";
/// Alipay or what is behind it is not available.
const UNAVAILABLE: &str = "20000";
/// What is under this name says that the gateway itself refused.
const GATEWAY_REFUSAL: &str = "error_response";

/// What refusals have in common.
#[derive(Deserialize)]
struct Outcome {
    code: String,
    #[serde(default)]
    msg: String,
    sub_code: Option<String>,
    sub_msg: Option<String>,
}

/// Whether Alipay refused with one of some codes, and signed that.
pub(crate) fn is(error: &PaymentError, codes: &[&str]) -> bool {
    matches!(error, PaymentError::Refused { code, signed: true, .. } if codes.contains(&code.as_str()))
}

/// Verifies an answer to a method and reads it.
///
/// # Errors
///
/// [`PaymentError::Signature`], [`PaymentError::Malformed`], [`PaymentError::Refused`], [`PaymentError::Busy`].
pub(crate) fn read<T: DeserializeOwned>(
    body: &[u8],
    method: &str,
    key: &VerifyingKey,
) -> Result<T, PaymentError> {
    const MALFORMED: PaymentError = PaymentError::Malformed("an answer is no such answer");
    let text = std::str::from_utf8(body).map_err(|_| MALFORMED)?;
    let parts: HashMap<&str, &RawValue> = serde_json::from_str(text).map_err(|_| MALFORMED)?;
    let name = format!("{}_response", method.replace('.', "_"));
    let node = parts.get(name.as_str()).or_else(|| parts.get(GATEWAY_REFUSAL)).ok_or(MALFORMED)?;
    let checked = match parts.get("sign") {
        None => Err(SignatureFault::Incomplete),
        Some(sign) => {
            let sign: String = serde_json::from_str(sign.get()).map_err(|_| MALFORMED)?;
            if key.verifies(node.get().as_bytes(), &sign) { Ok(()) } else { Err(SignatureFault::Wrong) }
        }
    };
    let outcome: Outcome = serde_json::from_str(node.get()).map_err(|_| MALFORMED)?;
    if outcome.code == SUCCESS && parts.contains_key(name.as_str()) {
        checked?;
        return serde_json::from_str(node.get()).map_err(|_| MALFORMED);
    }
    let code = outcome.sub_code.unwrap_or_else(|| outcome.code.clone());
    if outcome.code == UNAVAILABLE || code == "ACQ.SYSTEM_ERROR" {
        return Err(PaymentError::Busy { code });
    }
    Err(PaymentError::Refused {
        code,
        message: outcome.sub_msg.unwrap_or(outcome.msg),
        signed: checked.is_ok(),
    })
}

//! Reading answers, and the codes of refusals that have a meaning here:
//! <https://pay.weixin.qq.com/doc/v3/merchant/4012791880> (query), <https://pay.weixin.qq.com/doc/v3/merchant/4012791881> (close).

use reqwest::StatusCode;
use serde::de::DeserializeOwned;

use super::messages::Refusal;
use crate::error::PaymentError;
use crate::http::Response;

/// No such order or refund; the names of two generations.
pub(crate) const NO_ORDER: &[&str] = &["ORDER_NOT_EXIST", "ORDERNOTEXIST", "RESOURCE_NOT_EXISTS"];
/// The order was paid.
pub(crate) const ALREADY_PAID: &[&str] = &["ORDERPAID", "ORDER_PAID"];
/// The order is closed.
pub(crate) const CLOSED: &[&str] = &["ORDER_CLOSED", "ORDERCLOSED"];
/// There is no bill, or it is being made.
pub(crate) const NO_BILL: &[&str] = &["NO_STATEMENT_EXIST", "STATEMENT_CREATING"];

/// Whether the provider refused with one of some codes, and signed that.
pub(crate) fn is(error: &PaymentError, codes: &[&str]) -> bool {
    matches!(error, PaymentError::Refused { code, signed: true, .. } if codes.contains(&code.as_str()))
}

/// A verified answer.
#[derive(Debug)]
pub(crate) struct Verified(pub(crate) Vec<u8>);

impl Verified {
    /// Reads its body.
    ///
    /// # Errors
    ///
    /// [`PaymentError::Malformed`].
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, PaymentError> {
        serde_json::from_slice(&self.0).map_err(|_| PaymentError::Malformed("an answer is no such answer"))
    }
}

/// What a status other than 2xx means.
pub(crate) fn refusal(response: &Response, signed: bool) -> PaymentError {
    let refusal = serde_json::from_slice::<Refusal>(&response.body).ok();
    let (code, message) =
        refusal.map_or_else(|| (response.status.as_str().to_owned(), String::new()), |r| (r.code, r.message));
    if response.status == StatusCode::TOO_MANY_REQUESTS || response.status.is_server_error() {
        return PaymentError::Busy { code };
    }
    PaymentError::Refused { code, message, signed }
}

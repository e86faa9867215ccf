//! Callbacks: <https://pay.weixin.qq.com/doc/v3/merchant/4012791882> (paid),
//! <https://pay.weixin.qq.com/doc/v3/merchant/4012791865> (refunded).

use serde::Deserialize;

use super::config::Config;
use super::messages::Transaction;
use super::refunds::RefundMessage;
use super::resource::Sealed;
use crate::error::PaymentError;
use crate::outcome::{Event, QueryState};

/// The envelope of a callback.
#[derive(Deserialize)]
struct Envelope {
    event_type: String,
    resource: Sealed,
}

/// Reads a callback whose signature was checked.
///
/// # Errors
///
/// [`PaymentError::Malformed`], [`PaymentError::Undecipherable`], [`PaymentError::NotOurs`].
pub(crate) fn read(body: &[u8], config: &Config) -> Result<Event, PaymentError> {
    const MALFORMED: PaymentError = PaymentError::Malformed("a callback is no such callback");
    let envelope: Envelope = serde_json::from_slice(body).map_err(|_| MALFORMED)?;
    let plain = envelope.resource.open(&config.api_v3_key)?;
    match envelope.event_type.as_str() {
        "TRANSACTION.SUCCESS" => {
            let transaction: Transaction = serde_json::from_slice(&plain).map_err(|_| MALFORMED)?;
            match transaction.state(config)? {
                (_, QueryState::Paid { paid, .. }) => Ok(Event::Paid(paid)),
                _ => Err(PaymentError::Malformed("a callback of a payment is of none")),
            }
        }
        "REFUND.SUCCESS" | "REFUND.ABNORMAL" | "REFUND.CLOSED" => {
            let refund: RefundMessage = serde_json::from_slice(&plain).map_err(|_| MALFORMED)?;
            if refund.merchant() != Some(config.mchid.as_str()) {
                return Err(PaymentError::NotOurs("another merchant"));
            }
            let (order, number, state) = refund.state()?;
            Ok(Event::Refund { order, number, state })
        }
        _ => Err(PaymentError::Malformed("the kind of a callback is unknown")),
    }
}

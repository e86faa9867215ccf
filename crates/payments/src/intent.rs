//! What somebody is about to pay.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::error::PaymentError;
use crate::limits;
use crate::money::Fen;

/// By which way money comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Cash at the counter, or a bank transfer: the treasurer confirms it.
    Counter,
    /// WeChat Pay.
    Wechat,
    /// Alipay.
    Alipay,
}

/// Our number of an order (`out_trade_no`): letters, digits and underscores, which all providers take.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrderNumber(String);

/// Our number of a refund (`out_refund_no`, `out_request_no`). The same number twice is the same refund.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RefundNumber(String);

/// What a payer reads in the app: the fund's name, say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Description(String);

/// Why money goes back, as the payer reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reason(String);

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

impl OrderNumber {
    /// Takes a number.
    ///
    /// # Errors
    ///
    /// [`PaymentError::OrderNumber`] where a provider would refuse it.
    pub fn new(text: impl Into<String>) -> Result<Self, PaymentError> {
        let text = text.into();
        let fits = (limits::ORDER_NUMBER_CHARS_MIN..=limits::ORDER_NUMBER_CHARS_MAX).contains(&text.len());
        if fits && is_number(&text) { Ok(Self(text)) } else { Err(PaymentError::OrderNumber) }
    }
}

impl RefundNumber {
    /// Takes a number.
    ///
    /// # Errors
    ///
    /// [`PaymentError::RefundNumber`] where a provider would refuse it.
    pub fn new(text: impl Into<String>) -> Result<Self, PaymentError> {
        let text = text.into();
        let fits = (1..=limits::REFUND_NUMBER_CHARS_MAX).contains(&text.len());
        if fits && is_number(&text) { Ok(Self(text)) } else { Err(PaymentError::RefundNumber) }
    }
}

impl Description {
    /// Takes a description.
    ///
    /// # Errors
    ///
    /// [`PaymentError::Description`] where a provider would refuse it.
    pub fn new(text: impl Into<String>) -> Result<Self, PaymentError> {
        let text = text.into();
        let fits = (1..=limits::DESCRIPTION_BYTES_MAX).contains(&text.len());
        let plain = !text.chars().any(|c| c.is_control() || matches!(c, '/' | '=' | '&'));
        if fits && plain && !text.trim().is_empty() { Ok(Self(text)) } else { Err(PaymentError::Description) }
    }
}

impl Reason {
    /// Takes a reason.
    ///
    /// # Errors
    ///
    /// [`PaymentError::Reason`] where a provider would refuse it.
    pub fn new(text: impl Into<String>) -> Result<Self, PaymentError> {
        let text = text.into();
        let fits = text.len() <= limits::REASON_BYTES_MAX && !text.chars().any(char::is_control);
        if fits { Ok(Self(text)) } else { Err(PaymentError::Reason) }
    }
}

/// The text of a type of this module, both ways.
macro_rules! text {
    ($($name:ident),+) => {$(
        impl $name {
            /// The text itself.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = PaymentError;

            fn try_from(text: String) -> Result<Self, PaymentError> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> Self {
                text.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

text!(OrderNumber, RefundNumber, Description, Reason);

/// What somebody is about to pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intent {
    /// Our number of the order.
    pub number: OrderNumber,
    /// How much, in fen.
    pub amount: Fen,
    /// What the payer reads.
    pub description: Description,
    /// Until when it can be paid.
    pub expires_at: DateTime<Utc>,
    /// By which way.
    pub channel: Channel,
}

impl Intent {
    /// Whether a provider takes its expiry for a payment by scanning.
    ///
    /// # Errors
    ///
    /// [`PaymentError::Expiry`].
    pub(crate) fn check_scan_expiry(&self, now: DateTime<Utc>) -> Result<(), PaymentError> {
        let left = self.expires_at.signed_duration_since(now);
        let fits = left >= TimeDelta::minutes(limits::SCAN_MINUTES_MIN)
            && left <= TimeDelta::minutes(limits::SCAN_MINUTES_MAX);
        if fits { Ok(()) } else { Err(PaymentError::Expiry) }
    }
}

/// What is to go back of what was paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// The order that was paid.
    pub order: OrderNumber,
    /// Our number of the refund.
    pub number: RefundNumber,
    /// How much goes back, in fen.
    pub amount: Fen,
    /// How much was paid, in fen.
    pub paid: Fen,
    /// Why, as the payer reads it.
    pub reason: Option<Reason>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_that_every_provider_takes() {
        assert!(OrderNumber::new("G20260701000001").is_ok());
        for wrong in
            ["", "G2026", "G2026-0701", "订单20260701", "../../x", "G20260701000001G20260701000001000"]
        {
            assert_eq!(OrderNumber::new(wrong), Err(PaymentError::OrderNumber), "{wrong}");
        }
        assert!(RefundNumber::new("R1").is_ok());
        assert_eq!(RefundNumber::new("R/1"), Err(PaymentError::RefundNumber));
    }

    #[test]
    fn descriptions_have_nothing_that_a_provider_refuses() {
        assert!(Description::new("萤川镇助学公益金").is_ok());
        for wrong in ["", " ", "a\nb", "a&b", "a=b", "a/b"] {
            assert_eq!(Description::new(wrong), Err(PaymentError::Description), "{wrong}");
        }
        assert_eq!(Description::new("公".repeat(43)), Err(PaymentError::Description));
    }
}

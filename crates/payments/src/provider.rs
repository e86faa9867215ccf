//! What every way of paying can do.

use std::fmt;
use std::pin::Pin;

use chrono::{DateTime, NaiveDate, Utc};

use crate::bill::Line;
use crate::error::{PaymentError, SignatureFault};
use crate::intent::{Channel, Intent, OrderNumber, Refund, RefundNumber};
use crate::keys;
use crate::outcome::{Closing, Created, Event, QueryState, RefundState};

/// The answer of a provider, once it is there. Boxed, so that providers can be kept side by side.
pub type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, PaymentError>> + Send + 'a>>;

/// The clock and the randomness of one call: both come from the caller.
#[derive(Clone, Copy)]
pub struct Call {
    /// Now.
    pub now: DateTime<Utc>,
    /// 16 random bytes, new for every call.
    pub nonce: [u8; 16],
}

impl Call {
    /// 32 digits for one of the requests of this call, each its own.
    pub(crate) fn nonce_digits(&self, request: u8) -> String {
        let mut seed = self.nonce.to_vec();
        seed.push(request);
        keys::hex(&keys::sha256(&seed)[..16])
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("now", &self.now).finish_non_exhaustive()
    }
}

/// A callback as it came, untouched: the signature is over its very bytes.
#[derive(Debug, Clone, Copy)]
pub struct Callback<'a> {
    /// The names and values of its headers.
    pub headers: &'a [(&'a str, &'a str)],
    /// Its body.
    pub body: &'a [u8],
}

impl<'a> Callback<'a> {
    /// The value of a header that must be there once.
    ///
    /// # Errors
    ///
    /// [`SignatureFault::Incomplete`].
    pub(crate) fn header(&self, name: &str) -> Result<&'a str, SignatureFault> {
        let mut values = self.headers.iter().filter(|(candidate, _)| candidate.eq_ignore_ascii_case(name));
        match (values.next(), values.next()) {
            (Some((_, value)), None) => Ok(value),
            _ => Err(SignatureFault::Incomplete),
        }
    }
}

/// What to answer a callback with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The media type of the body.
    pub content_type: &'static str,
    /// The body.
    pub body: &'static str,
}

/// A way of paying.
///
/// No method changes anything here: what a provider says is handed back, verified, and [`crate::settle`] decides what it means.
/// After [`PaymentError::Unreachable`] and [`PaymentError::Busy`] nobody knows what happened: query.
pub trait Payments: Send + Sync + fmt::Debug {
    /// Which way it is.
    fn channel(&self) -> Channel;

    /// Begins a payment. The same intent again gives the same order.
    ///
    /// # Errors
    ///
    /// [`PaymentError::Expiry`], and all that talking to a provider brings.
    fn create<'a>(&'a self, call: Call, intent: &'a Intent) -> Answer<'a, Created>;

    /// Asks where an order stands.
    ///
    /// # Errors
    ///
    /// All that talking to a provider brings.
    fn query<'a>(&'a self, call: Call, number: &'a OrderNumber) -> Answer<'a, QueryState>;

    /// Closes an order, so that nobody pays it any more.
    ///
    /// # Errors
    ///
    /// All that talking to a provider brings.
    fn close<'a>(&'a self, call: Call, number: &'a OrderNumber) -> Answer<'a, Closing>;

    /// Sends money back. The same number again is the same refund.
    ///
    /// # Errors
    ///
    /// All that talking to a provider brings.
    fn refund<'a>(&'a self, call: Call, refund: &'a Refund) -> Answer<'a, RefundState>;

    /// Asks where a refund stands.
    ///
    /// # Errors
    ///
    /// All that talking to a provider brings.
    fn query_refund<'a>(
        &'a self,
        call: Call,
        order: &'a OrderNumber,
        number: &'a RefundNumber,
    ) -> Answer<'a, RefundState>;

    /// Verifies a callback and reads it.
    ///
    /// # Errors
    ///
    /// [`PaymentError::Signature`], [`PaymentError::NotOurs`], [`PaymentError::Malformed`], [`PaymentError::TooLong`],
    /// [`PaymentError::Undecipherable`].
    fn read_callback<'a>(&'a self, call: Call, callback: Callback<'a>) -> Answer<'a, Event>;

    /// What to answer a callback that was kept, or that was not.
    fn reply(&self, kept: bool) -> Reply;

    /// Fetches the bill of a day of Beijing.
    ///
    /// # Errors
    ///
    /// [`PaymentError::NoBill`], and all that talking to a provider brings.
    fn bill(&self, call: Call, day: NaiveDate) -> Answer<'_, Vec<Line>>;
}

//! Cash at the counter and bank transfers, confirmed by the treasurer. Built in: needs no contract with anybody.

use chrono::{DateTime, NaiveDate, Utc};

use crate::bill::Line;
use crate::error::PaymentError;
use crate::intent::{Channel, Intent, OrderNumber, Refund, RefundNumber};
use crate::money::Fen;
use crate::outcome::{Closing, Created, Event, Paid, QueryState, RefundState, Refunded};
use crate::provider::{Answer, Call, Callback, Payments, Reply};

/// The longest number of a receipt or of a transfer, in characters.
pub const RECEIPT_CHARS_MAX: usize = 64;

/// Cash at the counter and bank transfers.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counter;

/// What the treasurer holds in hand: a receipt of the counter, or a line of the bank's statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// Its number.
    pub receipt: String,
    /// How much came, in fen.
    pub amount: Fen,
    /// When it came.
    pub received_at: DateTime<Utc>,
}

impl Confirmation {
    /// The payment of an intent that the treasurer confirms.
    ///
    /// # Errors
    ///
    /// [`PaymentError::NotOurs`] where the intent is to be paid in another way, [`PaymentError::Amount`] where another amount came:
    /// that takes another intent, [`PaymentError::Malformed`] where the receipt has no number or a long one.
    pub fn paid(self, intent: &Intent) -> Result<Paid, PaymentError> {
        if intent.channel != Channel::Counter {
            return Err(PaymentError::NotOurs("another way of paying"));
        }
        if self.amount != intent.amount {
            return Err(PaymentError::Amount);
        }
        let receipt = self.receipt.trim();
        if receipt.is_empty()
            || receipt.chars().count() > RECEIPT_CHARS_MAX
            || receipt.chars().any(char::is_control)
        {
            return Err(PaymentError::Malformed("the receipt's number is none"));
        }
        Ok(Paid {
            number: intent.number.clone(),
            transaction: receipt.to_owned(),
            amount: self.amount,
            paid_at: self.received_at,
        })
    }
}

impl Counter {
    /// The refund that the treasurer paid out.
    #[must_use]
    pub fn refunded(refund: &Refund, at: DateTime<Utc>) -> Refunded {
        Refunded {
            order: refund.order.clone(),
            number: refund.number.clone(),
            amount: refund.amount,
            refunded_at: Some(at),
        }
    }
}

/// An answer that needs nobody.
fn at_once<'a, T: Send + 'a>(answer: Result<T, PaymentError>) -> Answer<'a, T> {
    Box::pin(std::future::ready(answer))
}

impl Payments for Counter {
    fn channel(&self) -> Channel {
        Channel::Counter
    }

    fn create<'a>(&'a self, _call: Call, intent: &'a Intent) -> Answer<'a, Created> {
        at_once(Ok(Created::Counter(intent.number.clone())))
    }

    /// Nobody can be asked: what the treasurer has not confirmed is waiting.
    fn query<'a>(&'a self, _call: Call, _number: &'a OrderNumber) -> Answer<'a, QueryState> {
        at_once(Ok(QueryState::Waiting))
    }

    fn close<'a>(&'a self, _call: Call, _number: &'a OrderNumber) -> Answer<'a, Closing> {
        at_once(Ok(Closing::Closed))
    }

    /// The treasurer pays it out: [`Counter::refunded`].
    fn refund<'a>(&'a self, _call: Call, _refund: &'a Refund) -> Answer<'a, RefundState> {
        at_once(Ok(RefundState::Processing))
    }

    fn query_refund<'a>(
        &'a self,
        _call: Call,
        _order: &'a OrderNumber,
        _number: &'a RefundNumber,
    ) -> Answer<'a, RefundState> {
        at_once(Ok(RefundState::Processing))
    }

    fn read_callback<'a>(&'a self, _call: Call, _callback: Callback<'a>) -> Answer<'a, Event> {
        at_once(Err(PaymentError::ByHand))
    }

    fn reply(&self, _kept: bool) -> Reply {
        Reply { status: 404, content_type: "text/plain", body: "" }
    }

    fn bill(&self, _call: Call, _day: NaiveDate) -> Answer<'_, Vec<Line>> {
        at_once(Err(PaymentError::ByHand))
    }
}

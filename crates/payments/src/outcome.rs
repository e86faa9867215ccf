//! What became of a payment, as a provider says.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::intent::{OrderNumber, RefundNumber};
use crate::money::Fen;

/// What the payer needs to pay an intent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Created {
    /// A QR code of this text, which the payer's app scans.
    Scan(String),
    /// The number to name at the counter, or in the purpose of a bank transfer.
    Counter(OrderNumber),
}

/// Money that came. Who paid is left out: nothing here needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Paid {
    /// Our number of the order.
    pub number: OrderNumber,
    /// The provider's number of the payment (`transaction_id`, `trade_no`), or the receipt's at the counter.
    pub transaction: String,
    /// How much, in fen.
    pub amount: Fen,
    /// When.
    pub paid_at: DateTime<Utc>,
}

/// Money that went back.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Refunded {
    /// Our number of the order.
    pub order: OrderNumber,
    /// Our number of the refund.
    pub number: RefundNumber,
    /// How much, in fen.
    pub amount: Fen,
    /// When, where the provider says so.
    pub refunded_at: Option<DateTime<Utc>>,
}

/// Where an order stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueryState {
    /// The provider has no such order. Alipay knows an order only from when its code was scanned.
    NotFound,
    /// Not paid yet.
    Waiting,
    /// Paid.
    Paid {
        /// What was paid.
        paid: Paid,
        /// Whether some of it went back, or is going to.
        refund_begun: bool,
    },
    /// Closed without a payment.
    Closed,
}

/// What came of closing an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// Nobody can pay it any more.
    Closed,
    /// It was paid before: query it.
    AlreadyPaid,
    /// The provider has no such order. With Alipay its code may still be scanned until the intent expires.
    NotFound,
}

/// Where a refund stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefundState {
    /// The provider has no such refund: asking again with the same number is safe.
    NotFound,
    /// On its way.
    Processing,
    /// The money went back.
    Refunded(Refunded),
    /// It did not go back, and never will under this number.
    Closed,
    /// It did not arrive (a closed bank account, say): the treasurer has to act in the provider's own pages.
    Abnormal,
}

/// What a verified callback says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// An order was paid.
    Paid(Paid),
    /// An order exists and is not paid yet.
    Waiting(OrderNumber),
    /// An order was closed without a payment.
    Closed(OrderNumber),
    /// A refund got to a state.
    Refund {
        /// The order.
        order: OrderNumber,
        /// The refund.
        number: RefundNumber,
        /// Where it stands.
        state: RefundState,
    },
    /// Some refund of an order happened. Alipay says only how much went back in all: query the refund.
    RefundSeen {
        /// The order.
        order: OrderNumber,
        /// The refund that caused the callback, where it was one of ours.
        number: Option<RefundNumber>,
    },
}

//! What becomes of an intent, whatever arrives, how often, and in which order.
//!
//! A [`Settlement`] takes [`Fact`]s (from callbacks, queries, the clock and the treasurer) and says what to do about each: the same fact
//! again does nothing. Whoever keeps it locks its row, applies a fact, does the [`Effect`]s and saves, in one transaction.

mod refunds;
mod settlement;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
pub use settlement::{RefundEntry, RefundProgress, Settlement};

use crate::intent::RefundNumber;
use crate::limits;
use crate::money::Fen;
use crate::outcome::{Paid, Refunded};

/// Something that happened, or is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// The provider says that it was paid, or the treasurer.
    Paid(Paid),
    /// It was closed: by us, or by the provider without a payment.
    Closed {
        /// When.
        at: DateTime<Utc>,
    },
    /// Time went by.
    Clock {
        /// Now.
        now: DateTime<Utc>,
    },
    /// Somebody with the right to do so wants money to go back.
    RefundWanted {
        /// Our number of the refund.
        number: RefundNumber,
        /// How much, in fen.
        amount: Fen,
    },
    /// The provider says that money went back, or the treasurer.
    Refunded(Refunded),
    /// The provider says that a refund will not happen.
    RefundFailed {
        /// Our number of the refund.
        number: RefundNumber,
    },
}

/// What to do because of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Book the payment. Comes at most once, and never together with [`Effect::RefundLate`].
    Settle(Paid),
    /// Money came after the intent was closed or had expired: it is not booked as what it was meant for, and all of it has to go
    /// back. Comes at most once.
    RefundLate(Paid),
    /// Ask the provider for this refund.
    SendRefund {
        /// Our number of the refund.
        number: RefundNumber,
        /// How much, in fen.
        amount: Fen,
    },
    /// Book the refund. Comes at most once for each.
    BookRefund(Refunded),
}

/// Where an intent stands, derived from what happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It can be paid.
    Created,
    /// Paid in time.
    Paid,
    /// Paid, and some of it went back.
    PartRefunded,
    /// Paid, and all of it went back.
    Refunded,
    /// Paid too late: all of it has to go back.
    PaidLate,
    /// Closed without a payment.
    Closed,
    /// Expired without a payment.
    Expired,
}

/// Why a fact cannot be. A person has to look into it; nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SettleError {
    /// The fact is about another order.
    #[error("this is another order's")]
    OtherOrder,
    /// Another amount was paid than was asked for.
    #[error("another amount was paid than was asked for")]
    AmountDiffers,
    /// The order was paid before, by another payment of the provider's.
    #[error("the order was paid before")]
    PaidTwice,
    /// Nothing was paid that could go back.
    #[error("nothing was paid")]
    NotPaid,
    /// More would go back than was paid.
    #[error("more would go back than was paid")]
    RefundTooMuch,
    /// The same refund again, with another amount.
    #[error("the refund is another one than before")]
    RefundDiffers,
    /// The refund failed before: another try takes another number.
    #[error("the refund failed before")]
    RefundFailed,
    /// There are too many refunds.
    #[error("too many refunds (at most {max})", max = limits::REFUNDS_MAX)]
    TooManyRefunds,
}

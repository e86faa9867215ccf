//! What is paid on line, in the words of the API and of the database. What becomes of a payment, `payments::settle` decides.

use serde::{Deserialize, Serialize};

/// Through which provider somebody pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaymentChannel {
    /// WeChat Pay.
    Wechat,
    /// Alipay.
    Alipay,
}

/// Where a payment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// It can be paid.
    Created,
    /// Paid in time: the fund has it.
    Paid,
    /// Some of it went back.
    PartRefunded,
    /// All of it went back.
    Refunded,
    /// Paid too late, or when the fund took nothing in any more: all of it goes back.
    PaidLate,
    /// Closed without a payment.
    Closed,
    /// Its time is over without a payment.
    Expired,
}

/// How far a refund got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RefundState {
    /// The provider told of it before it told of the payment.
    Early,
    /// Wanted, and asked of the provider.
    Asked,
    /// The money is back.
    Done,
    /// It did not go back, and never will under this number.
    Failed,
}

/// In what a provider's bill and the payments here do not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DifferenceKind {
    /// The bill has it, nothing here.
    MissingHere,
    /// It is here, and not in the bill.
    MissingThere,
    /// Both have it, with different amounts.
    AmountDiffers,
    /// Both have it, in states that cannot both be right.
    StateDiffers,
    /// Both have it, as different payments of the provider.
    TransactionDiffers,
    /// It is here more than once.
    RepeatedHere,
    /// The bill has it more than once.
    RepeatedThere,
}

/// The name of each in the API and in the database, both ways.
macro_rules! words {
    ($($name:ident { $($variant:ident = $word:literal),+ $(,)? })+) => {$(
        impl $name {
            /// Every one.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The name in the API and in the database.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// Reads the name back; `None` for a word that names none.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == word)
            }
        }
    )+};
}

words! {
    PaymentChannel { Wechat = "wechat", Alipay = "alipay" }
    PaymentState {
        Created = "created", Paid = "paid", PartRefunded = "part_refunded", Refunded = "refunded",
        PaidLate = "paid_late", Closed = "closed", Expired = "expired",
    }
    RefundState { Early = "early", Asked = "asked", Done = "done", Failed = "failed" }
    DifferenceKind {
        MissingHere = "missing_here", MissingThere = "missing_there", AmountDiffers = "amount_differs",
        StateDiffers = "state_differs", TransactionDiffers = "transaction_differs",
        RepeatedHere = "repeated_here", RepeatedThere = "repeated_there",
    }
}

impl PaymentState {
    /// Whether it waits for the payer.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Created)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_those_of_the_wire() {
        for state in PaymentState::ALL {
            assert_eq!(serde_json::to_value(state).unwrap(), state.as_str());
            assert_eq!(PaymentState::parse(state.as_str()), Some(*state));
        }
        for kind in DifferenceKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
        for (channel, state) in PaymentChannel::ALL.iter().zip(RefundState::ALL) {
            assert_eq!(serde_json::to_value(channel).unwrap(), channel.as_str());
            assert_eq!(serde_json::to_value(state).unwrap(), state.as_str());
        }
    }
}

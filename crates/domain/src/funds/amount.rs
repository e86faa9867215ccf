//! An amount of money that moves.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Money that moves, in fen: more than nothing, and no more than ten thousand million yuan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Amount(i64);

/// No amount that could move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an amount is 1 to {max} fen", max = Amount::FEN_MAX)]
pub struct AmountError;

impl Amount {
    /// Most, in fen.
    pub const FEN_MAX: i64 = 1_000_000_000_000;

    /// Checks an amount in fen.
    ///
    /// # Errors
    /// [`AmountError`] for nothing, less than nothing or too much.
    pub const fn new(fen: i64) -> Result<Self, AmountError> {
        if fen >= 1 && fen <= Self::FEN_MAX { Ok(Self(fen)) } else { Err(AmountError) }
    }

    /// In fen.
    #[must_use]
    pub const fn fen(self) -> i64 {
        self.0
    }
}

impl TryFrom<i64> for Amount {
    type Error = AmountError;

    fn try_from(fen: i64) -> Result<Self, AmountError> {
        Self::new(fen)
    }
}

impl From<Amount> for i64 {
    fn from(amount: Amount) -> Self {
        amount.0
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_more_than_nothing_and_has_an_end() {
        for bad in [i64::MIN, -1, 0, Amount::FEN_MAX + 1, i64::MAX] {
            assert_eq!(Amount::new(bad), Err(AmountError), "{bad}");
            assert!(serde_json::from_str::<Amount>(&bad.to_string()).is_err());
        }
        for good in [1, Amount::FEN_MAX] {
            let read: Amount = serde_json::from_str(&good.to_string()).unwrap();
            assert_eq!((read.fen(), serde_json::to_string(&read).unwrap()), (good, good.to_string()));
        }
    }
}

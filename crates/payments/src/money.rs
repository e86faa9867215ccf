//! Amounts: whole fen inside, yuan as decimal text where a provider wants that. No floats anywhere.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::PaymentError;
use crate::limits::AMOUNT_FEN_MAX;

/// An amount in fen (1/100 yuan), from 1 to [`AMOUNT_FEN_MAX`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Fen(i64);

impl Fen {
    /// Takes an amount in fen.
    ///
    /// # Errors
    ///
    /// [`PaymentError::Amount`] where it is below 1 or above [`AMOUNT_FEN_MAX`].
    pub fn new(fen: i64) -> Result<Self, PaymentError> {
        if (1..=AMOUNT_FEN_MAX).contains(&fen) { Ok(Self(fen)) } else { Err(PaymentError::Amount) }
    }

    /// Reads yuan as Alipay and the bills write them: `88`, `88.8` or `88.00`.
    ///
    /// # Errors
    ///
    /// [`PaymentError::Amount`] where it is no such number, has more than two decimals, or is out of range.
    pub fn from_yuan(text: &str) -> Result<Self, PaymentError> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(whole) || !digits(decimals) || whole.len() > 9 || decimals.len() > 2 {
            return Err(PaymentError::Amount);
        }
        let whole: i64 = whole.parse().map_err(|_| PaymentError::Amount)?;
        let cents: i64 = format!("{decimals:0<2}").parse().map_err(|_| PaymentError::Amount)?;
        Self::new(whole * 100 + cents)
    }

    /// The amount in fen.
    #[must_use]
    pub fn get(self) -> i64 {
        self.0
    }

    /// The amount in yuan with two decimals, as Alipay wants it: `88.00`.
    #[must_use]
    pub fn yuan(self) -> String {
        format!("{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl fmt::Display for Fen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} yuan", self.yuan())
    }
}

impl TryFrom<i64> for Fen {
    type Error = PaymentError;

    fn try_from(fen: i64) -> Result<Self, PaymentError> {
        Self::new(fen)
    }
}

impl From<Fen> for i64 {
    fn from(fen: Fen) -> Self {
        fen.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn yuan_are_read_exactly() {
        let fen = |text| Fen::from_yuan(text).ok().map(Fen::get);
        assert_eq!(fen("0.01"), Some(1));
        assert_eq!(fen("88"), Some(8800));
        assert_eq!(fen("88.8"), Some(8880));
        assert_eq!(fen("100000000.00"), Some(AMOUNT_FEN_MAX));
        for wrong in [
            "",
            ".",
            "1.",
            ".5",
            "0",
            "0.00",
            "-1.00",
            "+1.00",
            "1.001",
            "1e2",
            "１.00",
            "100000000.01",
            "9999999999",
        ] {
            assert_eq!(fen(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn yuan_and_fen_are_the_same_amount(fen in 1..=AMOUNT_FEN_MAX) {
            let amount = Fen::new(fen).unwrap();
            prop_assert_eq!(Fen::from_yuan(&amount.yuan()).unwrap(), amount);
        }
    }
}

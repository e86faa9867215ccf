//! How much of something: with up to three places, never a floating-point number.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// How much of something, from 0.001 to [`Quantity::THOUSANDTHS_MAX`] thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(i64);

/// A word that is no quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a quantity is 0.001 to 100000, with at most three places")]
pub struct NoQuantity;

impl Quantity {
    /// The most: a hundred thousand.
    pub const THOUSANDTHS_MAX: i64 = 100_000_000;

    /// So many thousandths.
    ///
    /// # Errors
    /// [`NoQuantity`] outside the range.
    pub fn from_thousandths(thousandths: i64) -> Result<Self, NoQuantity> {
        let good = (1..=Self::THOUSANDTHS_MAX).contains(&thousandths);
        if good { Ok(Self(thousandths)) } else { Err(NoQuantity) }
    }

    /// As thousandths.
    #[must_use]
    pub const fn thousandths(self) -> i64 {
        self.0
    }

    /// What so much costs at a price for one, in fen, half a fen rounded up. A product that no `i64` holds is `i64::MAX`.
    #[must_use]
    pub fn times_fen(self, fen: i64) -> i64 {
        let exact = i128::from(self.0) * i128::from(fen);
        i64::try_from((exact + 500).div_euclid(1000)).unwrap_or(i64::MAX)
    }
}

impl FromStr for Quantity {
    type Err = NoQuantity;

    fn from_str(text: &str) -> Result<Self, NoQuantity> {
        let (whole, places) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
        let digits = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !digits(whole, 6) || !digits(places, 3) {
            return Err(NoQuantity);
        }
        let number = |part: &str| part.parse::<i64>().map_err(|_| NoQuantity);
        Self::from_thousandths(number(whole)? * 1000 + number(&format!("{places:0<3}"))?)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&thousandths_text(self.0))
    }
}

/// Thousandths as a number with no more places than it needs: 2500 is "2.5". For sums, which may be more than a [`Quantity`].
#[must_use]
pub fn thousandths_text(thousandths: i64) -> String {
    let (whole, places) = (thousandths / 1000, thousandths % 1000);
    match places {
        0 => whole.to_string(),
        places => format!("{whole}.{places:03}").trim_end_matches('0').to_owned(),
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_that_are_no_quantity_are_refused() {
        for good in ["1", "0.001", "2.50", "100000", " 12.5 "] {
            assert!(good.parse::<Quantity>().is_ok(), "{good}");
        }
        for bad in ["", "0", "-1", "1.2345", "1.", ".5", "1e3", "100000.001", "1,5", "٣", "1000000"] {
            assert_eq!(bad.parse::<Quantity>(), Err(NoQuantity), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(thousandths in 1_i64..=Quantity::THOUSANDTHS_MAX) {
            let quantity = Quantity::from_thousandths(thousandths).unwrap();
            prop_assert_eq!(quantity.to_string().parse::<Quantity>(), Ok(quantity));
            let json = serde_json::to_string(&quantity).unwrap();
            prop_assert_eq!(serde_json::from_str::<Quantity>(&json).unwrap(), quantity);
        }
    }
}

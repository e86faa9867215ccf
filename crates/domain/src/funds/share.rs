//! Shares of a number of people, as fractions.

use serde::{Deserialize, Serialize};

/// A part of a whole, exact: `parts / whole`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(try_from = "Fraction")]
pub struct Share {
    /// Above the line; at most [`Self::whole`].
    parts: u32,
    /// Below the line; above 0.
    whole: u32,
}

/// A share as it is written, before it is checked.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fraction {
    parts: u32,
    whole: u32,
}

impl TryFrom<Fraction> for Share {
    type Error = ShareError;

    fn try_from(Fraction { parts, whole }: Fraction) -> Result<Self, ShareError> {
        Self::new(parts, whole)
    }
}

/// No share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a share is a fraction between 0 and 1 whose numbers are at most {max}", max = Share::WHOLE_MAX)]
pub struct ShareError;

impl Share {
    /// Largest number below the line.
    pub const WHOLE_MAX: u32 = 1_000;

    /// Checks a fraction.
    ///
    /// # Errors
    /// [`ShareError`].
    pub const fn new(parts: u32, whole: u32) -> Result<Self, ShareError> {
        if whole >= 1 && whole <= Self::WHOLE_MAX && parts <= whole {
            Ok(Self { parts, whole })
        } else {
            Err(ShareError)
        }
    }

    /// Above and below the line.
    #[must_use]
    pub const fn fraction(self) -> (u32, u32) {
        (self.parts, self.whole)
    }
}

/// How much of a whole is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Threshold {
    /// So much or more: 三分之二以上.
    AtLeast(Share),
    /// More than so much: 過半數.
    MoreThan(Share),
}

impl Threshold {
    /// Whether `part` of `whole` reaches it. Nothing reaches a threshold of nobody.
    #[must_use]
    pub fn met_by(self, part: usize, whole: usize) -> bool {
        let wide = |number: usize| u128::try_from(number).unwrap_or(u128::MAX >> 64);
        let (Self::AtLeast(share) | Self::MoreThan(share)) = self;
        let (have, need) = (wide(part) * u128::from(share.whole), wide(whole) * u128::from(share.parts));
        whole > 0
            && match self {
                Self::AtLeast(_) => have >= need,
                Self::MoreThan(_) => have > need,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_thirds_of_seven_are_five_and_half_of_six_is_not_more_than_half() {
        let two_thirds = Threshold::AtLeast(Share::new(2, 3).unwrap());
        assert_eq!([4, 5].map(|yes| two_thirds.met_by(yes, 7)), [false, true]);
        assert_eq!([3, 4].map(|yes| two_thirds.met_by(yes, 6)), [false, true]);
        let half = Threshold::MoreThan(Share::new(1, 2).unwrap());
        assert_eq!([3, 4].map(|yes| half.met_by(yes, 6)), [false, true]);
        assert!(!two_thirds.met_by(0, 0) && !half.met_by(0, 0));
    }

    #[test]
    fn a_share_lies_between_nothing_and_everything() {
        for (parts, whole) in [(1, 0), (2, 1), (1, Share::WHOLE_MAX + 1)] {
            assert_eq!(Share::new(parts, whole), Err(ShareError));
        }
        assert_eq!(Share::new(2, 3).map(Share::fraction), Ok((2, 3)));
    }
}

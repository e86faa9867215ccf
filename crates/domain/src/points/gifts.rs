//! Gifts between residents.

use super::GiftRules;

/// Why a gift is not given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GiftError {
    /// The programme has none.
    #[error("the programme allows no gifts")]
    NotAllowed,
    /// It is more than a gift may be.
    #[error("a gift has at most {max} points")]
    TooLarge {
        /// The most.
        max: i64,
    },
    /// It is more than the wallet may still give this month.
    #[error("{left} points can still be given this month")]
    MonthReached {
        /// What is left.
        left: i64,
    },
}

impl GiftRules {
    /// Lets a wallet give `points`, of which `given` were given already in the month.
    ///
    /// # Errors
    /// [`GiftError::TooLarge`], [`GiftError::MonthReached`].
    pub fn allow(&self, given: i64, points: i64) -> Result<(), GiftError> {
        if points > self.each_max {
            return Err(GiftError::TooLarge { max: self.each_max });
        }
        let left = self.month_max.saturating_sub(given).max(0);
        if points > left { Err(GiftError::MonthReached { left }) } else { Ok(()) }
    }
}

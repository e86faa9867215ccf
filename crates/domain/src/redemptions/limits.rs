//! How often one person may redeem one offer.

use super::LIMIT_MAX;

/// Most redemptions of one person; whoever pays, the person who reserves counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// In a month of the town's calendar.
    pub month_max: Option<u32>,
    /// In all.
    pub whole_max: Option<u32>,
}

/// What a person has reserved or collected of an offer; what was cancelled, expired or returned does not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Redeemed {
    /// Reserved in this month.
    pub month: u32,
    /// In all.
    pub whole: u32,
}

/// Which limit is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LimitsError {
    /// See [`Limits::month_max`].
    #[error("at most {max} a person and month")]
    Month {
        /// How many.
        max: u32,
    },
    /// See [`Limits::whole_max`].
    #[error("at most {max} a person")]
    Whole {
        /// How many.
        max: u32,
    },
    /// See [`Limits::new`].
    #[error("a limit is 1 to {LIMIT_MAX}, and that of a month no more than that in all")]
    Impossible,
}

impl Limits {
    /// Checks limits that somebody sets.
    ///
    /// # Errors
    /// [`LimitsError::Impossible`].
    pub fn new(month_max: Option<u32>, whole_max: Option<u32>) -> Result<Self, LimitsError> {
        let good = |max: Option<u32>| max.is_none_or(|max| (1..=LIMIT_MAX).contains(&max));
        let ordered = month_max.zip(whole_max).is_none_or(|(month, whole)| month <= whole);
        if good(month_max) && good(whole_max) && ordered {
            Ok(Self { month_max, whole_max })
        } else {
            Err(LimitsError::Impossible)
        }
    }

    /// Lets pass who may redeem one more.
    ///
    /// # Errors
    /// The limit that is reached; that in all before that of the month, which waiting does not mend.
    pub fn admit(self, redeemed: Redeemed) -> Result<(), LimitsError> {
        if let Some(max) = self.whole_max.filter(|max| redeemed.whole >= *max) {
            return Err(LimitsError::Whole { max });
        }
        match self.month_max.filter(|max| redeemed.month >= *max) {
            Some(max) => Err(LimitsError::Month { max }),
            None => Ok(()),
        }
    }

    /// How many more the person may redeem now; none where there is no limit.
    #[must_use]
    pub fn left(self, redeemed: Redeemed) -> Option<u32> {
        let month = self.month_max.map(|max| max.saturating_sub(redeemed.month));
        let whole = self.whole_max.map(|max| max.saturating_sub(redeemed.whole));
        month.into_iter().chain(whole).min()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn limits_that_contradict_each_other_are_refused() {
        assert!(Limits::new(None, None).is_ok() && Limits::new(Some(2), Some(2)).is_ok());
        for (month, whole) in
            [(Some(0), None), (None, Some(0)), (Some(3), Some(2)), (Some(LIMIT_MAX + 1), None)]
        {
            assert_eq!(Limits::new(month, whole), Err(LimitsError::Impossible));
        }
    }

    proptest! {
        #[test]
        fn one_more_is_let_through_exactly_while_something_is_left(
            month_max in proptest::option::of(1_u32..6), more in proptest::option::of(0_u32..6),
            month in 0_u32..8, earlier in 0_u32..8,
        ) {
            let whole_max = more.map(|more| month_max.unwrap_or(1) + more);
            let limits = Limits::new(month_max, whole_max).unwrap();
            let redeemed = Redeemed { month, whole: month + earlier };
            prop_assert_eq!(limits.admit(redeemed).is_ok(), limits.left(redeemed) != Some(0));
        }
    }
}

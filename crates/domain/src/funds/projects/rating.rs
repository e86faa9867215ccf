//! What residents think of what came of a project (plan 4).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::UserId;

/// 1 (not at all) to 5 (fully content).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rating(u8);

/// Why a rating does not count: it is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a rating is 1 to 5")]
pub struct RatingError;

impl Rating {
    /// Checks a raw rating.
    ///
    /// # Errors
    /// [`RatingError`] outside 1 to 5.
    pub const fn new(raw: u8) -> Result<Self, RatingError> {
        if raw >= 1 && raw <= 5 { Ok(Self(raw)) } else { Err(RatingError) }
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// All ratings of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ratings(BTreeMap<UserId, Rating>);

impl Ratings {
    /// Notes one; a resident's later one takes the place of the one before.
    pub fn note(&mut self, user: UserId, rating: Rating) {
        self.0.insert(user, rating);
    }

    /// Their mean as a fraction: sum and count; none where nobody rated.
    #[must_use]
    pub fn mean(&self) -> Option<(u64, u64)> {
        let sum: u64 = self.0.values().map(|rating| u64::from(rating.0)).sum();
        let count = self.0.values().map(|_| 1_u64).sum();
        (count > 0).then_some((sum, count))
    }
}

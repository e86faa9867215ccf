//! Where a redemption stands.

use chrono::{DateTime, TimeDelta, Utc};

/// Days after its collection in which something can be given back.
pub const RETURN_DAYS: i64 = 14;

/// Where a redemption stands; a step consumes the state it leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedemptionState {
    /// It is kept for the resident; the points are held.
    Reserved {
        /// From this moment on it can no longer be collected.
        until: DateTime<Utc>,
    },
    /// The resident has it; the points are spent.
    Collected {
        /// When.
        at: DateTime<Utc>,
    },
    /// The resident or the provider called it off; the points are back.
    Cancelled,
    /// Nobody came for it; the points are back.
    Expired,
    /// It was given back; so were the points.
    Returned,
}

/// Why a redemption does not move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RedemptionRefused {
    /// The resident has it.
    #[error("it was collected already")]
    Collected,
    /// It was called off.
    #[error("it was cancelled")]
    Cancelled,
    /// Its time is over.
    #[error("its time is over")]
    Expired,
    /// It was given back.
    #[error("it was returned")]
    Returned,
    /// Nobody has collected it.
    #[error("it is not collected")]
    NotCollected,
    /// See [`RETURN_DAYS`].
    #[error("it is given back within {RETURN_DAYS} days")]
    TooLate,
    /// Its time is not over yet.
    #[error("its time is not over")]
    NotOver,
}

impl RedemptionState {
    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reserved { .. } => "reserved",
            Self::Collected { .. } => "collected",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
            Self::Returned => "returned",
        }
    }

    /// Hands it out.
    ///
    /// # Errors
    /// [`RedemptionRefused`].
    pub fn collect(self, now: DateTime<Utc>) -> Result<Self, RedemptionRefused> {
        match self {
            Self::Reserved { until } if now < until => Ok(Self::Collected { at: now }),
            Self::Reserved { .. } => Err(RedemptionRefused::Expired),
            over => Err(over.refusal()),
        }
    }

    /// Calls it off; also what is overdue and was not taken up by [`Self::expire`] yet.
    ///
    /// # Errors
    /// [`RedemptionRefused`].
    pub fn cancel(self) -> Result<Self, RedemptionRefused> {
        match self {
            Self::Reserved { .. } => Ok(Self::Cancelled),
            over => Err(over.refusal()),
        }
    }

    /// Notes that nobody came in time.
    ///
    /// # Errors
    /// [`RedemptionRefused`].
    pub fn expire(self, now: DateTime<Utc>) -> Result<Self, RedemptionRefused> {
        match self {
            Self::Reserved { until } if until <= now => Ok(Self::Expired),
            Self::Reserved { .. } => Err(RedemptionRefused::NotOver),
            over => Err(over.refusal()),
        }
    }

    /// Takes back what was collected.
    ///
    /// # Errors
    /// [`RedemptionRefused`].
    pub fn give_back(self, now: DateTime<Utc>) -> Result<Self, RedemptionRefused> {
        match self {
            Self::Collected { at } if now < at + TimeDelta::days(RETURN_DAYS) => Ok(Self::Returned),
            Self::Collected { .. } => Err(RedemptionRefused::TooLate),
            Self::Reserved { .. } => Err(RedemptionRefused::NotCollected),
            over => Err(over.refusal()),
        }
    }

    /// Whether it counts towards the limits of a person.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::Reserved { .. } | Self::Collected { .. })
    }

    const fn refusal(self) -> RedemptionRefused {
        match self {
            Self::Reserved { .. } => RedemptionRefused::NotCollected,
            Self::Collected { .. } => RedemptionRefused::Collected,
            Self::Cancelled => RedemptionRefused::Cancelled,
            Self::Expired => RedemptionRefused::Expired,
            Self::Returned => RedemptionRefused::Returned,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    const RESERVED: RedemptionState = RedemptionState::Reserved { until: DateTime::UNIX_EPOCH };

    fn reserved() -> RedemptionState {
        RedemptionState::Reserved { until: at(100) }
    }

    #[test]
    fn what_is_reserved_is_collected_once_and_in_time() {
        assert_eq!(reserved().collect(at(100)), Err(RedemptionRefused::Expired));
        let collected = reserved().collect(at(99)).unwrap();
        assert_eq!(collected.collect(at(99)), Err(RedemptionRefused::Collected));
        assert_eq!(collected.cancel(), Err(RedemptionRefused::Collected));
        assert_eq!(collected.expire(at(200)), Err(RedemptionRefused::Collected));
    }

    #[test]
    fn at_every_moment_it_is_collected_or_expires_and_never_both() {
        for second in 98..103 {
            let (collect, expire) = (reserved().collect(at(second)), reserved().expire(at(second)));
            assert!(collect.is_ok() != expire.is_ok(), "{second}");
        }
    }

    #[test]
    fn what_was_collected_is_given_back_once_within_its_days() {
        let collected = reserved().collect(at(0)).unwrap();
        let last = at(RETURN_DAYS * 86_400);
        assert_eq!(collected.give_back(last), Err(RedemptionRefused::TooLate));
        let returned = collected.give_back(last - TimeDelta::seconds(1)).unwrap();
        assert_eq!(returned.give_back(at(1)), Err(RedemptionRefused::Returned));
        assert_eq!(reserved().give_back(at(1)), Err(RedemptionRefused::NotCollected));
    }

    #[test]
    fn what_is_over_stays_over() {
        let cancelled = RESERVED.cancel().unwrap();
        let expired = RESERVED.expire(at(0)).unwrap();
        for (over, why) in [(cancelled, RedemptionRefused::Cancelled), (expired, RedemptionRefused::Expired)]
        {
            assert_eq!(over.collect(at(0)), Err(why));
            assert_eq!(over.cancel(), Err(why));
            assert_eq!(over.expire(at(0)), Err(why));
            assert_eq!(over.give_back(at(0)), Err(why));
            assert!(!over.counts());
        }
    }
}

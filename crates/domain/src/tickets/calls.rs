//! Calls (吹哨报到): a worker in the grid calls several offices or companies to one matter, and each must report.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Where a call stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CallState {
    /// Waits for the report.
    Open,
    /// Reported.
    Reported,
    /// Taken back: not needed after all.
    Withdrawn,
    /// The ticket ended before the report.
    Lapsed,
}

/// Why a call cannot be made, reported on or taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// See [`CallState::may_last`].
    #[error("a report is due within 30 days")]
    Until,
    /// As many were called as may be.
    #[error("at most {} calls for one ticket", CallState::CALLS_MAX)]
    Full,
    /// Reported, taken back or lapsed.
    #[error("this call has ended")]
    Ended,
}

impl CallState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Open, Self::Reported, Self::Withdrawn, Self::Lapsed];
    /// Most that are called with one stroke.
    pub const AT_ONCE_MAX: usize = 10;
    /// Most calls of one ticket, ended ones counted.
    pub const CALLS_MAX: u32 = 40;
    /// Longest time to report, in days.
    pub const DAYS_MAX: i64 = 30;

    /// The name, in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Reported => "reported",
            Self::Withdrawn => "withdrawn",
            Self::Lapsed => "lapsed",
        }
    }

    /// Reads the name back; `None` for a word that names no state.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Lets pass a call that waits for its report.
    ///
    /// # Errors
    /// [`CallError::Ended`].
    pub const fn require_open(self) -> Result<(), CallError> {
        match self {
            Self::Open => Ok(()),
            _ => Err(CallError::Ended),
        }
    }

    /// Lets pass a moment until which a report can be asked for.
    ///
    /// # Errors
    /// [`CallError::Until`].
    pub fn may_last(now: DateTime<Utc>, until: DateTime<Utc>) -> Result<(), CallError> {
        let good = now < until && until <= now + TimeDelta::days(Self::DAYS_MAX);
        if good { Ok(()) } else { Err(CallError::Until) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_and_only_an_open_call_is_answered() {
        for state in CallState::ALL {
            assert_eq!(CallState::parse(state.as_str()), Some(state));
            assert_eq!(state.require_open().is_ok(), state == CallState::Open);
        }
        assert_eq!(CallState::parse("late"), None);
    }

    #[test]
    fn a_report_is_due_after_now_and_within_thirty_days() {
        let now = DateTime::UNIX_EPOCH;
        let last = now + TimeDelta::days(30);
        for good in [now + TimeDelta::microseconds(1), last] {
            assert_eq!(CallState::may_last(now, good), Ok(()));
        }
        for bad in [now, now - TimeDelta::hours(1), last + TimeDelta::microseconds(1)] {
            assert_eq!(CallState::may_last(now, bad), Err(CallError::Until));
        }
    }
}

//! Rectification (整改): what a village shall mend after an inspection, and the look-back (回头看) that says whether it did.
//!
//! A rectification is a ticket that a look-back judges; its state is the ticket's under the word that fits here.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{tickets::StateName, town_time};

/// Longest time to rectify, in days.
pub const DUE_DAYS_MAX: u64 = 366;

/// Why a day cannot be the last one to rectify.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the last day is from today on, at most {DUE_DAYS_MAX} days ahead")]
pub struct DueError;

/// When something is due that has time to the end of a day.
///
/// # Errors
/// [`DueError`] for days before today and beyond [`DUE_DAYS_MAX`].
pub fn due_at(day: NaiveDate, now: DateTime<Utc>) -> Result<DateTime<Utc>, DueError> {
    let today = town_time::date(now);
    let last = today.checked_add_days(Days::new(DUE_DAYS_MAX)).ok_or(DueError)?;
    if (today..=last).contains(&day) { Ok(town_time::end(day)) } else { Err(DueError) }
}

/// Where a rectification stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RectificationState {
    /// Nobody works on it yet.
    Demanded,
    /// Somebody works on it.
    Taken,
    /// The village says that it is done; it waits for a look-back.
    Closed,
    /// A look-back found it not done; somebody works on it again.
    Reopened,
    /// A look-back found it done.
    Done,
    /// The loss that it was demanded for is no more.
    Lapsed,
}

impl RectificationState {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Demanded, Self::Taken, Self::Closed, Self::Reopened, Self::Done, Self::Lapsed];

    /// The name in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Demanded => "demanded",
            Self::Taken => "taken",
            Self::Closed => "closed",
            Self::Reopened => "reopened",
            Self::Done => "done",
            Self::Lapsed => "lapsed",
        }
    }

    /// Reads the name back; `None` for a word that names no state.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// What its ticket's state is called here.
    #[must_use]
    pub const fn of(ticket: StateName) -> Self {
        match ticket {
            StateName::Submitted => Self::Demanded,
            StateName::Solved => Self::Closed,
            StateName::Reopened => Self::Reopened,
            StateName::Closed => Self::Done,
            StateName::Withdrawn => Self::Lapsed,
            // There are no other moves of what an office demanded than to be given to somebody and begun.
            StateName::Accepted
            | StateName::Assigned
            | StateName::InProgress
            | StateName::Waiting
            | StateName::Rejected
            | StateName::Appealed
            | StateName::Merged => Self::Taken,
        }
    }

    /// Its ticket's states.
    pub fn of_ticket(self) -> impl Iterator<Item = StateName> {
        StateName::ALL.into_iter().filter(move |state| Self::of(*state) == self)
    }

    /// Whether it is for the village to do something.
    #[must_use]
    pub const fn is_with_village(self) -> bool {
        matches!(self, Self::Demanded | Self::Taken | Self::Reopened)
    }
}

/// Why the loss is no more that a rectification was demanded for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum LapseReason {
    /// The village objected and was right.
    Objection,
    /// The mark was corrected after publication.
    Correction,
}

impl LapseReason {
    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Objection => "objection",
            Self::Correction => "correction",
        }
    }

    /// Reads the name back; `None` for a word that names no reason.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Objection, Self::Correction].into_iter().find(|reason| reason.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_is_whole_and_lies_ahead() {
        let now: DateTime<Utc> = "2026-06-30T15:59:59Z".parse().unwrap();
        let due = |day: &str| due_at(day.parse().unwrap(), now).map(|at| at.to_rfc3339());
        assert_eq!(due("2026-06-30").unwrap(), "2026-06-30T16:00:00+00:00");
        assert_eq!(due("2026-06-29"), Err(DueError));
        assert!(due("2027-07-01").is_ok());
        assert_eq!(due("2027-07-02"), Err(DueError));
    }

    #[test]
    fn every_state_is_one_of_its_ticket_and_names_read_back() {
        for state in RectificationState::ALL {
            assert_eq!(RectificationState::parse(state.as_str()), Some(state));
            assert!(state.of_ticket().all(|name| RectificationState::of(name) == state));
            assert!(state.of_ticket().next().is_some());
        }
        for name in StateName::ALL {
            assert!(RectificationState::of(name).of_ticket().any(|found| found == name));
        }
        for reason in [LapseReason::Objection, LapseReason::Correction] {
            assert_eq!(LapseReason::parse(reason.as_str()), Some(reason));
        }
    }
}

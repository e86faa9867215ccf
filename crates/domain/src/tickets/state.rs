//! Where a ticket stands.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Rating, Wait};
use crate::ids::{TicketId, UserId};

/// Where a ticket stands, and what belongs to that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Waits for an office to look at it.
    Submitted,
    /// An office has seen it and will see to it; nobody works on it yet.
    Accepted,
    /// Given to somebody who has not begun.
    Assigned {
        /// To whom.
        handler: UserId,
    },
    /// Somebody works on it.
    InProgress {
        /// Who.
        handler: UserId,
    },
    /// Whoever works on it waits for others.
    Waiting {
        /// Who.
        handler: UserId,
        /// For what, and how long.
        wait: Wait,
    },
    /// Declared done; the reporter may confirm or object.
    Solved {
        /// Who did it.
        handler: UserId,
        /// When the objection window ends (exclusive); none where a look-back judges.
        objection_until: Option<DateTime<Utc>>,
    },
    /// The reporter objected, or a look-back failed; the one who solved it works on it again.
    Reopened {
        /// Who.
        handler: UserId,
    },
    /// An office will not see to it, and said why.
    Rejected {
        /// Who decided so.
        by: UserId,
        /// Until when (exclusive) the reporter may appeal; none once an appeal was decided.
        appeal_until: Option<DateTime<Utc>>,
    },
    /// The reporter appealed against a rejection; somebody else decides.
    Appealed {
        /// Who rejected it.
        rejected_by: UserId,
    },
    /// The same matter as another, which goes on for both.
    Merged {
        /// Which.
        into: TicketId,
    },
    /// Done.
    Closed {
        /// Who did it.
        handler: UserId,
        /// On whose word.
        outcome: Outcome,
    },
    /// Taken back by the reporter before anybody worked on it, or fallen away with its ground.
    Withdrawn,
}

/// How a ticket came to be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The reporter said so.
    Rated(Rating),
    /// Nobody objected while the window was open.
    WindowPassed,
    /// A look-back found it done.
    LookedBack,
}

/// The name of a state, in the API and in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StateName {
    /// [`State::Submitted`]
    Submitted,
    /// [`State::Accepted`]
    Accepted,
    /// [`State::Assigned`]
    Assigned,
    /// [`State::InProgress`]
    InProgress,
    /// [`State::Waiting`]
    Waiting,
    /// [`State::Solved`]
    Solved,
    /// [`State::Reopened`]
    Reopened,
    /// [`State::Rejected`]
    Rejected,
    /// [`State::Appealed`]
    Appealed,
    /// [`State::Merged`]
    Merged,
    /// [`State::Closed`]
    Closed,
    /// [`State::Withdrawn`]
    Withdrawn,
}

impl StateName {
    /// Every state.
    pub const ALL: [Self; 12] = [
        Self::Submitted,
        Self::Accepted,
        Self::Assigned,
        Self::InProgress,
        Self::Waiting,
        Self::Solved,
        Self::Reopened,
        Self::Rejected,
        Self::Appealed,
        Self::Merged,
        Self::Closed,
        Self::Withdrawn,
    ];

    /// The name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Accepted => "accepted",
            Self::Assigned => "assigned",
            Self::InProgress => "in_progress",
            Self::Waiting => "waiting",
            Self::Solved => "solved",
            Self::Reopened => "reopened",
            Self::Rejected => "rejected",
            Self::Appealed => "appealed",
            Self::Merged => "merged",
            Self::Closed => "closed",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the name back; `None` for a word that names no state.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|name| name.as_str() == word)
    }

    /// Whether no office has anything more to do. A rejected one comes back when its reporter appeals.
    #[must_use]
    pub const fn is_ended(self) -> bool {
        matches!(self, Self::Rejected | Self::Merged | Self::Closed | Self::Withdrawn)
    }

    /// Whether somebody has yet to work on it, or does: it can be late.
    #[must_use]
    pub const fn is_unsolved(self) -> bool {
        !self.is_ended() && !matches!(self, Self::Solved)
    }
}

impl State {
    /// Its name.
    #[must_use]
    pub const fn name(&self) -> StateName {
        match self {
            Self::Submitted => StateName::Submitted,
            Self::Accepted => StateName::Accepted,
            Self::Assigned { .. } => StateName::Assigned,
            Self::InProgress { .. } => StateName::InProgress,
            Self::Waiting { .. } => StateName::Waiting,
            Self::Solved { .. } => StateName::Solved,
            Self::Reopened { .. } => StateName::Reopened,
            Self::Rejected { .. } => StateName::Rejected,
            Self::Appealed { .. } => StateName::Appealed,
            Self::Merged { .. } => StateName::Merged,
            Self::Closed { .. } => StateName::Closed,
            Self::Withdrawn => StateName::Withdrawn,
        }
    }

    /// Who works or worked on it.
    #[must_use]
    pub const fn handler(&self) -> Option<UserId> {
        match *self {
            Self::Submitted
            | Self::Accepted
            | Self::Rejected { .. }
            | Self::Appealed { .. }
            | Self::Merged { .. }
            | Self::Withdrawn => None,
            Self::Assigned { handler }
            | Self::InProgress { handler }
            | Self::Waiting { handler, .. }
            | Self::Solved { handler, .. }
            | Self::Reopened { handler }
            | Self::Closed { handler, .. } => Some(handler),
        }
    }

    /// Who rejected it.
    #[must_use]
    pub const fn rejected_by(&self) -> Option<UserId> {
        match *self {
            Self::Rejected { by, .. } => Some(by),
            Self::Appealed { rejected_by } => Some(rejected_by),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_states_read_back() {
        for name in StateName::ALL {
            assert_eq!(StateName::parse(name.as_str()), Some(name));
        }
    }
}

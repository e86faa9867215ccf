//! Where a project stands.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::ResolutionId;

/// Where a project stands, and what belongs to that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is being written.
    Draft,
    /// It waits to be screened: whether it is complete and serves the fund's purposes.
    Submitted,
    /// It has to be written better, and comes back.
    Returned,
    /// The public reads it and comments on it.
    PublicComment {
        /// Until when (exclusive).
        until: DateTime<Utc>,
    },
    /// The committee decides.
    Deciding {
        /// By this resolution.
        resolution: ResolutionId,
    },
    /// The committee said yes; the office is to sign the agreement.
    Approved {
        /// By this resolution: what its disbursements name.
        resolution: ResolutionId,
    },
    /// The office has signed the agreement; the proposer is to sign it too.
    Offered {
        /// See [`Self::Approved`].
        resolution: ResolutionId,
    },
    /// Both have signed it and it runs: instalments are paid as milestones are reached.
    InProgress {
        /// See [`Self::Approved`].
        resolution: ResolutionId,
    },
    /// Its people say that it is done, with a report.
    Reported {
        /// See [`Self::Approved`].
        resolution: ResolutionId,
    },
    /// The report was accepted; residents rate it.
    Rating {
        /// See [`Self::Approved`].
        resolution: ResolutionId,
        /// Until when (exclusive).
        until: DateTime<Utc>,
    },
    /// Over and done.
    Archived,
    /// It was screened out, or the committee did not say yes.
    Rejected,
    /// Its proposer took it back.
    Withdrawn,
    /// The committee ended it.
    Terminated,
}

/// The name of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ProjectState))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "see the states")]
pub enum StateName {
    Draft,
    Submitted,
    Returned,
    PublicComment,
    Deciding,
    Approved,
    Offered,
    InProgress,
    Reported,
    Rating,
    Archived,
    Rejected,
    Withdrawn,
    Terminated,
}

impl StateName {
    /// Every state.
    pub const ALL: [Self; 14] = [
        Self::Draft,
        Self::Submitted,
        Self::Returned,
        Self::PublicComment,
        Self::Deciding,
        Self::Approved,
        Self::Offered,
        Self::InProgress,
        Self::Reported,
        Self::Rating,
        Self::Archived,
        Self::Rejected,
        Self::Withdrawn,
        Self::Terminated,
    ];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::PublicComment => "public_comment",
            Self::Deciding => "deciding",
            Self::Approved => "approved",
            Self::Offered => "offered",
            Self::InProgress => "in_progress",
            Self::Reported => "reported",
            Self::Rating => "rating",
            Self::Archived => "archived",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::Terminated => "terminated",
        }
    }

    /// Reads the name back; `None` for a word that names no state.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// The states that the committee has not decided on.
    pub const UNDECIDED: [Self; 5] =
        [Self::Draft, Self::Submitted, Self::Returned, Self::PublicComment, Self::Deciding];

    /// Whether nothing more happens to it.
    #[must_use]
    pub const fn is_ended(self) -> bool {
        matches!(self, Self::Archived | Self::Rejected | Self::Withdrawn | Self::Terminated)
    }
}

impl State {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> StateName {
        match self {
            Self::Draft => StateName::Draft,
            Self::Submitted => StateName::Submitted,
            Self::Returned => StateName::Returned,
            Self::PublicComment { .. } => StateName::PublicComment,
            Self::Deciding { .. } => StateName::Deciding,
            Self::Approved { .. } => StateName::Approved,
            Self::Offered { .. } => StateName::Offered,
            Self::InProgress { .. } => StateName::InProgress,
            Self::Reported { .. } => StateName::Reported,
            Self::Rating { .. } => StateName::Rating,
            Self::Archived => StateName::Archived,
            Self::Rejected => StateName::Rejected,
            Self::Withdrawn => StateName::Withdrawn,
            Self::Terminated => StateName::Terminated,
        }
    }

    /// The resolution that lets money be spent on it now.
    #[must_use]
    pub const fn resolution(self) -> Option<ResolutionId> {
        match self {
            Self::InProgress { resolution }
            | Self::Reported { resolution }
            | Self::Rating { resolution, .. } => Some(resolution),
            _ => None,
        }
    }

    /// The resolution that belongs to where it stands: the committee votes on it, or said yes by it.
    #[must_use]
    pub const fn decision(self) -> Option<ResolutionId> {
        match self {
            Self::Deciding { resolution } | Self::Approved { resolution } | Self::Offered { resolution } => {
                Some(resolution)
            }
            _ => self.resolution(),
        }
    }
}

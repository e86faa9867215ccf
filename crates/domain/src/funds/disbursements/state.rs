//! Where a disbursement stands.

use serde::{Deserialize, Serialize};

use crate::ids::UserId;

/// Where a disbursement stands, and who brought it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisbursementState {
    /// It waits for its approver.
    Proposed,
    /// It waits for its payer; the money is held.
    Approved {
        /// Who approved it.
        approver: UserId,
    },
    /// The money is gone.
    Paid {
        /// Who approved it.
        approver: UserId,
        /// Who paid it.
        payer: UserId,
    },
    /// It is not paid.
    Refused {
        /// Who had approved it, where somebody had.
        approver: Option<UserId>,
        /// Who refused it; also what the bank refused. Nobody, where the committee ended the project that it was for.
        by: Option<UserId>,
    },
    /// Its proposer took it back.
    Withdrawn,
    /// It was paid, and the money came back.
    Reversed {
        /// Who approved it.
        approver: UserId,
        /// Who paid it.
        payer: UserId,
        /// Who booked it back.
        by: UserId,
    },
}

/// The name of a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = DisbursementState))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "see the states")]
pub enum DisbursementStateName {
    Proposed,
    Approved,
    Paid,
    Refused,
    Withdrawn,
    Reversed,
}

impl DisbursementStateName {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Proposed, Self::Approved, Self::Paid, Self::Refused, Self::Withdrawn, Self::Reversed];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Approved => "approved",
            Self::Paid => "paid",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Reversed => "reversed",
        }
    }

    /// Reads the name back; `None` for a word that names no state.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

impl DisbursementState {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> DisbursementStateName {
        match self {
            Self::Proposed => DisbursementStateName::Proposed,
            Self::Approved { .. } => DisbursementStateName::Approved,
            Self::Paid { .. } => DisbursementStateName::Paid,
            Self::Refused { .. } => DisbursementStateName::Refused,
            Self::Withdrawn => DisbursementStateName::Withdrawn,
            Self::Reversed { .. } => DisbursementStateName::Reversed,
        }
    }

    /// Who approved it, where somebody did.
    #[must_use]
    pub const fn approver(self) -> Option<UserId> {
        match self {
            Self::Approved { approver } | Self::Paid { approver, .. } | Self::Reversed { approver, .. } => {
                Some(approver)
            }
            Self::Refused { approver, .. } => approver,
            Self::Proposed | Self::Withdrawn => None,
        }
    }

    /// Who paid it, where somebody did.
    #[must_use]
    pub const fn payer(self) -> Option<UserId> {
        match self {
            Self::Paid { payer, .. } | Self::Reversed { payer, .. } => Some(payer),
            _ => None,
        }
    }
}

//! A call for proposals (plan 4).

use chrono::{DateTime, Utc};

use crate::{
    funds::Amount,
    ids::{FundId, ProposalCallId},
};

/// An invitation to propose projects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalCall {
    /// Its id.
    pub id: ProposalCallId,
    /// Of which fund.
    pub fund: FundId,
    /// From when on proposals are handed in.
    pub opens: DateTime<Utc>,
    /// Until when (exclusive).
    pub closes: DateTime<Utc>,
    /// What a project costs at most.
    pub most: Amount,
}

/// Why a call is not made, or takes nothing in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// It closes before it opens.
    #[error("a call closes after it opens")]
    Times,
    /// It has not opened yet.
    #[error("proposals cannot be handed in yet")]
    TooEarly,
    /// It has closed.
    #[error("proposals cannot be handed in any more")]
    TooLate,
}

impl ProposalCall {
    /// Lets pass a call that is open at some time.
    ///
    /// # Errors
    /// [`CallError::Times`].
    pub fn check(&self) -> Result<(), CallError> {
        if self.opens < self.closes { Ok(()) } else { Err(CallError::Times) }
    }

    /// Lets a proposal be handed in. What was returned to its proposer in time may come back later.
    ///
    /// # Errors
    /// [`CallError::TooEarly`], [`CallError::TooLate`].
    pub fn admit(&self, now: DateTime<Utc>, was_returned: bool) -> Result<(), CallError> {
        match now {
            _ if now < self.opens => Err(CallError::TooEarly),
            _ if now >= self.closes && !was_returned => Err(CallError::TooLate),
            _ => Ok(()),
        }
    }
}

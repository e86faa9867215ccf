//! A call for proposals (plan 4).

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    funds::{Amount, Fund, FundError, FundState, books::Budget},
    ids::{FundId, ProposalCallId},
    ledger::Purpose,
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
    /// What a project may be for; anything that the fund is for, where there are none.
    pub purposes: BTreeSet<Purpose>,
    /// Whether it was published: it stays as it is from then on.
    pub published: bool,
}

/// Where a call stands, by what is published and what the clock says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CallStage {
    /// It is being written.
    Draft,
    /// It is published and opens later.
    Announced,
    /// Proposals are handed in.
    Open,
    /// No more are.
    Closed,
}

/// Why a call is not made, or takes nothing in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// It closes before it opens.
    #[error("a call closes after it opens")]
    Times,
    /// It is published: it stays as it is.
    #[error("a call that is published stays as it is")]
    Published,
    /// It is not published.
    #[error("the call is not published yet")]
    NotPublished,
    /// It has not opened yet.
    #[error("proposals cannot be handed in yet")]
    TooEarly,
    /// It has closed.
    #[error("proposals cannot be handed in any more")]
    TooLate,
    /// It is for something else.
    #[error("the call is not for {0}")]
    OtherPurpose(Purpose),
    /// The fund has no such purpose, or does not take part in anything new.
    #[error(transparent)]
    Fund(#[from] FundError),
}

impl ProposalCall {
    /// Lets pass a call that is open at some time, for purposes of this fund.
    ///
    /// # Errors
    /// [`CallError::Times`], [`CallError::Fund`].
    pub fn check(&self, fund: &Fund) -> Result<(), CallError> {
        if self.opens >= self.closes {
            return Err(CallError::Times);
        }
        match self.purposes.iter().find(|purpose| !fund.purposes.contains(*purpose)) {
            Some(unknown) => Err(FundError::NoPurpose(unknown.clone()).into()),
            None => Ok(()),
        }
    }

    /// Lets pass a change of what it says.
    ///
    /// # Errors
    /// [`CallError::Published`].
    pub const fn require_draft(&self) -> Result<(), CallError> {
        if self.published { Err(CallError::Published) } else { Ok(()) }
    }

    /// Lets everybody read it, while there is time left to answer.
    ///
    /// # Errors
    /// [`CallError::Published`], [`CallError::TooLate`], [`CallError::Times`]; [`CallError::Fund`] also for a fund that is not
    /// open.
    pub fn publish(self, fund: &Fund, now: DateTime<Utc>) -> Result<Self, CallError> {
        self.require_draft()?;
        if fund.state != FundState::Open {
            return Err(FundError::NotOpen.into());
        }
        self.check(fund)?;
        if self.closes <= now { Err(CallError::TooLate) } else { Ok(Self { published: true, ..self }) }
    }

    /// Takes nothing in from now on.
    ///
    /// # Errors
    /// [`CallError::NotPublished`], [`CallError::TooLate`].
    pub fn close(self, now: DateTime<Utc>) -> Result<Self, CallError> {
        match self.stage(now) {
            CallStage::Draft => Err(CallError::NotPublished),
            CallStage::Closed => Err(CallError::TooLate),
            CallStage::Announced | CallStage::Open => Ok(Self { closes: now, ..self }),
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn stage(&self, now: DateTime<Utc>) -> CallStage {
        match now {
            _ if !self.published => CallStage::Draft,
            _ if now >= self.closes => CallStage::Closed,
            _ if now < self.opens => CallStage::Announced,
            _ => CallStage::Open,
        }
    }

    /// Lets a proposal be handed in. What was returned to its proposer in time may come back later.
    ///
    /// # Errors
    /// [`CallError::NotPublished`], [`CallError::TooEarly`], [`CallError::TooLate`].
    pub fn admit(&self, now: DateTime<Utc>, was_returned: bool) -> Result<(), CallError> {
        match self.stage(now) {
            CallStage::Draft => Err(CallError::NotPublished),
            CallStage::Announced => Err(CallError::TooEarly),
            CallStage::Closed if !was_returned => Err(CallError::TooLate),
            CallStage::Open | CallStage::Closed => Ok(()),
        }
    }

    /// Lets pass a budget all of whose lines serve what it is for, or nothing in particular.
    ///
    /// # Errors
    /// [`CallError::OtherPurpose`].
    pub fn admit_budget(&self, budget: &Budget) -> Result<(), CallError> {
        let served = budget.lines().values().filter_map(|line| line.purpose.as_ref());
        let outside = |purpose: &&Purpose| !self.purposes.is_empty() && !self.purposes.contains(*purpose);
        match served.into_iter().find(outside) {
            Some(other) => Err(CallError::OtherPurpose(other.clone())),
            None => Ok(()),
        }
    }
}

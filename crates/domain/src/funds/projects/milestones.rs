//! Milestones, and the instalments that are paid as they are reached.

use serde::{Deserialize, Serialize};

use crate::{
    funds::Amount,
    ids::{PhotoId, UserId},
};

/// Where a milestone stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneState {
    /// It is not reached.
    Ahead,
    /// Somebody of the project says that it is.
    Reached {
        /// Who.
        by: UserId,
    },
    /// The office agrees: its instalment can be paid.
    Accepted {
        /// Who said so.
        by: UserId,
    },
}

/// One milestone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// Its instalment.
    pub instalment: Amount,
    /// It is paid when the agreement is signed, without evidence: only the first can be.
    pub advance: bool,
    /// Where it stands.
    pub state: MilestoneState,
    /// What was approved or paid of its instalment and did not come back, in fen.
    pub used_fen: i64,
}

/// What shows that a milestone is reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Invoices, by how many.
    pub invoices: usize,
    /// Photos.
    pub photos: Vec<PhotoId>,
}

/// The milestones of a project in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Milestones(Vec<Milestone>);

/// Why a milestone does not take a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MilestoneError {
    /// None, or too many.
    #[error("a project has 1 to {} milestones", Milestones::COUNT_MAX)]
    Count,
    /// Another than the first is paid ahead.
    #[error("only the first instalment is paid ahead")]
    Advance,
    /// There is no such milestone.
    #[error("the project has no milestone {0}")]
    Missing(usize),
    /// The one before it is not accepted.
    #[error("milestones are reached in their order")]
    Order,
    /// It is reached already.
    #[error("this milestone is reached already")]
    Reached,
    /// Nobody says that it is reached.
    #[error("this milestone is not reached")]
    NotReached,
    /// It is not accepted, so that nothing is paid for it.
    #[error("this milestone is not accepted")]
    NotAccepted,
    /// There is nothing to see.
    #[error("a milestone is shown with 1 to {0} invoices and photos each", Milestones::PHOTOS_MAX)]
    NoEvidence,
    /// More is asked than is left of the instalment.
    #[error("{left} fen are left of this instalment")]
    Exceeded {
        /// How much, in fen.
        left: i64,
    },
    /// Not all are accepted.
    #[error("not every milestone is accepted")]
    Unfinished,
}

impl Milestones {
    /// Most milestones.
    pub const COUNT_MAX: usize = 20;
    /// Most photos, and most invoices, of one.
    pub const PHOTOS_MAX: usize = 20;

    /// Milestones with these instalments, none of them reached.
    ///
    /// # Errors
    /// [`MilestoneError::Count`].
    pub fn new(instalments: &[Amount], advance: bool) -> Result<Self, MilestoneError> {
        if !(1..=Self::COUNT_MAX).contains(&instalments.len()) {
            return Err(MilestoneError::Count);
        }
        let one = |(at, instalment): (usize, &Amount)| Milestone {
            instalment: *instalment,
            advance: advance && at == 0,
            state: MilestoneState::Ahead,
            used_fen: 0,
        };
        Ok(Self(instalments.iter().enumerate().map(one).collect()))
    }

    /// Milestones as they were kept.
    ///
    /// # Errors
    /// [`MilestoneError::Count`].
    pub fn restore(all: Vec<Milestone>) -> Result<Self, MilestoneError> {
        if (1..=Self::COUNT_MAX).contains(&all.len()) { Ok(Self(all)) } else { Err(MilestoneError::Count) }
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Milestone] {
        &self.0
    }

    /// What the instalments come to, in fen.
    #[must_use]
    pub fn total_fen(&self) -> i64 {
        self.0.iter().map(|one| one.instalment.fen()).sum()
    }

    /// Notes that one is reached; all before it are accepted.
    ///
    /// # Errors
    /// [`MilestoneError::Missing`], [`MilestoneError::Order`], [`MilestoneError::Reached`], [`MilestoneError::NoEvidence`].
    pub fn reach(mut self, at: usize, by: UserId, evidence: &Evidence) -> Result<Self, MilestoneError> {
        let before = self.0.get(..at).ok_or(MilestoneError::Missing(at))?;
        if !before.iter().all(Milestone::is_accepted) {
            return Err(MilestoneError::Order);
        }
        let one = self.0.get_mut(at).ok_or(MilestoneError::Missing(at))?;
        if one.state != MilestoneState::Ahead {
            return Err(MilestoneError::Reached);
        }
        let shown = |count: usize| (1..=Self::PHOTOS_MAX).contains(&count);
        let enough = shown(evidence.invoices) && shown(evidence.photos.len());
        if !one.advance && !enough {
            return Err(MilestoneError::NoEvidence);
        }
        one.state = MilestoneState::Reached { by };
        Ok(self)
    }

    /// Agrees that one is reached, or finds that it is not.
    ///
    /// # Errors
    /// [`MilestoneError::Missing`], [`MilestoneError::NotReached`].
    pub fn judge(mut self, at: usize, by: UserId, accepted: bool) -> Result<Self, MilestoneError> {
        let one = self.0.get_mut(at).ok_or(MilestoneError::Missing(at))?;
        if !matches!(one.state, MilestoneState::Reached { .. }) {
            return Err(MilestoneError::NotReached);
        }
        one.state = if accepted { MilestoneState::Accepted { by } } else { MilestoneState::Ahead };
        Ok(self)
    }

    /// Takes so much of an accepted one's instalment.
    ///
    /// # Errors
    /// [`MilestoneError::Missing`], [`MilestoneError::NotAccepted`], [`MilestoneError::Exceeded`].
    pub fn take(mut self, at: usize, amount: Amount) -> Result<Self, MilestoneError> {
        let one = self.0.get_mut(at).ok_or(MilestoneError::Missing(at))?;
        if !one.is_accepted() {
            return Err(MilestoneError::NotAccepted);
        }
        let left = one.instalment.fen().saturating_sub(one.used_fen);
        if amount.fen() > left {
            return Err(MilestoneError::Exceeded { left });
        }
        one.used_fen += amount.fen();
        Ok(self)
    }

    /// Gives back what was refused or came back.
    ///
    /// # Errors
    /// [`MilestoneError::Missing`]; [`MilestoneError::Exceeded`] where more comes back than was taken.
    pub fn give_back(mut self, at: usize, amount: Amount) -> Result<Self, MilestoneError> {
        let one = self.0.get_mut(at).ok_or(MilestoneError::Missing(at))?;
        if amount.fen() > one.used_fen {
            return Err(MilestoneError::Exceeded { left: one.used_fen });
        }
        one.used_fen -= amount.fen();
        Ok(self)
    }

    /// Lets pass a project all of whose milestones are accepted.
    ///
    /// # Errors
    /// [`MilestoneError::Unfinished`].
    pub fn require_all_accepted(&self) -> Result<(), MilestoneError> {
        if self.0.iter().all(Milestone::is_accepted) { Ok(()) } else { Err(MilestoneError::Unfinished) }
    }
}

impl Milestone {
    /// Whether its instalment can be paid.
    #[must_use]
    pub const fn is_accepted(&self) -> bool {
        matches!(self.state, MilestoneState::Accepted { .. })
    }
}

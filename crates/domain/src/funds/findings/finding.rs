//! A finding on the auditor's desk: asked, answered, settled.

use super::{Found, Severity};
use crate::ids::{FindingId, FundId, UserId};

/// Where a finding stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingState {
    /// It waits for an answer.
    Open,
    /// Somebody answered.
    Answered {
        /// Who.
        by: UserId,
    },
    /// The auditor takes the answer.
    Settled {
        /// Who had answered.
        answered_by: UserId,
        /// Which auditor.
        by: UserId,
    },
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its id.
    pub id: FindingId,
    /// Of which fund.
    pub fund: FundId,
    /// What was found.
    pub found: Found,
    /// Where it stands.
    pub state: FindingState,
}

/// Why a finding does not take a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FindingError {
    /// It has its answer.
    #[error("this finding is answered already")]
    Answered,
    /// Nobody answered.
    #[error("this finding is not answered")]
    NotAnswered,
    /// It is settled.
    #[error("this finding is settled")]
    Settled,
    /// Nobody judges their own answer.
    #[error("nobody judges their own answer")]
    Own,
    /// They took part in what was found.
    #[error("whoever took part in a disbursement does not judge findings about it")]
    TookPart,
}

impl Finding {
    /// How bad it is.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        self.found.kind.severity()
    }

    /// Whether somebody still has to answer it.
    #[must_use]
    pub const fn is_unanswered(&self) -> bool {
        matches!(self.state, FindingState::Open)
    }

    /// Answers it.
    ///
    /// # Errors
    /// [`FindingError::Answered`], [`FindingError::Settled`].
    pub fn answer(self, by: UserId) -> Result<Self, FindingError> {
        match self.state {
            FindingState::Open => Ok(Self { state: FindingState::Answered { by }, ..self }),
            FindingState::Answered { .. } => Err(FindingError::Answered),
            FindingState::Settled { .. } => Err(FindingError::Settled),
        }
    }

    /// Takes the answer, or asks again. `took_part` are those who proposed, approved or paid what was found.
    ///
    /// # Errors
    /// [`FindingError::NotAnswered`], [`FindingError::Settled`], [`FindingError::Own`], [`FindingError::TookPart`].
    pub fn judge(self, by: UserId, took_part: &[UserId], satisfied: bool) -> Result<Self, FindingError> {
        let answered_by = match self.state {
            FindingState::Open => return Err(FindingError::NotAnswered),
            FindingState::Settled { .. } => return Err(FindingError::Settled),
            FindingState::Answered { by } => by,
        };
        if answered_by == by {
            return Err(FindingError::Own);
        }
        if took_part.contains(&by) {
            return Err(FindingError::TookPart);
        }
        let state = if satisfied { FindingState::Settled { answered_by, by } } else { FindingState::Open };
        Ok(Self { state, ..self })
    }
}

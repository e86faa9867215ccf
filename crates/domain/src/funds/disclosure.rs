//! A fund's account of one period to the public, at least every three months (plans 3 to 8).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Period;
use crate::{
    ids::{DisclosureId, FundId, UserId},
    journal::NodeHash,
};

/// What a disclosure says in numbers, in fen. They come from the query that pages, CSV and API use, and are equal to the fen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Figures {
    /// Cash when the period began.
    pub opening_fen: i64,
    /// Opening balances that were booked in it.
    pub brought_fen: i64,
    /// Income of it, less what was taken back.
    pub income_fen: i64,
    /// Expenses of it, less what came back.
    pub expense_fen: i64,
    /// Cash when it ended.
    pub closing_fen: i64,
    /// What came in kind; it is in none of the others.
    pub in_kind_fen: i64,
}

impl Figures {
    /// Whether cash at the end is what the rest comes to.
    #[must_use]
    pub fn balance(&self) -> bool {
        let sum = [self.opening_fen, self.brought_fen, self.income_fen].map(i128::from).iter().sum::<i128>();
        sum - i128::from(self.expense_fen) == i128::from(self.closing_fen)
    }
}

/// Where a disclosure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisclosureState {
    /// It is prepared, and signed by nobody, one or both.
    Prepared {
        /// The treasurer who signed it.
        treasurer: Option<UserId>,
        /// The auditor who signed it.
        auditor: Option<UserId>,
    },
    /// Everybody can read it. It stays as it is; a later one corrects it.
    Published {
        /// The treasurer who signed it.
        treasurer: UserId,
        /// The auditor who signed it.
        auditor: UserId,
        /// The day.
        on: NaiveDate,
    },
}

/// A disclosure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disclosure {
    /// Its id.
    pub id: DisclosureId,
    /// Of which fund.
    pub fund: FundId,
    /// Of which days.
    pub period: Period,
    /// What it says.
    pub figures: Figures,
    /// The SHA-256 of the whole, with its lists: what is signed.
    pub document: NodeHash,
    /// Where it stands.
    pub state: DisclosureState,
}

/// Why a disclosure does not take a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DisclosureError {
    /// Its period goes on.
    #[error("the period is not over")]
    NotOver,
    /// Its numbers do not agree with each other.
    #[error("what came in and went out does not come to what is there")]
    Unbalanced,
    /// It is out.
    #[error("the disclosure is published")]
    Published,
    /// It was signed with other content.
    #[error("the disclosure has changed since you read it")]
    Changed,
    /// One person signs once.
    #[error("treasurer and auditor are two different people")]
    SamePerson,
    /// They have to be answered first.
    #[error("{0} findings of the period are not answered")]
    FindingsOpen(usize),
    /// One or both signatures are missing.
    #[error("treasurer and auditor sign a disclosure before it is published")]
    NotSigned,
}

/// As whom somebody signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Signatory {
    /// Who keeps the books.
    Treasurer,
    /// Who checks them: once every finding of the period was answered.
    Auditor,
}

impl Disclosure {
    /// Prepares it, or prepares it anew: signatures under another content are gone.
    ///
    /// # Errors
    /// [`DisclosureError::NotOver`], [`DisclosureError::Unbalanced`].
    pub fn prepare(
        id: DisclosureId,
        fund: FundId,
        period: Period,
        (figures, document): (Figures, NodeHash),
        today: NaiveDate,
    ) -> Result<Self, DisclosureError> {
        if !period.is_over(today) {
            return Err(DisclosureError::NotOver);
        }
        if !figures.balance() {
            return Err(DisclosureError::Unbalanced);
        }
        let state = DisclosureState::Prepared { treasurer: None, auditor: None };
        Ok(Self { id, fund, period, figures, document, state })
    }

    /// Replaces what it says: signatures stay only where nothing changed.
    ///
    /// # Errors
    /// [`DisclosureError::Published`], [`DisclosureError::Unbalanced`].
    pub fn replace(self, figures: Figures, document: NodeHash) -> Result<Self, DisclosureError> {
        self.signatures()?;
        if !figures.balance() {
            return Err(DisclosureError::Unbalanced);
        }
        if (figures, document) == (self.figures, self.document) {
            return Ok(self);
        }
        let state = DisclosureState::Prepared { treasurer: None, auditor: None };
        Ok(Self { figures, document, state, ..self })
    }

    /// Signs what was `read`, in a capacity for which the application has checked the grant. `unanswered` is how many findings
    /// about the period nobody has answered.
    ///
    /// # Errors
    /// [`DisclosureError::Published`], [`DisclosureError::Changed`], [`DisclosureError::SamePerson`],
    /// [`DisclosureError::FindingsOpen`].
    pub fn sign(
        self,
        by: UserId,
        signatory: Signatory,
        read: NodeHash,
        unanswered: usize,
    ) -> Result<Self, DisclosureError> {
        let (mut treasurer, mut auditor) = self.signatures()?;
        if read != self.document {
            return Err(DisclosureError::Changed);
        }
        let (mine, other) = match signatory {
            Signatory::Treasurer => (&mut treasurer, auditor),
            Signatory::Auditor => (&mut auditor, treasurer),
        };
        if other == Some(by) {
            return Err(DisclosureError::SamePerson);
        }
        if signatory == Signatory::Auditor && unanswered > 0 {
            return Err(DisclosureError::FindingsOpen(unanswered));
        }
        *mine = Some(by);
        Ok(Self { state: DisclosureState::Prepared { treasurer, auditor }, ..self })
    }

    /// Publishes it, for good.
    ///
    /// # Errors
    /// [`DisclosureError::Published`], [`DisclosureError::NotSigned`].
    pub fn publish(self, on: NaiveDate) -> Result<Self, DisclosureError> {
        let (Some(treasurer), Some(auditor)) = self.signatures()? else {
            return Err(DisclosureError::NotSigned);
        };
        Ok(Self { state: DisclosureState::Published { treasurer, auditor, on }, ..self })
    }

    /// Whether it is late: published after the day on which it was due, or not yet and that day is over.
    #[must_use]
    pub fn is_late(&self, today: NaiveDate) -> bool {
        match self.state {
            DisclosureState::Prepared { .. } => self.period.due_on < today,
            DisclosureState::Published { on, .. } => self.period.due_on < on,
        }
    }

    const fn signatures(&self) -> Result<(Option<UserId>, Option<UserId>), DisclosureError> {
        match self.state {
            DisclosureState::Prepared { treasurer, auditor } => Ok((treasurer, auditor)),
            DisclosureState::Published { .. } => Err(DisclosureError::Published),
        }
    }
}

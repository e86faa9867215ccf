//! One thing that a fund gets.

use serde::{Deserialize, Serialize};

use super::{Form, Source};
use crate::{
    funds::{Amount, Fund, FundError, Movement},
    ids::{FundId, IncomeId},
    ledger::Purpose,
};

/// Where an income stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum IncomeState {
    /// Promised, or on its way.
    Expected,
    /// The fund has it.
    Received,
    /// It never came.
    Cancelled,
    /// It was given back, or should never have been booked.
    Reversed,
}

impl IncomeState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Expected, Self::Received, Self::Cancelled, Self::Reversed];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::Received => "received",
            Self::Cancelled => "cancelled",
            Self::Reversed => "reversed",
        }
    }

    /// Reads the name back; `None` for a word that names no state.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// One thing that a fund gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Income {
    /// Its id.
    pub id: IncomeId,
    /// Which fund gets it.
    pub fund: FundId,
    /// Where it comes from.
    pub source: Source,
    /// In which form.
    pub form: Form,
    /// How much it is, or is worth.
    pub amount: Amount,
    /// What it may be spent on; anything where absent.
    pub purpose: Option<Purpose>,
    /// Where it stands.
    pub state: IncomeState,
}

/// Why something is not taken in, or does not take a step.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IncomeError {
    /// The fund takes nothing in, or nothing for this.
    #[error(transparent)]
    Fund(#[from] FundError),
    /// What comes from there is money.
    #[error("only donations, subsidies and sponsorships come in kind")]
    NotInKind,
    /// A sponsor agreed on no use.
    #[error("a sponsorship names the use that was agreed on")]
    NoAgreedUse,
    /// The fund has it, or it never comes.
    #[error("this is not expected any more")]
    NotExpected,
    /// The fund does not have it.
    #[error("this was not received, or was given back")]
    NotReceived,
    /// A part of it is for another purpose now.
    #[error("the donor let a part of this be used for something else")]
    Lifted,
}

impl Income {
    /// Lets pass what this fund can take in.
    ///
    /// # Errors
    /// [`IncomeError::Fund`], [`IncomeError::NotInKind`], [`IncomeError::NoAgreedUse`].
    pub fn check(&self, fund: &Fund) -> Result<(), IncomeError> {
        fund.admit_income(self.purpose.as_ref())?;
        if self.form == Form::InKind && !self.source.kind().may_be_in_kind() {
            return Err(IncomeError::NotInKind);
        }
        if matches!(self.source, Source::Sponsorship { .. }) && self.purpose.is_none() {
            return Err(IncomeError::NoAgreedUse);
        }
        Ok(())
    }

    /// Books it: the fund has it now.
    ///
    /// # Errors
    /// [`IncomeError::NotExpected`].
    pub fn receive(self) -> Result<(Self, Movement), IncomeError> {
        if self.state != IncomeState::Expected {
            return Err(IncomeError::NotExpected);
        }
        let movement = self.movement();
        Ok((Self { state: IncomeState::Received, ..self }, movement))
    }

    /// Gives up on it.
    ///
    /// # Errors
    /// [`IncomeError::NotExpected`].
    pub fn cancel(self) -> Result<Self, IncomeError> {
        if self.state == IncomeState::Expected {
            Ok(Self { state: IncomeState::Cancelled, ..self })
        } else {
            Err(IncomeError::NotExpected)
        }
    }

    /// Takes it back in the books. The ledger refuses the movement where too little of its purpose is left. `lifted_fen` is what
    /// its donor let go of: that is for something else now.
    ///
    /// # Errors
    /// [`IncomeError::NotReceived`], [`IncomeError::Lifted`].
    pub fn reverse(self, lifted_fen: i64) -> Result<(Self, Movement), IncomeError> {
        if self.state != IncomeState::Received {
            return Err(IncomeError::NotReceived);
        }
        if lifted_fen > 0 {
            return Err(IncomeError::Lifted);
        }
        let movement = self.movement().reversed();
        Ok((Self { state: IncomeState::Reversed, ..self }, movement))
    }

    fn movement(&self) -> Movement {
        Movement::income(self.source.kind(), self.form, self.purpose.clone(), self.amount)
    }
}

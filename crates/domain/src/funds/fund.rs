//! The fund itself: founded, open, closed.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    Charter, CharterState,
    committee::{Committee, Matter, Resolution, ResolutionError},
};
use crate::{ids::FundId, ledger::Purpose};

/// Where a fund stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FundState {
    /// Its charter and committee are made.
    Founding,
    /// It gets and spends.
    Open,
    /// It gets nothing new; what it has is spent.
    Closing,
    /// It is empty, and stays in the books.
    Closed,
}

impl FundState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Founding, Self::Open, Self::Closing, Self::Closed];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Founding => "founding",
            Self::Open => "open",
            Self::Closing => "closing",
            Self::Closed => "closed",
        }
    }

    /// Reads the name back; `None` for a word that names no state.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// A fund, as far as decisions go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fund {
    /// Its id: the book of its accounts.
    pub id: FundId,
    /// Where it stands.
    pub state: FundState,
    /// What donors can restrict gifts to; each has its own cash account.
    pub purposes: BTreeSet<Purpose>,
    /// Since when it is open.
    pub opened_on: Option<NaiveDate>,
}

/// Why a fund does not take a step.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FundError {
    /// It is open already, or was.
    #[error("the fund was founded already")]
    Founded,
    /// No charter of it is in force.
    #[error("a fund opens with a charter that is in force")]
    NoCharter,
    /// Too few people sit in its committee to decide.
    #[error("the committee has {seated} members; decisions need {needed}")]
    TooFewMembers {
        /// How many there are.
        seated: usize,
        /// How many decide at least.
        needed: usize,
    },
    /// It does not take anything in.
    #[error("the fund is not open")]
    NotOpen,
    /// It neither takes in nor spends.
    #[error("the fund is not open, nor closing")]
    NotRunning,
    /// As many purposes as may be.
    #[error("at most {} purposes a fund", Fund::PURPOSES_MAX)]
    TooManyPurposes,
    /// Nothing is given for this.
    #[error("the fund has no purpose {0}")]
    NoPurpose(Purpose),
    /// The committee did not decide on its end.
    #[error(transparent)]
    Resolution(#[from] ResolutionError),
    /// There is money in it, or on its way.
    #[error("the fund is not empty")]
    NotEmpty,
}

impl Fund {
    /// Most purposes.
    pub const PURPOSES_MAX: usize = 50;

    /// Opens it, with a charter in force and a committee that can decide.
    ///
    /// # Errors
    /// [`FundError::Founded`], [`FundError::NoCharter`], [`FundError::TooFewMembers`].
    pub fn open(self, charter: &Charter, committee: &Committee, today: NaiveDate) -> Result<Self, FundError> {
        if self.state != FundState::Founding {
            return Err(FundError::Founded);
        }
        let adopted = matches!(charter.state, CharterState::Adopted { from, .. } if from <= today);
        if charter.fund != self.id || !adopted {
            return Err(FundError::NoCharter);
        }
        let (seated, needed) = (committee.members(today).len(), charter.rules.unrecused_min);
        if seated < needed {
            return Err(FundError::TooFewMembers { seated, needed });
        }
        Ok(Self { state: FundState::Open, opened_on: Some(today), ..self })
    }

    /// Gives it one more purpose; one it has already stays.
    ///
    /// # Errors
    /// [`FundError::TooManyPurposes`]; [`FundError::NotOpen`] once it is closing.
    pub fn add_purpose(mut self, purpose: Purpose) -> Result<Self, FundError> {
        if !matches!(self.state, FundState::Founding | FundState::Open) {
            return Err(FundError::NotOpen);
        }
        self.purposes.insert(purpose);
        if self.purposes.len() > Self::PURPOSES_MAX { Err(FundError::TooManyPurposes) } else { Ok(self) }
    }

    /// Lets something come in, for a purpose where it is restricted.
    ///
    /// # Errors
    /// [`FundError::NotOpen`], [`FundError::NoPurpose`].
    pub fn admit_income(&self, purpose: Option<&Purpose>) -> Result<(), FundError> {
        if self.state != FundState::Open {
            return Err(FundError::NotOpen);
        }
        match purpose.filter(|purpose| !self.purposes.contains(*purpose)) {
            Some(unknown) => Err(FundError::NoPurpose(unknown.clone())),
            None => Ok(()),
        }
    }

    /// Lets something be spent.
    ///
    /// # Errors
    /// [`FundError::NotRunning`].
    pub const fn admit_spending(&self) -> Result<(), FundError> {
        match self.state {
            FundState::Open | FundState::Closing => Ok(()),
            FundState::Founding | FundState::Closed => Err(FundError::NotRunning),
        }
    }

    /// Takes in nothing new from now on, by the committee's special decision.
    ///
    /// # Errors
    /// [`FundError::NotOpen`], [`FundError::Resolution`].
    pub fn wind_up(self, by: &Resolution) -> Result<Self, FundError> {
        if self.state != FundState::Open {
            return Err(FundError::NotOpen);
        }
        by.require_carried(self.id)?;
        if by.matter != Matter::WindingUp {
            return Err(ResolutionError::OtherMatter.into());
        }
        Ok(Self { state: FundState::Closing, ..self })
    }

    /// Ends it once nothing is left: `left_fen` is the sum of its cash and of goods, with what is held.
    ///
    /// # Errors
    /// [`FundError::NotRunning`] where it is not closing; [`FundError::NotEmpty`].
    pub fn close(self, left_fen: i64) -> Result<Self, FundError> {
        if self.state != FundState::Closing {
            return Err(FundError::NotRunning);
        }
        if left_fen == 0 { Ok(Self { state: FundState::Closed, ..self }) } else { Err(FundError::NotEmpty) }
    }
}

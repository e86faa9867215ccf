//! A fund's charter: a document with its rules, version after version (plan 4).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    FundRules, RulesError,
    committee::{Matter, Resolution, ResolutionError},
};
use crate::{
    ids::{CharterId, FundId, ResolutionId},
    journal::NodeHash,
};

/// Where a charter's version stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CharterState {
    /// It is being written.
    Draft,
    /// It is in force from a day on, until another one is.
    Adopted {
        /// Its first day.
        from: NaiveDate,
        /// The committee's decision; none for the charter with which the fund began.
        resolution: Option<ResolutionId>,
    },
}

/// One version of a charter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charter {
    /// Its id.
    pub id: CharterId,
    /// Of which fund.
    pub fund: FundId,
    /// Its number, from 1.
    pub version: u32,
    /// The SHA-256 of the document that people read.
    pub document: NodeHash,
    /// Its numbers.
    pub rules: FundRules,
    /// Where it stands.
    pub state: CharterState,
}

/// Why a charter is not adopted or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CharterError {
    /// It was adopted: it stays as it is.
    #[error("an adopted charter is not changed: write a new version")]
    Adopted,
    /// Its numbers cannot be.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// The committee did not decide on this one.
    #[error(transparent)]
    Resolution(#[from] ResolutionError),
    /// Only the first version comes from those who found the fund.
    #[error("every version but the first is adopted by the committee")]
    NotFounding,
    /// What has happened was judged by other rules.
    #[error("a charter comes into force tomorrow at the earliest")]
    TooEarly,
}

impl Charter {
    /// Writes it anew.
    ///
    /// # Errors
    /// [`CharterError::Adopted`], [`CharterError::Rules`].
    pub fn revise(self, document: NodeHash, rules: FundRules) -> Result<Self, CharterError> {
        self.require_draft()?;
        rules.check()?;
        Ok(Self { document, rules, ..self })
    }

    /// Begins the fund with it.
    ///
    /// # Errors
    /// [`CharterError::Adopted`], [`CharterError::NotFounding`], [`CharterError::Rules`].
    pub fn found(self, today: NaiveDate) -> Result<Self, CharterError> {
        self.require_draft()?;
        if self.version != 1 {
            return Err(CharterError::NotFounding);
        }
        self.rules.check()?;
        Ok(Self { state: CharterState::Adopted { from: today, resolution: None }, ..self })
    }

    /// Puts it in force by the committee's special decision, from a day to come.
    ///
    /// # Errors
    /// [`CharterError::Adopted`], [`CharterError::Rules`], [`CharterError::TooEarly`], [`CharterError::Resolution`].
    pub fn adopt(self, by: &Resolution, from: NaiveDate, today: NaiveDate) -> Result<Self, CharterError> {
        self.require_draft()?;
        self.rules.check()?;
        if from <= today {
            return Err(CharterError::TooEarly);
        }
        by.require_carried(self.fund)?;
        if by.matter != (Matter::Charter { charter: self.id }) {
            return Err(ResolutionError::OtherMatter.into());
        }
        Ok(Self { state: CharterState::Adopted { from, resolution: Some(by.id) }, ..self })
    }

    fn require_draft(&self) -> Result<(), CharterError> {
        if self.state == CharterState::Draft { Ok(()) } else { Err(CharterError::Adopted) }
    }
}

/// The version that is in force on a day: of those adopted until then the one with the latest first day, and of two
/// with the same the later version.
#[must_use]
pub fn in_force(charters: &[Charter], day: NaiveDate) -> Option<&Charter> {
    let since = |charter: &Charter| match charter.state {
        CharterState::Adopted { from, .. } if from <= day => Some((from, charter.version)),
        _ => None,
    };
    charters.iter().filter(|one| since(one).is_some()).max_by_key(|one| since(one))
}

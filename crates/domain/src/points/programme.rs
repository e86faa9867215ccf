//! A programme: drafted, running, ended.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::ids::UserId;

/// Whose the wallets of a programme are, for all its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WalletKind {
    /// Each person has one.
    Person,
    /// Each household has one, and every member sees and spends it.
    Household,
}

impl WalletKind {
    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Household => "household",
        }
    }

    /// Reads the name back; `None` for a word that names none.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Person, Self::Household].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Where a programme stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProgrammeState {
    /// It is being written; it can be funded already.
    Draft,
    /// Points are earned.
    Running,
    /// Nothing is earned any more; what is in wallets lasts as long as its rules say.
    Ended,
}

impl ProgrammeState {
    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Running => "running",
            Self::Ended => "ended",
        }
    }

    /// Reads the name back; `None` for a word that names none.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Draft, Self::Running, Self::Ended].into_iter().find(|state| state.as_str() == word)
    }
}

/// What decides about a programme's next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// Where it stands.
    pub state: ProgrammeState,
    /// Its first day.
    pub starts_on: NaiveDate,
    /// Its last day.
    pub ends_on: NaiveDate,
    /// Who wrote it, its rules, or let it start: none of them funds it.
    pub managers: Vec<UserId>,
}

/// Why a programme does not take a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProgrammeError {
    /// It has started.
    #[error("the programme has started")]
    NotDraft,
    /// It does not run.
    #[error("the programme does not run")]
    NotRunning,
    /// It has ended.
    #[error("the programme has ended")]
    Ended,
    /// Its last day comes before its first, or is over.
    #[error("the last day of a programme is not before its first, and not over")]
    Period,
    /// Who manages it wants to fund it.
    #[error("who manages a programme does not fund it")]
    OwnFunding,
    /// Claims wait to be decided.
    #[error("{0} claims wait to be decided")]
    ClaimsWait(i64),
    /// Rules that are in force from a day that has come.
    #[error("rules come into force tomorrow at the earliest")]
    TooEarly,
    /// The day of a deed lies outside the programme's time.
    #[error("the programme does not run on this day")]
    DayOutside,
}

impl Programme {
    /// Lets points be earned from the programme's first day on, or from today; answers that day.
    ///
    /// # Errors
    /// [`ProgrammeError::NotDraft`]; [`ProgrammeError::Period`] where its last day is over.
    pub fn start(self, today: NaiveDate) -> Result<(Self, NaiveDate), ProgrammeError> {
        if self.state != ProgrammeState::Draft {
            return Err(ProgrammeError::NotDraft);
        }
        if self.ends_on < today || self.ends_on < self.starts_on {
            return Err(ProgrammeError::Period);
        }
        let from = self.starts_on.max(today);
        Ok((Self { state: ProgrammeState::Running, ..self }, from))
    }

    /// Ends it: nothing is earned any more.
    ///
    /// # Errors
    /// [`ProgrammeError::NotRunning`]; [`ProgrammeError::ClaimsWait`].
    pub fn end(self, waiting: i64) -> Result<Self, ProgrammeError> {
        if self.state != ProgrammeState::Running {
            return Err(ProgrammeError::NotRunning);
        }
        if waiting > 0 {
            return Err(ProgrammeError::ClaimsWait(waiting));
        }
        Ok(Self { state: ProgrammeState::Ended, ..self })
    }

    /// Lets `funder` give it points.
    ///
    /// # Errors
    /// [`ProgrammeError::Ended`]; [`ProgrammeError::OwnFunding`].
    pub fn fund(&self, funder: UserId) -> Result<(), ProgrammeError> {
        if self.state == ProgrammeState::Ended {
            return Err(ProgrammeError::Ended);
        }
        if self.managers.contains(&funder) { Err(ProgrammeError::OwnFunding) } else { Ok(()) }
    }

    /// Lets rules come into force on a day.
    ///
    /// # Errors
    /// [`ProgrammeError::NotRunning`]; [`ProgrammeError::TooEarly`]; [`ProgrammeError::Period`] after its last day.
    pub fn adopt(&self, from: NaiveDate, today: NaiveDate) -> Result<(), ProgrammeError> {
        if self.state != ProgrammeState::Running {
            return Err(ProgrammeError::NotRunning);
        }
        if from <= today {
            return Err(ProgrammeError::TooEarly);
        }
        if from > self.ends_on { Err(ProgrammeError::Period) } else { Ok(()) }
    }

    /// Lets a deed of a day earn points.
    ///
    /// # Errors
    /// [`ProgrammeError::NotRunning`]; [`ProgrammeError::DayOutside`].
    pub fn earn(&self, day: NaiveDate, today: NaiveDate) -> Result<(), ProgrammeError> {
        if self.state != ProgrammeState::Running {
            return Err(ProgrammeError::NotRunning);
        }
        let within = self.starts_on <= day && day <= self.ends_on && day <= today;
        let fresh = today.signed_duration_since(day).num_days() <= super::CLAIM_DAYS_MAX;
        if within && fresh { Ok(()) } else { Err(ProgrammeError::DayOutside) }
    }
}

//! A claim of points, and who may decide it.

use serde::{Deserialize, Serialize};

use crate::{areas::AreaPath, ids::UserId, inspections::Ties};

/// Where a claim comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The resident claims it.
    Claimed,
    /// A worker proposes it for the resident.
    Proposed,
    /// The journal tells of it.
    Event,
    /// It stood in a table.
    Bulk,
}

impl Source {
    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Proposed => "proposed",
            Self::Event => "event",
            Self::Bulk => "bulk",
        }
    }

    /// Reads the name back; `None` for a word that names none.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Claimed, Self::Proposed, Self::Event, Self::Bulk].into_iter().find(|s| s.as_str() == word)
    }
}

/// Where a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimState {
    /// It waits to be decided.
    Submitted,
    /// Its points are in the wallet. Nobody decided on what the journal tells of.
    Approved {
        /// By whom.
        by: Option<UserId>,
    },
    /// It earns nothing.
    Rejected {
        /// By whom.
        by: UserId,
    },
    /// Who claimed or proposed it took it back.
    Withdrawn,
    /// It was approved, and should not have been.
    Overturned {
        /// Who had approved it.
        approved_by: Option<UserId>,
        /// Who found that.
        by: UserId,
    },
}

/// The name of a claim's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "see the states")]
pub enum ClaimStateName {
    Submitted,
    Approved,
    Rejected,
    Withdrawn,
    Overturned,
}

impl ClaimStateName {
    /// Every state.
    pub const ALL: [Self; 5] =
        [Self::Submitted, Self::Approved, Self::Rejected, Self::Withdrawn, Self::Overturned];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
            Self::Overturned => "overturned",
        }
    }

    /// Reads the name back; `None` for a word that names none.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

impl ClaimState {
    /// Its name.
    #[must_use]
    pub const fn name(self) -> ClaimStateName {
        match self {
            Self::Submitted => ClaimStateName::Submitted,
            Self::Approved { .. } => ClaimStateName::Approved,
            Self::Rejected { .. } => ClaimStateName::Rejected,
            Self::Withdrawn => ClaimStateName::Withdrawn,
            Self::Overturned { .. } => ClaimStateName::Overturned,
        }
    }
}

/// Where the second look at an approved claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReAudit {
    /// It was drawn and waits.
    Waiting,
    /// It was right.
    Upheld,
    /// It was wrong.
    Overturned,
}

impl ReAudit {
    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Upheld => "upheld",
            Self::Overturned => "overturned",
        }
    }

    /// Reads the name back; `None` for a word that names none.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Waiting, Self::Upheld, Self::Overturned].into_iter().find(|s| s.as_str() == word)
    }
}

/// A claim, as far as decisions go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Where it comes from.
    pub source: Source,
    /// Who claimed or proposed it; the journal where absent.
    pub issuer: Option<UserId>,
    /// Who earns; the household as such where absent.
    pub beneficiary: Option<UserId>,
    /// The home of who earns.
    pub home: AreaPath,
    /// Where it stands.
    pub state: ClaimState,
    /// Where the second look at it stands, where it was drawn.
    pub re_audit: Option<ReAudit>,
}

/// Who decides a claim, with what ties them to places.
#[derive(Clone, Copy, Debug)]
pub struct Judge<'a> {
    /// Who.
    pub user: UserId,
    /// Their homes and declared kinship.
    pub ties: &'a Ties,
}

/// Why a claim does not take a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClaimError {
    /// It is decided or withdrawn.
    #[error("the claim is decided already")]
    Decided,
    /// It is not approved.
    #[error("the claim is not approved")]
    NotApproved,
    /// It was not drawn, or looked at already.
    #[error("the claim does not wait for a second look")]
    NotDrawn,
    /// Whoever claimed, proposed, earned or approved it does not judge it.
    #[error("nobody judges their own claim, proposal or approval")]
    Own,
    /// They live in the same household.
    #[error("members of a household do not judge each other's claims")]
    SameHousehold,
    /// They declared kin there.
    #[error("nobody judges claims of a place in which they have kin")]
    Kin,
    /// Somebody else claimed or proposed it.
    #[error("only who made a claim takes it back")]
    NotIssuer,
}

impl Claim {
    /// Approves it.
    ///
    /// # Errors
    /// [`ClaimError::Decided`]; [`ClaimError::Own`], [`ClaimError::SameHousehold`], [`ClaimError::Kin`].
    pub fn approve(self, judge: Judge<'_>) -> Result<Self, ClaimError> {
        self.submitted_for(judge)?;
        Ok(Self { state: ClaimState::Approved { by: Some(judge.user) }, ..self })
    }

    /// Rejects it.
    ///
    /// # Errors
    /// As [`Self::approve`].
    pub fn reject(self, judge: Judge<'_>) -> Result<Self, ClaimError> {
        self.submitted_for(judge)?;
        Ok(Self { state: ClaimState::Rejected { by: judge.user }, ..self })
    }

    /// Takes it back.
    ///
    /// # Errors
    /// [`ClaimError::NotIssuer`], [`ClaimError::Decided`].
    pub fn withdraw(self, user: UserId) -> Result<Self, ClaimError> {
        if self.issuer != Some(user) {
            return Err(ClaimError::NotIssuer);
        }
        if self.state != ClaimState::Submitted {
            return Err(ClaimError::Decided);
        }
        Ok(Self { state: ClaimState::Withdrawn, ..self })
    }

    /// Finds at the second look that it was right.
    ///
    /// # Errors
    /// [`ClaimError::NotApproved`], [`ClaimError::NotDrawn`]; [`ClaimError::Own`], [`ClaimError::SameHousehold`],
    /// [`ClaimError::Kin`].
    pub fn uphold(self, judge: Judge<'_>) -> Result<Self, ClaimError> {
        self.drawn_for(judge)?;
        Ok(Self { re_audit: Some(ReAudit::Upheld), ..self })
    }

    /// Finds at the second look that it was wrong.
    ///
    /// # Errors
    /// As [`Self::uphold`].
    pub fn overturn(self, judge: Judge<'_>) -> Result<Self, ClaimError> {
        let approved_by = self.drawn_for(judge)?;
        let state = ClaimState::Overturned { approved_by, by: judge.user };
        Ok(Self { state, re_audit: Some(ReAudit::Overturned), ..self })
    }

    /// Lets pass who may judge it: not who made it or earns by it, nobody of the same household, nobody with kin there.
    ///
    /// # Errors
    /// [`ClaimError::Own`], [`ClaimError::SameHousehold`], [`ClaimError::Kin`].
    pub fn judged_by(&self, judge: Judge<'_>) -> Result<(), ClaimError> {
        let me = Some(judge.user);
        if self.issuer == me || self.beneficiary == me {
            return Err(ClaimError::Own);
        }
        if judge.ties.households.contains(&self.home) {
            return Err(ClaimError::SameHousehold);
        }
        let kin = |place: &AreaPath| place.covers(&self.home) || self.home.covers(place);
        if judge.ties.kinship.iter().any(kin) { Err(ClaimError::Kin) } else { Ok(()) }
    }

    fn submitted_for(&self, judge: Judge<'_>) -> Result<(), ClaimError> {
        if self.state != ClaimState::Submitted {
            return Err(ClaimError::Decided);
        }
        self.judged_by(judge)
    }

    fn drawn_for(&self, judge: Judge<'_>) -> Result<Option<UserId>, ClaimError> {
        let ClaimState::Approved { by } = self.state else { return Err(ClaimError::NotApproved) };
        if self.re_audit != Some(ReAudit::Waiting) {
            return Err(ClaimError::NotDrawn);
        }
        if by == Some(judge.user) {
            return Err(ClaimError::Own);
        }
        self.judged_by(judge)?;
        Ok(by)
    }
}

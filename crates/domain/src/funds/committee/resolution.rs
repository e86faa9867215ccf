//! A decision of the committee, and how far what it allowed is used up.

use chrono::{DateTime, Utc};

use super::{Ballots, Choice, Matter, Outcome, RecusalGround, Tally, VoteError};
use crate::{
    funds::{Amount, FundRules},
    ids::{FundId, ProjectId, ResolutionId, UserId},
    ledger::Purpose,
};

/// Where a resolution stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ResolutionState {
    /// Members vote.
    Open(Ballots),
    /// It was decided.
    Decided(Ballots, Outcome),
    /// It was taken back before it was decided.
    Withdrawn,
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// Its id.
    pub id: ResolutionId,
    /// Of which fund's committee.
    pub fund: FundId,
    /// On what.
    pub matter: Matter,
    /// Where it stands.
    pub state: ResolutionState,
    /// What was taken of that which it allows, in fen: by disbursements from their approval on, until they are refused
    /// or reversed.
    pub used_fen: i64,
}

/// Why a resolution does not take a step, or is no ground for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ResolutionError {
    /// It was decided, or withdrawn.
    #[error("the committee does not vote on this any more")]
    NotOpen,
    /// Some have not voted, and there is time.
    #[error("members still vote")]
    VotingGoesOn,
    /// A vote or recusal does not count.
    #[error(transparent)]
    Vote(#[from] VoteError),
    /// It is another fund's.
    #[error("the resolution is another fund's")]
    OtherFund,
    /// The committee did not say yes.
    #[error("the resolution was not carried")]
    NotCarried,
    /// It is about something else.
    #[error("the resolution is about something else")]
    OtherMatter,
    /// It allows less than that.
    #[error("{left} fen are left of what the resolution allows")]
    UsedUp {
        /// What is left, in fen.
        left: i64,
    },
    /// More would be given back than was taken.
    #[error("no more is given back than was taken")]
    NotTaken,
}

impl Resolution {
    /// Keeps a member out of it.
    ///
    /// # Errors
    /// [`ResolutionError::NotOpen`], [`ResolutionError::Vote`].
    pub fn recuse(self, user: UserId, ground: RecusalGround) -> Result<Self, ResolutionError> {
        let ResolutionState::Open(ballots) = self.state else { return Err(ResolutionError::NotOpen) };
        Ok(Self { state: ResolutionState::Open(ballots.recuse(user, ground)?), ..self })
    }

    /// Notes a member's vote.
    ///
    /// # Errors
    /// [`ResolutionError::NotOpen`], [`ResolutionError::Vote`].
    pub fn vote(self, user: UserId, choice: Choice) -> Result<Self, ResolutionError> {
        let ResolutionState::Open(ballots) = self.state else { return Err(ResolutionError::NotOpen) };
        Ok(Self { state: ResolutionState::Open(ballots.vote(user, choice)?), ..self })
    }

    /// Ends voting and decides, by the rules in force when voting opened.
    ///
    /// # Errors
    /// [`ResolutionError::NotOpen`].
    pub fn decide(self, rules: &FundRules) -> Result<Self, ResolutionError> {
        let ResolutionState::Open(ballots) = self.state else { return Err(ResolutionError::NotOpen) };
        let outcome = ballots.tally().outcome(rules, self.matter.is_special());
        Ok(Self { state: ResolutionState::Decided(ballots, outcome), ..self })
    }

    /// Lets voting end: once its time is over, or as soon as everybody who may has voted. Nobody ends it at a moment that
    /// suits them.
    ///
    /// # Errors
    /// [`ResolutionError::NotOpen`], [`ResolutionError::VotingGoesOn`].
    pub fn check_over(&self, until: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), ResolutionError> {
        let ResolutionState::Open(ballots) = &self.state else { return Err(ResolutionError::NotOpen) };
        let tally = ballots.tally();
        if until <= now || tally.present() == tally.unrecused() {
            Ok(())
        } else {
            Err(ResolutionError::VotingGoesOn)
        }
    }

    /// Takes it back.
    ///
    /// # Errors
    /// [`ResolutionError::NotOpen`].
    pub fn withdraw(self) -> Result<Self, ResolutionError> {
        match self.state {
            ResolutionState::Open(_) => Ok(Self { state: ResolutionState::Withdrawn, ..self }),
            _ => Err(ResolutionError::NotOpen),
        }
    }

    /// What the votes are so far, or were.
    #[must_use]
    pub fn tally(&self) -> Option<Tally> {
        match &self.state {
            ResolutionState::Open(ballots) | ResolutionState::Decided(ballots, _) => Some(ballots.tally()),
            ResolutionState::Withdrawn => None,
        }
    }

    /// Lets pass one of this fund that was carried.
    ///
    /// # Errors
    /// [`ResolutionError::OtherFund`], [`ResolutionError::NotCarried`].
    pub fn require_carried(&self, fund: FundId) -> Result<(), ResolutionError> {
        match &self.state {
            _ if self.fund != fund => Err(ResolutionError::OtherFund),
            ResolutionState::Decided(_, Outcome::Carried) => Ok(()),
            _ => Err(ResolutionError::NotCarried),
        }
    }

    /// Takes so much of what it allows a project, or spending outside projects.
    ///
    /// # Errors
    /// As [`Self::require_carried`]; [`ResolutionError::OtherMatter`], [`ResolutionError::UsedUp`].
    pub fn take(
        self,
        fund: FundId,
        project: Option<ProjectId>,
        amount: Amount,
    ) -> Result<Self, ResolutionError> {
        let fits = match (&self.matter, project) {
            (Matter::Project { project, .. }, Some(asked)) => *project == asked,
            (Matter::Spending { .. }, None) => true,
            _ => false,
        };
        self.take_where(fits, fund, amount)
    }

    /// Takes so much of what it lets be set aside for a purpose.
    ///
    /// # Errors
    /// As [`Self::take`].
    pub fn take_earmark(self, fund: FundId, to: &Purpose, amount: Amount) -> Result<Self, ResolutionError> {
        let fits = matches!(&self.matter, Matter::Earmark { purpose, .. } if purpose == to);
        self.take_where(fits, fund, amount)
    }

    /// Takes so much of what it lets be freed again that was set aside for a purpose.
    ///
    /// # Errors
    /// As [`Self::take`].
    pub fn take_release(self, fund: FundId, from: &Purpose, amount: Amount) -> Result<Self, ResolutionError> {
        let fits = matches!(&self.matter, Matter::Release { purpose, .. } if purpose == from);
        self.take_where(fits, fund, amount)
    }

    /// Takes so much of what it lets be used for something else than donors had said.
    ///
    /// # Errors
    /// As [`Self::take`].
    pub fn take_lifting(self, fund: FundId, from: &Purpose, amount: Amount) -> Result<Self, ResolutionError> {
        let fits = matches!(&self.matter, Matter::Lifting { purpose, .. } if purpose == from);
        self.take_where(fits, fund, amount)
    }

    fn take_where(self, fits: bool, fund: FundId, amount: Amount) -> Result<Self, ResolutionError> {
        self.require_carried(fund)?;
        if fits { self.use_up(amount) } else { Err(ResolutionError::OtherMatter) }
    }

    /// Gives back what was taken for something that was not paid, or came back.
    ///
    /// # Errors
    /// [`ResolutionError::NotTaken`].
    pub fn give_back(self, amount: Amount) -> Result<Self, ResolutionError> {
        let used_fen = self.used_fen - amount.fen();
        if used_fen < 0 { Err(ResolutionError::NotTaken) } else { Ok(Self { used_fen, ..self }) }
    }

    fn use_up(self, amount: Amount) -> Result<Self, ResolutionError> {
        let left = self.matter.allows_fen() - self.used_fen;
        if amount.fen() > left {
            return Err(ResolutionError::UsedUp { left });
        }
        Ok(Self { used_fen: self.used_fen + amount.fen(), ..self })
    }
}

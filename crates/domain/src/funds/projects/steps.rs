//! A project takes its steps: each passes the door of [`super::moves`] and consumes the state it leaves.

use chrono::{DateTime, Utc};

use super::{Action, Evidence, ProjectError, Proposal, Standing, State};
use crate::{
    funds::{
        Amount, Fund, FundRules,
        committee::{Matter, Outcome, Resolution, ResolutionError, ResolutionState},
    },
    ids::{FundId, ProjectId, UserId},
    town_time,
};

/// A project, as far as decisions go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Its id.
    pub id: ProjectId,
    /// Which fund is to pay for it.
    pub fund: FundId,
    /// Who proposed it.
    pub proposer: UserId,
    /// What is proposed.
    pub proposal: Proposal,
    /// Where it stands.
    pub state: State,
}

/// Who takes a step, and when.
pub type Who = (Standing, DateTime<Utc>);

impl Project {
    /// Writes it anew.
    ///
    /// # Errors
    /// [`ProjectError`].
    pub fn revise(self, who: Who, proposal: Proposal) -> Result<Self, ProjectError> {
        self.permit(Action::Revise, who.0, who.1)?;
        Ok(Self { proposal, ..self })
    }

    /// Takes part in it, as its proposer asked: until the committee decides, so that who votes is known by then.
    ///
    /// # Errors
    /// [`ProjectError::State`], [`ProjectError::Ended`].
    pub fn join(mut self, user: UserId) -> Result<Self, ProjectError> {
        let name = self.state.name();
        match self.state {
            State::Draft | State::Submitted | State::Returned | State::PublicComment { .. } => {
                self.proposal.people.insert(user);
                Ok(self)
            }
            _ if name.is_ended() => Err(ProjectError::Ended),
            _ => Err(ProjectError::State(name)),
        }
    }

    /// Hands it in; a project costs at most `most`, by the call that it answers.
    ///
    /// # Errors
    /// [`ProjectError`].
    pub fn submit(self, who: Who, fund: &Fund, most: Option<Amount>) -> Result<Self, ProjectError> {
        self.permit(Action::Submit, who.0, who.1)?;
        self.proposal.check(fund, most)?;
        Ok(Self { state: State::Submitted, ..self })
    }

    /// Lets the public comment on it, up to the end of the last of the charter's days.
    ///
    /// # Errors
    /// [`ProjectError`].
    pub fn screen(self, who: Who, rules: &FundRules) -> Result<Self, ProjectError> {
        self.permit(Action::Screen, who.0, who.1)?;
        Ok(Self { state: State::PublicComment { until: window(who.1, rules.comment_days) }, ..self })
    }

    /// Lets it be written better, or finds that it does not fit.
    ///
    /// # Errors
    /// [`ProjectError`].
    pub fn turn_down(self, who: Who, for_good: bool) -> Result<Self, ProjectError> {
        let (action, state) =
            if for_good { (Action::ScreenOut, State::Rejected) } else { (Action::Return, State::Returned) };
        self.permit(action, who.0, who.1)?;
        Ok(Self { state, ..self })
    }

    /// Puts it to the committee, by an open resolution about this project and what it costs.
    ///
    /// # Errors
    /// [`ProjectError`].
    pub fn put(self, who: Who, by: &Resolution) -> Result<Self, ProjectError> {
        self.permit(Action::Put, who.0, who.1)?;
        let budget = self.proposal.budget.total().map_err(super::ProposalError::from)?;
        if by.fund != self.fund {
            return Err(ResolutionError::OtherFund.into());
        }
        if by.matter != (Matter::Project { project: self.id, budget }) {
            return Err(ResolutionError::OtherMatter.into());
        }
        if !matches!(by.state, ResolutionState::Open(_)) {
            return Err(ResolutionError::NotOpen.into());
        }
        Ok(Self { state: State::Deciding { resolution: by.id }, ..self })
    }

    /// Follows what the committee decided: nobody's move, whoever ended voting. Without a quorum, or where it was withdrawn, it
    /// is put again; where too many are recused, too: the matter waits for another committee.
    ///
    /// # Errors
    /// [`ProjectError::State`] and [`ProjectError::Ended`] where it does not wait for that; [`ProjectError::NotDecided`];
    /// [`ProjectError::Resolution`] for a decision on something else.
    pub fn decide(self, by: &Resolution, now: DateTime<Utc>) -> Result<Self, ProjectError> {
        self.require_state(Action::Decide)?;
        if self.state != (State::Deciding { resolution: by.id }) {
            return Err(ResolutionError::OtherMatter.into());
        }
        let resolution = by.id;
        let state = match &by.state {
            ResolutionState::Open(_) => return Err(ProjectError::NotDecided),
            ResolutionState::Decided(_, Outcome::Carried) => State::Approved { resolution },
            ResolutionState::Decided(_, Outcome::Rejected) => State::Rejected,
            // The public's time stays over.
            ResolutionState::Decided(_, Outcome::NoQuorum | Outcome::TooManyRecused)
            | ResolutionState::Withdrawn => State::PublicComment { until: now },
        };
        Ok(Self { state, ..self })
    }

    /// Signs the agreement for the fund: the proposer is to sign it too.
    ///
    /// # Errors
    /// [`ProjectError`].
    pub fn agree(self, who: Who) -> Result<Self, ProjectError> {
        self.permit(Action::Agree, who.0, who.1)?;
        let State::Approved { resolution } = self.state else { return Err(ProjectError::Ended) };
        Ok(Self { state: State::Offered { resolution }, ..self })
    }

    /// Signs the agreement for the project, which runs from now on.
    ///
    /// # Errors
    /// [`ProjectError`].
    pub fn countersign(self, who: Who) -> Result<Self, ProjectError> {
        self.permit(Action::Countersign, who.0, who.1)?;
        let State::Offered { resolution } = self.state else { return Err(ProjectError::Ended) };
        Ok(Self { state: State::InProgress { resolution }, ..self })
    }

    /// Finds that a report does not show it done.
    ///
    /// # Errors
    /// [`ProjectError`].
    pub fn return_report(self, who: Who) -> Result<Self, ProjectError> {
        self.permit(Action::ReturnReport, who.0, who.1)?;
        let State::Reported { resolution } = self.state else { return Err(ProjectError::Ended) };
        Ok(Self { state: State::InProgress { resolution }, ..self })
    }

    /// Says that a milestone is reached.
    ///
    /// # Errors
    /// [`ProjectError`].
    pub fn reach(mut self, who: Who, at: usize, evidence: &Evidence) -> Result<Self, ProjectError> {
        self.permit(Action::ReachMilestone, who.0, who.1)?;
        self.proposal.milestones = self.proposal.milestones.reach(at, who.0.user, evidence)?;
        Ok(self)
    }

    /// Agrees that it is, or not.
    ///
    /// # Errors
    /// [`ProjectError`].
    pub fn judge(mut self, who: Who, at: usize, accepted: bool) -> Result<Self, ProjectError> {
        self.permit(Action::AcceptMilestone, who.0, who.1)?;
        self.proposal.milestones = self.proposal.milestones.judge(at, who.0.user, accepted)?;
        Ok(self)
    }

    /// Hands in the report, once every milestone is accepted.
    ///
    /// # Errors
    /// [`ProjectError`].
    pub fn report(self, who: Who) -> Result<Self, ProjectError> {
        self.permit(Action::Report, who.0, who.1)?;
        self.proposal.milestones.require_all_accepted()?;
        let State::InProgress { resolution } = self.state else { return Err(ProjectError::Ended) };
        Ok(Self { state: State::Reported { resolution }, ..self })
    }

    /// Accepts the report: residents rate it, up to the end of the last of the charter's days.
    ///
    /// # Errors
    /// [`ProjectError`].
    pub fn accept_report(self, who: Who, rules: &FundRules) -> Result<Self, ProjectError> {
        self.permit(Action::AcceptReport, who.0, who.1)?;
        let State::Reported { resolution } = self.state else { return Err(ProjectError::Ended) };
        Ok(Self { state: State::Rating { resolution, until: window(who.1, rules.rating_days) }, ..self })
    }

    /// Ends it early, as the committee decided: nobody's move. What was approved and is not paid is refused then.
    ///
    /// # Errors
    /// [`ProjectError::State`] and [`ProjectError::Ended`] where it cannot end so any more; [`ProjectError::Resolution`] for
    /// another decision, or none.
    pub fn terminate(self, by: &Resolution) -> Result<Self, ProjectError> {
        self.require_state(Action::Terminate)?;
        by.require_carried(self.fund)?;
        if by.matter != (Matter::Termination { project: self.id }) {
            return Err(ResolutionError::OtherMatter.into());
        }
        Ok(Self { state: State::Terminated, ..self })
    }

    /// Ends it: put away, or taken back by its proposer.
    ///
    /// # Errors
    /// [`ProjectError`]; [`ProjectError::State`] for another action.
    pub fn end(self, who: Who, action: Action) -> Result<Self, ProjectError> {
        let state = match action {
            Action::Archive => State::Archived,
            Action::Withdraw => State::Withdrawn,
            _ => return Err(ProjectError::State(self.state.name())),
        };
        self.permit(action, who.0, who.1)?;
        Ok(Self { state, ..self })
    }
}

/// The end of the last of so many whole days after today.
fn window(now: DateTime<Utc>, days: u32) -> DateTime<Utc> {
    let last = town_time::date(now).checked_add_days(chrono::Days::new(days.into()));
    town_time::end(last.unwrap_or(chrono::NaiveDate::MAX))
}

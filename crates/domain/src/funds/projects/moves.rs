//! The moves of a project, as one table: what can be done, by whom, from which states, and where it leads.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    MilestoneError, Project, ProposalError, State, StateName,
    StateName::{
        Approved, Archived, Deciding, Draft, InProgress, Offered, PublicComment, Rating, Rejected, Reported,
        Returned, Submitted, Terminated, Withdrawn,
    },
};
use crate::{funds::committee::ResolutionError, ids::UserId};

/// What a person can do with a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ProjectAction))]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Write it anew: plan, people, budget.
    Revise,
    /// Hand it in.
    Submit,
    /// Let it be written better.
    Return,
    /// Find that it is complete and fits: the public can comment.
    Screen,
    /// Find that it does not fit.
    ScreenOut,
    /// Comment on it.
    Comment,
    /// Put it to the committee.
    Put,
    /// End the committee's voting on it, once that is over.
    Decide,
    /// Sign the agreement for the fund.
    Agree,
    /// Sign the agreement for the project.
    Countersign,
    /// Say that a milestone is reached, with evidence.
    ReachMilestone,
    /// Accept a milestone: its instalment can be paid.
    AcceptMilestone,
    /// Hand in the report that it is done.
    Report,
    /// Find that it is not done.
    ReturnReport,
    /// Accept the report: residents can rate.
    AcceptReport,
    /// Rate what came of it.
    Rate,
    /// Put it away.
    Archive,
    /// Take the proposal back.
    Withdraw,
    /// Ask the committee to end it early.
    Terminate,
}

/// Whose a move is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Who proposed it.
    Proposer,
    /// Whoever of those who take part in it.
    Team,
    /// An office that manages the fund, but nobody who takes part in the project.
    Office,
    /// A member of the committee, but nobody who takes part in the project.
    Member,
    /// Whoever lives there.
    Resident,
    /// Whoever lives there and does not take part in it.
    Rater,
}

/// One line of the table.
struct Line {
    action: Action,
    by: By,
    from: &'static [StateName],
    /// Where it leads; where it stays, if that is nowhere.
    to: &'static [StateName],
}

const fn line(action: Action, by: By, from: &'static [StateName], to: &'static [StateName]) -> Line {
    Line { action, by, from, to }
}

const UNDECIDED: &[StateName] = &[Draft, Submitted, Returned, PublicComment, Deciding];
const AGREED: &[StateName] = &[Approved, Offered, InProgress, Reported];

/// The table.
#[rustfmt::skip]
const MOVES: [Line; 19] = [
    line(Action::Revise,          By::Proposer, &[Draft, Returned],                 &[]),
    line(Action::Submit,          By::Proposer, &[Draft, Returned],                 &[Submitted]),
    line(Action::Return,          By::Office,   &[Submitted],                       &[Returned]),
    line(Action::Screen,          By::Office,   &[Submitted],                       &[PublicComment]),
    line(Action::ScreenOut,       By::Office,   &[Submitted],                       &[Rejected]),
    line(Action::Comment,         By::Resident, &[PublicComment],                   &[]),
    line(Action::Put,             By::Member,   &[PublicComment],                   &[Deciding]),
    line(Action::Decide,          By::Member,   &[Deciding],                        &[Approved, Rejected, PublicComment]),
    line(Action::Agree,           By::Office,   &[Approved],                        &[Offered]),
    line(Action::Countersign,     By::Proposer, &[Offered],                         &[InProgress]),
    line(Action::ReachMilestone,  By::Team,     &[InProgress],                      &[]),
    line(Action::AcceptMilestone, By::Office,   &[InProgress],                      &[]),
    line(Action::Report,          By::Proposer, &[InProgress],                      &[Reported]),
    line(Action::ReturnReport,    By::Office,   &[Reported],                        &[InProgress]),
    line(Action::AcceptReport,    By::Office,   &[Reported],                        &[Rating]),
    line(Action::Rate,            By::Rater,    &[Rating],                          &[]),
    line(Action::Archive,         By::Office,   &[Rating],                          &[Archived]),
    line(Action::Withdraw,        By::Proposer, UNDECIDED,                          &[Withdrawn]),
    line(Action::Terminate,       By::Member,   AGREED,                             &[Terminated]),
];

impl Action {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; MOVES.len()] = {
        let mut all = [Self::Revise; MOVES.len()];
        let mut at = 0;
        while at < MOVES.len() {
            all[at] = MOVES[at].action;
            at += 1;
        }
        all
    };

    fn line(self) -> &'static Line {
        // The table has a line for each in the order of their declaration; a test holds it to that.
        &MOVES[self as usize]
    }

    /// Where it can lead: nowhere, where the project stays as it is.
    #[must_use]
    pub fn leads_to(self) -> &'static [StateName] {
        self.line().to
    }
}

/// How a person stands to a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The person.
    pub user: UserId,
    /// Belongs to an office that manages the fund.
    pub manages: bool,
    /// Sits in the fund's committee today.
    pub sits: bool,
    /// Lives in the fund's area.
    pub resides: bool,
}

/// Why a move is not possible.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProjectError {
    /// It is somebody else's to do.
    #[error("this is for somebody else to do")]
    NotYours(By),
    /// Whoever takes part does not judge.
    #[error("whoever takes part in a project does not judge it")]
    OwnProject,
    /// It has ended: nothing more happens to it.
    #[error("this project has ended")]
    Ended,
    /// There is no such move from where it stands.
    #[error("a project that is {} does not allow this", .0.as_str())]
    State(StateName),
    /// The public can still comment, or residents rate.
    #[error("the time to comment or to rate is not over")]
    WindowOpen,
    /// The public could comment, or residents rate.
    #[error("the time to comment or to rate is over")]
    WindowPassed,
    /// The proposal is not complete.
    #[error(transparent)]
    Proposal(#[from] ProposalError),
    /// The committee's decision does not fit.
    #[error(transparent)]
    Resolution(#[from] ResolutionError),
    /// The committee still votes.
    #[error("the committee has not decided yet")]
    NotDecided,
    /// A milestone does not fit.
    #[error(transparent)]
    Milestone(#[from] MilestoneError),
}

impl Project {
    /// Lets a move pass: first who may at all, then what the state allows, then the time.
    ///
    /// # Errors
    /// What stands in the way.
    pub fn permit(&self, action: Action, who: Standing, now: DateTime<Utc>) -> Result<(), ProjectError> {
        let line = action.line();
        self.require_standing(line.by, who)?;
        self.require_state(action)?;
        match (self.state, action) {
            (State::PublicComment { until }, Action::Put)
            | (State::Rating { until, .. }, Action::Archive)
                if now < until =>
            {
                Err(ProjectError::WindowOpen)
            }
            (State::PublicComment { until }, Action::Comment)
            | (State::Rating { until, .. }, Action::Rate)
                if now >= until =>
            {
                Err(ProjectError::WindowPassed)
            }
            _ => Ok(()),
        }
    }

    /// Lets a move pass from where the project stands, whoever takes it.
    pub(super) fn require_state(&self, action: Action) -> Result<(), ProjectError> {
        match self.state.name() {
            state if action.line().from.contains(&state) => Ok(()),
            state if state.is_ended() => Err(ProjectError::Ended),
            state => Err(ProjectError::State(state)),
        }
    }

    /// What a person may do now: the list can never disagree with the moves, which pass the same door.
    #[must_use]
    pub fn actions(&self, who: Standing, now: DateTime<Utc>) -> Vec<Action> {
        Action::ALL.into_iter().filter(|action| self.permit(*action, who, now).is_ok()).collect()
    }

    /// Whether somebody takes part in it.
    #[must_use]
    pub fn has_in_team(&self, user: UserId) -> bool {
        self.proposer == user || self.proposal.people.contains(&user)
    }

    fn require_standing(&self, by: By, who: Standing) -> Result<(), ProjectError> {
        let team = self.has_in_team(who.user);
        let (held, judges) = match by {
            By::Proposer => (self.proposer == who.user, false),
            By::Team => (team, false),
            By::Office => (who.manages, true),
            By::Member => (who.sits, true),
            By::Resident => (who.resides, false),
            By::Rater => (who.resides, true),
        };
        match (held, judges && team) {
            (false, _) => Err(ProjectError::NotYours(by)),
            (true, true) => Err(ProjectError::OwnProject),
            (true, false) => Ok(()),
        }
    }
}

//! What the committee decides about projects: whether they are paid for, and whether they end early.
//!
//! A project follows the decision in the transaction in which that is made, whoever or whatever ends voting.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{
    funds::{
        FundEvent,
        committee::{Matter, Outcome, RecusalGround, Resolution, ResolutionError, ResolutionState},
        projects::{Action, Project, ProjectError, ProposalError, Proposer, State},
    },
    ids::{ProjectId, UserId},
    permissions::Actor,
};

use super::{
    Error, StoredProject,
    notes::{Note, insert, journal, moved, touch},
    sight::held,
    stored::find_locked,
};
use crate::{
    db::{DbError, Tx},
    funds::{self, StoredFund, disbursements, resolutions},
    grants::staff,
};

/// What the committee is asked about a project.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Why; may be empty.
    pub reason: String,
    /// Until when members vote.
    pub until: DateTime<Utc>,
}

impl Asked {
    fn reason(&self) -> Option<&str> {
        Some(self.reason.trim()).filter(|reason| !reason.is_empty())
    }
}

/// A member of the committee puts a project to the vote, as it stands and with all that it costs. Who takes part in it, and who would
/// be paid by it, keeps out of the vote.
///
/// # Errors
/// [`Error::Project`] for anybody else, who takes part in it, while the public comments, or where it does not wait for that;
/// [`Error::Fund`] for a time to vote that cannot be, without a charter in force, and in a fund that spends nothing.
pub fn put(tx: &mut Tx<'_>, actor: &Actor, id: ProjectId, asked: &Asked) -> Result<(), Error> {
    let (fund, old, who) = held(tx, actor, id)?;
    old.project.permit(Action::Put, who.0, who.1)?;
    let total = old.project.proposal.budget.total();
    let budget = total.map_err(|error| ProjectError::Proposal(ProposalError::from(error)))?;
    let by = ask(tx, actor, (&fund, &old), Matter::Project { project: id, budget }, asked)?;
    let new = old.project.clone().put(who, &by)?;
    moved(tx, Some(actor), &old, &new, &Note::about(by.id, "put", asked.reason())).map(drop)
}

/// A member of the committee ends voting on a project, once that is over: it is approved or rejected, or was not decided.
///
/// # Errors
/// [`Error::Project`] for anybody else, who takes part in it, where it is not voted on, and while members vote.
pub fn decide(tx: &mut Tx<'_>, actor: &Actor, id: ProjectId) -> Result<(), Error> {
    let (fund, old, who) = held(tx, actor, id)?;
    old.project.permit(Action::Decide, who.0, who.1)?;
    let by = old.project.state.decision().ok_or(ProjectError::NotDecided)?;
    let voted = resolutions::find_locked(tx, by)?;
    resolutions::conclude(tx, Some(actor), &fund, voted).map_err(|error| match error {
        funds::Error::Resolution(ResolutionError::VotingGoesOn) => ProjectError::NotDecided.into(),
        other => other.into(),
    })
}

/// A member of the committee asks it to end a project early. The project goes on while they vote.
///
/// # Errors
/// As [`put`]; [`Error::TerminationAsked`].
pub fn ask_to_terminate(tx: &mut Tx<'_>, actor: &Actor, id: ProjectId, asked: &Asked) -> Result<(), Error> {
    let (fund, old, who) = held(tx, actor, id)?;
    old.project.permit(Action::Terminate, who.0, who.1)?;
    let matter = Matter::Termination { project: id };
    if resolutions::is_asked(tx, &matter)? {
        return Err(Error::TerminationAsked);
    }
    let by = ask(tx, actor, (&fund, &old), matter, asked)?;
    insert(tx, Some(actor), &old, &Note::about(by.id, "termination_put", asked.reason()))?;
    touch(tx, &old)?;
    let event = FundEvent::TerminationAsked { fund: fund.id, project: id, resolution: by.id };
    Ok(journal(tx, Some(actor), &old, event)?)
}

fn ask(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (fund, about): (&StoredFund, &StoredProject),
    matter: Matter,
    asked: &Asked,
) -> Result<Resolution, Error> {
    let ties = ties(tx, about)?;
    let new = resolutions::NewResolution {
        title: about.head.title.clone(),
        reason: asked.reason.clone(),
        matter,
        until: asked.until,
    };
    Ok(resolutions::begin(tx, actor, fund, &new, &ties)?)
}

/// Who does not vote on a project: those who take part in it, and those who serve the organisation that it would pay.
fn ties(tx: &mut Tx<'_>, about: &StoredProject) -> Result<BTreeMap<UserId, RecusalGround>, DbError> {
    let paid = match about.head.in_name_of {
        Proposer::Organisation { provider } => staff(tx, &[provider])?.into_iter().collect(),
        Proposer::Resident | Proposer::Group { .. } => Vec::new(),
    };
    let mut ties: BTreeMap<_, _> = paid.into_iter().map(|user| (user, RecusalGround::Paid)).collect();
    let team = about.project.proposal.people.iter().chain([&about.project.proposer]);
    ties.extend(team.map(|user| (*user, RecusalGround::TakesPart)));
    Ok(ties)
}

/// Lets the project that a resolution is about follow it, once that was decided or taken back for this reason; the fund is locked. One
/// that has moved on meanwhile, or was taken back itself, stays as it is. Nobody stands by the entry: the committee decided. With a
/// project that it ended early ends what was to be paid for it.
///
/// # Errors
/// [`DbError`].
pub(in crate::funds) fn follow(tx: &mut Tx<'_>, by: &Resolution, reason: &str) -> Result<(), DbError> {
    let (Matter::Project { project, .. } | Matter::Termination { project }) = by.matter else {
        return Ok(());
    };
    let old = find_locked(tx, project)?;
    let ended = matches!(by.matter, Matter::Termination { .. });
    let done = match consequence(&old.project, by, tx.now()).map_err(DbError::damaged)? {
        Consequence::None => return Ok(()),
        Consequence::Noted(kind) => {
            insert(tx, None, &old, &Note::about(by.id, kind, None))?;
            return touch(tx, &old);
        }
        Consequence::Moved(kind, new) => moved(tx, None, &old, &new, &Note::about(by.id, kind, None)),
    };
    done.map(drop).map_err(|error| match error {
        Error::Db(error) => error,
        other => DbError::damaged(other),
    })?;
    if !ended {
        return Ok(());
    }
    let reason = Some(reason.trim()).filter(|reason| !reason.is_empty());
    disbursements::lapse_all(tx, by.fund, project, reason).map_err(|error| match error {
        funds::Error::Db(error) => error,
        other => DbError::damaged(other),
    })
}

/// What comes of a decision for its project, with the word of the timeline for it.
enum Consequence {
    None,
    Noted(&'static str),
    Moved(&'static str, Project),
}

fn consequence(project: &Project, by: &Resolution, now: DateTime<Utc>) -> Result<Consequence, ProjectError> {
    if let Matter::Termination { .. } = by.matter {
        let carried = matches!(by.state, ResolutionState::Decided(_, Outcome::Carried));
        return Ok(match project.clone().terminate(by) {
            Ok(ended) => Consequence::Moved("terminated", ended),
            Err(_) if carried || project.state.name().is_ended() => Consequence::None,
            Err(_) => Consequence::Noted("goes_on"),
        });
    }
    if project.state != (State::Deciding { resolution: by.id }) {
        return Ok(Consequence::None);
    }
    let decided = project.clone().decide(by, now)?;
    let kind = match decided.state {
        State::Approved { .. } => "approved",
        State::Rejected => "rejected",
        _ => "undecided",
    };
    Ok(Consequence::Moved(kind, decided))
}

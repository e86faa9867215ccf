//! A project that the committee approved: agreed on, carried out milestone by milestone, reported and put away.

use diesel::prelude::*;
use domain::{
    funds::{
        FundEvent,
        projects::{Action, Evidence, Milestone, MilestoneState, Project},
    },
    ids::{PhotoId, ProjectId},
    permissions::Actor,
};

use super::{
    Error, StoredProject,
    moves::rules_in_force,
    notes::{Note, Side, attach, insert, journal, moved, touch},
    sight::{standing, visible_locked},
};
use crate::db::{DbError, Key, Tx, schema::project_milestones as milestones};

/// What somebody says and shows with a step.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// The words.
    pub text: Option<String>,
    /// Photos for everybody: drafts of the caller.
    pub photos: Vec<PhotoId>,
    /// Pictures of invoices, for those who take part and those inside the fund: drafts of the caller.
    pub invoices: Vec<PhotoId>,
}

/// An office signs the agreement for the fund; its proposer is to sign it too.
///
/// # Errors
/// [`Error::Project`] for anybody else, who takes part in it, or where it is not approved; [`Error::PhotoUnknown`].
pub fn agree(tx: &mut Tx<'_>, actor: &Actor, id: ProjectId, shown: &Step) -> Result<(), Error> {
    let (old, who) = loaded(tx, actor, id)?;
    let new = old.project.clone().agree(who)?;
    show(tx, actor, (&old, &new), ("agreed", Side::Office), shown)
}

/// Its proposer signs the agreement that an office has signed: the project runs from now on.
///
/// # Errors
/// [`Error::Project`] for anybody else, or where no office has signed.
pub fn countersign(tx: &mut Tx<'_>, actor: &Actor, id: ProjectId) -> Result<(), Error> {
    let (old, who) = loaded(tx, actor, id)?;
    let new = old.project.clone().countersign(who)?;
    moved(tx, Some(actor), &old, &new, &Note::said("countersigned", Side::Proposer, None)).map(drop)
}

/// Somebody of the project says that a milestone is reached, and shows it.
///
/// # Errors
/// [`Error::Project`] for anybody else, outside its order, or without what shows it; [`Error::PhotoUnknown`],
/// [`Error::TimelineFull`].
pub fn reach(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProjectId,
    milestone: usize,
    shown: &Step,
) -> Result<(), Error> {
    let (old, who) = loaded(tx, actor, id)?;
    let evidence = Evidence { invoices: shown.invoices.len(), photos: shown.photos.clone() };
    let new = old.project.clone().reach(who, milestone, &evidence)?;
    old.require_room()?;
    let note = Note {
        milestone: Some(milestone),
        ..Note::said("milestone_reached", Side::Team, shown.text.as_deref())
    };
    let entry = insert(tx, Some(actor), &old, &note)?;
    attach(tx, actor, entry, shown)?;
    save_milestone(tx, &old, &new, milestone)?;
    let event = FundEvent::MilestoneReached { fund: old.head.fund, project: id, milestone };
    Ok(journal(tx, Some(actor), &old, event)?)
}

/// An office agrees that a milestone is reached, so that its instalment can be paid, or says what is missing.
///
/// # Errors
/// [`Error::Project`] for anybody else, who takes part in it, or where nobody says that it is reached.
pub fn judge(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProjectId,
    milestone: usize,
    accepted: bool,
    reason: Option<&str>,
) -> Result<(), Error> {
    let (old, who) = loaded(tx, actor, id)?;
    let new = old.project.clone().judge(who, milestone, accepted)?;
    let kind = if accepted { "milestone_accepted" } else { "milestone_refused" };
    let note = Note { milestone: Some(milestone), ..Note::said(kind, Side::Office, reason) };
    insert(tx, Some(actor), &old, &note)?;
    save_milestone(tx, &old, &new, milestone)?;
    let event = FundEvent::MilestoneJudged { fund: old.head.fund, project: id, milestone, accepted };
    Ok(journal(tx, Some(actor), &old, event)?)
}

/// Its proposer reports that it is done, once every milestone is accepted.
///
/// # Errors
/// [`Error::Project`]; [`Error::PhotoUnknown`], [`Error::TimelineFull`].
pub fn report(tx: &mut Tx<'_>, actor: &Actor, id: ProjectId, shown: &Step) -> Result<(), Error> {
    let (old, who) = loaded(tx, actor, id)?;
    let new = old.project.clone().report(who)?;
    old.require_room()?;
    show(tx, actor, (&old, &new), ("reported", Side::Proposer), shown)
}

/// An office accepts the report, so that residents rate, or finds that it does not show the project done.
///
/// # Errors
/// [`Error::Project`] for anybody else, who takes part in it, or where nothing was reported; [`Error::Fund`] without a charter in force.
pub fn judge_report(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProjectId,
    accepted: bool,
    reason: Option<&str>,
) -> Result<(), Error> {
    let (old, who) = loaded(tx, actor, id)?;
    let action = if accepted { Action::AcceptReport } else { Action::ReturnReport };
    old.project.permit(action, who.0, who.1)?;
    let (kind, new) = if accepted {
        let rules = rules_in_force(tx, old.head.fund)?;
        ("report_accepted", old.project.clone().accept_report(who, &rules)?)
    } else {
        ("report_returned", old.project.clone().return_report(who)?)
    };
    moved(tx, Some(actor), &old, &new, &Note::said(kind, Side::Office, reason)).map(drop)
}

/// An office puts it away, once residents have rated it.
///
/// # Errors
/// [`Error::Project`] for anybody else, who takes part in it, or while residents rate.
pub fn archive(tx: &mut Tx<'_>, actor: &Actor, id: ProjectId) -> Result<(), Error> {
    let (old, who) = loaded(tx, actor, id)?;
    let new = old.project.clone().end(who, Action::Archive)?;
    moved(tx, Some(actor), &old, &new, &Note::said("archived", Side::Office, None)).map(drop)
}

fn loaded(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProjectId,
) -> Result<(StoredProject, domain::funds::projects::Who), Error> {
    let old = visible_locked(tx, actor, id)?;
    let who = (standing(tx, actor, old.head.fund, &old.head.path)?, tx.now());
    Ok((old, who))
}

/// A move with words and photos.
fn show(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (old, new): (&StoredProject, &Project),
    (kind, side): (&'static str, Side),
    shown: &Step,
) -> Result<(), Error> {
    let entry = moved(tx, Some(actor), old, new, &Note::said(kind, side, shown.text.as_deref()))?;
    attach(tx, actor, entry, shown)
}

/// Saves where a milestone stands; the project has its next version then.
fn save_milestone(tx: &mut Tx<'_>, old: &StoredProject, new: &Project, at: usize) -> Result<(), DbError> {
    let all: &[Milestone] = new.proposal.milestones.all();
    let one = all.get(at).ok_or_else(|| DbError::damaged("a milestone that is not there"))?;
    let (state, by) = match one.state {
        MilestoneState::Ahead => ("ahead", None),
        MilestoneState::Reached { by } => ("reached", Some(by)),
        MilestoneState::Accepted { by } => ("accepted", Some(by)),
    };
    let number = i64::try_from(at).map_err(DbError::damaged)?;
    diesel::update(milestones::table.find((Key(old.head.id), number)))
        .set((milestones::state.eq(state), milestones::by_id.eq(by.map(Key))))
        .execute(tx.db())?;
    touch(tx, old)
}

//! What becomes of a proposal before the committee decides: handed in, screened, taken back.

use diesel::prelude::*;
use domain::{
    funds::{
        FundError, FundEvent, FundRules,
        projects::{Action, State, StateName},
    },
    ids::{FundId, ProjectId},
    permissions::Actor,
    town_time,
};

use super::{
    Error, calls,
    notes::{Note, Side, journal, moved, touch},
    sight::{held, standing, visible_locked},
};
use crate::{
    db::{DbError, Key, Tx, schema::project_people as people},
    funds::{charters::in_force_of, purposes, resolutions},
};

/// What an office finds of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screening {
    /// It is complete and fits: the public can comment.
    Passed,
    /// It has to be written better.
    Returned,
    /// It does not fit.
    Rejected,
}

/// Hands a proposal in.
///
/// # Errors
/// [`Error::Project`] for who did not propose it, where it was handed in already, or is not complete; [`Error::Call`].
pub fn submit(tx: &mut Tx<'_>, actor: &Actor, id: ProjectId) -> Result<(), Error> {
    let (fund, old, who) = held(tx, actor, id)?;
    old.project.permit(Action::Submit, who.0, who.1)?;
    let call = calls::find(tx, old.head.call)?.call;
    call.admit(who.1, old.head.state.name() == StateName::Returned)?;
    let rules = fund.with(&purposes(tx, fund.id)?);
    let new = old.project.clone().submit(who, &rules, Some(call.most))?;
    call.admit_budget(&new.proposal.budget)?;
    moved(tx, Some(actor), &old, &new, &Note::said("submitted", Side::Proposer, None)).map(drop)
}

/// An office says what it finds of a proposal, and why.
///
/// # Errors
/// [`Error::Project`] for anybody else, who takes part in it, or where it does not wait for that; [`Error::Fund`] without a charter in
/// force.
pub fn screen(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProjectId,
    found: Screening,
    reason: Option<&str>,
) -> Result<(), Error> {
    let old = visible_locked(tx, actor, id)?;
    let who = (standing(tx, actor, old.head.fund, &old.head.path)?, tx.now());
    let project = old.project.clone();
    let (kind, new) = match found {
        Screening::Passed => {
            project.permit(Action::Screen, who.0, who.1)?;
            ("screened", project.screen(who, &rules_in_force(tx, old.head.fund)?)?)
        }
        Screening::Returned => ("returned", project.turn_down(who, false)?),
        Screening::Rejected => ("screened_out", project.turn_down(who, true)?),
    };
    moved(tx, Some(actor), &old, &new, &Note::said(kind, Side::Office, reason)).map(drop)
}

/// Its proposer takes it back, until it is decided. The committee votes on it no more then.
///
/// # Errors
/// [`Error::Project`].
pub fn withdraw(tx: &mut Tx<'_>, actor: &Actor, id: ProjectId) -> Result<(), Error> {
    let (fund, old, who) = held(tx, actor, id)?;
    let new = old.project.clone().end(who, Action::Withdraw)?;
    moved(tx, Some(actor), &old, &new, &Note::said("withdrawn", Side::Proposer, None))?;
    if let State::Deciding { resolution } = old.project.state {
        let asked = resolutions::find_locked(tx, resolution)?;
        resolutions::take_back(tx, actor, &fund, asked)?;
    }
    Ok(())
}

/// Somebody who was named takes part from now on. Who does already does so still.
///
/// # Errors
/// [`DbError::NotFound`] for who was not named; [`Error::Project`] once the committee decides.
pub fn join(tx: &mut Tx<'_>, actor: &Actor, id: ProjectId) -> Result<(), Error> {
    let old = visible_locked(tx, actor, id)?;
    let person = old.people.iter().find(|person| person.user == actor.user);
    if person.ok_or(DbError::NotFound)?.joined_at.is_some() {
        return Ok(());
    }
    old.project.clone().join(actor.user)?;
    let theirs = people::table.find((Key(id), Key(actor.user)));
    diesel::update(theirs)
        .set(people::joined_at.eq(tx.timestamp()))
        .execute(tx.db())
        .map_err(DbError::from)?;
    touch(tx, &old)?;
    Ok(journal(tx, Some(actor), &old, FundEvent::ProjectJoined { fund: old.head.fund, project: id })?)
}

/// The numbers of the charter that is in force for a fund today.
///
/// # Errors
/// [`Error::Fund`] where none is.
pub(super) fn rules_in_force(tx: &mut Tx<'_>, fund: FundId) -> Result<FundRules, Error> {
    let mut charters = in_force_of(tx, &[fund], town_time::date(tx.now()))?;
    Ok(charters.remove(&fund).ok_or(FundError::NoCharter)?.charter.rules)
}

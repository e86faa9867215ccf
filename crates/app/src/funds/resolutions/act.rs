//! Voting, keeping out of it, deciding, taking back.

use diesel::prelude::*;
use domain::{
    funds::{
        FundEvent,
        committee::{Choice, RecusalGround, Resolution, ResolutionError, ResolutionState, VoteError},
    },
    ids::ResolutionId,
    permissions::{Actor, Permission},
};

use super::{
    StoredResolution, ballots,
    open::require_part,
    row::{find_locked, fund_of},
};
use crate::{
    db::{DbError, Key, NewEntry, Tx, schema::fund_resolutions as t, subject},
    funds::{Error, StoredFund, charters, find, read::seen},
};

/// Notes the caller's vote. It stays.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::DecideFunds`] there; [`Error::Resolution`].
pub fn vote(tx: &mut Tx<'_>, actor: &Actor, id: ResolutionId, choice: Choice) -> Result<(), Error> {
    let (fund, stored) = voting(tx, actor, id)?;
    stored.resolution.vote(actor.user, choice)?;
    ballots::say(tx, id, actor.user, choice)?;
    moved(tx, id)?;
    journal(tx, actor, &fund, id, FundEvent::Voted { fund: fund.id, resolution: id })
}

/// Keeps the caller out of it, for a reason. Who is out stays out.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::DecideFunds`] there; [`Error::Resolution`].
pub fn recuse(tx: &mut Tx<'_>, actor: &Actor, id: ResolutionId, ground: RecusalGround) -> Result<(), Error> {
    let (fund, stored) = voting(tx, actor, id)?;
    let before = stored.resolution.clone();
    let after = stored.resolution.recuse(actor.user, ground)?;
    if after == before {
        return Ok(());
    }
    ballots::recuse(tx, id, actor.user, ground)?;
    moved(tx, id)?;
    journal(tx, actor, &fund, id, FundEvent::Recused { fund: fund.id, resolution: id })
}

/// Ends voting and decides, by the rules in force when it opened. For those who took part, and for who manages the fund.
///
/// # Errors
/// [`Error::Denied`] for others; [`ResolutionError::NotOpen`], [`ResolutionError::VotingGoesOn`].
pub fn decide(tx: &mut Tx<'_>, actor: &Actor, id: ResolutionId) -> Result<(), Error> {
    let (fund, stored) = locked(tx, actor, id)?;
    require_part(actor, &fund, is_member(&stored.resolution, actor))?;
    stored.resolution.check_over(stored.until, tx.now())?;
    let rules = charters::find(tx, stored.charter)?.charter.rules;
    let decided = stored.resolution.decide(&rules)?;
    let (ResolutionState::Decided(_, outcome), Some(tally)) = (&decided.state, decided.tally()) else {
        return Err(DbError::damaged("a decision without its votes").into());
    };
    let outcome = *outcome;
    close(tx, actor, id, "decided", Some(outcome.as_str()))?;
    journal(tx, actor, &fund, id, FundEvent::Decided { fund: fund.id, resolution: id, outcome, tally })
}

/// Takes back what is being voted on: whoever put it to the vote, or who manages the fund.
///
/// # Errors
/// [`Error::Denied`] for others; [`ResolutionError::NotOpen`].
pub fn withdraw(tx: &mut Tx<'_>, actor: &Actor, id: ResolutionId) -> Result<(), Error> {
    let (fund, stored) = locked(tx, actor, id)?;
    if stored.opened_by != actor.user {
        actor.require(Permission::ManageFunds, &fund.path)?;
    }
    stored.resolution.withdraw()?;
    close(tx, actor, id, "withdrawn", None)?;
    journal(tx, actor, &fund, id, FundEvent::ResolutionWithdrawn { fund: fund.id, resolution: id })
}

/// A resolution, locked, of a fund that the caller may see.
fn locked(tx: &mut Tx<'_>, actor: &Actor, id: ResolutionId) -> Result<(StoredFund, StoredResolution), Error> {
    let fund = fund_of(tx, id)?;
    let fund = seen(find(tx, fund)?, Some(actor))?;
    Ok((fund, find_locked(tx, id)?))
}

/// The same, for somebody who decides about funds there, while there is time.
fn voting(tx: &mut Tx<'_>, actor: &Actor, id: ResolutionId) -> Result<(StoredFund, StoredResolution), Error> {
    let (fund, stored) = locked(tx, actor, id)?;
    actor.require(Permission::DecideFunds, &fund.path)?;
    if !is_member(&stored.resolution, actor) {
        return Err(ResolutionError::Vote(VoteError::NotMember).into());
    }
    if stored.until <= tx.now() {
        return Err(ResolutionError::NotOpen.into());
    }
    Ok((fund, stored))
}

fn is_member(resolution: &Resolution, actor: &Actor) -> bool {
    match &resolution.state {
        ResolutionState::Open(ballots) | ResolutionState::Decided(ballots, _) => {
            ballots.members().contains(&actor.user)
        }
        ResolutionState::Withdrawn => false,
    }
}

fn close(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ResolutionId,
    state: &str,
    outcome: Option<&str>,
) -> Result<(), DbError> {
    let now = tx.timestamp();
    diesel::update(t::table.find(Key(id)))
        .set((
            t::state.eq(state),
            t::outcome.eq(outcome),
            t::closed_by.eq(Key(actor.user)),
            t::closed_at.eq(now),
            t::version.eq(t::version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

fn moved(tx: &mut Tx<'_>, id: ResolutionId) -> Result<(), DbError> {
    diesel::update(t::table.find(Key(id))).set(t::version.eq(t::version + 1)).execute(tx.db())?;
    Ok(())
}

fn journal(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: &StoredFund,
    id: ResolutionId,
    event: FundEvent,
) -> Result<(), Error> {
    let subject = subject("resolution", id);
    tx.journal(NewEntry { actor: Some(actor), area: &fund.path, subject, event })?;
    Ok(())
}

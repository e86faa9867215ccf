//! Voting, keeping out of it, deciding, taking back.

use diesel::prelude::*;
use domain::{
    funds::{
        FundEvent,
        committee::{Choice, RecusalGround, Resolution, ResolutionError, ResolutionState, VoteError},
    },
    ids::{FundId, ResolutionId},
    permissions::{Actor, Permission},
};

use super::{
    StoredResolution, ballots,
    open::require_part,
    row::{find_locked, fund_of},
};
use crate::{
    db::{DbError, Key, NewEntry, Tx, schema::fund_resolutions as t, subject},
    funds::{Error, StoredFund, charters, find, find_locked as lock_fund, projects, read::seen},
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
    journal(tx, Some(actor), &fund, id, FundEvent::Voted { fund: fund.id, resolution: id })
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
    journal(tx, Some(actor), &fund, id, FundEvent::Recused { fund: fund.id, resolution: id })
}

/// Ends voting and decides, by the rules in force when it opened. For those who took part, and for who manages the fund.
///
/// # Errors
/// [`Error::Denied`] for others; [`ResolutionError::NotOpen`], [`ResolutionError::VotingGoesOn`].
pub fn decide(tx: &mut Tx<'_>, actor: &Actor, id: ResolutionId) -> Result<(), Error> {
    let (fund, stored) = held(tx, actor, id)?;
    require_part(actor, &fund, is_member(&stored.resolution, actor))?;
    conclude(tx, Some(actor), &fund, stored)
}

/// Decides what is voted on in a fund, both locked, once voting is over; nobody does, where its time is. The project that it is about
/// follows.
///
/// # Errors
/// [`ResolutionError::NotOpen`], [`ResolutionError::VotingGoesOn`].
pub(in crate::funds) fn conclude(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    fund: &StoredFund,
    stored: StoredResolution,
) -> Result<(), Error> {
    let id = stored.resolution.id;
    stored.resolution.check_over(stored.until, tx.now())?;
    let rules = charters::find(tx, stored.charter)?.charter.rules;
    let decided = stored.resolution.clone().decide(&rules)?;
    let (ResolutionState::Decided(_, outcome), Some(tally)) = (&decided.state, decided.tally()) else {
        return Err(DbError::damaged("a decision without its votes").into());
    };
    let outcome = *outcome;
    close(tx, actor, id, "decided", Some(outcome.as_str()))?;
    journal(tx, actor, fund, id, FundEvent::Decided { fund: fund.id, resolution: id, outcome, tally })?;
    Ok(projects::follow(tx, &decided, &stored.reason)?)
}

/// Most votes that one run of [`decide_overdue`] ends; the next run takes the next.
pub const OVERDUE_MAX: i64 = 50;

/// Decides up to [`OVERDUE_MAX`] things whose time to vote is over, the longest over first; returns how many. Doing it again
/// changes nothing.
///
/// # Errors
/// [`DbError`].
pub fn decide_overdue(tx: &mut Tx<'_>) -> Result<usize, Error> {
    let now = tx.timestamp();
    let over: Vec<(Key<ResolutionId>, Key<FundId>)> = t::table
        .filter(t::state.eq("open"))
        .filter(t::until_at.le(now))
        .order((t::until_at, t::id))
        .limit(OVERDUE_MAX)
        .select((t::id, t::fund_id))
        .load(tx.db())
        .map_err(DbError::from)?;
    for (Key(id), Key(fund)) in &over {
        let fund = lock_fund(tx, *fund)?;
        let stored = find_locked(tx, *id)?;
        // Somebody may have ended it meanwhile.
        if matches!(stored.resolution.state, ResolutionState::Open(_)) {
            conclude(tx, None, &fund, stored)?;
        }
    }
    Ok(over.len())
}

/// Takes back what is being voted on: whoever put it to the vote, or who manages the fund.
///
/// # Errors
/// [`Error::Denied`] for others; [`ResolutionError::NotOpen`].
pub fn withdraw(tx: &mut Tx<'_>, actor: &Actor, id: ResolutionId) -> Result<(), Error> {
    let (fund, stored) = held(tx, actor, id)?;
    if stored.opened_by != actor.user {
        actor.require(Permission::ManageFunds, &fund.path)?;
    }
    take_back(tx, actor, &fund, stored)
}

/// Takes back what is voted on in a fund, both locked; for who may, by the caller. The project that it is about follows.
///
/// # Errors
/// [`ResolutionError::NotOpen`].
pub(in crate::funds) fn take_back(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: &StoredFund,
    stored: StoredResolution,
) -> Result<(), Error> {
    let id = stored.resolution.id;
    let withdrawn = stored.resolution.clone().withdraw()?;
    close(tx, Some(actor), id, "withdrawn", None)?;
    let event = FundEvent::ResolutionWithdrawn { fund: fund.id, resolution: id };
    journal(tx, Some(actor), fund, id, event)?;
    Ok(projects::follow(tx, &withdrawn, &stored.reason)?)
}

/// A resolution and its fund, which the caller may see; both locked, the fund first: what follows concerns more than the votes.
fn held(tx: &mut Tx<'_>, actor: &Actor, id: ResolutionId) -> Result<(StoredFund, StoredResolution), Error> {
    let fund = fund_of(tx, id)?;
    let fund = seen(lock_fund(tx, fund)?, Some(actor))?;
    Ok((fund, find_locked(tx, id)?))
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
        // Who could vote on it is not kept: whoever decides about funds there hears that it was taken back.
        ResolutionState::Withdrawn => true,
    }
}

fn close(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    id: ResolutionId,
    state: &str,
    outcome: Option<&str>,
) -> Result<(), DbError> {
    let now = tx.timestamp();
    diesel::update(t::table.find(Key(id)))
        .set((
            t::state.eq(state),
            t::outcome.eq(outcome),
            t::closed_by.eq(actor.map(|actor| Key(actor.user))),
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
    actor: Option<&Actor>,
    fund: &StoredFund,
    id: ResolutionId,
    event: FundEvent,
) -> Result<(), Error> {
    let subject = subject("resolution", id);
    tx.journal(NewEntry { actor, area: &fund.path, subject, event })?;
    Ok(())
}

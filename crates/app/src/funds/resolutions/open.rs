//! Putting something to the vote.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use domain::{
    funds::{
        CharterState, FundError, FundEvent, FundState, VOTING_DAYS_MAX,
        committee::{Ballots, Matter, ResolutionError},
    },
    ids::{FundId, ResolutionId},
    permissions::{Actor, Denied, Permission},
    town_time,
};

use super::{ballots, row::columns};
use crate::{
    db::{DbError, Key, NewEntry, Tx, schema::fund_resolutions as t, subject},
    funds::{Error, StoredFund, charters, committee, find_locked, purposes, read::seen},
};

/// Something that the committee is to decide.
#[derive(Clone, Debug)]
pub struct NewResolution {
    /// What it is called.
    pub title: String,
    /// Why.
    pub reason: String,
    /// On what.
    pub matter: Matter,
    /// Until when members vote.
    pub until: DateTime<Utc>,
}

/// Opens voting among those who sit in the committee today. For members, and for who manages the fund.
///
/// # Errors
/// [`Error::Denied`] for others; [`Error::VotingTime`]; [`FundError::NoCharter`], [`FundError::NotRunning`],
/// [`FundError::NoPurpose`]; [`ResolutionError::OtherFund`] and [`ResolutionError::OtherMatter`] for a charter of another fund, or
/// that is no draft.
pub fn open(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: FundId,
    new: &NewResolution,
) -> Result<ResolutionId, Error> {
    let stored = seen(find_locked(tx, fund)?, Some(actor))?;
    let today = town_time::date(tx.now());
    let members = committee::committee(tx, fund)?.members(today);
    require_part(actor, &stored, members.contains(&actor.user))?;
    let latest = tx.now() + TimeDelta::days(VOTING_DAYS_MAX);
    if new.until <= tx.now() || new.until > latest {
        return Err(Error::VotingTime);
    }
    let charter = charters::in_force(tx, fund, today)?.ok_or(FundError::NoCharter)?;
    check(tx, &stored, &new.matter)?;
    let voting = Ballots::open(members, &BTreeMap::new());
    let id: ResolutionId = tx.new_id();
    let (matter, about, purpose, most) = columns(&new.matter);
    diesel::insert_into(t::table)
        .values((
            (t::id.eq(Key(id)), t::fund_id.eq(Key(fund)), t::charter_id.eq(Key(charter.charter.id))),
            (t::title.eq(new.title.trim()), t::reason.eq(new.reason.trim()), t::matter.eq(matter)),
            (t::about_id.eq(about), t::purpose.eq(purpose), t::most.eq(most)),
            (t::opened_by.eq(Key(actor.user)), t::opened_at.eq(tx.timestamp())),
            t::until_at.eq(new.until.naive_utc()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    ballots::open(tx, id, voting.members())?;
    let event = FundEvent::VotingOpened {
        fund,
        resolution: id,
        members: voting.members().len(),
        recused: voting.recusals().len(),
    };
    let subject = subject("resolution", id);
    tx.journal(NewEntry { actor: Some(actor), area: &stored.path, subject, event })?;
    Ok(id)
}

/// Lets pass members, and who manages the fund.
pub(super) fn require_part(actor: &Actor, fund: &StoredFund, is_member: bool) -> Result<(), Denied> {
    if is_member && actor.may(Permission::DecideFunds, &fund.path) {
        return Ok(());
    }
    actor.require(Permission::ManageFunds, &fund.path)
}

/// What can be decided on in this fund.
fn check(tx: &mut Tx<'_>, fund: &StoredFund, matter: &Matter) -> Result<(), Error> {
    let had = purposes(tx, fund.id)?;
    let rules = fund.with(&had);
    match matter {
        Matter::Charter { charter } => {
            let found = charters::find(tx, *charter).map_err(|error| match error {
                DbError::NotFound => Error::Resolution(ResolutionError::OtherFund),
                other => other.into(),
            })?;
            if found.charter.fund != fund.id {
                return Err(ResolutionError::OtherFund.into());
            }
            if found.charter.state != CharterState::Draft {
                return Err(ResolutionError::OtherMatter.into());
            }
        }
        Matter::Earmark { purpose, .. } => {
            rules.admit_spending()?;
            if !rules.purposes.contains(purpose) {
                return Err(FundError::NoPurpose(purpose.clone()).into());
            }
        }
        Matter::WindingUp if rules.state != FundState::Open => return Err(FundError::NotOpen.into()),
        Matter::WindingUp => {}
        Matter::Spending { .. } | Matter::Project { .. } | Matter::Termination { .. } => {
            rules.admit_spending()?;
        }
    }
    Ok(())
}

//! Putting something to the vote.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use domain::{
    funds::{
        CharterState, FundError, FundEvent, FundState, VOTING_DAYS_MAX,
        committee::{Ballots, Matter, RecusalGround, Resolution, ResolutionError, ResolutionState},
    },
    ids::{FundId, ResolutionId, UserId},
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
    let is_member = committee::committee(tx, fund)?.members(today).contains(&actor.user);
    require_part(actor, &stored, is_member)?;
    Ok(begin(tx, actor, &stored, new, &BTreeMap::new())?.id)
}

/// Opens voting in a fund that is locked, among those who sit in the committee today; for who may, by the caller. Whoever is tied to the
/// matter keeps out of it from the start.
///
/// # Errors
/// As [`open`], but for who may.
pub(in crate::funds) fn begin(
    tx: &mut Tx<'_>,
    actor: &Actor,
    stored: &StoredFund,
    new: &NewResolution,
    ties: &BTreeMap<UserId, RecusalGround>,
) -> Result<Resolution, Error> {
    let (fund, today) = (stored.id, town_time::date(tx.now()));
    let latest = tx.now() + TimeDelta::days(VOTING_DAYS_MAX);
    if new.until <= tx.now() || new.until > latest {
        return Err(Error::VotingTime);
    }
    let charter = charters::in_force(tx, fund, today)?.ok_or(FundError::NoCharter)?;
    check(tx, stored, &new.matter)?;
    let voting = Ballots::open(committee::committee(tx, fund)?.members(today), ties);
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
    ballots::open(tx, id, &voting)?;
    let event = FundEvent::VotingOpened {
        fund,
        resolution: id,
        members: voting.members().len(),
        recused: voting.recusals().len(),
    };
    let subject = subject("resolution", id);
    tx.journal(NewEntry { actor: Some(actor), area: &stored.path, subject, event })?;
    let state = ResolutionState::Open(voting);
    Ok(Resolution { id, fund, matter: new.matter.clone(), state, used_fen: 0 })
}

/// Whether members vote on this very thing at the moment.
///
/// # Errors
/// [`DbError`].
pub(in crate::funds) fn is_asked(tx: &mut Tx<'_>, matter: &Matter) -> Result<bool, DbError> {
    let (word, about, ..) = columns(matter);
    let open: i64 = t::table
        .filter(t::about_id.eq(about))
        .filter(t::matter.eq(word))
        .filter(t::state.eq("open"))
        .count()
        .get_result(tx.db())?;
    Ok(open > 0)
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
        Matter::Earmark { purpose, .. }
        | Matter::Release { purpose, .. }
        | Matter::Lifting { purpose, .. } => {
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

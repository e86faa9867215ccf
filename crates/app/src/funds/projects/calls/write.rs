//! Writing calls, publishing and closing them.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::{
    funds::{Amount, Fund, FundEvent, projects::ProposalCall},
    ids::{FundId, ProposalCallId},
    ledger::Purpose,
    permissions::Actor,
};

use super::{StoredCall, find, find_locked, row::write_purposes};
use crate::{
    db::{DbError, Key, NewEntry, Tx, schema::proposal_calls as t, subject},
    funds::{StoredFund, change::managed, projects::Error, purposes},
};

/// What a call says.
#[derive(Clone, Debug)]
pub struct Content {
    /// What it is called.
    pub title: String,
    /// What it asks for.
    pub text: String,
    /// What a project may be for; anything that the fund is for, where there are none.
    pub purposes: BTreeSet<Purpose>,
    /// What a project costs at most.
    pub most: Amount,
    /// From when on proposals are handed in.
    pub opens: DateTime<Utc>,
    /// Until when (exclusive).
    pub closes: DateTime<Utc>,
}

/// Writes a draft of a call.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageFunds`] there; [`Error::Call`] for times or purposes that cannot be.
///
/// [`Permission::ManageFunds`]: domain::permissions::Permission::ManageFunds
pub fn draft(tx: &mut Tx<'_>, actor: &Actor, fund: FundId, content: &Content) -> Result<StoredCall, Error> {
    let stored = managed(tx, actor, fund)?;
    let id: ProposalCallId = tx.new_id();
    let Content { purposes, most, opens, closes, .. } = content.clone();
    let call = ProposalCall { id, fund, opens, closes, most, purposes, published: false };
    call.check(&rules_of(tx, &stored)?)?;
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::fund_id.eq(Key(fund)),
            t::area_path.eq(stored.path.as_str()),
            t::title.eq(content.title.trim()),
            t::text.eq(content.text.trim()),
            t::purposes.eq(write_purposes(&call.purposes)?),
            t::most_fen.eq(most.fen()),
            t::opens_at.eq(opens.naive_utc()),
            t::closes_at.eq(closes.naive_utc()),
            t::created_by.eq(Key(actor.user)),
            t::created_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    journal(tx, actor, &stored, id, FundEvent::CallDrafted { fund, call: id })?;
    Ok(find(tx, id)?)
}

/// Writes a draft that has still `version` anew.
///
/// # Errors
/// As [`draft`]; [`Error::Stale`].
pub fn revise(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalCallId,
    version: i64,
    content: &Content,
) -> Result<StoredCall, Error> {
    let (stored, old) = of_managed(tx, actor, id, version)?;
    old.call.require_draft()?;
    let Content { purposes, most, opens, closes, .. } = content.clone();
    let revised = ProposalCall { opens, closes, most, purposes, ..old.call };
    revised.check(&rules_of(tx, &stored)?)?;
    diesel::update(t::table.find(Key(id)))
        .set((
            t::title.eq(content.title.trim()),
            t::text.eq(content.text.trim()),
            t::purposes.eq(write_purposes(&revised.purposes)?),
            t::most_fen.eq(most.fen()),
            t::opens_at.eq(opens.naive_utc()),
            t::closes_at.eq(closes.naive_utc()),
            t::version.eq(version + 1),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    journal(tx, actor, &stored, id, FundEvent::CallDrafted { fund: stored.id, call: id })?;
    Ok(find(tx, id)?)
}

/// Lets everybody read a draft that has still `version`, and answer it in its time.
///
/// # Errors
/// As [`revise`]; [`Error::Call`] once its time is over, or of a fund that is not open.
pub fn publish(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalCallId,
    version: i64,
) -> Result<StoredCall, Error> {
    let (stored, old) = of_managed(tx, actor, id, version)?;
    old.call.publish(&rules_of(tx, &stored)?, tx.now())?;
    diesel::update(t::table.find(Key(id)))
        .set((t::published_at.eq(tx.timestamp()), t::version.eq(version + 1)))
        .execute(tx.db())
        .map_err(DbError::from)?;
    journal(tx, actor, &stored, id, FundEvent::CallOpened { fund: stored.id, call: id })?;
    Ok(find(tx, id)?)
}

/// Takes nothing in from now on for a call that has still `version`.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageFunds`] there; [`Error::Stale`]; [`Error::Call`].
///
/// [`Permission::ManageFunds`]: domain::permissions::Permission::ManageFunds
pub fn close(tx: &mut Tx<'_>, actor: &Actor, id: ProposalCallId, version: i64) -> Result<StoredCall, Error> {
    let (stored, old) = of_managed(tx, actor, id, version)?;
    let closed = old.call.close(tx.now())?;
    diesel::update(t::table.find(Key(id)))
        .set((t::closes_at.eq(closed.closes.naive_utc()), t::version.eq(version + 1)))
        .execute(tx.db())
        .map_err(DbError::from)?;
    journal(tx, actor, &stored, id, FundEvent::CallClosed { fund: stored.id, call: id })?;
    Ok(find(tx, id)?)
}

/// A call that has still `version`, and its fund, which the caller manages; both locked.
fn of_managed(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProposalCallId,
    version: i64,
) -> Result<(StoredFund, StoredCall), Error> {
    let fund = find(tx, id)?.call.fund;
    let fund = managed(tx, actor, fund)?;
    let call = find_locked(tx, id)?;
    if call.version == version { Ok((fund, call)) } else { Err(Error::Stale) }
}

fn rules_of(tx: &mut Tx<'_>, stored: &StoredFund) -> Result<Fund, DbError> {
    Ok(stored.with(&purposes(tx, stored.id)?))
}

fn journal(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: &StoredFund,
    id: ProposalCallId,
    event: FundEvent,
) -> Result<(), DbError> {
    let subject = subject("proposal_call", id);
    tx.journal(NewEntry { actor: Some(actor), area: &fund.path, subject, event }).map(drop)
}

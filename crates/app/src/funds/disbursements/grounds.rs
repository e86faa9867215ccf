//! What a disbursement is paid from, loaded under its locks and saved beside the step.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use domain::{
    funds::{
        FundError, FundRules,
        books::Budget,
        disbursements::{Disbursement, Grounds, NewDisbursement, Officer, Payee},
        projects::Project,
    },
    ids::{DisbursementId, FundId, PayeeId, ProjectId, ResolutionId},
    permissions::Actor,
    town_time,
};

use super::{StoredDisbursement, StoredInvoice, row::find_all};
use crate::{
    db::{DbError, Key, Tx, schema::fund_resolutions},
    funds::{
        Error, StoredFund, budget, charters, disbursements::invoices, payees, projects, purposes, resolutions,
    },
};

/// Everything that decides about a step, as it was under the locks.
pub(in crate::funds) struct Loaded {
    /// The fund.
    pub(in crate::funds) fund: StoredFund,
    /// What the step is decided on.
    pub(in crate::funds) grounds: Grounds,
    /// The numbers of the charter of today.
    pub(in crate::funds) rules: FundRules,
    own: Budget,
    project: Option<Project>,
}

/// Loads what a disbursement out of a fund that is locked is paid from, and locks that too.
///
/// # Errors
/// [`Error::ProjectUnknown`], [`Error::ResolutionUnknown`]; [`FundError::NoCharter`].
pub(in crate::funds) fn load(
    tx: &mut Tx<'_>,
    fund: StoredFund,
    project: Option<ProjectId>,
    resolution: Option<ResolutionId>,
) -> Result<Loaded, Error> {
    let rules = rules_of(tx, fund.id)?.ok_or(FundError::NoCharter)?;
    let project = match project {
        Some(id) => {
            Some(projects::find_locked(tx, id).map_err(|error| unknown(error, Error::ProjectUnknown))?)
        }
        None => None,
    };
    let project = project.map(|stored| stored.project);
    let own = budget::budget(budget::of(tx, fund.id)?)?;
    let resolution = match resolution {
        Some(id) => {
            let found = resolutions::find_locked(tx, id);
            Some(found.map_err(|error| unknown(error, Error::ResolutionUnknown))?.resolution)
        }
        None => None,
    };
    let of = fund.with(&purposes(tx, fund.id)?);
    let grounds = Grounds { fund: of, project: project.clone(), own: own.clone(), resolution };
    Ok(Loaded { fund, grounds, rules, own, project })
}

/// The numbers of the charter that is in force for a fund today.
pub(super) fn rules_of(tx: &mut Tx<'_>, fund: FundId) -> Result<Option<FundRules>, DbError> {
    let today = town_time::date(tx.now());
    Ok(charters::in_force(tx, fund, today)?.map(|stored| stored.charter.rules))
}

fn unknown(error: DbError, instead: Error) -> Error {
    match error {
        DbError::NotFound => instead,
        other => other.into(),
    }
}

/// Saves what a step took or gave back.
///
/// # Errors
/// [`DbError`].
pub(super) fn save(tx: &mut Tx<'_>, loaded: &Loaded, new: &Grounds) -> Result<(), DbError> {
    budget::save(tx, loaded.fund.id, &loaded.own, &new.own)?;
    if let Some((old, new)) = loaded.project.as_ref().zip(new.project.as_ref()) {
        projects::money::save(tx, old, new)?;
    }
    if let Some(resolution) = &new.resolution
        && loaded.grounds.resolution.as_ref() != Some(resolution)
    {
        use fund_resolutions as r;
        diesel::update(r::table.find(Key(resolution.id)))
            .set((r::used.eq(resolution.used_fen), r::version.eq(r::version + 1)))
            .execute(tx.db())?;
    }
    Ok(())
}

/// Somebody with the roles that are in force for them in the fund's area.
pub(in crate::funds) fn officer(actor: &Actor, fund: &StoredFund) -> Officer {
    let here = actor.grants.iter().filter(|grant| grant.path.covers(&fund.path));
    Officer { user: actor.user, roles: here.map(|grant| grant.role).collect() }
}

/// A disbursement as the rules see it, with the people of today whom it pays.
///
/// # Errors
/// [`DbError`].
pub(super) fn decided(tx: &mut Tx<'_>, stored: &StoredDisbursement) -> Result<Disbursement, DbError> {
    let payee = payees::find(tx, stored.payee)?.with_people(tx)?;
    let all = invoices::of(tx, [stored.id])?.remove(&stored.id).unwrap_or_default();
    Ok(as_decided(stored, payee, all))
}

/// Some of them, each with when it was proposed. How many statements it takes grows with the payees alone.
///
/// # Errors
/// [`DbError`].
pub(in crate::funds) fn decided_all(
    tx: &mut Tx<'_>,
    ids: BTreeSet<DisbursementId>,
) -> Result<Vec<(Disbursement, DateTime<Utc>)>, DbError> {
    let mut invoices = invoices::of(tx, ids.iter().copied())?;
    let rows = find_all(tx, ids)?;
    let mut payees: BTreeMap<PayeeId, Payee> = BTreeMap::new();
    for (id, stored) in payees::by_ids(tx, rows.iter().map(|row| row.payee))? {
        payees.insert(id, stored.with_people(tx)?);
    }
    let one = |stored: StoredDisbursement| {
        let payee = payees.get(&stored.payee).cloned().ok_or(DbError::NotFound)?;
        let all = invoices.remove(&stored.id).unwrap_or_default();
        Ok((as_decided(&stored, payee, all), stored.proposed.1))
    };
    rows.into_iter().map(one).collect()
}

fn as_decided(stored: &StoredDisbursement, payee: Payee, all: Vec<StoredInvoice>) -> Disbursement {
    let content = NewDisbursement {
        id: stored.id,
        fund: stored.fund,
        line: stored.line,
        purpose: stored.purpose.clone(),
        milestone: stored.milestone,
        resolution: stored.resolution,
        settlement: stored.settlement,
        payee,
        amount: stored.amount,
        invoices: all.into_iter().map(|stored| stored.invoice).collect(),
    };
    Disbursement { content, proposer: stored.proposed.0, state: stored.state }
}

//! Reading disclosures. Everybody reads those that are published, and where every period stands.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    areas::AreaPath,
    funds::{DisclosureState, Period, PeriodState},
    ids::{DisclosureId, FundId},
    permissions::{Actor, Permission},
    town_time,
};

use super::{
    StoredDisclosure, periods,
    row::{find, of_fund},
};
use crate::{
    db::{DbError, Tx},
    funds::{StoredFund, keeps, visible},
};

/// A period as it is shown.
#[derive(Clone, Debug)]
pub struct ShownPeriod {
    /// Its days.
    pub period: Period,
    /// Where its account stands.
    pub state: PeriodState,
    /// Whether that is late, or was published late.
    pub late: bool,
    /// On which day it was published.
    pub published_on: Option<NaiveDate>,
    /// The account itself, where the caller may read it.
    pub disclosure: Option<StoredDisclosure>,
}

/// An account as it is shown.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The account.
    pub stored: StoredDisclosure,
    /// Where it stands.
    pub state: PeriodState,
    /// Whether it is late, or was published late.
    pub late: bool,
}

impl Shown {
    pub(super) fn new(stored: StoredDisclosure, today: NaiveDate) -> Self {
        let disclosure = &stored.disclosure;
        let state = disclosure.period.state(Some(&disclosure.state), today);
        Self { late: disclosure.is_late(today), state, stored }
    }
}

/// Whether somebody reads what is not published yet: who keeps, audits or manages funds there.
pub(super) fn reads_prepared(actor: Option<&Actor>, path: &AreaPath) -> bool {
    actor.is_some_and(|actor| keeps(actor, path) || actor.may(Permission::ManageFunds, path))
}

/// The periods of a fund, the latest first, each with where its account stands: none is left out. Three statements.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or not for the caller.
pub fn list(tx: &mut Tx<'_>, actor: Option<&Actor>, fund: FundId) -> Result<Vec<ShownPeriod>, DbError> {
    let stored = visible(tx, actor, fund)?;
    let today = town_time::date(tx.now());
    let inside = reads_prepared(actor, &stored.path);
    let made = of_fund(tx, fund)?;
    let mut made: BTreeMap<NaiveDate, StoredDisclosure> =
        made.into_iter().map(|one| (one.disclosure.period.from, one)).collect();
    let one = |period: Period| {
        let found = made.remove(&period.from);
        let published_on = match found.as_ref().map(|found| found.disclosure.state) {
            Some(DisclosureState::Published { on, .. }) => Some(on),
            _ => None,
        };
        ShownPeriod {
            state: period.state(found.as_ref().map(|found| &found.disclosure.state), today),
            late: period.due_on < published_on.unwrap_or(today),
            published_on,
            disclosure: found.filter(|_| inside || published_on.is_some()),
            period,
        }
    };
    Ok(periods::all(tx, &stored, today)?.into_iter().rev().map(one).collect())
}

/// One account: everybody reads it once it is published, and who keeps, audits or manages funds there reads it before. With the
/// fund it is of.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or not for the caller.
pub fn disclosure(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    id: DisclosureId,
) -> Result<(StoredFund, Shown), DbError> {
    let stored = find(tx, id)?;
    let fund = visible(tx, actor, stored.disclosure.fund)?;
    let public = matches!(stored.disclosure.state, DisclosureState::Published { .. });
    if !public && !reads_prepared(actor, &fund.path) {
        return Err(DbError::NotFound);
    }
    let today = town_time::date(tx.now());
    Ok((fund, Shown::new(stored, today)))
}

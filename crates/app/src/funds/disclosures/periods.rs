//! The periods of funds.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    funds::{Charter, Period, in_force, overdue, periods},
    ids::FundId,
};

use crate::{
    db::{DbError, Key, Tx, schema::fund_disclosures as t},
    funds::{
        StoredFund,
        charters::{StoredCharter, adopted_of},
    },
};

/// The periods of a fund until today, or until the day on which it ended, by the charters that it had.
pub(super) fn periods_of(fund: &StoredFund, adopted: &[StoredCharter], today: NaiveDate) -> Vec<Period> {
    let Some(opened_on) = fund.opened_on else { return Vec::new() };
    let last = fund.closed_on.map_or(today, |closed_on| closed_on.min(today));
    let charters: Vec<Charter> = adopted.iter().map(|stored| stored.charter.clone()).collect();
    periods(opened_on, last, |day| in_force(&charters, day).map(|charter| &charter.rules))
}

/// The periods of one fund: one statement.
pub(super) fn all(tx: &mut Tx<'_>, fund: &StoredFund, today: NaiveDate) -> Result<Vec<Period>, DbError> {
    let adopted = adopted_of(tx, &[fund.id], today)?.remove(&fund.id).unwrap_or_default();
    Ok(periods_of(fund, &adopted, today))
}

/// The periods of these funds that are overdue, by the charters that came into force until today: one statement.
///
/// # Errors
/// [`DbError`].
pub(in crate::funds) fn overdue_of(
    tx: &mut Tx<'_>,
    funds: &[StoredFund],
    adopted: &BTreeMap<FundId, Vec<StoredCharter>>,
    today: NaiveDate,
) -> Result<BTreeMap<FundId, Vec<Period>>, DbError> {
    let ids: Vec<Key<FundId>> = funds.iter().map(|fund| Key(fund.id)).collect();
    let rows: Vec<(Key<FundId>, String)> = t::table
        .filter(t::fund_id.eq_any(ids))
        .filter(t::published_on.is_not_null())
        .select((t::fund_id, t::period_from))
        .load(tx.db())?;
    let mut published: BTreeMap<FundId, BTreeSet<NaiveDate>> = BTreeMap::new();
    for (Key(fund), from) in rows {
        published.entry(fund).or_default().insert(from.parse().map_err(DbError::damaged)?);
    }
    let none = BTreeSet::new();
    let late = |fund: &StoredFund| {
        let all = periods_of(fund, adopted.get(&fund.id)?, today);
        let late = overdue(&all, published.get(&fund.id).unwrap_or(&none), today);
        (!late.is_empty()).then_some((fund.id, late))
    };
    Ok(funds.iter().filter_map(late).collect())
}

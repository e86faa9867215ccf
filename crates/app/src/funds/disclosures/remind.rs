//! The journal learns once of every period whose account is overdue; who keeps and manages the fund is told from there.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    funds::{FundEvent, Period},
    ids::FundId,
    town_time,
};

use super::overdue_of;
use crate::{
    db::{DbError, Key, NewEntry, Tx, schema::fund_disclosure_reminders as t, subject},
    funds::{StoredFund, charters::adopted_of, find_locked, opened},
};

/// Most periods of one run; the next run takes the next.
pub const REMINDERS_MAX: usize = 100;

/// Tells of up to [`REMINDERS_MAX`] overdue periods that nobody was told of, those longest overdue of each fund first; how many.
///
/// # Errors
/// [`DbError`].
pub fn remind(tx: &mut Tx<'_>) -> Result<usize, DbError> {
    let today = town_time::date(tx.now());
    let funds = opened(tx)?;
    let ids: Vec<FundId> = funds.iter().map(|fund| fund.id).collect();
    let adopted = adopted_of(tx, &ids, today)?;
    let overdue = overdue_of(tx, &funds, &adopted, today)?;
    let told = told_of(tx, overdue.keys().copied().collect())?;
    let fresh = |fund: &StoredFund| {
        let periods = overdue.get(&fund.id)?;
        let fresh: Vec<Period> =
            periods.iter().filter(|period| !told.contains(&(fund.id, period.from))).copied().collect();
        (!fresh.is_empty()).then(|| (fund.clone(), fresh))
    };
    let mut count = 0;
    for (fund, periods) in funds.iter().filter_map(fresh) {
        // Under the fund's lock two nodes at once tell of it once.
        find_locked(tx, fund.id)?;
        let told = told_of(tx, vec![fund.id])?;
        for period in periods.iter().filter(|period| !told.contains(&(fund.id, period.from))) {
            if count == REMINDERS_MAX {
                return Ok(count);
            }
            tell(tx, &fund, period)?;
            count += 1;
        }
    }
    Ok(count)
}

fn tell(tx: &mut Tx<'_>, fund: &StoredFund, period: &Period) -> Result<(), DbError> {
    let row = (
        t::fund_id.eq(Key(fund.id)),
        t::period_from.eq(period.from.to_string()),
        t::reminded_at.eq(tx.timestamp()),
    );
    diesel::insert_into(t::table).values(row).execute(tx.db())?;
    let event = FundEvent::DisclosureOverdue { fund: fund.id, from: period.from, due_on: period.due_on };
    tx.journal(NewEntry { actor: None, area: &fund.path, subject: subject("fund", fund.id), event })?;
    Ok(())
}

/// Of which periods of these funds the journal was told.
fn told_of(tx: &mut Tx<'_>, funds: Vec<FundId>) -> Result<BTreeSet<(FundId, NaiveDate)>, DbError> {
    let ids: Vec<Key<FundId>> = funds.into_iter().map(Key).collect();
    let rows: Vec<(Key<FundId>, String)> =
        t::table.filter(t::fund_id.eq_any(ids)).select((t::fund_id, t::period_from)).load(tx.db())?;
    let told = |(Key(fund), from): (Key<FundId>, String)| {
        Ok((fund, from.parse::<NaiveDate>().map_err(DbError::damaged)?))
    };
    rows.into_iter().map(told).collect()
}

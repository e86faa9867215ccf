//! Reading charters.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    funds::{CHARTERS_MAX, Charter, CharterState, in_force as in_force_among},
    ids::{CharterId, FundId},
    permissions::Actor,
};

use super::{StoredCharter, find, row::Row};
use crate::{
    db::{DbError, Key, Tx, schema::fund_charters as t},
    funds::{sees_drafts, visible},
};

/// The versions of a fund's charter, the latest first; with the drafts for who sees drafts there.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or not for them.
pub fn list(tx: &mut Tx<'_>, actor: Option<&Actor>, fund: FundId) -> Result<Vec<StoredCharter>, DbError> {
    let stored = visible(tx, actor, fund)?;
    let drafts = sees_drafts(actor, &stored.path);
    let rows: Vec<Row> = t::table
        .filter(t::fund_id.eq(Key(fund)))
        .order(t::number.desc())
        .limit(CHARTERS_MAX)
        .select(Row::as_select())
        .load(tx.db())?;
    let all = rows.into_iter().map(StoredCharter::try_from).collect::<Result<Vec<_>, _>>()?;
    Ok(all.into_iter().filter(|found| drafts || found.charter.state != CharterState::Draft).collect())
}

/// One version, or a draft for who sees drafts there.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or not for them.
pub fn charter(tx: &mut Tx<'_>, actor: Option<&Actor>, id: CharterId) -> Result<StoredCharter, DbError> {
    let found = find(tx, id)?;
    let fund = visible(tx, actor, found.charter.fund)?;
    let seen = found.charter.state != CharterState::Draft || sees_drafts(actor, &fund.path);
    if seen { Ok(found) } else { Err(DbError::NotFound) }
}

/// The charter of a fund that is in force on a day.
///
/// # Errors
/// [`DbError`].
pub(in crate::funds) fn in_force(
    tx: &mut Tx<'_>,
    fund: FundId,
    day: NaiveDate,
) -> Result<Option<StoredCharter>, DbError> {
    Ok(in_force_of(tx, &[fund], day)?.remove(&fund))
}

/// The charters of some funds that are in force on a day: one statement.
///
/// # Errors
/// [`DbError`].
pub(in crate::funds) fn in_force_of(
    tx: &mut Tx<'_>,
    funds: &[FundId],
    day: NaiveDate,
) -> Result<BTreeMap<FundId, StoredCharter>, DbError> {
    Ok(latest(adopted_of(tx, funds, day)?, day))
}

/// Of the charters of each fund the one that is in force on a day.
pub(in crate::funds) fn latest(
    of: BTreeMap<FundId, Vec<StoredCharter>>,
    day: NaiveDate,
) -> BTreeMap<FundId, StoredCharter> {
    let latest = |(fund, versions): (FundId, Vec<StoredCharter>)| {
        let charters: Vec<Charter> = versions.iter().map(|stored| stored.charter.clone()).collect();
        let id = in_force_among(&charters, day)?.id;
        versions.into_iter().find(|stored| stored.charter.id == id).map(|stored| (fund, stored))
    };
    of.into_iter().filter_map(latest).collect()
}

/// The charters of some funds that came into force until a day: one statement.
///
/// # Errors
/// [`DbError`].
pub(in crate::funds) fn adopted_of(
    tx: &mut Tx<'_>,
    funds: &[FundId],
    day: NaiveDate,
) -> Result<BTreeMap<FundId, Vec<StoredCharter>>, DbError> {
    let ids: Vec<Key<FundId>> = funds.iter().copied().map(Key).collect();
    let rows: Vec<Row> = t::table
        .filter(t::fund_id.eq_any(ids))
        .filter(t::adopted_from.le(day.to_string()))
        .select(Row::as_select())
        .load(tx.db())?;
    let mut of: BTreeMap<FundId, Vec<StoredCharter>> = BTreeMap::new();
    for row in rows {
        let stored = StoredCharter::try_from(row)?;
        of.entry(stored.charter.fund).or_default().push(stored);
    }
    Ok(of)
}

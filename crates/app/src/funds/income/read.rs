//! Reading what a fund got or is to get: by who keeps or audits its books, and by who gave it.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use domain::{
    funds::income::{IncomeState, SourceKind},
    ids::{DonorId, FundId, IncomeId, UserId},
    permissions::Actor,
};
use uuid::Uuid;

use super::{
    StoredIncome, donors,
    row::{Row, find},
};
use crate::{
    areas,
    db::{
        DbError, Key, Tx,
        schema::{fund_donors, fund_incomes as t},
    },
    funds::{Error, Page, StoredFund, keeps, names, purposes, visible},
    journal::{self, Proof},
};

/// Which of them a list holds; all conditions at once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// Only in this state.
    pub state: Option<IncomeState>,
    /// Only from there.
    pub source: Option<SourceKind>,
}

/// One of them as it is shown to somebody who may know who gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What it is.
    pub income: StoredIncome,
    /// What its donor is called.
    pub donor_name: Option<String>,
}

/// A receipt's content.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// Whose it is.
    pub fund: StoredFund,
    /// The name of the fund's area.
    pub area_name: String,
    /// What it is for.
    pub shown: Shown,
    /// Its running number.
    pub number: i64,
    /// What the purpose is called.
    pub purpose_name: Option<String>,
}

/// What a fund got or is to get, the latest registered first. For who keeps or audits its books. Three statements.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or for others.
pub fn list(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: FundId,
    filter: Filter,
    page: Page<IncomeId>,
) -> Result<Vec<Shown>, DbError> {
    let stored = visible(tx, Some(actor), fund)?;
    if !keeps(actor, &stored.path) {
        return Err(DbError::NotFound);
    }
    let mut query = t::table
        .filter(t::fund_id.eq(Key(fund)))
        .order(t::id.desc())
        .limit(page.limit)
        .select(Row::as_select())
        .into_boxed();
    if let Some(state) = filter.state {
        query = query.filter(t::state.eq(state.as_str()));
    }
    if let Some(source) = filter.source {
        query = query.filter(t::source.eq(source.as_str()));
    }
    if let Some(after) = page.after {
        query = query.filter(t::id.lt(Key(after)));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    with_donors(tx, rows)
}

/// What somebody gave or promised to any fund, the latest registered first, each with the name of its fund. Four statements.
///
/// # Errors
/// [`DbError`].
pub fn mine(tx: &mut Tx<'_>, actor: &Actor, page: Page<IncomeId>) -> Result<Vec<(Shown, String)>, DbError> {
    let donors: Vec<Key<DonorId>> = fund_donors::table
        .filter(fund_donors::user_id.eq(Key(actor.user)))
        .select(fund_donors::id)
        .load(tx.db())?;
    let donors: Vec<Option<Key<DonorId>>> = donors.into_iter().map(Some).collect();
    let mut query = t::table
        .filter(t::donor_id.eq_any(donors))
        .order(t::id.desc())
        .limit(page.limit)
        .select(Row::as_select())
        .into_boxed();
    if let Some(after) = page.after {
        query = query.filter(t::id.lt(Key(after)));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let books: Vec<Uuid> = rows.iter().map(|row| row.fund_id.0.0).collect();
    let names = names(tx, &books)?;
    let name = |shown: Shown| {
        let name = names.get(&shown.income.income.fund.0).cloned().unwrap_or_default();
        (shown, name)
    };
    Ok(with_donors(tx, rows)?.into_iter().map(name).collect())
}

/// Some of them by their ids: two statements.
pub(in crate::funds) fn by_ids(
    tx: &mut Tx<'_>,
    ids: BTreeSet<IncomeId>,
) -> Result<BTreeMap<IncomeId, Shown>, DbError> {
    let ids: Vec<Key<IncomeId>> = ids.into_iter().map(Key).collect();
    let rows: Vec<Row> = t::table.filter(t::id.eq_any(ids)).select(Row::as_select()).load(tx.db())?;
    let shown = with_donors(tx, rows)?;
    Ok(shown.into_iter().map(|shown| (shown.income.income.id, shown)).collect())
}

/// Puts rows together with who gave: one statement.
fn with_donors(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<Shown>, DbError> {
    let ids: Vec<DonorId> = rows.iter().filter_map(|row| row.donor_id.map(|Key(id)| id)).collect();
    let donors: BTreeMap<DonorId, (String, Option<UserId>)> = donors::by_id(tx, ids)?;
    let one = |row: Row| {
        let donor = row.donor_id.and_then(|Key(id)| donors.get(&id));
        let (name, user) = donor.map_or((None, None), |(name, user)| (Some(name.clone()), *user));
        Ok(Shown { income: row.with(user)?, donor_name: name })
    };
    rows.into_iter().map(one).collect()
}

/// One of them, and its fund. For who keeps or audits the books, and who gave it.
fn seen(tx: &mut Tx<'_>, actor: &Actor, id: IncomeId) -> Result<(StoredFund, Shown), DbError> {
    let stored = find(tx, id)?;
    let fund = visible(tx, Some(actor), stored.income.fund)?;
    if !keeps(actor, &fund.path) && stored.giver() != Some(actor.user) {
        return Err(DbError::NotFound);
    }
    let donor_name = match stored.income.source.donor() {
        Some(donor) => donors::by_id(tx, vec![donor.id])?.remove(&donor.id).map(|(name, _)| name),
        None => None,
    };
    Ok((fund, Shown { income: stored, donor_name }))
}

/// One of them. For who keeps or audits the books, and who gave it.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or for others.
pub fn income(tx: &mut Tx<'_>, actor: &Actor, id: IncomeId) -> Result<Shown, DbError> {
    Ok(seen(tx, actor, id)?.1)
}

/// What its receipt says. For who keeps or audits the books, and who gave it.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or for others; [`IncomeError::NotReceived`] before it came.
///
/// [`IncomeError::NotReceived`]: domain::funds::income::IncomeError::NotReceived
pub fn receipt(tx: &mut Tx<'_>, actor: &Actor, id: IncomeId) -> Result<Receipt, Error> {
    let (fund, shown) = seen(tx, actor, id)?;
    receipt_with(tx, fund, shown)
}

/// The same for whoever may read it for another reason.
pub(in crate::funds) fn receipt_of(
    tx: &mut Tx<'_>,
    fund: StoredFund,
    id: IncomeId,
) -> Result<Receipt, Error> {
    let shown = by_ids(tx, BTreeSet::from([id]))?.remove(&id).ok_or(DbError::NotFound)?;
    receipt_with(tx, fund, shown)
}

fn receipt_with(tx: &mut Tx<'_>, fund: StoredFund, shown: Shown) -> Result<Receipt, Error> {
    let Some(number) = shown.income.receipt_number else {
        return Err(domain::funds::income::IncomeError::NotReceived.into());
    };
    let area_name = areas::names_by_id(tx, vec![fund.area])?.remove(&fund.area).unwrap_or_default();
    let code = shown.income.income.purpose.clone();
    let named = purposes(tx, fund.id)?.into_iter().find(|purpose| Some(&purpose.code) == code.as_ref());
    Ok(Receipt { fund, area_name, shown, number, purpose_name: named.map(|purpose| purpose.name) })
}

/// That the fund has it is in the published journal. For who keeps or audits the books, and who gave it.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or for others; [`IncomeError::NotReceived`] before it came; what proofs are
/// refused for.
///
/// [`IncomeError::NotReceived`]: domain::funds::income::IncomeError::NotReceived
pub fn proof(tx: &mut Tx<'_>, actor: &Actor, id: IncomeId, size: Option<u64>) -> Result<Proof, Error> {
    let (_, shown) = seen(tx, actor, id)?;
    let entry = shown.income.entry.ok_or(domain::funds::income::IncomeError::NotReceived)?;
    Ok(journal::inclusion_of(tx, entry, size)?)
}

/// Who gave it, for the journal: where they have an account.
///
/// # Errors
/// [`DbError`].
pub(crate) fn giver(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<UserId>, DbError> {
    let found: Option<Option<Key<UserId>>> = t::table
        .inner_join(fund_donors::table.on(t::donor_id.eq(fund_donors::id.nullable())))
        .filter(t::id.eq(Key(IncomeId(id))))
        .select(fund_donors::user_id)
        .first(tx.db())
        .optional()?;
    Ok(found.flatten().map(|Key(user)| user).into_iter().collect())
}

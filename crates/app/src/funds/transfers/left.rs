//! What of the money for a purpose is left, and whose it is.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{
    funds::{
        FundAccount,
        books::{set_aside_left, unspent},
        income::{Form, IncomeState},
    },
    ids::{FundId, IncomeId},
    ledger::Purpose,
};

use super::Kind;
use crate::{
    db::{
        DbError, Key, Tx,
        schema::{fund_incomes as i, fund_opening_balances as o, fund_transfers as t},
    },
    funds::books,
};

/// What can be moved of a purpose's money, in fen: without what disbursements hold.
fn available(tx: &mut Tx<'_>, fund: FundId, purpose: &Purpose) -> Result<i64, DbError> {
    let cash = FundAccount::Cash(Some(purpose.clone()));
    Ok(books::of(tx, fund)?.available(&cash))
}

/// What was given for a purpose in money and is in the fund, each gift less what its donor let go of, in the order in which they
/// came.
fn gifts(tx: &mut Tx<'_>, fund: FundId, purpose: &Purpose) -> Result<Vec<(IncomeId, i64)>, DbError> {
    let rows: Vec<(Key<IncomeId>, i64)> = i::table
        .filter(i::fund_id.eq(Key(fund)))
        .filter(i::purpose.eq(purpose.as_str()))
        .filter(i::form.eq(Form::Money.as_str()))
        .filter(i::state.eq(IncomeState::Received.as_str()))
        .order((i::received_at, i::id))
        .select((i::id, i::amount))
        .load(tx.db())?;
    let lifted: Vec<(Option<Key<IncomeId>>, i64)> = t::table
        .filter(t::fund_id.eq(Key(fund)))
        .filter(t::from_purpose.eq(purpose.as_str()))
        .filter(t::kind.eq(Kind::Lifting.as_str()))
        .select((t::income_id, t::amount_fen))
        .load(tx.db())?;
    let mut less: BTreeMap<IncomeId, i64> = BTreeMap::new();
    for (income, fen) in lifted {
        *less.entry(income.ok_or_else(|| DbError::damaged("a lifting without its gift"))?.0).or_default() +=
            fen;
    }
    Ok(rows.into_iter().map(|(Key(id), fen)| (id, fen - less.get(&id).copied().unwrap_or(0))).collect())
}

/// What is left of a gift that is restricted to a purpose, in fen.
///
/// # Errors
/// [`DbError`].
pub(super) fn of_gift(
    tx: &mut Tx<'_>,
    fund: FundId,
    purpose: &Purpose,
    gift: IncomeId,
) -> Result<i64, DbError> {
    let all = gifts(tx, fund, purpose)?;
    Ok(unspent(&all, available(tx, fund, purpose)?).remove(&gift).unwrap_or(0))
}

/// What is left of what the committee set aside for a purpose, in fen.
///
/// # Errors
/// [`DbError`].
pub(super) fn set_aside(tx: &mut Tx<'_>, fund: FundId, purpose: &Purpose) -> Result<i64, DbError> {
    let code = purpose.as_str();
    let moved: Vec<(String, Option<String>, i64)> = t::table
        .filter(t::fund_id.eq(Key(fund)))
        .filter(t::from_purpose.eq(code).or(t::to_purpose.eq(code)))
        .select((t::kind, t::to_purpose, t::amount_fen))
        .load(tx.db())?;
    let (mut aside, mut given) = (0, 0);
    for (kind, to, fen) in moved {
        match Kind::parse(&kind).ok_or_else(|| DbError::damaged(&kind))? {
            Kind::Earmark => aside += fen,
            Kind::Release => aside -= fen,
            // What another gift brought here; what was lifted of those for this purpose is counted with them.
            Kind::Lifting if to.as_deref() == Some(code) => given += fen,
            Kind::Lifting => {}
        }
    }
    let brought: Vec<i64> = o::table
        .filter(o::fund_id.eq(Key(fund)))
        .filter(o::purpose.eq(code))
        .filter(o::reversal_id.is_null())
        .select(o::amount)
        .load(tx.db())?;
    given += brought.into_iter().sum::<i64>();
    given += gifts(tx, fund, purpose)?.into_iter().map(|(_, fen)| fen).sum::<i64>();
    Ok(set_aside_left(aside, given, available(tx, fund, purpose)?))
}

/// What the donor of a gift let go of, in fen.
///
/// # Errors
/// [`DbError`].
pub(in crate::funds) fn lifted_of(tx: &mut Tx<'_>, gift: IncomeId) -> Result<i64, DbError> {
    let moved: Vec<i64> = t::table.filter(t::income_id.eq(Key(gift))).select(t::amount_fen).load(tx.db())?;
    Ok(moved.into_iter().sum())
}

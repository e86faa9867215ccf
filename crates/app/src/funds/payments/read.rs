//! Reading payments: by who pays, and by who keeps or audits the books.

use std::collections::BTreeSet;

use diesel::prelude::*;
use domain::{
    funds::payments::{PaymentChannel, PaymentState},
    ids::{FundId, PaymentIntentId, UserId},
    permissions::Actor,
};
use uuid::Uuid;

use super::row::{Row, StoredPayment, complete, find};
use crate::{
    db::{DbError, Key, Tx, schema::payment_intents as t},
    funds::{
        Error, Page, StoredFund, find as find_fund,
        income::{Receipt, by_ids, receipt_of},
        keeps, visible,
    },
};

/// Which of them a list holds; all conditions at once.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// Only in this state.
    pub state: Option<PaymentState>,
    /// Only through this provider.
    pub channel: Option<PaymentChannel>,
}

/// A payment as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What it is.
    pub payment: StoredPayment,
    /// The running number of its receipt.
    pub receipt_number: Option<i64>,
}

/// Who asks.
#[derive(Clone, Copy, Debug)]
pub(super) struct By<'a> {
    actor: Option<&'a Actor>,
    holds_token: bool,
}

fn seen(tx: &mut Tx<'_>, by: By<'_>, id: PaymentIntentId) -> Result<(StoredFund, StoredPayment), DbError> {
    let stored = find(tx, id)?;
    let fund = find_fund(tx, stored.fund)?;
    let own = by.actor.is_some_and(|actor| stored.user == Some(actor.user) || keeps(actor, &fund.path));
    if own || by.holds_token { Ok((fund, stored)) } else { Err(DbError::NotFound) }
}

fn with_receipts(tx: &mut Tx<'_>, payments: Vec<StoredPayment>) -> Result<Vec<Shown>, DbError> {
    let ids: BTreeSet<_> = payments.iter().filter_map(|payment| payment.income).collect();
    let incomes = by_ids(tx, ids)?;
    let one = |payment: StoredPayment| {
        let income = payment.income.and_then(|id| incomes.get(&id));
        let receipt_number = income.and_then(|shown| shown.income.receipt_number);
        Shown { payment, receipt_number }
    };
    Ok(payments.into_iter().map(one).collect())
}

/// One of them, for whoever holds its token, who paid it, and who keeps or audits the books.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or for others.
pub fn payment(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    holds_token: bool,
    id: PaymentIntentId,
) -> Result<Shown, DbError> {
    let (_, stored) = seen(tx, By { actor, holds_token }, id)?;
    with_receipts(tx, vec![stored])?.pop().ok_or(DbError::NotFound)
}

/// The same for whoever may see it already.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn shown(tx: &mut Tx<'_>, id: PaymentIntentId) -> Result<Shown, DbError> {
    let stored = find(tx, id)?;
    with_receipts(tx, vec![stored])?.pop().ok_or(DbError::NotFound)
}

/// What its receipt says. For whom it is.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or for others;
/// [`IncomeError::NotReceived`](domain::funds::income::IncomeError::NotReceived) before it came.
pub fn receipt(
    tx: &mut Tx<'_>,
    actor: Option<&Actor>,
    holds_token: bool,
    id: PaymentIntentId,
) -> Result<Receipt, Error> {
    let (fund, stored) = seen(tx, By { actor, holds_token }, id)?;
    let income = stored.income.ok_or(domain::funds::income::IncomeError::NotReceived)?;
    receipt_of(tx, fund, income)
}

/// The payments for a fund, the latest begun first. For who keeps or audits its books. Five statements.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or for others.
pub fn list(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: FundId,
    filter: Filter,
    page: Page<PaymentIntentId>,
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
    if let Some(channel) = filter.channel {
        query = query.filter(t::channel.eq(channel.as_str()));
    }
    if let Some(after) = page.after {
        query = query.filter(t::id.lt(Key(after)));
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    let payments = complete(tx, rows)?;
    with_receipts(tx, payments)
}

/// Who pays, for the journal: where they have an account.
///
/// # Errors
/// [`DbError`].
pub fn payer(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<UserId>, DbError> {
    let found: Option<Option<Key<UserId>>> =
        t::table.find(Key(PaymentIntentId(id))).select(t::user_id).first(tx.db()).optional()?;
    Ok(found.flatten().map(|Key(user)| user).into_iter().collect())
}

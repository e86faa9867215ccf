//! What never came, and what is taken back.

use diesel::prelude::*;
use domain::{
    funds::{FundEvent, income::Channel},
    ids::{EntryId, IncomeId, PostingId},
    permissions::{Actor, Permission},
};

use super::{
    StoredIncome,
    row::{find_locked as income_locked, fund_of},
};
use crate::{
    db::{DbError, Key, NewEntry, Tx, schema::fund_incomes as t, subject},
    funds::{Error, StoredFund, find_locked, post::kinds, read::seen, transfers},
    ledger::{self, Making},
};

/// Gives up on what is expected: who keeps the books, or who promised it.
///
/// # Errors
/// [`Error::Denied`] for others; [`Error::Income`].
pub fn cancel(tx: &mut Tx<'_>, actor: &Actor, id: IncomeId, reason: &str) -> Result<(), Error> {
    let (fund, stored) = locked(tx, actor, id)?;
    if stored.giver() != Some(actor.user) {
        actor.require(Permission::KeepFunds, &fund.path)?;
    }
    let cancelled = stored.income.cancel()?;
    end(tx, actor, (id, cancelled.state.as_str()), reason, None)?;
    let (subject, event) = (subject("income", id), FundEvent::IncomeCancelled { fund: fund.id, income: id });
    tx.journal(NewEntry { actor: Some(actor), area: &fund.path, subject, event })?;
    Ok(())
}

/// Takes back what was booked: it was given back, or should never have been booked. Who gave it does not do that themselves.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::KeepFunds`] there; [`Error::Payment`]; [`Error::Income`]; [`Error::Ledger`] where
/// too little of it is left.
pub fn reverse(tx: &mut Tx<'_>, actor: &Actor, id: IncomeId, reason: &str) -> Result<(), Error> {
    let (fund, stored) = locked(tx, actor, id)?;
    actor.require(Permission::KeepFunds, &fund.path)?;
    if stored.giver() == Some(actor.user) {
        return Err(domain::funds::income::PaymentError::Own.into());
    }
    if stored.channel == Channel::Online {
        return Err(domain::funds::income::PaymentError::Online.into());
    }
    let posting = stored.posting;
    let (reversed, _) = stored.income.reverse(transfers::lifted_of(tx, id)?)?;
    let posting = posting.ok_or_else(|| DbError::damaged("received without a posting"))?;
    let (entry, what): (EntryId, String) = (tx.new_id(), subject("income", id));
    let making = Making {
        key: format!("{what}:reversal"),
        kind: kinds::INCOME_REVERSED,
        subject: what.clone(),
        entry,
        agent: Some(actor),
    };
    let posted = ledger::reverse(tx, posting, &making)?;
    end(tx, actor, (id, reversed.state.as_str()), reason, Some(posted.posting))?;
    let amount = reversed.amount.fen();
    let event = FundEvent::IncomeReversed { fund: fund.id, income: id, amount, posted };
    Ok(tx.journal_as(entry, NewEntry { actor: Some(actor), area: &fund.path, subject: what, event })?)
}

fn locked(tx: &mut Tx<'_>, actor: &Actor, id: IncomeId) -> Result<(StoredFund, StoredIncome), Error> {
    let fund = fund_of(tx, id)?;
    let fund = seen(find_locked(tx, fund)?, Some(actor))?;
    Ok((fund, income_locked(tx, id)?))
}

fn end(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (id, state): (IncomeId, &str),
    reason: &str,
    reversal: Option<PostingId>,
) -> Result<(), DbError> {
    let now = tx.timestamp();
    diesel::update(t::table.find(Key(id)))
        .set((
            t::state.eq(state),
            (t::ended_by.eq(Key(actor.user)), t::ended_at.eq(now), t::reason.eq(reason.trim())),
            t::reversal_id.eq(reversal.map(Key)),
            t::version.eq(t::version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

//! Something is to come in.

use diesel::prelude::*;
use domain::{
    funds::{
        Amount, FundEvent, PROMISES_MAX,
        income::{Channel, Donor, Form, Income, IncomeState, Source},
    },
    ids::{FundId, IncomeId},
    ledger::Purpose,
    permissions::{Actor, Permission},
};

use super::donors;
use crate::{
    db::{DbError, Key, NewEntry, Tx, schema::fund_incomes as t, subject},
    funds::{Error, StoredFund, find_locked, purposes, read::seen},
};

/// Something that is to come in.
#[derive(Clone, Debug)]
pub struct NewIncome {
    /// Where it comes from. The account of a donor is looked up.
    pub source: Source,
    /// In which form.
    pub form: Form,
    /// How much it is, or is worth.
    pub amount: Amount,
    /// What it may be spent on.
    pub purpose: Option<Purpose>,
    /// How it comes in.
    pub channel: Channel,
    /// What it is, in words.
    pub note: String,
}

/// A gift of money that somebody signed in promises.
#[derive(Clone, Debug)]
pub struct Promise {
    /// How much.
    pub amount: Amount,
    /// What it may be spent on.
    pub purpose: Option<Purpose>,
    /// How it will come in.
    pub channel: Channel,
    /// Whether the public is told who gave it.
    pub named: bool,
}

/// Notes what is to come in, for who keeps the fund's books.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::KeepFunds`] there; [`Error::DonorUnknown`], [`Error::Online`]; [`Error::Income`].
pub fn register(tx: &mut Tx<'_>, actor: &Actor, fund: FundId, new: NewIncome) -> Result<IncomeId, Error> {
    let stored = seen(find_locked(tx, fund)?, Some(actor))?;
    actor.require(Permission::KeepFunds, &stored.path)?;
    if let Some(donor) = new.source.donor()
        && !donors::is_of(tx, donor.id, fund)?
    {
        return Err(Error::DonorUnknown);
    }
    save(tx, actor, &stored, new)
}

/// Promises a gift of the caller's own, which who keeps the books confirms once it is there.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or not for the caller; [`Error::PromisesFull`], [`Error::Online`];
/// [`Error::Income`].
pub fn promise(tx: &mut Tx<'_>, actor: &Actor, fund: FundId, new: Promise) -> Result<IncomeId, Error> {
    let stored = seen(find_locked(tx, fund)?, Some(actor))?;
    let id = donors::own(tx, actor.user, fund)?;
    let waiting: i64 = t::table
        .filter(t::donor_id.eq(Key(id)))
        .filter(t::state.eq(IncomeState::Expected.as_str()))
        .count()
        .get_result(tx.db())
        .map_err(DbError::from)?;
    if waiting >= PROMISES_MAX {
        return Err(Error::PromisesFull);
    }
    let Promise { amount, purpose, channel, named } = new;
    let source = Source::Donation { donor: Donor { id, user: Some(actor.user), named } };
    let new = NewIncome { source, form: Form::Money, amount, purpose, channel, note: String::new() };
    save(tx, actor, &stored, new)
}

fn save(tx: &mut Tx<'_>, actor: &Actor, fund: &StoredFund, new: NewIncome) -> Result<IncomeId, Error> {
    if new.channel == Channel::Online {
        return Err(Error::Online);
    }
    let id: IncomeId = tx.new_id();
    let NewIncome { source, form, amount, purpose, channel, note } = new;
    let state = IncomeState::Expected;
    let income = Income { id, fund: fund.id, source, form, amount, purpose, state };
    let had = purposes(tx, fund.id)?;
    income.check(&fund.with(&had))?;
    insert(tx, &income, channel, &note, Some(actor))?;
    let kind = income.source.kind();
    let event =
        FundEvent::IncomeExpected { fund: fund.id, income: id, source: kind, form, amount: amount.fen() };
    let subject = subject("income", id);
    tx.journal(NewEntry { actor: Some(actor), area: &fund.path, subject, event })?;
    Ok(id)
}

/// Saves what is expected; nobody registers what a provider tells of.
pub(in crate::funds) fn insert(
    tx: &mut Tx<'_>,
    income: &Income,
    channel: Channel,
    note: &str,
    by: Option<&Actor>,
) -> Result<(), DbError> {
    let donor = income.source.donor();
    let (document, agreement) = match &income.source {
        Source::Subsidy { document } => (Some(document.as_str()), None),
        Source::Sponsorship { agreement, .. } => (None, Some(agreement.0.to_vec())),
        Source::Donation { .. } | Source::SelfRaised | Source::Interest => (None, None),
    };
    let kind = income.source.kind();
    diesel::insert_into(t::table)
        .values((
            (t::id.eq(Key(income.id)), t::fund_id.eq(Key(income.fund)), t::source.eq(kind.as_str())),
            (t::form.eq(income.form.as_str()), t::amount.eq(income.amount.fen())),
            t::purpose.eq(income.purpose.as_ref().map(Purpose::as_str)),
            t::donor_id.eq(donor.map(|donor| Key(donor.id))),
            t::named.eq(donor.is_some_and(|donor| donor.named)),
            (t::document.eq(document), t::agreement.eq(agreement), t::note.eq(note.trim())),
            t::channel.eq(channel.as_str()),
            (t::registered_by.eq(by.map(|actor| Key(actor.user))), t::registered_at.eq(tx.timestamp())),
        ))
        .execute(tx.db())?;
    Ok(())
}

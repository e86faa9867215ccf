//! Asking for money.

use diesel::prelude::*;
use domain::{
    funds::{
        Amount, FundEvent, LineKey,
        disbursements::{Disbursement, NewDisbursement as Content, Payee},
    },
    ids::{DisbursementId, FundId, PayeeId, PayoutId, ResolutionId},
    ledger::Purpose,
    permissions::Actor,
};

use super::{
    NewInvoice,
    grounds::{load, officer},
    invoices,
};
use crate::{
    db::{DbError, Key, NewEntry, Tx, schema::disbursements as t, subject},
    funds::{Error, StoredFund, find_locked, payees, read::seen},
};

/// What somebody asks to be paid.
#[derive(Clone, Debug)]
pub struct NewDisbursement {
    /// What it pays, in words that everybody reads.
    pub title: String,
    /// On which line of a budget.
    pub line: LineKey,
    /// For which milestone of the project, from 0.
    pub milestone: Option<usize>,
    /// Out of money that is restricted to this; out of free money where absent.
    pub purpose: Option<Purpose>,
    /// By which decision of the committee.
    pub resolution: Option<ResolutionId>,
    /// To whom.
    pub payee: PayeeId,
    /// How much.
    pub amount: Amount,
    /// What it pays.
    pub invoices: Vec<NewInvoice>,
}

/// Asks for money: what it takes must be there in the budget now, and again when it is approved.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or not for the caller; [`Error::Disbursement`]; [`Error::PayeeUnknown`],
/// [`Error::ProjectUnknown`], [`Error::ResolutionUnknown`], [`Error::InvoicePhoto`].
pub fn propose(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: FundId,
    new: &NewDisbursement,
) -> Result<DisbursementId, Error> {
    let fund = seen(find_locked(tx, fund)?, Some(actor))?;
    let loaded = load(tx, fund, new.line.project, new.resolution)?;
    let (by, id): (_, DisbursementId) = (officer(actor, &loaded.fund), tx.new_id());
    let payee = payee_of(tx, loaded.fund.id, new.payee)?;
    let known = invoices::known(tx, actor, &new.invoices)?;
    let content = Content {
        id,
        fund: loaded.fund.id,
        line: new.line,
        purpose: new.purpose.clone(),
        milestone: new.milestone,
        resolution: new.resolution,
        settlement: None,
        payee,
        amount: new.amount,
        invoices: known.clone(),
    };
    let proposed = Disbursement::propose(content, &by, &loaded.rules, &loaded.grounds)?;
    insert(tx, actor, &loaded.fund, &proposed, (&new.title, None))?;
    invoices::insert(tx, actor, id, &new.invoices, &known)?;
    Ok(id)
}

fn payee_of(tx: &mut Tx<'_>, fund: FundId, id: PayeeId) -> Result<Payee, Error> {
    match payees::find(tx, id) {
        Ok(payee) if payee.fund == fund => Ok(payee.with_people(tx)?),
        Ok(_) | Err(DbError::NotFound) => Err(Error::PayeeUnknown),
        Err(other) => Err(other.into()),
    }
}

/// Writes what was proposed, and journals it.
///
/// # Errors
/// [`DbError`].
pub(in crate::funds) fn insert(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: &StoredFund,
    new: &Disbursement,
    (title, payout): (&str, Option<PayoutId>),
) -> Result<(), DbError> {
    let content = &new.content;
    let milestone = content.milestone.map(i64::try_from).transpose().map_err(DbError::damaged)?;
    let (id, amount) = (content.id, content.amount.fen());
    diesel::insert_into(t::table)
        .values((
            (t::id.eq(Key(id)), t::fund_id.eq(Key(content.fund)), t::area_path.eq(fund.path.as_str())),
            (t::title.eq(title.trim()), t::amount_fen.eq(amount)),
            (t::project_id.eq(content.line.project.map(Key)), t::line.eq(i64::from(content.line.number))),
            (t::milestone.eq(milestone), t::purpose.eq(content.purpose.as_ref().map(Purpose::as_str))),
            t::resolution_id.eq(content.resolution.map(Key)),
            (t::settlement_id.eq(content.settlement.map(Key)), t::payout_id.eq(payout.map(Key))),
            t::payee_id.eq(Key(content.payee.id)),
            (t::proposed_by.eq(Key(actor.user)), t::proposed_at.eq(tx.timestamp())),
        ))
        .execute(tx.db())?;
    let event = FundEvent::DisbursementProposed { fund: content.fund, disbursement: id, amount };
    let subject = subject("disbursement", id);
    tx.journal(NewEntry { actor: Some(actor), area: &fund.path, subject, event }).map(drop)
}

//! Asking for money.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::{
    funds::{
        Amount, FundEvent, LineKey,
        disbursements::{Disbursement, NewDisbursement as Content, Payee},
    },
    ids::{DisbursementId, FundId, PayeeId, PayoutId, ProjectId, ResolutionId, SettlementId, UserId},
    ledger::Purpose,
    permissions::Actor,
};

use super::{
    NewInvoice,
    grounds::{load, officer},
    invoices,
};
use crate::{
    db::{DbError, Key, NewEntry, Tx, bulk_insert, schema::disbursements as t, subject},
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
    insert(tx, actor, &loaded.fund, &[proposed], (&new.title, None))?;
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

/// Writes what was proposed under one title, and journals each. Two statements, however many.
///
/// # Errors
/// [`DbError`].
pub(in crate::funds) fn insert(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: &StoredFund,
    proposed: &[Disbursement],
    (title, payout): (&str, Option<PayoutId>),
) -> Result<(), DbError> {
    let (mut rows, mut told) = (Vec::with_capacity(proposed.len()), Vec::with_capacity(proposed.len()));
    for Disbursement { content, .. } in proposed {
        let (id, amount) = (content.id, content.amount.fen());
        rows.push(Row {
            id: Key(id),
            fund_id: Key(content.fund),
            area_path: fund.path.as_str().to_owned(),
            title: title.trim().to_owned(),
            amount_fen: amount,
            project_id: content.line.project.map(Key),
            line: content.line.number.into(),
            milestone: content.milestone.map(i64::try_from).transpose().map_err(DbError::damaged)?,
            purpose: content.purpose.as_ref().map(|purpose| purpose.as_str().to_owned()),
            resolution_id: content.resolution.map(Key),
            settlement_id: content.settlement.map(Key),
            payout_id: payout.map(Key),
            payee_id: Key(content.payee.id),
            proposed_by: Key(actor.user),
            proposed_at: tx.timestamp(),
        });
        let event = FundEvent::DisbursementProposed { fund: content.fund, disbursement: id, amount, payout };
        let subject = subject("disbursement", id);
        told.push((tx.new_id(), NewEntry { actor: Some(actor), area: &fund.path, subject, event }));
    }
    bulk_insert!(tx.db(), t::table, rows)?;
    tx.journal_all(told)
}

#[derive(Insertable)]
#[diesel(table_name = t, treat_none_as_default_value = false)]
struct Row {
    id: Key<DisbursementId>,
    fund_id: Key<FundId>,
    area_path: String,
    title: String,
    amount_fen: i64,
    project_id: Option<Key<ProjectId>>,
    line: i64,
    milestone: Option<i64>,
    purpose: Option<String>,
    resolution_id: Option<Key<ResolutionId>>,
    settlement_id: Option<Key<SettlementId>>,
    payout_id: Option<Key<PayoutId>>,
    payee_id: Key<PayeeId>,
    proposed_by: Key<UserId>,
    proposed_at: NaiveDateTime,
}

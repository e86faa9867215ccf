//! A treasurer lets a payment go back.

use domain::{
    funds::{FundEvent, income::PaymentError},
    ids::{EntryId, PaymentIntentId},
    permissions::{Actor, Permission},
};
use payments::{
    Fen,
    settle::{Fact, SettleError},
};

use super::{
    books,
    tell::{Locked, Wanted, insert_wanted, locked, refund_number, save},
};
use crate::{
    db::{NewEntry, Tx, subject},
    funds::{Error, read::seen},
};

/// Wants back with who paid it all that is not back yet. The money is held from now on, and booked back once the provider says that
/// it is there.
///
/// # Errors
/// [`crate::db::DbError::NotFound`] where there is none, or not for the caller; [`Error::Denied`] without
/// [`Permission::KeepFunds`] there; [`Error::Payment`] for who paid it; [`Error::Settle`] where nothing was paid;
/// [`Error::RefundNothingLeft`]; [`Error::Ledger`] where too little of it is left.
pub fn want(tx: &mut Tx<'_>, actor: &Actor, id: PaymentIntentId, reason: &str) -> Result<(), Error> {
    let Locked { fund, stored } = locked(tx, id)?;
    let fund = seen(fund, Some(actor))?;
    actor.require(Permission::KeepFunds, &fund.path)?;
    if stored.user == Some(actor.user) {
        return Err(PaymentError::Own.into());
    }
    let Some(paid) = &stored.settlement.paid else { return Err(SettleError::NotPaid.into()) };
    let rest = paid.amount.get() - stored.settlement.promised_fen();
    let amount = Fen::new(rest).map_err(|_| Error::RefundNothingLeft)?;
    let number = refund_number(&stored.settlement)?;
    let (next, _) = stored.settlement.clone().apply(Fact::RefundWanted { number: number.clone(), amount })?;
    let entry: EntryId = tx.new_id();
    let posted = books::hold_back(tx, &fund, &stored, (&number, amount), (entry, actor))?;
    let wanted = Wanted {
        reason: reason.trim().to_owned(),
        by: Some(actor.user),
        posting: posted.as_ref().map(|posted| posted.posting),
    };
    insert_wanted(tx, id, &number, amount.get(), &wanted)?;
    save(tx, &stored, &next)?;
    let event = FundEvent::RefundAsked { fund: fund.id, intent: id, amount: amount.get(), posted };
    let subject = subject("payment", id);
    Ok(tx.journal_as(entry, NewEntry { actor: Some(actor), area: &fund.path, subject, event })?)
}

//! It is there: booked in the transaction that notes it.

use diesel::prelude::*;
use domain::{
    funds::{
        Amount, FundEvent,
        income::{Channel, DocumentNumber, Effect, Income, IncomeState, Notice, NoticeOutcome},
    },
    ids::{EntryId, IncomeId},
    permissions::{Actor, Permission},
};

use super::row::{find_locked as income_locked, fund_of};
use crate::{
    db::{
        DbError, Key, NewEntry, Tx,
        schema::{fund_incomes as t, funds},
        subject,
    },
    funds::{
        Error, StoredFund, find_locked,
        post::{Ground, kinds, post},
        purposes,
        read::seen,
    },
};

/// What somebody saw at the counter or on the bank's statement.
#[derive(Clone, Debug)]
pub struct Confirmation {
    /// The number of the payment, or of the paper.
    pub reference: DocumentNumber,
    /// How much came.
    pub amount: Amount,
}

/// Books what came, under the next receipt's number. Saying the same twice changes nothing.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::KeepFunds`] there; [`Error::Payment`] for who gave it, another amount, or another
/// number than it was confirmed with; [`Error::ReferenceTaken`]; [`Error::Income`]; [`Error::Ledger`].
pub fn confirm(tx: &mut Tx<'_>, actor: &Actor, id: IncomeId, said: &Confirmation) -> Result<(), Error> {
    let fund = fund_of(tx, id)?;
    let fund = seen(find_locked(tx, fund)?, Some(actor))?;
    actor.require(Permission::KeepFunds, &fund.path)?;
    let stored = income_locked(tx, id)?;
    let notice = Notice {
        reference: said.reference.clone(),
        outcome: NoticeOutcome::Succeeded { amount: said.amount },
        at: tx.now(),
    };
    let giver = stored.giver();
    let (_, effect) = stored.intent().confirm(&notice, actor.user, giver)?;
    // What it settles is expected, unless it was cancelled; what was reversed is settled, and stays so.
    if effect == Effect::Nothing && stored.income.state == IncomeState::Received {
        return Ok(());
    }
    let had = purposes(tx, fund.id)?;
    stored.income.check(&fund.with(&had))?;
    book(tx, &fund, stored.income, stored.channel, &said.reference, Some(actor))
}

/// Books what is expected, under the next receipt's number. The fund is locked.
///
/// # Errors
/// [`Error::ReferenceTaken`]; [`Error::Income`]; [`Error::Ledger`].
pub(in crate::funds) fn book(
    tx: &mut Tx<'_>,
    fund: &StoredFund,
    income: Income,
    channel: Channel,
    reference: &DocumentNumber,
    by: Option<&Actor>,
) -> Result<(), Error> {
    let id = income.id;
    let (received, movement) = income.receive()?;
    require_new(tx, fund, channel.as_str(), reference)?;
    let (entry, what): (EntryId, String) = (tx.new_id(), subject("income", id));
    let ground = Ground { key: None, subject: what.clone(), kind: kinds::INCOME, entry, agent: by };
    let posted = post(tx, fund, &movement, ground)?;
    let number = fund.receipts + 1;
    diesel::update(funds::table.find(Key(fund.id)))
        .set(funds::receipts.eq(number))
        .execute(tx.db())
        .map_err(DbError::from)?;
    diesel::update(t::table.find(Key(id)))
        .set((
            t::state.eq(received.state.as_str()),
            t::reference.eq(reference.as_str()),
            (t::received_by.eq(by.map(|actor| Key(actor.user))), t::received_at.eq(tx.timestamp())),
            t::receipt_number.eq(number),
            (t::posting_id.eq(Key(posted.posting)), t::entry_id.eq(Key(entry))),
            t::version.eq(t::version + 1),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let (source, amount) = (received.source.kind(), received.amount.fen());
    let event = FundEvent::IncomeReceived { fund: fund.id, income: id, source, amount, posted };
    Ok(tx.journal_as(entry, NewEntry { actor: by, area: &fund.path, subject: what, event })?)
}

/// One payment is booked once, whatever it was registered as. Under the fund's lock nobody else books it meanwhile.
fn require_new(
    tx: &mut Tx<'_>,
    fund: &StoredFund,
    channel: &str,
    reference: &DocumentNumber,
) -> Result<(), Error> {
    let same: i64 = t::table
        .filter(t::fund_id.eq(Key(fund.id)))
        .filter(t::channel.eq(channel))
        .filter(t::reference.eq(reference.as_str()))
        .filter(t::state.eq(IncomeState::Received.as_str()))
        .count()
        .get_result(tx.db())
        .map_err(DbError::from)?;
    if same == 0 { Ok(()) } else { Err(Error::ReferenceTaken) }
}

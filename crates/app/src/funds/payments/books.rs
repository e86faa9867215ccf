//! Payments in the fund's books: an income with its receipt, and what goes back of it.

use chrono::TimeDelta;
use diesel::prelude::*;
use domain::{
    funds::{
        Amount, FundEvent, Movement, REFUND_HELD_DAYS,
        income::{Channel, DocumentNumber, Donor, Form, Income, IncomeState, Source, SourceKind},
    },
    ids::{EntryId, IncomeId, PostingId},
    ledger::Posted,
    permissions::Actor,
};
use payments::{Paid, RefundNumber, Refunded, settle::Settlement};

use super::{row::StoredPayment, tell::set_refunded};
use crate::{
    db::{
        DbError, Key, NewEntry, Tx,
        schema::{fund_incomes, payment_refunds as r},
        subject,
    },
    funds::{
        Error, StoredFund, income,
        post::{Ground, hold, kinds, post},
        purposes,
    },
    ledger,
};

/// Books what was paid as an income, with the next receipt. None where the fund takes nothing in any more, or nothing for this.
pub(super) fn take_in(
    tx: &mut Tx<'_>,
    fund: &StoredFund,
    stored: &StoredPayment,
    paid: &Paid,
) -> Result<Option<IncomeId>, Error> {
    let had = purposes(tx, fund.id)?;
    if fund.with(&had).admit_income(stored.purpose.as_ref()).is_err() {
        return Ok(None);
    }
    let id: IncomeId = tx.new_id();
    let donor = match stored.user {
        Some(user) => income::donors::own(tx, user, fund.id)?,
        None => income::donors::unknown(tx, fund.id, &stored.donor_name)?,
    };
    let expected = Income {
        id,
        fund: fund.id,
        source: Source::Donation { donor: Donor { id: donor, user: stored.user, named: stored.named } },
        form: Form::Money,
        amount: amount(paid.amount)?,
        purpose: stored.purpose.clone(),
        state: IncomeState::Expected,
    };
    let reference = DocumentNumber::new(&paid.transaction).map_err(DbError::damaged)?;
    income::insert(tx, &expected, Channel::Online, &stored.message, None)?;
    income::book(tx, fund, expected, Channel::Online, &reference, None)?;
    Ok(Some(id))
}

fn amount(fen: payments::Fen) -> Result<Amount, DbError> {
    Amount::new(fen.get()).map_err(DbError::damaged)
}

/// What moves when some of a payment goes back.
fn back(stored: &StoredPayment, fen: payments::Fen) -> Result<Movement, DbError> {
    let came = Movement::income(SourceKind::Donation, Form::Money, stored.purpose.clone(), amount(fen)?);
    Ok(came.reversed())
}

fn ground<'a>(id: IncomeId, number: &RefundNumber, entry: EntryId, agent: Option<&'a Actor>) -> Ground<'a> {
    let subject = subject("income", id);
    let key = Some(format!("{subject}:refund:{number}"));
    Ground { key, subject, kind: kinds::INCOME_REVERSED, entry, agent }
}

/// Holds the money of a refund that is wanted, where the fund has it: nobody spends it meanwhile.
pub(super) fn hold_back(
    tx: &mut Tx<'_>,
    fund: &StoredFund,
    stored: &StoredPayment,
    (number, fen): (&RefundNumber, payments::Fen),
    (entry, agent): (EntryId, &Actor),
) -> Result<Option<Posted>, Error> {
    let Some(id) = stored.income else { return Ok(None) };
    let until = tx.now() + TimeDelta::days(REFUND_HELD_DAYS);
    hold(tx, fund, &back(stored, fen)?, until, ground(id, number, entry, Some(agent))).map(Some)
}

/// Gives free what was held for a refund that failed.
pub(super) fn let_go(
    tx: &mut Tx<'_>,
    fund: &StoredFund,
    stored: &mut StoredPayment,
    number: &RefundNumber,
) -> Result<(), Error> {
    let entry: EntryId = tx.new_id();
    let refund =
        stored.refunds.get_mut(number).ok_or_else(|| DbError::damaged("a refund without its row"))?;
    let posted = match refund.posting.take() {
        Some(posting) => {
            let posted = ledger::void(tx, posting, entry)?;
            keep_posting(tx, stored, number, None)?;
            Some(posted)
        }
        None => None,
    };
    let event = FundEvent::RefundFailed { fund: fund.id, intent: stored.id, posted };
    let subject = subject("payment", stored.id);
    Ok(tx.journal_as(entry, NewEntry { actor: None, area: &fund.path, subject, event })?)
}

fn keep_posting(
    tx: &mut Tx<'_>,
    stored: &StoredPayment,
    number: &RefundNumber,
    posting: Option<PostingId>,
) -> Result<(), DbError> {
    diesel::update(r::table.find((Key(stored.id), number.as_str())))
        .set(r::posting_id.eq(posting.map(Key)))
        .execute(tx.db())?;
    Ok(())
}

/// Books what is back with who paid it: what was held for it counts now, and what was made in the provider's own pages is posted.
/// The income is taken back once all of it is.
pub(super) fn book_refund(
    tx: &mut Tx<'_>,
    fund: &StoredFund,
    stored: &StoredPayment,
    next: &Settlement,
    refunded: &Refunded,
) -> Result<(), Error> {
    let at = refunded.refunded_at.unwrap_or_else(|| tx.now());
    set_refunded(tx, stored.id, &refunded.number, Some(at.naive_utc()))?;
    let (entry, amount): (EntryId, i64) = (tx.new_id(), refunded.amount.get());
    let returned = |posted| FundEvent::PaymentReturned { fund: fund.id, intent: stored.id, amount, posted };
    let payment = subject("payment", stored.id);
    let Some(id) = stored.income else {
        let event = returned(None);
        return Ok(tx.journal_as(entry, NewEntry { actor: None, area: &fund.path, subject: payment, event })?);
    };
    let held = stored.refunds.get(&refunded.number).and_then(|refund| refund.posting);
    let posted = match held {
        Some(posting) => ledger::commit(tx, posting, entry)?,
        None => {
            let ground = ground(id, &refunded.number, entry, None);
            let posted = post(tx, fund, &back(stored, refunded.amount)?, ground)?;
            keep_posting(tx, stored, &refunded.number, Some(posted.posting))?;
            posted
        }
    };
    if next.refunded_fen() < next.amount.get() {
        let event = returned(Some(posted));
        return Ok(tx.journal_as(entry, NewEntry { actor: None, area: &fund.path, subject: payment, event })?);
    }
    end_income(tx, stored, id, &refunded.number, posted.posting)?;
    let event = FundEvent::IncomeReversed { fund: fund.id, income: id, amount, posted };
    let subject = subject("income", id);
    Ok(tx.journal_as(entry, NewEntry { actor: None, area: &fund.path, subject, event })?)
}

fn end_income(
    tx: &mut Tx<'_>,
    stored: &StoredPayment,
    id: IncomeId,
    number: &RefundNumber,
    posting: PostingId,
) -> Result<(), Error> {
    use fund_incomes as t;
    let now = tx.timestamp();
    let (reversed, _) = income::find_locked(tx, id)?.income.reverse(0)?;
    let wanted = stored.refunds.get(number);
    diesel::update(t::table.find(Key(id)))
        .set((
            t::state.eq(reversed.state.as_str()),
            t::ended_by.eq(wanted.and_then(|refund| refund.wanted_by).map(Key)),
            (t::ended_at.eq(now), t::reason.eq(wanted.map_or("", |refund| refund.reason.as_str()))),
            t::reversal_id.eq(Key(posting)),
            t::version.eq(t::version + 1),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    Ok(())
}

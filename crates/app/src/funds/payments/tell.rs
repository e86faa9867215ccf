//! What a provider, the clock or a treasurer tells of a payment: taken in once, however often, late or out of order it is told.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::{
    funds::{
        FundEvent,
        payments::{PaymentChannel, PaymentState, RefundState},
    },
    ids::{PaymentIntentId, PostingId, UserId},
};
use payments::{
    OrderNumber, Paid, RefundNumber,
    settle::{Effect, Fact, RefundProgress, Settlement},
};

use super::{
    books,
    row::{StoredPayment, belongs, find_locked, id_of, state},
};
use crate::{
    db::{
        DbError, Key, NewEntry, Tx,
        schema::{payment_intents as t, payment_refunds as r},
        subject,
    },
    funds::{Error, StoredFund, find_locked as fund_locked},
};

/// What its payer reads of money that came too late to be taken.
const LATE: &str = "超过付款时间，原路退回";

/// A payment under its locks: the fund's row, then its own.
pub(super) struct Locked {
    pub(super) fund: StoredFund,
    /// As it was before.
    pub(super) stored: StoredPayment,
}

/// What is wanted of a refund beside its amount.
pub(super) struct Wanted {
    pub(super) reason: String,
    pub(super) by: Option<UserId>,
    /// The posting that holds the money.
    pub(super) posting: Option<PostingId>,
}

pub(super) fn locked(tx: &mut Tx<'_>, id: PaymentIntentId) -> Result<Locked, DbError> {
    let (fund, _) = belongs(tx, id)?;
    let fund = fund_locked(tx, fund)?;
    Ok(Locked { fund, stored: find_locked(tx, id)? })
}

/// Takes in what is told of an order, and does what follows from it: books it, books it back, asks for it to go back. Whether
/// anything was new.
///
/// # Errors
/// [`Error::PaymentUnknown`] where this provider has no such order of ours; [`Error::Settle`] where it contradicts what is known:
/// nothing changes then, and a person has to look into it.
pub fn tell(
    tx: &mut Tx<'_>,
    channel: PaymentChannel,
    number: &OrderNumber,
    fact: Fact,
) -> Result<bool, Error> {
    let id = id_of(number.as_str()).ok_or(Error::PaymentUnknown)?;
    let through = belongs(tx, id).map_err(|error| match error {
        DbError::NotFound => Error::PaymentUnknown,
        other => other.into(),
    })?;
    if through.1 != Some(channel) {
        return Err(Error::PaymentUnknown);
    }
    let Locked { fund, stored } = locked(tx, id)?;
    let (next, effects) = stored.settlement.clone().apply(fact)?;
    if next == stored.settlement && effects.is_empty() {
        return Ok(false);
    }
    follow(tx, &fund, stored, next, effects)?;
    Ok(true)
}

/// Saves where a payment stands now, and does what follows.
fn follow(
    tx: &mut Tx<'_>,
    fund: &StoredFund,
    mut stored: StoredPayment,
    mut next: Settlement,
    effects: Vec<Effect>,
) -> Result<(), Error> {
    let before = stored.state();
    let mut returning = None;
    for effect in &effects {
        match effect {
            Effect::Settle(paid) => match books::take_in(tx, fund, &stored, paid)? {
                Some(income) => stored.income = Some(income),
                // The fund takes nothing in any more: it goes back like what came late.
                None => {
                    next.late = true;
                    returning = Some(paid.clone());
                }
            },
            Effect::RefundLate(paid) => returning = Some(paid.clone()),
            Effect::SendRefund { .. } | Effect::BookRefund(_) => {}
        }
    }
    if let Some(paid) = returning {
        next = give_back(tx, fund, &stored, next, &paid)?;
    }
    save(tx, &stored, &next)?;
    save_refunds(tx, fund, &mut stored, &next)?;
    for effect in effects {
        if let Effect::BookRefund(refunded) = effect {
            books::book_refund(tx, fund, &stored, &next, &refunded)?;
        }
    }
    if before.is_open() && matches!(state(&next), PaymentState::Closed | PaymentState::Expired) {
        let event = FundEvent::PaymentEnded { fund: fund.id, intent: stored.id };
        tx.journal(NewEntry {
            actor: None,
            area: &fund.path,
            subject: subject("payment", stored.id),
            event,
        })?;
    }
    Ok(())
}

/// Wants what came too late back with who paid it, as far as it is not there already.
fn give_back(
    tx: &mut Tx<'_>,
    fund: &StoredFund,
    stored: &StoredPayment,
    next: Settlement,
    paid: &Paid,
) -> Result<Settlement, Error> {
    let rest = paid.amount.get() - next.promised_fen();
    let Ok(amount) = payments::Fen::new(rest) else { return Ok(next) };
    let number = refund_number(&next)?;
    let (next, _) = next.apply(Fact::RefundWanted { number: number.clone(), amount })?;
    let wanted = Wanted { reason: LATE.to_owned(), by: None, posting: None };
    insert_wanted(tx, stored.id, &number, amount.get(), &wanted)?;
    let event = FundEvent::ReturnDue { fund: fund.id, intent: stored.id, amount: amount.get() };
    tx.journal(NewEntry { actor: None, area: &fund.path, subject: subject("payment", stored.id), event })?;
    Ok(next)
}

/// The number of the next refund: the order's with a running number after it.
pub(super) fn refund_number(settlement: &Settlement) -> Result<RefundNumber, DbError> {
    let free = (1..).map(|count| format!("{}_{count}", settlement.number));
    let taken = |number: &String| {
        settlement.refunds.keys().chain(settlement.early_refunds.keys()).any(|known| known.as_str() == number)
    };
    let number = free.into_iter().find(|number| !taken(number)).unwrap_or_default();
    RefundNumber::new(number).map_err(DbError::damaged)
}

/// Notes a refund that is wanted; its provider is asked at once.
pub(super) fn insert_wanted(
    tx: &mut Tx<'_>,
    id: PaymentIntentId,
    number: &RefundNumber,
    fen: i64,
    wanted: &Wanted,
) -> Result<(), DbError> {
    let now = tx.timestamp();
    diesel::insert_into(r::table)
        .values((
            (r::intent_id.eq(Key(id)), r::number.eq(number.as_str()), r::amount.eq(fen)),
            (r::progress.eq(RefundState::Asked.as_str()), r::reason.eq(&wanted.reason)),
            (r::wanted_by.eq(wanted.by.map(Key)), r::wanted_at.eq(now), r::ask_at.eq(now)),
            r::posting_id.eq(wanted.posting.map(Key)),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Saves the row of a payment.
pub(super) fn save(tx: &mut Tx<'_>, stored: &StoredPayment, next: &Settlement) -> Result<(), DbError> {
    let paid = next.paid.as_ref();
    let now_is = state(next);
    let of = t::table.find(Key(stored.id));
    diesel::update(of)
        .set((
            t::state.eq(now_is.as_str()),
            (t::closed_at.eq(next.closed_at.map(|at| at.naive_utc())), t::expired.eq(next.expired)),
            (
                t::transaction_number.eq(paid.map(|paid| paid.transaction.as_str())),
                t::paid_at.eq(paid.map(|paid| paid.paid_at.naive_utc())),
            ),
            (t::late.eq(next.late), t::income_id.eq(stored.income.map(Key))),
            t::version.eq(t::version + 1),
        ))
        .execute(tx.db())?;
    if !now_is.is_open() {
        diesel::update(of).set(t::ask_at.eq(None::<NaiveDateTime>)).execute(tx.db())?;
    }
    Ok(())
}

/// Saves what happened to refunds: those that are new here were made in the provider's own pages. What was held for one that failed
/// is free again.
fn save_refunds(
    tx: &mut Tx<'_>,
    fund: &StoredFund,
    stored: &mut StoredPayment,
    next: &Settlement,
) -> Result<(), Error> {
    let before = stored.settlement.clone();
    for (number, entry) in &next.refunds {
        let old = before.refunds.get(number).map(|entry| entry.progress);
        let word = match entry.progress {
            // It was noted when it was wanted.
            RefundProgress::Asked => continue,
            RefundProgress::Done => RefundState::Done,
            RefundProgress::Failed => RefundState::Failed,
        };
        if old == Some(entry.progress) {
            continue;
        }
        if old.is_none() && !before.early_refunds.contains_key(number) {
            insert_seen(tx, stored.id, number, entry.amount.get(), word)?;
            continue;
        }
        if word == RefundState::Failed {
            books::let_go(tx, fund, stored, number)?;
        }
        end(tx, stored, number, word)?;
    }
    for (number, early) in &next.early_refunds {
        if !before.early_refunds.contains_key(number) {
            insert_seen(tx, stored.id, number, early.amount.get(), RefundState::Early)?;
            set_refunded(tx, stored.id, number, early.refunded_at.map(|at| at.naive_utc()))?;
        }
    }
    Ok(())
}

fn end(
    tx: &mut Tx<'_>,
    stored: &StoredPayment,
    number: &RefundNumber,
    word: RefundState,
) -> Result<(), DbError> {
    // Where a callback came before the answer, its provider took it on all the same.
    let sent_at = stored.refunds.get(number).and_then(|refund| refund.sent_at).unwrap_or_else(|| tx.now());
    diesel::update(r::table.find((Key(stored.id), number.as_str())))
        .set((
            (r::progress.eq(word.as_str()), r::ask_at.eq(None::<NaiveDateTime>)),
            r::sent_at.eq(sent_at.naive_utc()),
        ))
        .execute(tx.db())?;
    Ok(())
}

pub(super) fn set_refunded(
    tx: &mut Tx<'_>,
    id: PaymentIntentId,
    number: &RefundNumber,
    at: Option<NaiveDateTime>,
) -> Result<(), DbError> {
    diesel::update(r::table.find((Key(id), number.as_str()))).set(r::refunded_at.eq(at)).execute(tx.db())?;
    Ok(())
}

fn insert_seen(
    tx: &mut Tx<'_>,
    id: PaymentIntentId,
    number: &RefundNumber,
    fen: i64,
    word: RefundState,
) -> Result<(), DbError> {
    let now = tx.timestamp();
    diesel::insert_into(r::table)
        .values((
            (r::intent_id.eq(Key(id)), r::number.eq(number.as_str()), r::amount.eq(fen)),
            (r::progress.eq(word.as_str()), r::reason.eq(""), r::wanted_at.eq(now), r::sent_at.eq(now)),
        ))
        .execute(tx.db())?;
    Ok(())
}

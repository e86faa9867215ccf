//! What a provider is to be asked about, and when again.

use chrono::TimeDelta;
use diesel::prelude::*;
use domain::{
    funds::payments::{PaymentState, RefundState},
    ids::PaymentIntentId,
};
use payments::{Reason, Refund, RefundNumber};

use super::row::{Row, StoredPayment, complete};
use crate::db::{
    DbError, Key, Tx,
    schema::{payment_intents as t, payment_refunds as r},
};

/// Most of each that are asked about in one turn.
pub const DUE_MAX: i64 = 20;
/// The longest pause before a provider is asked again.
const PAUSE_MINUTES_MAX: i64 = 60;

/// After how long a payment is asked about that nobody has told of.
pub(super) fn first() -> TimeDelta {
    TimeDelta::minutes(2)
}

/// How long to wait after so many tries: a minute, and twice as long each time.
fn pause(tries: i64) -> TimeDelta {
    let minutes = 1_i64 << tries.clamp(0, 10);
    TimeDelta::minutes(minutes.min(PAUSE_MINUTES_MAX))
}

/// A refund that its provider is to be asked for, or about.
#[derive(Clone, Debug)]
pub struct Due {
    /// Of which payment.
    pub payment: StoredPayment,
    /// As the provider is asked for it.
    pub refund: Refund,
    /// Whether the provider took it on before.
    pub sent: bool,
}

/// Payments that nobody has told of for a while, the longest waiting first, at most [`DUE_MAX`].
///
/// # Errors
/// [`DbError`].
pub fn due_payments(tx: &mut Tx<'_>) -> Result<Vec<StoredPayment>, DbError> {
    let rows: Vec<Row> = t::table
        .filter(t::ask_at.le(tx.timestamp()))
        .filter(t::state.eq(PaymentState::Created.as_str()))
        .order((t::ask_at, t::id))
        .limit(DUE_MAX)
        .select(Row::as_select())
        .load(tx.db())?;
    complete(tx, rows)
}

/// Refunds that are not done, the longest waiting first, at most [`DUE_MAX`]; of one payment where it is named.
///
/// # Errors
/// [`DbError`].
pub fn due_refunds(tx: &mut Tx<'_>, of: Option<PaymentIntentId>) -> Result<Vec<Due>, DbError> {
    let mut query = r::table
        .filter(r::ask_at.le(tx.timestamp()))
        .filter(r::progress.eq(RefundState::Asked.as_str()))
        .order((r::ask_at, r::intent_id, r::number))
        .limit(DUE_MAX)
        .select((r::intent_id, r::number))
        .into_boxed();
    if let Some(of) = of {
        query = query.filter(r::intent_id.eq(Key(of)));
    }
    let due: Vec<(Key<PaymentIntentId>, String)> = query.load(tx.db())?;
    let ids: Vec<Key<PaymentIntentId>> = due.iter().map(|(id, _)| *id).collect();
    let rows: Vec<Row> = t::table.filter(t::id.eq_any(ids)).select(Row::as_select()).load(tx.db())?;
    let payments = complete(tx, rows)?;
    let one = |(Key(id), number): (Key<PaymentIntentId>, String)| {
        let payment = payments.iter().find(|payment| payment.id == id).ok_or(DbError::NotFound)?;
        let number = RefundNumber::new(number).map_err(DbError::damaged)?;
        let stored = payment.refunds.get(&number).ok_or(DbError::NotFound)?;
        let refund = Refund {
            order: payment.settlement.number.clone(),
            number,
            amount: stored.amount,
            paid: payment.settlement.amount,
            reason: Some(Reason::new(stored.reason.clone()).map_err(DbError::damaged)?),
        };
        Ok(Due { sent: stored.sent_at.is_some(), payment: payment.clone(), refund })
    };
    due.into_iter().map(one).collect()
}

/// Notes that the provider was asked about a payment that still waits: again after a while, and when its time is over.
///
/// # Errors
/// [`DbError`].
pub fn asked_payment(tx: &mut Tx<'_>, payment: &StoredPayment) -> Result<(), DbError> {
    let now = tx.now();
    let mut next = now + pause(payment.tries);
    // A payer who waits at the end hears of it in time.
    let over = payment.settlement.expires_at + TimeDelta::seconds(1);
    if now < over {
        next = next.min(over);
    }
    diesel::update(t::table.find(Key(payment.id)))
        .set((t::ask_at.eq(next.naive_utc()), t::tries.eq(payment.tries + 1)))
        .execute(tx.db())?;
    Ok(())
}

/// Notes that the provider was asked for a refund: whether it took it on, and with which code it refused. Does nothing where it has
/// ended meanwhile.
///
/// # Errors
/// [`DbError`].
pub fn asked_refund(tx: &mut Tx<'_>, due: &Due, sent: bool, fault: Option<&str>) -> Result<(), DbError> {
    let stored = due.payment.refunds.get(&due.refund.number).ok_or(DbError::NotFound)?;
    let next = tx.now() + pause(stored.tries);
    let row = r::table.find((Key(due.payment.id), due.refund.number.as_str()));
    let sent_at = stored.sent_at.map(|at| at.naive_utc()).or_else(|| sent.then(|| tx.timestamp()));
    diesel::update(row.filter(r::progress.eq(RefundState::Asked.as_str())))
        .set((
            (r::ask_at.eq(next.naive_utc()), r::tries.eq(stored.tries + 1)),
            (r::sent_at.eq(sent_at), r::fault.eq(fault)),
        ))
        .execute(tx.db())?;
    Ok(())
}

//! Asking providers: outside of transactions, about what stands in the store.

use std::{fmt, sync::Arc};

use app::{
    db::DbError,
    funds::{
        Error,
        payments::{self as stored, Due, StoredPayment},
    },
};
use chrono::Timelike;
use domain::{funds::payments::PaymentChannel, ids::PaymentIntentId, town_time};
use payments::{Closing, OrderNumber, PaymentError, Payments, QueryState, RefundState, settle::Fact};

use super::call;
use crate::State;

/// From which hour of Beijing on the bill of the day before is fetched: providers promise it for ten in the morning.
const BILL_HOUR: u32 = 10;
/// From which hour on a bill that is not there is one without lines.
const NO_BILL_HOUR: u32 = 12;

/// Tells of a payment, in the ledger's turn. What contradicts the books is logged: a person has to look into it.
pub(super) async fn tell(
    state: &State,
    channel: PaymentChannel,
    number: &OrderNumber,
    fact: Fact,
) -> Result<bool, Error> {
    let order = number.clone();
    state.db.write_in_turn(move |tx| stored::tell(tx, channel, &order, fact)).await
}

fn warn(what: &str, channel: PaymentChannel, number: &OrderNumber, error: &dyn fmt::Display) {
    tracing::warn!(channel = channel.as_str(), order = %number, %error, what);
}

/// Lets the provider open the order of a payment that was begun, and keeps what it gave. Again for the same payment it is the same order.
pub(super) async fn open_order(
    state: &State,
    provider: &Arc<dyn Payments>,
    payment: &StoredPayment,
) -> Result<(), PaymentError> {
    let created = provider.create(call(state), &payment.intent()).await?;
    let payments::Created::Scan(code) = created else { return Err(PaymentError::ByHand) };
    let id = payment.id;
    let kept = state.db.write::<_, DbError, _>(move |tx| stored::keep_code(tx, id, &code)).await;
    // The order is open; whoever asks again gets the code again.
    kept.map_err(|error| {
        tracing::warn!(%error, "what a payment provider gave was not kept");
        PaymentError::Unreachable("what the provider gave was not kept")
    })
}

/// Asks about payments that nobody told of, and for refunds that are wanted. How many of both, and whether there may be more.
pub(crate) async fn ask_due(state: &State) -> Result<(usize, bool), Error> {
    let due = state.db.read::<_, DbError, _>(stored::due_payments).await?;
    for payment in &due {
        ask_payment(state, payment).await?;
    }
    let refunds = ask_refunds(state, None).await?;
    let max = usize::try_from(stored::DUE_MAX).unwrap_or(usize::MAX);
    Ok((due.len() + refunds, due.len() >= max || refunds >= max))
}

/// Asks about one payment; where it was not paid and its time is over, it is closed first.
async fn ask_payment(state: &State, payment: &StoredPayment) -> Result<(), Error> {
    let (channel, number) = (payment.channel, &payment.settlement.number);
    let fact = match state.payments.get(channel) {
        None => over(state, payment).then(|| Fact::Clock { now: state.db.now() }),
        Some(provider) => learn(state, &provider, payment).await.unwrap_or_else(|error| {
            warn("a payment provider did not say where an order stands", channel, number, &error);
            None
        }),
    };
    if let Some(fact) = fact {
        match tell(state, channel, number, fact).await {
            Ok(_) => return Ok(()),
            Err(Error::Db(error)) => return Err(error.into()),
            Err(error) => warn("what a payment provider says of an order cannot be", channel, number, &error),
        }
    }
    let payment = payment.clone();
    Ok(state.db.write::<_, DbError, _>(move |tx| stored::asked_payment(tx, &payment)).await?)
}

fn over(state: &State, payment: &StoredPayment) -> bool {
    state.db.now() > payment.settlement.expires_at
}

/// What its provider says of a payment; nothing while it can still be paid.
async fn learn(
    state: &State,
    provider: &Arc<dyn Payments>,
    payment: &StoredPayment,
) -> Result<Option<Fact>, PaymentError> {
    let number = &payment.settlement.number;
    match provider.query(call(state), number).await? {
        QueryState::Paid { paid, .. } => return Ok(Some(Fact::Paid(paid))),
        QueryState::Closed => return Ok(Some(Fact::Closed { at: state.db.now() })),
        QueryState::Waiting | QueryState::NotFound if !over(state, payment) => return Ok(None),
        QueryState::Waiting | QueryState::NotFound => {}
    }
    match provider.close(call(state), number).await? {
        Closing::Closed | Closing::NotFound => Ok(Some(Fact::Clock { now: state.db.now() })),
        // Paid in the moment between.
        Closing::AlreadyPaid => match provider.query(call(state), number).await? {
            QueryState::Paid { paid, .. } => Ok(Some(Fact::Paid(paid))),
            _ => Ok(None),
        },
    }
}

/// Asks for refunds that are wanted, and about those that are on their way; of one payment where it is named. How many.
pub(super) async fn ask_refunds(state: &State, of: Option<PaymentIntentId>) -> Result<usize, Error> {
    let due = state.db.read::<_, DbError, _>(move |tx| stored::due_refunds(tx, of)).await?;
    for refund in &due {
        ask_refund(state, refund).await?;
    }
    Ok(due.len())
}

async fn ask_refund(state: &State, due: &Due) -> Result<(), Error> {
    let (channel, number) = (due.payment.channel, &due.refund.order);
    let answer = match state.payments.get(channel) {
        Some(provider) => refund_state(state, &provider, due).await,
        None => Err(PaymentError::Configuration("this way of paying is off")),
    };
    let (sent, fault) = match &answer {
        Ok(RefundState::NotFound) => (false, None),
        Ok(RefundState::Abnormal) => (true, Some("ABNORMAL".to_owned())),
        Ok(_) => (true, None),
        Err(PaymentError::Refused { code, .. } | PaymentError::Busy { code }) => (false, Some(code.clone())),
        Err(_) => (false, None),
    };
    if let Err(error) = &answer {
        warn("a refund was not taken on", channel, number, error);
    }
    // Noted before it is told: whatever is told then, the refund has its day in the bill.
    let noted = due.clone();
    let note = move |tx: &mut app::db::Tx<'_>| stored::asked_refund(tx, &noted, sent, fault.as_deref());
    state.db.write::<_, DbError, _>(note).await?;
    let fact = match answer {
        Ok(RefundState::Refunded(refunded)) => Fact::Refunded(refunded),
        Ok(RefundState::Closed) => Fact::RefundFailed { number: due.refund.number.clone() },
        _ => return Ok(()),
    };
    match tell(state, channel, number, fact).await {
        Ok(_) => Ok(()),
        Err(Error::Db(error)) => Err(error.into()),
        Err(error) => {
            warn("what a payment provider says of a refund cannot be", channel, number, &error);
            Ok(())
        }
    }
}

/// Asks for a refund; about one that was taken on, where it stands. The same number again is the same refund.
async fn refund_state(
    state: &State,
    provider: &Arc<dyn Payments>,
    due: &Due,
) -> Result<RefundState, PaymentError> {
    if due.sent {
        match provider.query_refund(call(state), &due.refund.order, &due.refund.number).await? {
            RefundState::NotFound => {}
            known => return Ok(known),
        }
    }
    provider.refund(call(state), &due.refund).await
}

/// Fetches bills of days that are over and holds the payments of those days against them. How many days.
pub(crate) async fn compare_bills(state: &State) -> Result<usize, Error> {
    let now = state.db.now();
    let (today, hour) = (town_time::date(now), now.with_timezone(&town_time::offset()).hour());
    let mut count = 0;
    for channel in state.payments.channels() {
        let Some(provider) = state.payments.get(channel) else { continue };
        let days = state.db.read::<_, DbError, _>(move |tx| stored::unreconciled(tx, channel, today)).await?;
        for day in days {
            let fresh = day.succ_opt() == Some(today);
            if fresh && hour < BILL_HOUR {
                continue;
            }
            let lines = match provider.bill(call(state), day).await {
                Ok(lines) => lines,
                Err(PaymentError::NoBill) if fresh && hour < NO_BILL_HOUR => continue,
                Err(PaymentError::NoBill) => Vec::new(),
                Err(error) => {
                    tracing::warn!(channel = channel.as_str(), %day, %error, "a bill was not fetched");
                    continue;
                }
            };
            let compare = move |tx: &mut app::db::Tx<'_>| stored::compare(tx, channel, day, &lines);
            if let Some(differences) = state.db.write::<_, DbError, _>(compare).await? {
                tracing::info!(channel = channel.as_str(), %day, differences, "a bill was compared");
                count += 1;
            }
        }
    }
    Ok(count)
}

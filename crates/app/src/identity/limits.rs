//! Limits kept in the store, so that all nodes count together.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::identity::{Limit, Meter};

use super::IdentityError;
use crate::{
    crypto::Keyring,
    db::{DbError, Tx, lock, on_each, schema::attempt_limits as t},
};

type Row = (NaiveDateTime, NaiveDateTime, i64, NaiveDateTime);

/// What is counted: a limit and the keyed hash of an account, an address or a number.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    limit: Limit,
    subject: String,
}

impl Counted {
    pub(crate) fn new(keyring: &Keyring, limit: Limit, subject: &str) -> Result<Self, IdentityError> {
        let subject = keyring.index("attempt_limits.subject", subject)?;
        Ok(Self { limit, subject })
    }
}

/// Lets one try through on every meter, or on none. The caller must keep the transaction for the tries to count.
///
/// # Errors
/// [`IdentityError::TooMany`] with the longest of the waits.
pub(crate) fn admit(tx: &mut Tx<'_>, counted: &[&Counted]) -> Result<(), IdentityError> {
    let mut longest = None;
    for one in in_order(counted) {
        match lock_meter(tx, one)?.admit(&one.limit, tx.now()) {
            Ok(meter) => save(tx, one, meter)?,
            Err(wait) => longest = longest.max(Some(wait.seconds)),
        }
    }
    longest.map_or(Ok(()), |seconds| Err(IdentityError::TooMany { seconds }))
}

/// Takes a try back that turned out to be right.
///
/// # Errors
/// [`DbError`].
pub(crate) fn succeed(tx: &mut Tx<'_>, counted: &[&Counted]) -> Result<(), DbError> {
    for one in in_order(counted) {
        let meter = lock_meter(tx, one)?.succeed(&one.limit);
        save(tx, one, meter)?;
    }
    Ok(())
}

/// Rows are locked in one order everywhere, so that two requests never wait for each other.
fn in_order<'a>(counted: &[&'a Counted]) -> Vec<&'a Counted> {
    let mut sorted = counted.to_vec();
    sorted.sort_by(|a, b| (a.limit.kind, &a.subject).cmp(&(b.limit.kind, &b.subject)));
    sorted
}

fn lock_meter(tx: &mut Tx<'_>, one: &Counted) -> Result<Meter, DbError> {
    let now = tx.timestamp();
    let full = (
        t::kind.eq(one.limit.kind),
        t::subject.eq(&one.subject),
        t::full_at.eq(now),
        t::wait_until.eq(now),
        t::failures.eq(0),
        t::tried_at.eq(now),
    );
    on_each!(tx.db(), |c| {
        diesel::insert_into(t::table).values(full).on_conflict_do_nothing().execute(c)
    })?;
    let row = t::table.find((one.limit.kind, &one.subject)).select((
        t::full_at,
        t::wait_until,
        t::failures,
        t::tried_at,
    ));
    let (full_at, wait_until, failures, tried_at) = lock!(tx.db(), row, |q, c| q.first::<Row>(c))?;
    Ok(Meter {
        full_at: full_at.and_utc(),
        wait_until: wait_until.and_utc(),
        failures,
        tried_at: tried_at.and_utc(),
    })
}

fn save(tx: &mut Tx<'_>, one: &Counted, meter: Meter) -> Result<(), DbError> {
    diesel::update(t::table.find((one.limit.kind, &one.subject)))
        .set((
            t::full_at.eq(meter.full_at.naive_utc()),
            t::wait_until.eq(meter.wait_until.naive_utc()),
            t::failures.eq(meter.failures),
            t::tried_at.eq(meter.tried_at.naive_utc()),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Forgets meters that are full again; returns how many.
///
/// # Errors
/// [`DbError`].
pub(super) fn purge(tx: &mut Tx<'_>) -> Result<usize, DbError> {
    let longest = Limit::ALL.iter().map(Limit::full_after).max().unwrap_or_default();
    let oldest = (tx.now() - longest).naive_utc();
    Ok(diesel::delete(t::table.filter(t::tried_at.lt(oldest))).execute(tx.db())?)
}

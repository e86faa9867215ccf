//! The next number of the year.
//!
//! One counter row would make every report wait for the commit of the one before. Here a year has [`LANES`] rows, each
//! with its own remainder, and a report takes the lowest that no other transaction holds. While nobody else reports, the
//! lowest is always free and numbers are consecutive; under load up to [`LANES`] reports run at once, and numbers come
//! a little out of order. A refused report gives its number back: gaps arise only where a year ends mid-round.

use diesel::prelude::*;
use domain::tickets::TicketNumber;

use crate::db::{DbError, Tx, lock, lock_free, on_each, schema::ticket_counters as t};

/// Reports that can be numbered at once.
const LANES: i64 = 16;

/// Takes the next number; its lane is held until the transaction ends, so this comes late in it.
///
/// # Errors
/// [`DbError`].
pub(super) fn next(tx: &mut Tx<'_>) -> Result<TicketNumber, DbError> {
    take(tx, 1)?.pop().ok_or_else(|| DbError::damaged("a number that was taken"))
}

/// Takes so many numbers at once, all of one lane: what others report meanwhile is numbered between them.
///
/// # Errors
/// [`DbError`].
pub(super) fn take(tx: &mut Tx<'_>, count: usize) -> Result<Vec<TicketNumber>, DbError> {
    let year = TicketNumber::year_of(tx.now());
    let (lane, first) = match free_lane(tx, year)? {
        Some(lane) => lane,
        None => first_lane(tx, year)?,
    };
    let count = i64::try_from(count).map_err(DbError::damaged)?;
    diesel::update(t::table.find((i64::from(year), lane)))
        .set(t::next_serial.eq(first + LANES * count))
        .execute(tx.db())?;
    let number = |nth: i64| {
        let serial = u32::try_from(first + LANES * nth).map_err(DbError::damaged)?;
        Ok(TicketNumber { year, serial })
    };
    (0..count).map(number).collect()
}

/// The lane with the lowest serial among those nobody holds.
fn free_lane(tx: &mut Tx<'_>, year: i32) -> Result<Option<(i64, i64)>, DbError> {
    let lanes = t::table
        .filter(t::year.eq(i64::from(year)))
        .order(t::next_serial)
        .limit(1)
        .select((t::lane, t::next_serial));
    Ok(lock_free!(tx.db(), lanes, |q, c| q.first::<(i64, i64)>(c).optional())?)
}

/// Every lane is held, or the year is new: makes what is missing and waits for one lane. Which one follows from the
/// transaction's randomness, so that those who wait spread out.
fn first_lane(tx: &mut Tx<'_>, year: i32) -> Result<(i64, i64), DbError> {
    let year = i64::from(year);
    let rows: Vec<_> =
        (0..LANES).map(|lane| (t::year.eq(year), t::lane.eq(lane), t::next_serial.eq(lane + 1))).collect();
    let made = on_each!(tx.db(), |c| {
        diesel::insert_into(t::table).values(rows).on_conflict_do_nothing().execute(c)
    })?;
    let lane = if made == 0 { i64::from(tx.random::<1>()[0]) % LANES } else { 0 };
    let held = t::table.find((year, lane)).select((t::lane, t::next_serial));
    Ok(lock!(tx.db(), held, |q, c| q.first::<(i64, i64)>(c))?)
}

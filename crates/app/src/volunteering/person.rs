//! One person over all shifts: two at a time, and more than a day has, are refused. The person's row is the lock for both.

use diesel::prelude::*;
use domain::{
    ids::{ShiftId, SignUpId, UserId},
    volunteering::{Counted, Place, Times, over_a_day},
};

use super::Error;
use crate::db::{
    DbError, Key, Tx, lock,
    schema::{shift_sign_ups as s, shifts as t, users},
};

/// Locks some people, in one order everywhere.
pub(super) fn lock_people(tx: &mut Tx<'_>, people: &[UserId]) -> Result<(), DbError> {
    let ids: Vec<Key<UserId>> = people.iter().copied().map(Key).collect();
    let rows = users::table.filter(users::id.eq_any(ids)).order(users::id).select(users::id);
    let _: Vec<Key<UserId>> = lock!(tx.db(), rows, |q, c| q.load(c))?;
    Ok(())
}

/// Of these people, who is signed up for another shift at some time of `times`: with that shift.
pub(super) fn busy(
    tx: &mut Tx<'_>,
    people: &[UserId],
    shift: ShiftId,
    times: &Times,
) -> Result<Vec<(UserId, ShiftId)>, DbError> {
    let ids: Vec<Key<UserId>> = people.iter().copied().map(Key).collect();
    let found: Vec<(Key<UserId>, Key<ShiftId>)> = s::table
        .inner_join(t::table)
        .filter(s::person_id.eq_any(ids))
        .filter(s::state.ne(Place::Withdrawn.as_str()))
        .filter(t::cancelled_at.is_null())
        .filter(t::id.ne(Key(shift)))
        .filter(t::starts_at.lt(times.ends_at.naive_utc()))
        .filter(t::ends_at.gt(times.starts_at.naive_utc()))
        .order((t::starts_at, t::id))
        .select((s::person_id, t::id))
        .load(tx.db())?;
    Ok(found.into_iter().map(|(Key(person), Key(shift))| (person, shift)).collect())
}

/// Lets pass what one person can have helped, together with the minutes of their other shifts.
///
/// # Errors
/// [`Error::DayFull`].
pub(super) fn require_possible(
    tx: &mut Tx<'_>,
    person: UserId,
    sign_up: SignUpId,
    counted: Counted,
) -> Result<(), Error> {
    lock_people(tx, &[person])?;
    // Nothing counts for longer than a shift takes, so what touches these days begins within a day of them.
    let near = chrono::TimeDelta::days(2);
    let others: Vec<(chrono::NaiveDateTime, i64)> = s::table
        .filter(s::person_id.eq(Key(person)))
        .filter(s::id.ne(Key(sign_up)))
        .filter(s::absent.eq(false))
        .filter(s::counted_from.gt((counted.from - near).naive_utc()))
        .filter(s::counted_from.lt((counted.until() + near).naive_utc()))
        .select((s::counted_from.assume_not_null(), s::minutes.assume_not_null()))
        .load(tx.db())
        .map_err(DbError::from)?;
    let mut all = vec![counted];
    for (from, minutes) in others {
        let minutes = u32::try_from(minutes).map_err(DbError::damaged)?;
        all.push(Counted { from: from.and_utc(), minutes });
    }
    over_a_day(&all).map_or(Ok(()), |day| Err(Error::DayFull(day)))
}

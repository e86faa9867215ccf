//! What somebody has done: their hours, and the shifts behind them.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::{
    dsl::{count_star, sql},
    prelude::*,
    sql_types::BigInt,
};
use domain::{
    ids::{ShiftId, SignUpId},
    permissions::Actor,
    volunteering::{AttendanceName, Place},
};

use crate::db::{
    DbError, Key, Tx,
    schema::{shift_sign_ups as s, shifts as t},
};

/// Most months of one answer: ten years.
const MONTHS_MAX: i64 = 120;

/// A month with somebody's hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// `2026-03`.
    pub month: String,
    /// Minutes that count.
    pub minutes: i64,
    /// Of how many shifts.
    pub shifts: i64,
}

/// The caller's minutes by the months of the town in which the shifts began, the latest first. One statement.
///
/// # Errors
/// [`DbError`].
pub fn hours(tx: &mut Tx<'_>, actor: &Actor) -> Result<Vec<Month>, DbError> {
    // A sum of whole numbers is a decimal by itself; these are far below what an integer holds.
    let minutes = sql::<BigInt>("CAST(SUM(shift_sign_ups.minutes) AS BIGINT)");
    let rows: Vec<(String, i64, i64)> = s::table
        .filter(s::person_id.eq(Key(actor.user)))
        .filter(s::absent.eq(false))
        .filter(s::month.is_not_null())
        .group_by(s::month)
        .order(s::month.desc())
        .limit(MONTHS_MAX)
        .select((s::month.assume_not_null(), minutes, count_star()))
        .load(tx.db())?;
    Ok(rows.into_iter().map(|(month, minutes, shifts)| Month { month, minutes, shifts }).collect())
}

/// A shift behind somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The sign-up.
    pub sign_up: SignUpId,
    /// The shift.
    pub shift: ShiftId,
    /// What it was called.
    pub title: String,
    /// Where people met.
    pub place: String,
    /// When it began.
    pub starts_at: DateTime<Utc>,
    /// When it ended.
    pub ends_at: DateTime<Utc>,
    /// Whether they were there.
    pub attendance: AttendanceName,
    /// The minutes that count, once settled.
    pub minutes: Option<u32>,
    /// Why that was decided by hand.
    pub reason: Option<String>,
}

/// Which page: after which shift, and how many.
#[derive(Clone, Copy, Debug)]
pub struct DonePage {
    /// When the last shift of the page before began, and its id.
    pub after: Option<(DateTime<Utc>, ShiftId)>,
    /// At most so many.
    pub limit: i64,
}

type Row = (
    (Key<SignUpId>, Key<ShiftId>, String, String, NaiveDateTime, NaiveDateTime),
    (Option<NaiveDateTime>, bool, Option<i64>, Option<String>),
);

/// The shifts in which the caller had a place and that have begun, the latest first. One statement.
///
/// # Errors
/// [`DbError`].
pub fn attendances(tx: &mut Tx<'_>, actor: &Actor, page: DonePage) -> Result<Vec<Done>, DbError> {
    let now = tx.timestamp();
    let mut query = s::table
        .inner_join(t::table)
        .filter(s::person_id.eq(Key(actor.user)))
        .filter(s::state.eq(Place::Placed.as_str()))
        .filter(t::cancelled_at.is_null())
        .filter(t::starts_at.le(now))
        .order((t::starts_at.desc(), t::id.desc()))
        .limit(page.limit)
        .select((
            (s::id, t::id, t::title, t::place, t::starts_at, t::ends_at),
            (s::checked_in_at, s::absent, s::minutes, s::reason),
        ))
        .into_boxed();
    if let Some((starts_at, id)) = page.after {
        let starts_at = starts_at.naive_utc();
        let earlier = t::starts_at.lt(starts_at);
        query = query.filter(earlier.or(t::starts_at.eq(starts_at).and(t::id.lt(Key(id)))));
    }
    query.load::<Row>(tx.db())?.into_iter().map(done).collect()
}

/// Every shift for which the caller is or was signed up, the oldest first.
///
/// # Errors
/// [`DbError`].
pub fn all_mine(tx: &mut Tx<'_>, actor: &Actor) -> Result<Vec<Done>, DbError> {
    let rows: Vec<Row> = s::table
        .inner_join(t::table)
        .filter(s::person_id.eq(Key(actor.user)))
        .order(s::id)
        .select((
            (s::id, t::id, t::title, t::place, t::starts_at, t::ends_at),
            (s::checked_in_at, s::absent, s::minutes, s::reason),
        ))
        .load(tx.db())?;
    rows.into_iter().map(done).collect()
}

fn done((named, noted): Row) -> Result<Done, DbError> {
    let (Key(sign_up), Key(shift), title, place, starts_at, ends_at) = named;
    let (checked_in_at, absent, minutes, reason) = noted;
    let minutes = minutes.map(u32::try_from).transpose().map_err(DbError::damaged)?;
    let attendance = match (absent, minutes, checked_in_at) {
        (true, ..) => AttendanceName::Absent,
        (false, Some(_), _) => AttendanceName::Attended,
        (false, None, Some(_)) => AttendanceName::In,
        (false, None, None) => AttendanceName::Open,
    };
    Ok(Done {
        sign_up,
        shift,
        title,
        place,
        starts_at: starts_at.and_utc(),
        ends_at: ends_at.and_utc(),
        minutes: minutes.filter(|_| !absent),
        attendance,
        reason,
    })
}

//! Filling seats and ending them.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    funds::{
        FundError, FundEvent,
        committee::{Seat, SeatError},
    },
    ids::{AreaId, FundId, GrantId, SeatId, UserId},
    permissions::{Actor, Grant, Permission, Role},
    town_time,
};

use super::{committee, read::find};
use crate::{
    db::{
        DbError, Key, NewEntry, Tx,
        schema::{areas, fund_seats as t, grants},
        subject,
    },
    funds::{Error, change::managed, charters, find_locked, read::seen},
};

/// A seat to be filled.
#[derive(Clone, Copy, Debug)]
pub struct NewSeat {
    /// On which grant it rests: whose that is, whose it is.
    pub grant: GrantId,
    /// The first day.
    pub from: NaiveDate,
    /// The day after the last.
    pub until: NaiveDate,
}

/// Fills a seat, no longer than its grant and the charter in force let it be.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageFunds`] there; [`FundError::NoCharter`]; [`Error::Seat`].
pub fn fill(tx: &mut Tx<'_>, actor: &Actor, fund: FundId, new: NewSeat) -> Result<SeatId, Error> {
    let stored = managed(tx, actor, fund)?;
    let today = town_time::date(tx.now());
    let charter = charters::in_force(tx, fund, today)?.ok_or(FundError::NoCharter)?;
    let (user, grant) = grant(tx, new.grant)?.ok_or(SeatError::NoGrant)?;
    let months_max = charter.charter.rules.term_months_max;
    let seat = Seat::of(user, &grant, &stored.path, (new.from, new.until), months_max)?;
    committee(tx, fund)?.seat(seat)?;
    let id: SeatId = tx.new_id();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::fund_id.eq(Key(fund)),
            t::user_id.eq(Key(user)),
            t::grant_id.eq(Key(new.grant)),
            t::from_on.eq(seat.from.to_string()),
            t::until_on.eq(seat.until.to_string()),
            t::seated_by.eq(Key(actor.user)),
            t::seated_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let event = FundEvent::Seated { fund, from: seat.from, until: seat.until };
    let subject = subject("fund_seat", id);
    tx.journal(NewEntry { actor: Some(actor), area: &stored.path, subject, event })?;
    Ok(id)
}

/// Ends a seat today: by who manages the fund, or by the member, who steps down. One that has ended stays as it is.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or not for the caller; [`Error::Denied`] for others.
pub fn end(tx: &mut Tx<'_>, actor: &Actor, id: SeatId) -> Result<FundId, Error> {
    let fund = find(tx, id)?.fund;
    let stored = seen(find_locked(tx, fund)?, Some(actor))?;
    // Under the fund's lock nobody else ends it.
    let seat = find(tx, id)?.seat;
    if seat.user != actor.user {
        actor.require(Permission::ManageFunds, &stored.path)?;
    }
    let on = town_time::date(tx.now()).max(seat.from);
    if on >= seat.until {
        return Ok(fund);
    }
    diesel::update(t::table.find(Key(id)))
        .set(t::until_on.eq(on.to_string()))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let (subject, event) = (subject("fund_seat", id), FundEvent::Vacated { fund, on });
    tx.journal(NewEntry { actor: Some(actor), area: &stored.path, subject, event })?;
    Ok(fund)
}

/// A grant that was not revoked, and whose it is.
fn grant(tx: &mut Tx<'_>, id: GrantId) -> Result<Option<(UserId, Grant)>, DbError> {
    use chrono::NaiveDateTime;
    type Row = (Key<UserId>, String, Key<AreaId>, String, NaiveDateTime, Option<NaiveDateTime>);
    let found: Option<Row> = grants::table
        .inner_join(areas::table)
        .filter(grants::id.eq(Key(id)))
        .filter(grants::revoked_at.is_null())
        .select((grants::user_id, grants::role, areas::id, areas::path, grants::from_at, grants::until_at))
        .first(tx.db())
        .optional()?;
    let Some((Key(user), role, Key(area), path, from, until)) = found else { return Ok(None) };
    let grant = Grant {
        id,
        role: Role::parse(&role).ok_or_else(|| DbError::damaged(role))?,
        area,
        path: AreaPath::parse(&path).map_err(DbError::damaged)?,
        provider: None,
        from: from.and_utc(),
        until: until.map(|at| at.and_utc()),
    };
    Ok(Some((user, grant)))
}

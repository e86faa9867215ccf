//! Reading seats.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    funds::committee::{Committee, Seat},
    ids::{FundId, GrantId, SeatId, UserId},
    permissions::Actor,
    town_time,
};
use uuid::Uuid;

use crate::{
    db::{
        DbError, Key, Tx,
        schema::{fund_seats as t, grants},
    },
    funds::visible,
    identity,
};

/// A member's term as it is stored, and as it is: no longer than the grant that it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredSeat {
    /// Its id.
    pub id: SeatId,
    /// Of which fund.
    pub fund: FundId,
    /// Who, and from when until when.
    pub seat: Seat,
    /// What they are called.
    pub name: String,
    /// When it was filled.
    pub seated_at: DateTime<Utc>,
}

type Row = (
    Key<SeatId>,
    Key<FundId>,
    Key<UserId>,
    Key<GrantId>,
    String,
    String,
    NaiveDateTime,
    Option<NaiveDateTime>,
);

/// What a seat is read from.
macro_rules! rows {
    ($condition:expr) => {
        t::table
            .inner_join(grants::table.on(grants::id.eq(t::grant_id)))
            .filter($condition)
            .order(t::id)
            .select((
                t::id,
                t::fund_id,
                t::user_id,
                t::grant_id,
                t::from_on,
                t::until_on,
                t::seated_at,
                grants::revoked_at,
            ))
    };
}

/// A seat without its name, and the day on which its grant was revoked.
fn read(row: Row) -> Result<(StoredSeat, Option<NaiveDate>), DbError> {
    let (Key(id), Key(fund), Key(user), Key(grant), from, until, seated_at, revoked) = row;
    let day = |text: String| text.parse::<NaiveDate>().map_err(DbError::damaged);
    let seat = Seat { user, grant, from: day(from)?, until: day(until)? };
    let stored = StoredSeat { id, fund, seat, name: String::new(), seated_at: seated_at.and_utc() };
    Ok((stored, revoked.map(|at| town_time::date(at.and_utc()))))
}

/// All seats of a fund's committee as they are: one statement.
///
/// # Errors
/// [`DbError`].
pub(in crate::funds) fn committee(tx: &mut Tx<'_>, fund: FundId) -> Result<Committee, DbError> {
    let rows: Vec<Row> = rows!(t::fund_id.eq(Key(fund))).load(tx.db())?;
    rows.into_iter().try_fold(Committee::default(), |committee, row| {
        let (stored, revoked) = read(row)?;
        let grant = stored.seat.grant;
        let seated = committee.seat(stored.seat).map_err(DbError::damaged)?;
        Ok(revoked.map_or(seated.clone(), |day| seated.vacate(grant, day)))
    })
}

/// One seat, as it stands in the store.
///
/// # Errors
/// [`DbError::NotFound`].
pub(super) fn find(tx: &mut Tx<'_>, id: SeatId) -> Result<StoredSeat, DbError> {
    Ok(read(rows!(t::id.eq(Key(id))).first(tx.db())?)?.0)
}

/// The seats of a fund's committee, the latest filled first, ended ones too. Three statements.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or not for the caller.
pub fn list(tx: &mut Tx<'_>, actor: Option<&Actor>, fund: FundId) -> Result<Vec<StoredSeat>, DbError> {
    visible(tx, actor, fund)?;
    let rows: Vec<Row> = rows!(t::fund_id.eq(Key(fund))).load(tx.db())?;
    let names = identity::names_of(tx, rows.iter().map(|row| row.2.0).collect::<Vec<_>>())?;
    let one = |row: Row| {
        let (mut stored, revoked) = read(row)?;
        if let Some(day) = revoked {
            stored.seat.until = stored.seat.until.min(day.max(stored.seat.from));
        }
        stored.name = names.get(&stored.seat.user).cloned().unwrap_or_default();
        Ok(stored)
    };
    rows.into_iter().rev().map(one).collect()
}

/// Who has a seat, for the journal.
///
/// # Errors
/// [`DbError`].
pub(crate) fn seated(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<UserId>, DbError> {
    let found: Option<Key<UserId>> =
        t::table.find(Key(SeatId(id))).select(t::user_id).first(tx.db()).optional()?;
    Ok(found.map(|Key(user)| user).into_iter().collect())
}

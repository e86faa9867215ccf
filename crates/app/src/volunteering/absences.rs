//! After a shift, whoever had a place and was not noted is absent.

use diesel::prelude::*;
use domain::{
    ids::{ShiftId, SignUpId, UserId},
    volunteering::{Place, VolunteeringEvent},
};

use super::{Error, row::find};
use crate::db::{
    DbError, Key, Tx, lock_free,
    schema::{shift_sign_ups as s, shifts as t},
};

/// Most shifts of one run; the next run takes the next.
pub const ABSENCES_MAX: i64 = 50;

/// Notes who did not come to up to [`ABSENCES_MAX`] shifts that are over, the longest over first; returns how many shifts. A
/// shift that somebody is working on at this moment is passed over. Doing it again changes nothing.
///
/// # Errors
/// [`DbError`].
pub fn note_absences(tx: &mut Tx<'_>) -> Result<usize, Error> {
    let now = tx.timestamp();
    let over = lock_free!(
        tx.db(),
        t::table
            .filter(t::absences_noted_at.is_null())
            .filter(t::ends_at.le(now))
            .order(t::ends_at)
            .limit(ABSENCES_MAX)
            .select(t::id),
        |q, c| q.load::<Key<ShiftId>>(c)
    )
    .map_err(DbError::from)?;
    for Key(id) in &over {
        note_of(tx, *id)?;
    }
    Ok(over.len())
}

fn note_of(tx: &mut Tx<'_>, id: ShiftId) -> Result<(), DbError> {
    let (stored, now) = (find(tx, id)?, tx.timestamp());
    let missing: Vec<(Key<SignUpId>, Key<UserId>)> = s::table
        .filter(s::shift_id.eq(Key(id)))
        .filter(s::state.eq(Place::Placed.as_str()))
        .filter(s::checked_in_at.is_null())
        .filter(s::minutes.is_null())
        .filter(s::absent.eq(false))
        .order(s::serial)
        .select((s::id, s::person_id))
        .load(tx.db())?;
    let ids: Vec<Key<SignUpId>> = missing.iter().map(|(id, _)| *id).collect();
    diesel::update(s::table.filter(s::id.eq_any(ids)))
        .set((s::absent.eq(true), s::noted_at.eq(now)))
        .execute(tx.db())?;
    diesel::update(t::table.find(Key(id))).set(t::absences_noted_at.eq(now)).execute(tx.db())?;
    for (Key(sign_up), Key(person)) in missing {
        stored.journal(tx, None, sign_up, VolunteeringEvent::NoShow { shift: id, sign_up, person })?;
    }
    Ok(())
}

//! Closed tickets whose objection window has passed become confirmed.

use diesel::prelude::*;
use domain::tickets::TicketEvent;

use super::{
    Error,
    row::{Note, Row, Side, Stored, journal, note, save},
};
use crate::db::{DbError, Tx, lock_free, schema::tickets as t};

/// Most tickets of one run; the next run takes the next.
pub const EXPIRE_MAX: i64 = 200;

/// Confirms up to [`EXPIRE_MAX`] closed tickets whose window has passed, the longest waiting first; returns how many.
/// What somebody is deciding at this moment is passed over. Doing it again changes nothing.
///
/// # Errors
/// [`DbError`].
pub fn expire_objection_windows(tx: &mut Tx<'_>) -> Result<usize, Error> {
    let now = tx.timestamp();
    let rows = lock_free!(
        tx.db(),
        t::table
            .filter(t::state.eq("closed"))
            .filter(t::objection_until.le(now))
            .order(t::objection_until)
            .limit(EXPIRE_MAX)
            .select(Row::as_select()),
        |q, c| q.load::<Row>(c)
    )
    .map_err(DbError::from)?;
    let count = rows.len();
    for row in rows {
        let old = Stored::try_from(row)?;
        let new = old.ticket.clone().expire(tx.now())?;
        save(tx, &old, &new)?;
        note(tx, old.next(), None, &Note::plain("window_passed", Side::System))?;
        journal(tx, None, old.id, &old.path, TicketEvent::WindowPassed {})?;
    }
    Ok(count)
}

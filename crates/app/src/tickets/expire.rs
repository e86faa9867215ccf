//! Solved tickets whose objection window has passed become closed.

use diesel::prelude::*;
use domain::tickets::TicketEvent;

use super::{
    Error,
    row::{Note, Side, journal, note, save},
    stored::{Row, Stored},
};
use crate::db::{DbError, Tx, lock_free, schema::tickets as t};

/// Most tickets of one run; the next run takes the next.
pub const EXPIRE_MAX: i64 = 200;

/// Closes up to [`EXPIRE_MAX`] solved tickets whose window has passed, the longest waiting first; returns how many.
/// What somebody is deciding at this moment is passed over. Doing it again changes nothing.
///
/// # Errors
/// [`DbError`].
pub fn expire_objection_windows(tx: &mut Tx<'_>) -> Result<usize, Error> {
    let now = tx.timestamp();
    let rows = lock_free!(
        tx.db(),
        t::table
            .filter(t::state.eq("solved"))
            .filter(t::state_until.le(now))
            .order(t::state_until)
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

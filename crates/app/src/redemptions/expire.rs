//! What nobody came for.

use diesel::prelude::*;
use domain::{ids::EntryId, redemptions::RedemptionEvent};

use super::{
    Error,
    row::{Row, end, entry},
};
use crate::{
    db::{Tx, lock_free, schema::redemptions as t},
    ledger,
};

/// Most redemptions of one run; the next run takes the next.
pub const EXPIRE_MAX: i64 = 100;

/// Gives back the points and the pieces of up to [`EXPIRE_MAX`] redemptions whose time is over, the longest waiting
/// first; returns how many. What somebody is deciding at this moment is passed over. Doing it again changes nothing.
///
/// # Errors
/// [`Error`].
pub fn expire(tx: &mut Tx<'_>) -> Result<usize, Error> {
    let now = tx.timestamp();
    let overdue = t::table
        .filter(t::state.eq("reserved"))
        .filter(t::keep_until.le(now))
        .order(t::keep_until)
        .limit(EXPIRE_MAX);
    let rows: Vec<Row> = lock_free!(tx.db(), overdue, |q, c| q.select(Row::as_select()).load(c))?;
    let count = rows.len();
    for old in rows {
        let state = old.standing()?.expire(tx.now())?;
        let told: EntryId = tx.new_id();
        let posted = ledger::void(tx, old.posting_id.0, told)?;
        end(tx, &old, state, None, None)?;
        old.restock(tx)?;
        let (redemption, provider, points) = (old.id.0, old.provider_id.0, old.points);
        let event = RedemptionEvent::Expired { redemption, provider, points, posted };
        tx.journal_as(told, entry(None, &old.path()?, redemption, event))?;
    }
    Ok(count)
}

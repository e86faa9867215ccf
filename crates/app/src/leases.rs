//! Leases: which node does a background job, and until when it may.
//!
//! A lease only spares nodes from doing the same work twice. What must not happen twice is guarded by the
//! lock that [`take`] puts on the lease's row until the transaction ends.

use chrono::TimeDelta;
use diesel::prelude::*;
use domain::ids::NodeId;

use crate::db::{DbError, Tx, lock, on_each, schema::leases as t};

/// Takes or keeps the lease of `job` for `node`; false where another node holds it. Either way nobody else
/// passes here for this job before the transaction ends. A lease that ends later than a new one would is one
/// from a clock that has since been set back: it counts for nothing.
///
/// # Errors
/// [`DbError`].
pub fn take(tx: &mut Tx<'_>, job: &str, node: NodeId, length: TimeDelta) -> Result<bool, DbError> {
    let now = tx.timestamp();
    let holder = node.to_string();
    let held: Option<(String, chrono::NaiveDateTime)> = {
        let query = t::table.filter(t::job.eq(job)).select((t::holder, t::until_at));
        lock!(tx.db(), query, |q, c| q.first(c).optional())?
    };
    let until = now + length;
    let Some((owner, ends)) = held else {
        // Two nodes that come first together: one inserts, the other waits for it and then holds nothing.
        let row = (t::job.eq(job), t::holder.eq(&holder), t::until_at.eq(until));
        let insert = diesel::insert_into(t::table).values(row).on_conflict_do_nothing();
        return Ok(on_each!(tx.db(), |c| insert.execute(c))? == 1);
    };
    if owner != holder && now < ends && ends <= until {
        return Ok(false);
    }
    if owner != holder || ends <= now + length / 2 || until < ends {
        diesel::update(t::table.find(job))
            .set((t::holder.eq(holder), t::until_at.eq(until)))
            .execute(tx.db())?;
    }
    Ok(true)
}

/// Whether `job` is due, and then nobody's turn but the caller's for `period`: each period it is done once, whichever
/// node asks first. A turn that ends later than one taken now would is from a clock that has since been set back: it
/// counts for nothing.
///
/// # Errors
/// [`DbError`].
pub fn due(tx: &mut Tx<'_>, job: &str, node: NodeId, period: TimeDelta) -> Result<bool, DbError> {
    let now = tx.timestamp();
    let next = now + period;
    let held: Option<chrono::NaiveDateTime> = {
        let query = t::table.filter(t::job.eq(job)).select(t::until_at);
        lock!(tx.db(), query, |q, c| q.first(c).optional())?
    };
    let Some(until) = held else {
        let row = (t::job.eq(job), t::holder.eq(node.to_string()), t::until_at.eq(next));
        let insert = diesel::insert_into(t::table).values(row).on_conflict_do_nothing();
        return Ok(on_each!(tx.db(), |c| insert.execute(c))? == 1);
    };
    if now < until && until <= next {
        return Ok(false);
    }
    let turn = (t::holder.eq(node.to_string()), t::until_at.eq(next));
    diesel::update(t::table.find(job)).set(turn).execute(tx.db())?;
    Ok(true)
}

/// Makes `job` due again after `wait`: its turn was taken and failed.
///
/// # Errors
/// [`DbError`].
pub fn again(tx: &mut Tx<'_>, job: &str, wait: TimeDelta) -> Result<(), DbError> {
    let until = tx.timestamp() + wait;
    diesel::update(t::table.find(job)).set(t::until_at.eq(until)).execute(tx.db())?;
    Ok(())
}

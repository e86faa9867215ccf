//! Reports that ought to have come.

use std::collections::HashMap;

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{CallId, ProviderId, TicketId, UserId},
    tickets::{CallState, TicketEvent},
};

use crate::{
    db::{
        DbError, Key, Tx, lock_free,
        schema::{ticket_calls as t, tickets},
    },
    tickets::row::journal,
};

/// Most calls of one run of [`tell_late_calls`]; the next run takes the next.
pub const LATE_CALLS_MAX: i64 = 200;

/// Tells of up to [`LATE_CALLS_MAX`] calls that the report is late, the longest due first, each once; returns how many. What
/// somebody is reporting on at this moment is passed over. Doing it again changes nothing.
///
/// # Errors
/// [`DbError`].
pub fn tell_late_calls(tx: &mut Tx<'_>) -> Result<usize, DbError> {
    type Due = (Key<CallId>, Key<TicketId>, Key<ProviderId>, Key<UserId>);
    let now = tx.timestamp();
    let due: Vec<Due> = lock_free!(
        tx.db(),
        t::table
            .filter(t::state.eq(CallState::Open.as_str()))
            .filter(t::told_at.is_null())
            .filter(t::until_at.le(now))
            .order(t::until_at)
            .limit(LATE_CALLS_MAX)
            .select((t::id, t::ticket_id, t::provider_id, t::called_by)),
        |q, c| q.load(c)
    )?;
    if due.is_empty() {
        return Ok(0);
    }
    let ids: Vec<Key<CallId>> = due.iter().map(|(call, ..)| *call).collect();
    diesel::update(t::table.filter(t::id.eq_any(ids))).set(t::told_at.eq(now)).execute(tx.db())?;
    let paths: Vec<(Key<TicketId>, String)> = tickets::table
        .filter(tickets::id.eq_any(due.iter().map(|(_, ticket, ..)| *ticket).collect::<Vec<_>>()))
        .select((tickets::id, tickets::area_path))
        .load(tx.db())?;
    let paths: HashMap<TicketId, String> = paths.into_iter().map(|(Key(id), path)| (id, path)).collect();
    let count = due.len();
    for (Key(call), Key(ticket), Key(provider), Key(caller)) in due {
        let path = paths.get(&ticket).ok_or_else(|| DbError::damaged("a call to no ticket"))?;
        let path = AreaPath::parse(path).map_err(DbError::damaged)?;
        journal(tx, None, ticket, &path, TicketEvent::CallOverdue { call, provider, caller })?;
    }
    Ok(count)
}

//! To whom a new report goes.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{AreaId, ProviderId, UserId},
    permissions::Permission,
    tickets::{KeptBy, StateName, least_busy},
};

use super::partners::serving;
use crate::{
    db::{DbError, Key, Tx, schema::tickets as t},
    grants,
};

/// To whom a new report goes at once.
pub(super) enum Destination {
    /// Into the queue.
    Queue,
    /// To somebody of the area.
    Handler(UserId),
    /// To a provider.
    Provider(ProviderId),
}

/// Where new matters of a kind go in an area; into the queue also where nobody is there but the reporter, and where the provider
/// does not serve there. No statement for the queue, otherwise at most two.
///
/// # Errors
/// [`DbError`].
pub(super) fn of(
    tx: &mut Tx<'_>,
    keeper: KeptBy,
    (area, path): (AreaId, &AreaPath),
    reporter: UserId,
) -> Result<Destination, DbError> {
    match keeper {
        KeptBy::Queue => Ok(Destination::Queue),
        KeptBy::Provider(provider) => Ok(match serving(tx, provider, path)? {
            Some(_) => Destination::Provider(provider),
            None => Destination::Queue,
        }),
        KeptBy::GridWorker => {
            let people = grants::holders_at(tx, Permission::HandleTickets, area)?;
            let mut open: BTreeMap<UserId, i64> = people.into_iter().map(|person| (person, 0)).collect();
            if open.len() > 1 {
                open.extend(open_tickets(tx, open.keys().copied().map(Key).collect())?);
            }
            Ok(least_busy(&open, reporter).map_or(Destination::Queue, Destination::Handler))
        }
    }
}

/// How many tickets people have to work on.
fn open_tickets(tx: &mut Tx<'_>, people: Vec<Key<UserId>>) -> Result<Vec<(UserId, i64)>, DbError> {
    let states = StateName::ALL.into_iter().filter(|state| state.is_unsolved()).map(StateName::as_str);
    let rows: Vec<(Option<Key<UserId>>, i64)> = t::table
        .filter(t::handler_id.eq_any(people))
        .filter(t::state.eq_any(states.collect::<Vec<_>>()))
        .group_by(t::handler_id)
        .select((t::handler_id, diesel::dsl::count_star()))
        .load(tx.db())?;
    Ok(rows.into_iter().filter_map(|(person, count)| Some((person?.0, count))).collect())
}

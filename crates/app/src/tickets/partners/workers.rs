//! Who works for a provider, and how much they have to do.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use diesel::{dsl::count_star, prelude::*};
use domain::{
    areas::AreaPath,
    ids::{ProviderId, UserId},
    permissions::{Actor, Denied, Permission},
    tickets::StateName,
};

use crate::{
    db::{
        DbError, Key, Tx,
        schema::{ticket_particulars as particulars, tickets},
    },
    grants, providers,
    tickets::{Error, read::names},
};

/// Most people that are shown as working for one provider.
pub const WORKERS_MAX: usize = 200;
/// For how long what somebody solved is counted.
const SOLVED_WITHIN: TimeDelta = TimeDelta::days(30);

/// Somebody who works for a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worker {
    /// Who.
    pub user: UserId,
    /// Their name.
    pub name: String,
    /// How many of its tickets they have to work on.
    pub open: i64,
    /// How many of those are late.
    pub overdue: i64,
    /// How many of its tickets they solved within the last 30 days.
    pub solved: i64,
}

/// Who works for a provider, those with the most to do first, at most [`WORKERS_MAX`]: for those who serve it, and for whoever
/// gives out tickets where it serves. Six statements.
///
/// # Errors
/// [`DbError::NotFound`]; [`Error::Denied`].
pub fn workers(tx: &mut Tx<'_>, actor: &Actor, id: ProviderId) -> Result<Vec<Worker>, Error> {
    let provider = providers::provider(tx, id)?;
    let near = |path: &AreaPath| path.covers(&provider.path) || provider.path.covers(path);
    if !actor.serves(id) && !actor.scope(Permission::AssignTickets).iter().any(near) {
        return Err(Denied { permission: Permission::AssignTickets }.into());
    }
    let people: Vec<UserId> = grants::staff(tx, &[id])?.into_iter().collect();
    let names = names(tx, &people)?;
    let unsolved: Vec<&str> =
        StateName::ALL.into_iter().filter(|state| state.is_unsolved()).map(StateName::as_str).collect();
    let now = tx.timestamp();
    let of_provider = || {
        tickets::table
            .inner_join(particulars::table)
            .filter(particulars::provider_id.eq(Some(Key(id))))
            .group_by(tickets::handler_id)
            .select((tickets::handler_id, count_star()))
    };
    let open = of_provider().filter(tickets::state.eq_any(unsolved.clone())).load(tx.db());
    let open = counted(open)?;
    let late =
        tickets::solve_due_at.le(now).or(tickets::answered_at.is_null().and(tickets::answer_due_at.le(now)));
    let overdue = of_provider().filter(tickets::state.eq_any(unsolved));
    let overdue = counted(overdue.filter(tickets::paused_at.is_null()).filter(late).load(tx.db()))?;
    let since = now - SOLVED_WITHIN;
    let solved = counted(of_provider().filter(tickets::last_solved_at.ge(Some(since))).load(tx.db()))?;
    let count = |of: &BTreeMap<UserId, i64>, person: UserId| of.get(&person).copied().unwrap_or_default();
    let mut workers: Vec<Worker> = people
        .into_iter()
        .map(|user| Worker {
            user,
            name: names.get(&user).cloned().unwrap_or_default(),
            open: count(&open, user),
            overdue: count(&overdue, user),
            solved: count(&solved, user),
        })
        .collect();
    workers
        .sort_by(|one, other| (-one.open, &one.name, one.user).cmp(&(-other.open, &other.name, other.user)));
    workers.truncate(WORKERS_MAX);
    Ok(workers)
}

fn counted(rows: QueryResult<Vec<(Option<Key<UserId>>, i64)>>) -> Result<BTreeMap<UserId, i64>, DbError> {
    Ok(rows?.into_iter().filter_map(|(person, count)| Some((person?.0, count))).collect())
}

//! Budgets that run low.

use diesel::prelude::*;
use domain::{ids::ProgrammeId, points::PointsEvent, town_time};

use super::{
    programmes::{find_locked, several},
    rules,
};
use crate::db::{
    DbError, Key, NewEntry, Tx,
    schema::{ledger_accounts as accounts, programmes as t},
    subject,
};

/// Most programmes that run at once in one installation.
const RUNNING_MAX: i64 = 10_000;

/// The running programmes whose budget runs low, with what is left of it. Three statements.
///
/// # Errors
/// [`DbError`].
pub(super) fn running_low(tx: &mut Tx<'_>) -> Result<Vec<(ProgrammeId, i64)>, DbError> {
    let today = town_time::date(tx.now());
    let running: Vec<Key<ProgrammeId>> =
        t::table.filter(t::state.eq("running")).limit(RUNNING_MAX).select(t::id).load(tx.db())?;
    let versions = rules::adopted_of(tx, running.iter().map(|Key(id)| *id))?;
    let books: Vec<Vec<u8>> = running.iter().map(|Key(id)| id.0.as_bytes().to_vec()).collect();
    let budgets: Vec<(Vec<u8>, i64)> = accounts::table
        .filter(accounts::book_id.eq_any(books))
        .filter(accounts::kind.eq("budget"))
        .select((accounts::book_id, accounts::balance))
        .load(tx.db())?;
    let budgets: std::collections::HashMap<Vec<u8>, i64> = budgets.into_iter().collect();
    let low = running.into_iter().filter_map(|Key(id)| {
        let all = versions.get(&id)?;
        let low_at = rules::on(all, today).or(all.first())?.content.low_at;
        let left = budgets.get(&id.0.as_bytes()[..]).copied().unwrap_or(0);
        (left <= low_at).then_some((id, left))
    });
    Ok(low.collect())
}

/// Tells once of each budget that has come to run low, and forgets those that do not any more; how many it told of.
///
/// # Errors
/// [`DbError`].
pub fn notice(tx: &mut Tx<'_>) -> Result<usize, DbError> {
    let low = running_low(tx)?;
    let noticed: Vec<Key<ProgrammeId>> =
        t::table.filter(t::low_since.is_not_null()).select(t::id).load(tx.db())?;
    let is_low = |id: ProgrammeId| low.iter().any(|(other, _)| *other == id);
    for Key(id) in noticed.iter().copied().filter(|Key(id)| !is_low(*id)) {
        diesel::update(t::table.find(Key(id)))
            .set(t::low_since.eq(None::<chrono::NaiveDateTime>))
            .execute(tx.db())?;
    }
    let fresh: Vec<(ProgrammeId, i64)> =
        low.into_iter().filter(|(id, _)| !noticed.contains(&Key(*id))).collect();
    let stored = several(tx, fresh.iter().map(|(id, _)| *id))?;
    let mut told = 0;
    for (id, left) in fresh {
        let Some(programme) = stored.get(&id) else { continue };
        // Two nodes at once tell of it once.
        if find_locked(tx, id)?.low_since.is_some() {
            continue;
        }
        diesel::update(t::table.find(Key(id))).set(t::low_since.eq(tx.timestamp())).execute(tx.db())?;
        let event = PointsEvent::BudgetLow { programme: id, left };
        tx.journal(NewEntry {
            actor: None,
            area: &programme.path,
            subject: subject("programme", id),
            event,
        })?;
        told += 1;
    }
    Ok(told)
}

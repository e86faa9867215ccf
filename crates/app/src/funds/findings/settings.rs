//! What a fund lets its detectors ask about.

use diesel::prelude::*;
use domain::{
    funds::{FundEvent, findings::Settings},
    ids::FundId,
    permissions::{Actor, Permission},
};

use crate::{
    db::{DbError, Key, NewEntry, Tx, on_each, schema::finding_settings as t, subject},
    funds::{Error, charters, find_locked, read::seen, sees_drafts, visible},
};

/// What a fund has chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detectors {
    /// Payments within so many days belong together.
    pub split_days: u32,
    /// An amount is round where this divides it, in fen; 0 for never.
    pub round_fen: i64,
    /// Smaller amounts may be round, in fen.
    pub round_min_fen: i64,
}

/// What holds where a fund has chosen nothing: a month, and whole thousands of yuan from ten thousand on.
impl Default for Detectors {
    fn default() -> Self {
        Self { split_days: 30, round_fen: 100_000, round_min_fen: 1_000_000 }
    }
}

/// What a fund has chosen. For who is inside the fund.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or for others.
pub fn settings(tx: &mut Tx<'_>, actor: &Actor, fund: FundId) -> Result<Detectors, DbError> {
    let stored = visible(tx, Some(actor), fund)?;
    if sees_drafts(Some(actor), &stored.path) { of(tx, fund) } else { Err(DbError::NotFound) }
}

/// Lets detectors ask about something else from now on.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::AuditLedger`] there.
pub fn set(tx: &mut Tx<'_>, actor: &Actor, fund: FundId, new: Detectors) -> Result<(), Error> {
    let stored = seen(find_locked(tx, fund)?, Some(actor))?;
    actor.require(Permission::AuditLedger, &stored.path)?;
    let values = (
        t::split_days.eq(i64::from(new.split_days)),
        (t::round_fen.eq(new.round_fen), t::round_min_fen.eq(new.round_min_fen)),
        (t::set_by.eq(Key(actor.user)), t::set_at.eq(tx.timestamp())),
    );
    // Under the fund's lock nobody else writes it.
    let row = (t::fund_id.eq(Key(fund)), values);
    let insert = diesel::insert_into(t::table).values(row).on_conflict_do_nothing();
    if on_each!(tx.db(), |c| insert.execute(c)).map_err(DbError::from)? == 0 {
        diesel::update(t::table.find(Key(fund))).set(values).execute(tx.db()).map_err(DbError::from)?;
    }
    let (subject, event) = (subject("fund", fund), FundEvent::DetectorsSet { fund });
    tx.journal(NewEntry { actor: Some(actor), area: &stored.path, subject, event })?;
    Ok(())
}

fn of(tx: &mut Tx<'_>, fund: FundId) -> Result<Detectors, DbError> {
    let found: Option<(i64, i64, i64)> = t::table
        .find(Key(fund))
        .select((t::split_days, t::round_fen, t::round_min_fen))
        .first(tx.db())
        .optional()?;
    let Some((days, round_fen, round_min_fen)) = found else { return Ok(Detectors::default()) };
    let split_days = u32::try_from(days).map_err(DbError::damaged)?;
    Ok(Detectors { split_days, round_fen, round_min_fen })
}

/// The same as the detectors take it, with the limit of the charter in force: two statements.
pub(super) fn in_force(tx: &mut Tx<'_>, fund: FundId) -> Result<Settings, DbError> {
    let Detectors { split_days, round_fen, round_min_fen } = of(tx, fund)?;
    let today = domain::town_time::date(tx.now());
    let charter = charters::in_force(tx, fund, today)?;
    let limit_fen = charter.map_or(0, |stored| stored.charter.rules.resolution_above_fen);
    Ok(Settings { limit_fen, split_days, round_fen, round_min_fen })
}

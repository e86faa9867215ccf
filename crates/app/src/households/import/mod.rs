//! Importing households from a table in two steps: a preview that changes nothing, and its confirmation.
//!
//! The preview keeps the table sealed for an hour. The confirmation compares it with the store again, and where
//! that gives another result than the one that was shown, it is refused.

mod compare;
mod parse;
pub(crate) mod place;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    households::HouseholdEvent,
    ids::{AreaId, ImportId, UserId},
    permissions::{Actor, Permission},
};

pub use self::{
    compare::{Change, FieldChange},
    parse::{BadCell, CELL_CHARS_MAX, COLUMNS, Column, IMPORT_ROWS_MAX, Sheet, SheetRow},
};
use self::{
    compare::{Plan, apply, compare},
    parse::read_sheet,
    place::Places,
};
use super::HouseholdsError;
use crate::{
    areas::area,
    crypto::Keyring,
    db::{DbError, Key, NewEntry, Tx, lock, schema::household_imports as t, subject},
};

/// How long a preview can be confirmed, in minutes.
const KEPT_MINUTES: i64 = 60;
/// Most changes that a preview shows; its counts tell of all.
pub const CHANGES_SHOWN_MAX: usize = 100;
pub(crate) const PURPOSE: &str = "household_imports.rows";

/// What an import would do.
#[derive(Clone, Debug)]
pub struct Preview {
    /// What to confirm; absent where cells must be mended first.
    pub id: Option<ImportId>,
    /// Until when it can be confirmed.
    pub expires_at: DateTime<Utc>,
    /// New households.
    pub added: usize,
    /// Households that would change.
    pub changed: usize,
    /// Households that are as the table says.
    pub unchanged: usize,
    /// The first changes, personal data masked.
    pub changes: Vec<Change>,
    /// Every cell that cannot be used.
    pub bad: Vec<BadCell>,
}

/// What a confirmed import did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confirmed {
    /// New households.
    pub added: i64,
    /// Changed households.
    pub changed: i64,
    /// Households that were as the table said.
    pub unchanged: i64,
}

/// Compares a table with the households of an area. Nothing changes but that the table is kept for the
/// confirmation, so there is no journal entry.
///
/// # Errors
/// [`HouseholdsError`].
pub fn prepare(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    target: AreaId,
    sheet: &Sheet,
) -> Result<Preview, HouseholdsError> {
    let target = area(tx, target)?;
    actor.require(Permission::ManageHouseholds, &target.path)?;
    purge(tx)?;
    let plan = plan(tx, keyring, &target.path, sheet)?;
    let expires_at = tx.now() + TimeDelta::minutes(KEPT_MINUTES);
    let id = if plan.bad.is_empty() {
        Some(keep(tx, keyring, actor, target.id, sheet, &plan, expires_at.naive_utc())?)
    } else {
        None
    };
    let (added, changed) = (plan.added.len(), plan.changed.len());
    let (unchanged, bad) = (plan.unchanged, plan.bad.clone());
    let changes = plan.shown(CHANGES_SHOWN_MAX);
    Ok(Preview { id, expires_at, added, changed, unchanged, changes, bad })
}

fn plan(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    target: &AreaPath,
    sheet: &Sheet,
) -> Result<Plan, HouseholdsError> {
    let (rows, bad) = read_sheet(sheet);
    let places = Places::load(tx, target)?;
    compare(tx, keyring, &places, sheet, rows, bad)
}

fn keep(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    target: AreaId,
    sheet: &Sheet,
    plan: &Plan,
    expires_at: NaiveDateTime,
) -> Result<ImportId, HouseholdsError> {
    let id: ImportId = tx.new_id();
    let rows = serde_json::to_vec(sheet).map_err(DbError::damaged)?;
    let sealed = keyring.seal(PURPOSE, &rows, tx.entropy())?;
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let row = (
        t::id.eq(Key(id)),
        t::area_id.eq(Key(target)),
        t::created_by.eq(Key(actor.user)),
        t::rows_sealed.eq(Some(sealed)),
        t::plan_hash.eq(plan.hash().to_vec()),
        t::added.eq(count(plan.added.len())),
        t::changed.eq(count(plan.changed.len())),
        t::unchanged.eq(count(plan.unchanged)),
        t::created_at.eq(tx.timestamp()),
        t::expires_at.eq(expires_at),
    );
    diesel::insert_into(t::table).values(row).execute(tx.db()).map_err(DbError::from)?;
    Ok(id)
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct Kept {
    area_id: Key<AreaId>,
    created_by: Key<UserId>,
    rows_sealed: Option<String>,
    plan_hash: Vec<u8>,
    added: i64,
    changed: i64,
    unchanged: i64,
    expires_at: NaiveDateTime,
    applied_at: Option<NaiveDateTime>,
}

/// Does what a preview of the same person showed, all of it or nothing. Again, it answers what it did.
///
/// # Errors
/// [`DbError::NotFound`] for another's preview or one past its time; [`HouseholdsError::PreviewStale`].
pub fn confirm(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    id: ImportId,
) -> Result<Confirmed, HouseholdsError> {
    let kept: Kept = lock!(tx.db(), t::table.find(Key(id)).select(Kept::as_select()), |q, c| q.first(c))
        .map_err(DbError::from)?;
    if kept.created_by.0 != actor.user {
        return Err(DbError::NotFound.into());
    }
    let target = area(tx, kept.area_id.0)?;
    actor.require(Permission::ManageHouseholds, &target.path)?;
    let done = Confirmed { added: kept.added, changed: kept.changed, unchanged: kept.unchanged };
    let sealed = match (kept.applied_at, kept.rows_sealed) {
        (Some(_), _) => return Ok(done),
        (None, Some(sealed)) if kept.expires_at > tx.timestamp() => sealed,
        (None, _) => return Err(DbError::NotFound.into()),
    };
    let rows = keyring.open(PURPOSE, &sealed)?;
    let sheet: Sheet = serde_json::from_slice(&rows).map_err(DbError::damaged)?;
    let plan = plan(tx, keyring, &target.path, &sheet)?;
    if !plan.bad.is_empty() || plan.hash()[..] != kept.plan_hash[..] {
        return Err(HouseholdsError::PreviewStale);
    }
    let event = HouseholdEvent::Imported {
        added: plan.added.len(),
        changed: plan.changed.len(),
        unchanged: plan.unchanged,
    };
    apply(tx, keyring, plan)?;
    diesel::update(t::table.find(Key(id)))
        .set((t::applied_at.eq(tx.timestamp()), t::rows_sealed.eq(None::<String>)))
        .execute(tx.db())
        .map_err(DbError::from)?;
    tx.journal(NewEntry { actor: Some(actor), area: &target.path, subject: subject("import", id), event })?;
    Ok(done)
}

/// Forgets previews past their time, the done ones a day later; returns how many.
///
/// # Errors
/// [`DbError`].
pub fn purge(tx: &mut Tx<'_>) -> Result<usize, DbError> {
    let now = tx.timestamp();
    let over = t::applied_at.is_null().and(t::expires_at.le(now));
    let done = t::expires_at.le(now - TimeDelta::days(1));
    Ok(diesel::delete(t::table.filter(over.or(done))).execute(tx.db())?)
}

//! Writing programmes.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    ids::{AreaId, ProgrammeId},
    permissions::{Actor, Permission},
    points::{ProgrammeError, ProgrammeEvent, ProgrammeState, WalletKind},
};

use super::{Error, StoredProgramme, find, find_locked};
use crate::{
    areas,
    db::{DbError, Key, NewEntry, Tx, schema::programmes as t, subject},
};

/// A programme to begin with.
#[derive(Clone, Debug)]
pub struct NewProgramme {
    /// For which area.
    pub area: AreaId,
    /// What it is called.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Whose its wallets are.
    pub wallets: WalletKind,
    /// Its first day.
    pub starts_on: NaiveDate,
    /// Its last day.
    pub ends_on: NaiveDate,
}

/// What to change; what is absent stays.
#[derive(Clone, Debug, Default)]
pub struct Patch {
    /// Another name.
    pub name: Option<String>,
    /// Another text.
    pub description: Option<String>,
    /// Another first day.
    pub starts_on: Option<NaiveDate>,
    /// Another last day.
    pub ends_on: Option<NaiveDate>,
}

/// Writes a draft.
///
/// # Errors
/// [`Error::AreaUnknown`]; [`Error::Denied`] without [`Permission::ManageProgrammes`] there.
pub fn create(tx: &mut Tx<'_>, actor: &Actor, new: NewProgramme) -> Result<ProgrammeId, Error> {
    let area = areas::area(tx, new.area).map_err(|error| match error {
        DbError::NotFound => Error::AreaUnknown,
        other => other.into(),
    })?;
    actor.require(Permission::ManageProgrammes, &area.path)?;
    let id: ProgrammeId = tx.new_id();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::area_id.eq(Key(area.id)),
            t::area_path.eq(area.path.as_str()),
            t::name.eq(new.name.trim()),
            t::description.eq(new.description.trim()),
            t::wallets.eq(new.wallets.as_str()),
            t::starts_on.eq(new.starts_on.to_string()),
            t::ends_on.eq(new.ends_on.to_string()),
            t::created_by.eq(Key(actor.user)),
            t::created_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let event = ProgrammeEvent::Drafted { programme: id };
    let subject = subject("programme", id);
    tx.journal(NewEntry { actor: Some(actor), area: &area.path, subject, event })?;
    Ok(id)
}

/// Changes a programme that has still `version`: everything of a draft; of one that runs its words, and its last day to a
/// later one.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageProgrammes`] there; [`Error::Stale`]; [`ProgrammeError::NotDraft`],
/// [`ProgrammeError::Ended`], [`ProgrammeError::Period`].
pub fn change(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProgrammeId,
    version: i64,
    patch: Patch,
) -> Result<StoredProgramme, Error> {
    let old = find_locked(tx, id)?;
    actor.require(Permission::ManageProgrammes, &old.path)?;
    if old.version != version {
        return Err(Error::Stale);
    }
    let starts_on = patch.starts_on.unwrap_or(old.programme.starts_on);
    let ends_on = patch.ends_on.unwrap_or(old.programme.ends_on);
    match old.state() {
        ProgrammeState::Draft => {}
        ProgrammeState::Running if starts_on != old.programme.starts_on => {
            return Err(ProgrammeError::NotDraft.into());
        }
        ProgrammeState::Running if ends_on < old.programme.ends_on => {
            return Err(ProgrammeError::Period.into());
        }
        ProgrammeState::Running => {}
        ProgrammeState::Ended => return Err(ProgrammeError::Ended.into()),
    }
    if ends_on < starts_on {
        return Err(ProgrammeError::Period.into());
    }
    let (name, description) = (patch.name.unwrap_or(old.name), patch.description.unwrap_or(old.description));
    diesel::update(t::table.find(Key(id)))
        .set((
            t::name.eq(name.trim()),
            t::description.eq(description.trim()),
            t::starts_on.eq(starts_on.to_string()),
            t::ends_on.eq(ends_on.to_string()),
            t::version.eq(version + 1),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let event = ProgrammeEvent::Changed { programme: id };
    let subject = subject("programme", id);
    tx.journal(NewEntry { actor: Some(actor), area: &old.path, subject, event })?;
    Ok(find(tx, id)?)
}

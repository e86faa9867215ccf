//! Whether a household's title is shown, and whether a title is valid still.

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{TitleId, UserId},
    inspections::{TitleEvent, TitleKind},
    permissions::{Actor, Permission},
};

use super::{Error, Title, by_number};
use crate::db::{DbError, Key, NewEntry, Tx, schema::titles as t, subject};

/// A member says whether everybody may read that their household has a title. Saying the same again changes nothing.
///
/// # Errors
/// [`DbError::NotFound`] for who does not live in the household; [`Error::Revoked`].
pub fn consent(tx: &mut Tx<'_>, actor: &Actor, number: &str, shown: bool) -> Result<Title, Error> {
    let found = by_number(tx, number)?;
    if found.kind != TitleKind::Household || !actor.lives_at(&found.place_path) {
        return Err(DbError::NotFound.into());
    }
    if found.revoked.is_some() {
        return Err(Error::Revoked);
    }
    if found.shown == shown {
        return Ok(found);
    }
    let by: Option<Key<UserId>> = shown.then_some(Key(actor.user));
    diesel::update(t::table.find(Key(found.id)))
        .set((t::consent_by.eq(by), t::consent_at.eq(shown.then_some(tx.timestamp()))))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let event = match shown {
        true => TitleEvent::Shown { title: found.id },
        false => TitleEvent::Hidden { title: found.id },
    };
    journal(tx, actor, &found.place_path, found.id, event)?;
    Ok(by_number(tx, number)?)
}

/// Declares a title no longer valid; its number still answers, with the reason.
///
/// # Errors
/// [`DbError::NotFound`]; [`Error::Denied`] without [`Permission::ManageInspections`] where it was awarded;
/// [`Error::Revoked`].
pub fn revoke(tx: &mut Tx<'_>, actor: &Actor, number: &str, reason: &str) -> Result<Title, Error> {
    let found = by_number(tx, number)?;
    actor.require(Permission::ManageInspections, &found.area_path)?;
    let valid = t::table.find(Key(found.id)).filter(t::revoked_at.is_null());
    let revoked = diesel::update(valid)
        .set((
            t::revoked_at.eq(tx.timestamp()),
            t::revoked_by.eq(Key(actor.user)),
            t::revoke_reason.eq(reason),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    if revoked == 0 {
        return Err(Error::Revoked);
    }
    journal(tx, actor, &found.place_path, found.id, TitleEvent::Revoked { title: found.id })?;
    Ok(by_number(tx, number)?)
}

fn journal(
    tx: &mut Tx<'_>,
    actor: &Actor,
    area: &AreaPath,
    title: TitleId,
    event: TitleEvent,
) -> Result<(), DbError> {
    tx.journal(NewEntry { actor: Some(actor), area, subject: subject("title", title), event }).map(drop)
}

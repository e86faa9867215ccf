//! Making and revoking keys.

use diesel::prelude::*;
use domain::{
    api_keys::ApiKeyEvent,
    ids::{ApiKeyId, AreaId, UserId},
    permissions::{Actor, Permission},
};

use super::{ApiKey, Error, PER_AREA_MAX, read::key, used::hash};
use crate::{
    areas,
    crypto::base64url,
    db::{
        DbError, Key, NewEntry, Tx,
        schema::{api_keys as t, users},
        subject,
    },
    identity,
};

/// A key as it is asked for.
#[derive(Clone, Debug)]
pub struct NewKey {
    /// Where it reports, and below.
    pub area: AreaId,
    /// Which system shall have it.
    pub name: String,
    /// As whom it acts, by what they sign in with; as the caller where absent.
    pub login: Option<String>,
}

/// Makes a key; the text that opens is shown here and never again.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageSettings`] in the area; [`Error::AreaUnknown`], [`Error::PersonUnfit`],
/// [`Error::TooMany`].
pub fn create(tx: &mut Tx<'_>, actor: &Actor, new: &NewKey) -> Result<(ApiKey, String), Error> {
    let area = areas::lock_area(tx, new.area).map_err(|error| match error {
        DbError::NotFound => Error::AreaUnknown,
        other => other.into(),
    })?;
    actor.require(Permission::ManageSettings, &area.path)?;
    let live = t::table.filter(t::area_path.eq(area.path.as_str())).filter(t::revoked_at.is_null());
    if live.count().get_result::<i64>(tx.db()).map_err(DbError::from)? >= PER_AREA_MAX {
        return Err(Error::TooMany);
    }
    let user = match &new.login {
        None => actor.user,
        Some(login) => person(tx, login)?,
    };
    let acting = identity::actor_of(tx, user)?.ok_or(Error::PersonUnfit)?;
    if !acting.may(Permission::ReportTicket, &area.path) {
        return Err(Error::PersonUnfit);
    }
    let secret = format!("gz_{}", base64url(&tx.random::<32>()));
    let id: ApiKeyId = tx.new_id();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::area_id.eq(Key(area.id)),
            t::area_path.eq(area.path.as_str()),
            t::name.eq(&new.name),
            t::key_hash.eq(&hash(&secret)[..]),
            t::user_id.eq(Key(user)),
            t::created_by.eq(Key(actor.user)),
            t::created_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    tx.journal(NewEntry {
        actor: Some(actor),
        area: &area.path,
        subject: subject("api_key", id),
        event: ApiKeyEvent::Added { key: id, user },
    })?;
    Ok((key(tx, id)?, secret))
}

fn person(tx: &mut Tx<'_>, login: &str) -> Result<UserId, Error> {
    let found = users::table.filter(users::login.eq(login)).select(users::id).first::<Key<UserId>>(tx.db());
    Ok(found.optional().map_err(DbError::from)?.ok_or(Error::PersonUnfit)?.0)
}

/// Revokes a key; it opens nothing from then on. Again changes nothing.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageSettings`] in its area; [`DbError::NotFound`].
pub fn revoke(tx: &mut Tx<'_>, actor: &Actor, id: ApiKeyId) -> Result<ApiKey, Error> {
    let known = key(tx, id)?;
    actor.require(Permission::ManageSettings, &known.path)?;
    let live = t::table.find(Key(id)).filter(t::revoked_at.is_null());
    let ended = diesel::update(live).set(t::revoked_at.eq(tx.timestamp())).execute(tx.db());
    if ended.map_err(DbError::from)? == 1 {
        tx.journal(NewEntry {
            actor: Some(actor),
            area: &known.path,
            subject: subject("api_key", id),
            event: ApiKeyEvent::Revoked { key: id },
        })?;
    }
    Ok(key(tx, id)?)
}

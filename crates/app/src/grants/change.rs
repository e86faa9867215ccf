//! Giving and taking roles.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    grants::{self, GrantEvent, GrantRefused, Term},
    ids::{AreaId, GrantId, ProviderId, UserId},
    permissions::{Actor, Permission, Role},
    providers::ProviderState,
};

use super::{
    GrantError,
    read::{Grant, Row, grant},
};
use crate::{
    areas::area,
    db::{
        DbError, Key, NewEntry, Tx, lock,
        schema::{areas, grants as t, providers, users},
        subject,
    },
};

/// A role to be given.
#[derive(Clone, Debug)]
pub struct NewGrant {
    /// To whom.
    pub user: UserId,
    /// What they shall be.
    pub role: Role,
    /// Where.
    pub area: AreaId,
    /// Which provider they serve; of [`Role::ProviderStaff`] alone, at the provider's own area.
    pub provider: Option<ProviderId>,
    /// Since when; now where absent.
    pub from: Option<DateTime<Utc>>,
    /// Until when; open where absent.
    pub until: Option<DateTime<Utc>>,
}

/// Gives a role. The operator's own command has no `actor`: nothing bounds it but the rules of every grant.
///
/// # Errors
/// [`GrantError`].
pub fn give(tx: &mut Tx<'_>, actor: Option<&Actor>, new: &NewGrant) -> Result<Grant, GrantError> {
    let place = area(tx, new.area).map_err(|error| match error {
        DbError::NotFound => GrantError::NoArea,
        other => other.into(),
    })?;
    match actor {
        Some(actor) => grants::may_give(actor, new.user, new.role, &place.path)?,
        None if new.role == Role::Resident => return Err(GrantRefused::Resident.into()),
        None => {}
    }
    grants::check_provider(new.role, new.provider)?;
    if let Some(provider) = new.provider {
        check_served(tx, provider, new.area)?;
    }
    let term = Term::new(new.from, new.until, tx.now())?;
    lock_person(tx, new.user)?;
    if held(tx, new)?.iter().any(|other| other.meets(&term)) {
        return Err(GrantRefused::Held.into());
    }
    let id: GrantId = tx.new_id();
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(id)),
            t::user_id.eq(Key(new.user)),
            t::role.eq(new.role.as_str()),
            t::area_id.eq(Key(new.area)),
            t::provider_id.eq(new.provider.map(Key)),
            t::from_at.eq(term.from.naive_utc()),
            t::until_at.eq(term.until.map(|until| until.naive_utc())),
            t::granted_by.eq(actor.map(|actor| Key(actor.user))),
            t::created_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())?;
    let Term { from, until } = term;
    let event = GrantEvent::Given { user: new.user, role: new.role, provider: new.provider, from, until };
    tx.journal(NewEntry { actor, area: &place.path, subject: subject("grant", id), event })?;
    Ok(grant(tx, id)?)
}

/// Staff hold their role where the provider is, so that whoever gives it may do so there.
fn check_served(tx: &mut Tx<'_>, provider: ProviderId, area: AreaId) -> Result<(), GrantError> {
    let query = providers::table.find(Key(provider)).select((providers::area_id, providers::state));
    let found: Option<(Key<AreaId>, String)> = query.first(tx.db()).optional()?;
    let active = ProviderState::Active.as_str();
    match found {
        Some((Key(at), state)) if at == area && state == active => Ok(()),
        _ => Err(GrantError::NoProvider),
    }
}

/// The person's row is what two givers of the same role meet at.
fn lock_person(tx: &mut Tx<'_>, user: UserId) -> Result<(), GrantError> {
    let query = users::table.filter(users::id.eq(Key(user))).select(users::state);
    let state: Option<String> = lock!(tx.db(), query, |q, c| q.first(c).optional())?;
    match state.as_deref() {
        Some("active") => Ok(()),
        _ => Err(GrantError::NoPerson),
    }
}

/// The terms for which the person holds, or will hold, this very role at this very area, for this very provider.
fn held(tx: &mut Tx<'_>, new: &NewGrant) -> Result<Vec<Term>, DbError> {
    let rows = t::table.select((t::from_at, t::until_at)).into_boxed();
    let rows = match new.provider {
        Some(provider) => rows.filter(t::provider_id.eq(Key(provider))),
        None => rows,
    };
    let rows: Vec<(NaiveDateTime, Option<NaiveDateTime>)> = rows
        .filter(t::user_id.eq(Key(new.user)))
        .filter(t::role.eq(new.role.as_str()))
        .filter(t::area_id.eq(Key(new.area)))
        .filter(t::revoked_at.is_null())
        .load(tx.db())?;
    let term = |(from, until): (NaiveDateTime, Option<NaiveDateTime>)| Term {
        from: from.and_utc(),
        until: until.map(|t| t.and_utc()),
    };
    Ok(rows.into_iter().map(term).collect())
}

/// Takes a role back. What the actor may not see is not found.
///
/// # Errors
/// [`GrantError`].
pub fn revoke(tx: &mut Tx<'_>, actor: &Actor, id: GrantId) -> Result<(), GrantError> {
    let place: AreaId = {
        let query = t::table.filter(t::id.eq(Key(id))).select(t::area_id);
        let Key(area) = query.first::<Key<AreaId>>(tx.db())?;
        area
    };
    let path = area(tx, place)?.path;
    if !actor.may(Permission::ViewGrants, &path) {
        return Err(DbError::NotFound.into());
    }
    // Locked together and in one order, so that two administrators cannot revoke each other at once.
    let administrators = lock_administrators(tx, &path)?;
    {
        let query = t::table.filter(t::id.eq(Key(id))).select(t::id);
        lock!(tx.db(), query, |q, c| q.first::<Key<GrantId>>(c))?;
    }
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    let role = row.role()?;
    let others = administrators.iter().any(|other| *other != id);
    grants::may_take(actor, role, &path, others)?;
    let now = tx.timestamp();
    if row.is_over(now) {
        return Err(GrantRefused::Ended.into());
    }
    diesel::update(t::table.find(Key(id)))
        .set((t::revoked_at.eq(now), t::revoked_by.eq(Key(actor.user)), t::version.eq(t::version + 1)))
        .execute(tx.db())?;
    let event = GrantEvent::Revoked { user: row.user_id.0, role };
    tx.journal(NewEntry { actor: Some(actor), area: &path, subject: subject("grant", id), event })?;
    Ok(())
}

/// The administrators' grants, in force now and of people who can sign in, that cover `path`.
fn lock_administrators(tx: &mut Tx<'_>, path: &AreaPath) -> Result<Vec<GrantId>, DbError> {
    let now = tx.timestamp();
    let lineage: Vec<String> = path.lineage().iter().map(ToString::to_string).collect();
    let covering = areas::table.filter(areas::path.eq_any(lineage)).select(areas::id);
    let active = users::table.filter(users::state.eq("active")).select(users::id);
    let query = t::table
        .filter(t::role.eq(Role::Administrator.as_str()))
        .filter(t::revoked_at.is_null())
        .filter(t::from_at.le(now))
        .filter(t::until_at.is_null().or(t::until_at.gt(now)))
        .filter(t::area_id.eq_any(covering))
        .filter(t::user_id.eq_any(active))
        .order(t::id)
        .select(t::id);
    let ids: Vec<Key<GrantId>> = lock!(tx.db(), query, |q, c| q.load(c))?;
    Ok(ids.into_iter().map(|Key(id)| id).collect())
}

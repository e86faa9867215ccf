//! Household codes: a grid worker hands one out, whoever has it joins at once.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaKind,
    ids::{AreaId, InvitationId},
    memberships::{HouseholdCode, MembershipEvent, Relation},
    permissions::{Actor, Permission},
};

use super::MembershipsError;
use crate::{
    areas::area,
    crypto::Keyring,
    db::{DbError, Key, NewEntry, Tx, schema::household_codes as t, subject},
};

const PURPOSE: &str = "household_codes.code";

/// A code to make.
#[derive(Clone, Copy, Debug)]
pub struct NewCode {
    /// For which household.
    pub household: AreaId,
    /// What it makes people.
    pub relation: Relation,
    /// How many people it lets in; at most [`HouseholdCode::USES_MAX`].
    pub uses: u32,
    /// For how many days it is valid; at most [`HouseholdCode::DAYS_MAX`].
    pub days: u32,
}

/// A code as it is shown, once.
#[derive(Clone, Debug)]
pub struct ShownCode {
    /// Its id.
    pub id: InvitationId,
    /// The code itself; only a keyed hash is kept.
    pub code: HouseholdCode,
    /// When it stops working.
    pub expires_at: DateTime<Utc>,
}

/// Makes a code for a household.
///
/// # Errors
/// [`MembershipsError::HouseholdMissing`], [`MembershipsError::Denied`], [`DbError`].
pub fn create_code(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    actor: &Actor,
    new: NewCode,
) -> Result<ShownCode, MembershipsError> {
    let household = area(tx, new.household)?;
    if household.kind != AreaKind::Household {
        return Err(MembershipsError::HouseholdMissing);
    }
    actor.require(Permission::ConfirmMembers, &household.path)?;
    let uses = new.uses.clamp(1, HouseholdCode::USES_MAX);
    let expires_at = tx.now() + TimeDelta::days(i64::from(new.days.clamp(1, HouseholdCode::DAYS_MAX)));
    let shown = ShownCode { id: tx.new_id(), code: HouseholdCode::from_random(tx.random()), expires_at };
    let hash = keyring.index(PURPOSE, shown.code.as_str()).map_err(DbError::damaged)?;
    diesel::insert_into(t::table)
        .values((
            t::id.eq(Key(shown.id)),
            t::household_id.eq(Key(household.id)),
            t::code_hash.eq(hash.as_bytes()),
            t::relation.eq(new.relation.as_str()),
            t::uses_left.eq(i64::from(uses)),
            t::created_by.eq(Key(actor.user)),
            t::created_at.eq(tx.timestamp()),
            t::expires_at.eq(expires_at.naive_utc()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    tx.journal(NewEntry {
        actor: Some(actor),
        area: &household.path,
        subject: subject("area", household.id),
        event: MembershipEvent::CodeCreated { household_id: household.id, relation: new.relation, uses },
    })?;
    Ok(shown)
}

/// What a code opens.
pub(super) struct Opened {
    pub(super) id: InvitationId,
    pub(super) household: AreaId,
    pub(super) relation: Relation,
}

/// Finds a code that still works and locks it; `None` where there is none, whatever the reason.
pub(super) fn open(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    code: &HouseholdCode,
) -> Result<Option<Opened>, DbError> {
    let hashes: Vec<Vec<u8>> =
        keyring.indexes(PURPOSE, code.as_str()).into_iter().map(String::into_bytes).collect();
    let now = tx.timestamp();
    let query = t::table
        .filter(t::code_hash.eq_any(hashes))
        .filter(t::uses_left.gt(0))
        .filter(t::expires_at.gt(now))
        .select((t::id, t::household_id, t::relation));
    let found: Option<(Key<InvitationId>, Key<AreaId>, String)> =
        crate::db::lock!(tx.db(), query, |q, c| q.first(c).optional())?;
    let Some((Key(id), Key(household), relation)) = found else { return Ok(None) };
    let relation = Relation::parse(&relation).ok_or_else(|| DbError::damaged(relation))?;
    Ok(Some(Opened { id, household, relation }))
}

/// Takes one use off a code that [`open`] has locked.
pub(super) fn use_up(tx: &mut Tx<'_>, id: InvitationId) -> Result<(), DbError> {
    diesel::update(t::table.find(Key(id))).set(t::uses_left.eq(t::uses_left - 1)).execute(tx.db())?;
    Ok(())
}

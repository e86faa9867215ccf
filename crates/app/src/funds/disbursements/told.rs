//! Who hears of a disbursement.

use std::collections::BTreeSet;

use diesel::prelude::*;
use domain::{
    funds::{Step, disbursements::DisbursementStateName as Name},
    ids::{DisbursementId, PayoutId, UserId},
    permissions::Role,
};
use uuid::Uuid;

use super::{grounds::rules_of, row::find};
use crate::{
    db::{DbError, Key, Tx, schema::disbursements as t},
    funds::payees,
    grants,
};

/// Who took a step of one, for the journal.
///
/// # Errors
/// [`DbError`].
pub(crate) fn took_part(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<UserId>, DbError> {
    let stored = match find(tx, DisbursementId(id)) {
        Ok(stored) => stored,
        Err(DbError::NotFound) => return Ok(Vec::new()),
        Err(other) => return Err(other),
    };
    let all = [Some(stored.proposed), stored.approved, stored.paid];
    Ok(all.into_iter().flatten().map(|(user, _)| user).collect())
}

/// Who may take a step of one, for notifications: by the limits of the charter in force, but who proposed it or is paid by it.
///
/// # Errors
/// [`DbError`].
pub(crate) fn who_may(tx: &mut Tx<'_>, id: DisbursementId, step: Step) -> Result<BTreeSet<UserId>, DbError> {
    let stored = match find(tx, id) {
        Ok(stored) => stored,
        Err(DbError::NotFound) => return Ok(BTreeSet::new()),
        Err(other) => return Err(other),
    };
    let Some(rules) = rules_of(tx, stored.fund)? else { return Ok(BTreeSet::new()) };
    let enough = |role: &Role| rules.limit_fen(&[*role], step) >= stored.amount.fen();
    let roles: Vec<Role> = Role::ALL.into_iter().filter(enough).collect();
    let paid = payees::find(tx, stored.payee)?.with_people(tx)?.people;
    let mut people = grants::holders_of(tx, &roles, &stored.path)?;
    people.retain(|user| *user != stored.proposed.0 && !paid.contains(user));
    if let Some((approver, _)) = stored.approved {
        people.remove(&approver);
    }
    Ok(people)
}

/// Who may approve awards that were proposed together: the least of them, at least.
///
/// # Errors
/// [`DbError`].
pub(crate) fn who_may_approve_of(tx: &mut Tx<'_>, payout: PayoutId) -> Result<BTreeSet<UserId>, DbError> {
    let of = t::table.filter(t::payout_id.eq(Key(payout))).filter(t::state.eq(Name::Proposed.as_str()));
    let least: Option<Key<DisbursementId>> =
        of.order((t::amount_fen, t::id)).select(t::id).first(tx.db()).optional()?;
    least.map_or(Ok(BTreeSet::new()), |Key(id)| who_may(tx, id, Step::Approve))
}

/// Whether those who pay hear of this one: of awards that were proposed together, of the first that is approved, and see the others
/// beside it.
///
/// # Errors
/// [`DbError`].
pub(crate) fn is_told_to_payers(tx: &mut Tx<'_>, id: DisbursementId) -> Result<bool, DbError> {
    let payout: Option<Option<Key<PayoutId>>> =
        t::table.find(Key(id)).select(t::payout_id).first(tx.db()).optional()?;
    let Some(payout) = payout.flatten() else { return Ok(true) };
    let approved = t::table.filter(t::payout_id.eq(payout)).filter(t::approved_at.is_not_null());
    let first: Option<Key<DisbursementId>> =
        approved.order((t::approved_at, t::id)).select(t::id).first(tx.db()).optional()?;
    Ok(first == Some(Key(id)))
}

//! Accounts that take no part: for now, or for good.

use diesel::prelude::*;
use domain::{
    ids::LedgerAccountId,
    ledger::{Account, LedgerEvent, Refusal},
    permissions::{Actor, Denied, Permission},
};

use super::accounts::locked;
use crate::db::{DbError, Key, NewEntry, Tx, schema::ledger_accounts as t, subject};

/// Why an account is not changed.
#[derive(Debug, thiserror::Error)]
pub enum FreezeError {
    /// The store; [`DbError::NotFound`] where there is no such account, or not for the caller.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The rules of the ledger.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// Lets nothing in or out of an account for now; what is pending can still be voided.
///
/// # Errors
/// [`FreezeError`]; [`Refusal::Closed`].
pub fn freeze(tx: &mut Tx<'_>, actor: &Actor, id: LedgerAccountId, reason: &str) -> Result<(), FreezeError> {
    let event = LedgerEvent::Frozen { account: id, reason: reason.to_owned() };
    change(tx, actor, id, event, |account| account.freeze(id))
}

/// Lets it take part again.
///
/// # Errors
/// [`FreezeError`]; [`Refusal::Closed`].
pub fn thaw(tx: &mut Tx<'_>, actor: &Actor, id: LedgerAccountId, reason: &str) -> Result<(), FreezeError> {
    let event = LedgerEvent::Thawed { account: id, reason: reason.to_owned() };
    change(tx, actor, id, event, |account| account.thaw(id))
}

/// Closes an empty account for good.
///
/// # Errors
/// [`FreezeError`]; [`Refusal::NotEmpty`], [`Refusal::Closed`].
pub fn close(tx: &mut Tx<'_>, actor: &Actor, id: LedgerAccountId, reason: &str) -> Result<(), FreezeError> {
    let event = LedgerEvent::Closed { account: id, reason: reason.to_owned() };
    change(tx, actor, id, event, |account| account.close(id))
}

fn change(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: LedgerAccountId,
    event: LedgerEvent,
    work: impl FnOnce(&mut Account) -> Result<(), Refusal>,
) -> Result<(), FreezeError> {
    tx.take_turn()?;
    let mut stored = locked(tx, [id])?.0.remove(&id).ok_or(DbError::NotFound)?;
    // Who does not see it is not told that it is there.
    if !actor.may(Permission::ViewLedger, &stored.area) {
        return Err(DbError::NotFound.into());
    }
    actor.require(Permission::AuditLedger, &stored.area)?;
    work(&mut stored.account)?;
    diesel::update(t::table.find(Key(id)))
        .set(t::state.eq(stored.account.state.as_str()))
        .execute(tx.db())
        .map_err(DbError::from)?;
    tx.journal(NewEntry {
        actor: Some(actor),
        area: &stored.area,
        subject: subject("ledger_account", id),
        event,
    })?;
    Ok(())
}

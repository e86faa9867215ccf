//! Calling off what is reserved, and taking back what was collected.

use diesel::prelude::*;
use domain::{
    ids::{EntryId, RedemptionId},
    permissions::{Actor, Denied, Permission},
    redemptions::RedemptionEvent,
};

use super::{
    Error, KIND_RETURN,
    row::{end, entry, locked},
};
use crate::{
    db::{DbError, Key, Tx, schema::redemptions as t, subject},
    ledger::{self, Making},
};

/// Calls a redemption off: the points are back, the piece is on the shelf again. By the resident, or anybody of the
/// household that pays; by the provider, who says why.
///
/// # Errors
/// [`Error::Refused`], [`Error::Reason`]; [`DbError::NotFound`] for everybody else.
pub fn cancel(tx: &mut Tx<'_>, actor: &Actor, id: RedemptionId, reason: Option<&str>) -> Result<(), Error> {
    let old = locked(tx, id)?;
    let (theirs, serves) = (old.is_of(actor), actor.serves(old.provider_id.0));
    if !theirs && !serves {
        return Err(DbError::NotFound.into());
    }
    if !theirs && reason.is_none() {
        return Err(Error::Reason);
    }
    let state = old.standing()?.cancel()?;
    let told: EntryId = tx.new_id();
    let posted = ledger::void(tx, old.posting_id.0, told)?;
    end(tx, &old, state, Some(actor), reason)?;
    old.restock(tx)?;
    let (provider, points) = (old.provider_id.0, old.points);
    let event = if theirs {
        RedemptionEvent::Cancelled { redemption: id, provider, points, posted }
    } else {
        RedemptionEvent::Declined { redemption: id, provider, points, posted }
    };
    tx.journal_as(told, entry(Some(actor), &old.path()?, id, event))?;
    Ok(())
}

/// Takes back what was collected: the points go back to the wallet that paid. An official decides, never about their
/// own.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageProviders`] where the provider serves; [`Error::Refused`],
/// [`Error::Ledger`].
pub fn give_back(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: RedemptionId,
    reason: &str,
    restock: bool,
) -> Result<(), Error> {
    let old = locked(tx, id)?;
    let path = old.path()?;
    actor.require(Permission::ManageProviders, &path)?;
    if old.is_of(actor) {
        return Err(Denied { permission: Permission::ManageProviders }.into());
    }
    let state = old.standing()?.give_back(tx.now())?;
    let told: EntryId = tx.new_id();
    let what = subject("redemption", id);
    let making = Making {
        key: format!("{what}:return"),
        kind: KIND_RETURN,
        subject: what,
        entry: told,
        agent: Some(actor),
    };
    let posted = ledger::reverse(tx, old.posting_id.0, &making)?;
    end(tx, &old, state, Some(actor), Some(reason))?;
    diesel::update(t::table.find(old.id)).set(t::reversal_id.eq(Key(posted.posting))).execute(tx.db())?;
    if restock {
        old.restock(tx)?;
    }
    let event = RedemptionEvent::Returned {
        redemption: id,
        provider: old.provider_id.0,
        points: old.points,
        restocked: restock,
        posted,
    };
    tx.journal_as(told, entry(Some(actor), &path, id, event))?;
    Ok(())
}

//! What becomes of a disbursement: approved, paid, refused, taken back, reversed.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use domain::{
    funds::{
        DISBURSEMENT_HELD_DAYS, FundEvent,
        disbursements::{Disbursement, DisbursementStateName as Name},
    },
    ids::{DisbursementId, EntryId, FundId, PostingId, ProjectId, UserId},
    permissions::Actor,
};

use super::{
    StoredDisbursement,
    grounds::{Loaded, decided, load, officer, save},
    row::{find, find_locked as disbursement_locked},
};
use crate::{
    db::{DbError, Key, NewEntry, Tx, schema::disbursements as t, subject},
    funds::{
        Error, find_locked, findings,
        post::{Ground, hold, kinds},
        sees_drafts,
    },
    ledger::{self, Making},
};

/// Approves it; the money is held from now on.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or not for the caller; [`Error::Disbursement`]; [`Error::Ledger`] where there is too
/// little money of this purpose.
pub fn approve(tx: &mut Tx<'_>, actor: &Actor, id: DisbursementId) -> Result<(), Error> {
    let (stored, loaded, old) = locked(tx, actor, id)?;
    let by = officer(actor, &loaded.fund);
    let (new, grounds, movement) = old.approve(&by, &loaded.rules, loaded.grounds.clone())?;
    save(tx, &loaded, &grounds)?;
    let (entry, what): (EntryId, _) = (tx.new_id(), subject("disbursement", id));
    let until = tx.now() + TimeDelta::days(DISBURSEMENT_HELD_DAYS);
    let ground = Ground { key: None, subject: what, kind: kinds::DISBURSEMENT, entry, agent: Some(actor) };
    let posted = hold(tx, &loaded.fund, &movement, until, ground)?;
    let changes = Changes {
        approved_by: Some(Key(actor.user)),
        approved_at: Some(tx.timestamp()),
        posting_id: Some(Key(posted.posting)),
        entry_id: Some(Key(entry)),
        ..Changes::default()
    };
    update(tx, &new, changes)?;
    let (fund, amount, resolution) = (stored.fund, stored.amount.fen(), stored.resolution);
    let event = FundEvent::DisbursementApproved { fund, disbursement: id, amount, resolution, posted };
    journal(tx, actor, &stored, entry, event)
}

/// Pays it, under the number of the payment: what was held is gone.
///
/// # Errors
/// As [`approve`].
pub fn pay(tx: &mut Tx<'_>, actor: &Actor, id: DisbursementId, reference: &str) -> Result<(), Error> {
    let (stored, loaded, old) = locked(tx, actor, id)?;
    let by = officer(actor, &loaded.fund);
    let (new, grounds) = old.pay(&by, &loaded.rules, loaded.grounds.clone())?;
    save(tx, &loaded, &grounds)?;
    let entry: EntryId = tx.new_id();
    let posted = ledger::commit(tx, held(&stored)?, entry)?;
    let changes = Changes {
        paid_by: Some(Key(actor.user)),
        paid_at: Some(tx.timestamp()),
        reference: Some(reference.trim()),
        entry_id: Some(Key(entry)),
        ..Changes::default()
    };
    update(tx, &new, changes)?;
    let (fund, amount) = (stored.fund, stored.amount.fen());
    let event = FundEvent::DisbursementPaid { fund, disbursement: id, amount, posted };
    journal(tx, actor, &stored, entry, event)?;
    Ok(findings::look_at(tx, &loaded.fund, &stored, &new.content.invoices)?)
}

/// Does not pay it, for a reason; what was held is free again.
///
/// # Errors
/// As [`approve`].
pub fn refuse(tx: &mut Tx<'_>, actor: &Actor, id: DisbursementId, reason: &str) -> Result<(), Error> {
    let (stored, loaded, old) = locked(tx, actor, id)?;
    let by = officer(actor, &loaded.fund);
    let (new, grounds) = old.refuse(&by, &loaded.rules, loaded.grounds.clone())?;
    save(tx, &loaded, &grounds)?;
    let entry: EntryId = tx.new_id();
    let posted = match stored.posting {
        Some(posting) => Some(ledger::void(tx, posting, entry)?),
        None => None,
    };
    let changes = Changes::ended(tx, actor, Some(reason));
    update(tx, &new, changes)?;
    let event = FundEvent::DisbursementRefused { fund: stored.fund, disbursement: id, posted };
    journal(tx, actor, &stored, entry, event)
}

/// Takes it back before anybody approved it: its proposer.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or not for the caller; [`Error::Disbursement`].
pub fn withdraw(tx: &mut Tx<'_>, actor: &Actor, id: DisbursementId) -> Result<(), Error> {
    let fund = find(tx, id)?.fund;
    let fund = find_locked(tx, fund)?;
    let stored = seen(disbursement_locked(tx, id)?, actor)?;
    let new = decided(tx, &stored)?.withdraw(&officer(actor, &fund))?;
    let changes = Changes::ended(tx, actor, None);
    update(tx, &new, changes)?;
    let entry: EntryId = tx.new_id();
    let event = FundEvent::DisbursementWithdrawn { fund: stored.fund, disbursement: id };
    journal(tx, actor, &stored, entry, event)
}

/// Books back what was paid and returned, or should never have been paid, for a reason that everybody reads.
///
/// # Errors
/// As [`approve`].
pub fn reverse(tx: &mut Tx<'_>, actor: &Actor, id: DisbursementId, reason: &str) -> Result<(), Error> {
    let (stored, loaded, old) = locked(tx, actor, id)?;
    let by = officer(actor, &loaded.fund);
    // The ledger makes the movement back itself, of what it has.
    let (new, grounds, _) = old.reverse(&by, &loaded.rules, loaded.grounds.clone())?;
    save(tx, &loaded, &grounds)?;
    let (entry, what): (EntryId, _) = (tx.new_id(), subject("disbursement", id));
    let making = Making {
        key: format!("{what}:reversal"),
        kind: kinds::DISBURSEMENT_REVERSED,
        subject: what,
        entry,
        agent: Some(actor),
    };
    let posted = ledger::reverse(tx, held(&stored)?, &making)?;
    let changes =
        Changes { reversal_id: Some(Key(posted.posting)), ..Changes::ended(tx, actor, Some(reason)) };
    update(tx, &new, changes)?;
    let (fund, amount) = (stored.fund, stored.amount.fen());
    let event = FundEvent::DisbursementReversed { fund, disbursement: id, amount, posted };
    journal(tx, actor, &stored, entry, event)
}

/// Does not pay what was proposed or approved for a project that the committee has ended, both the fund and the project locked: nobody
/// can any more. What was held is free again, and each is journalled by itself. `reason` is why it was ended.
///
/// # Errors
/// [`Error::Disbursement`], [`Error::Ledger`]: the store is damaged.
pub(in crate::funds) fn lapse_all(
    tx: &mut Tx<'_>,
    fund: FundId,
    project: ProjectId,
    reason: Option<&str>,
) -> Result<(), Error> {
    let open = [Name::Proposed, Name::Approved].map(Name::as_str);
    let ids: Vec<Key<DisbursementId>> = t::table
        .filter(t::project_id.eq(Key(project)))
        .filter(t::state.eq_any(open))
        .order(t::id)
        .select(t::id)
        .load(tx.db())
        .map_err(DbError::from)?;
    for Key(id) in ids {
        // Each gives back of the project and the resolution what the one before left of them.
        let stored = disbursement_locked(tx, id)?;
        let held_by = find_locked(tx, fund)?;
        let loaded = load(tx, held_by, Some(project), stored.resolution)?;
        let (new, grounds) = decided(tx, &stored)?.lapse(loaded.grounds.clone())?;
        save(tx, &loaded, &grounds)?;
        let entry: EntryId = tx.new_id();
        let posted = match stored.posting {
            Some(posting) => Some(ledger::void(tx, posting, entry)?),
            None => None,
        };
        let changes = Changes { ended_at: Some(tx.timestamp()), reason, ..Changes::default() };
        update(tx, &new, changes)?;
        let event = FundEvent::DisbursementRefused { fund, disbursement: id, posted };
        let subject = subject("disbursement", id);
        tx.journal_as(entry, NewEntry { actor: None, area: &stored.path, subject, event })?;
    }
    Ok(())
}

/// A disbursement with all that decides about it, locked. What it is paid from never changes, so that it is known before.
fn locked(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: DisbursementId,
) -> Result<(StoredDisbursement, Loaded, Disbursement), Error> {
    let head = seen(find(tx, id)?, actor)?;
    let fund = find_locked(tx, head.fund)?;
    let loaded = load(tx, fund, head.line.project, head.resolution)?;
    let stored = disbursement_locked(tx, id)?;
    let decided = decided(tx, &stored)?;
    Ok((stored, loaded, decided))
}

/// One that somebody may take a step of, as far as it goes whom they are: who is inside the fund, and who proposed it.
fn seen(stored: StoredDisbursement, actor: &Actor) -> Result<StoredDisbursement, DbError> {
    let own = stored.proposed.0 == actor.user;
    if own || sees_drafts(Some(actor), &stored.path) { Ok(stored) } else { Err(DbError::NotFound) }
}

fn held(stored: &StoredDisbursement) -> Result<PostingId, DbError> {
    stored.posting.ok_or_else(|| DbError::damaged("approved without a posting"))
}

/// What a step changes of a row beside where it stands; what is absent stays.
#[derive(AsChangeset, Default)]
#[diesel(table_name = t)]
struct Changes<'a> {
    approved_by: Option<Key<UserId>>,
    approved_at: Option<NaiveDateTime>,
    paid_by: Option<Key<UserId>>,
    paid_at: Option<NaiveDateTime>,
    reference: Option<&'a str>,
    ended_by: Option<Key<UserId>>,
    ended_at: Option<NaiveDateTime>,
    reason: Option<&'a str>,
    posting_id: Option<Key<PostingId>>,
    entry_id: Option<Key<EntryId>>,
    reversal_id: Option<Key<PostingId>>,
}

impl<'a> Changes<'a> {
    fn ended(tx: &Tx<'_>, actor: &Actor, reason: Option<&'a str>) -> Self {
        Self {
            ended_by: Some(Key(actor.user)),
            ended_at: Some(tx.timestamp()),
            reason: reason.map(str::trim),
            ..Self::default()
        }
    }
}

/// Saves where a step led, with what belongs to it.
fn update(tx: &mut Tx<'_>, new: &Disbursement, changes: Changes<'_>) -> Result<(), DbError> {
    diesel::update(t::table.find(Key(new.content.id)))
        .set((t::state.eq(new.state.name().as_str()), changes, t::version.eq(t::version + 1)))
        .execute(tx.db())?;
    Ok(())
}

fn journal(
    tx: &mut Tx<'_>,
    actor: &Actor,
    of: &StoredDisbursement,
    entry: EntryId,
    event: FundEvent,
) -> Result<(), Error> {
    let subject = subject("disbursement", of.id);
    Ok(tx.journal_as(entry, NewEntry { actor: Some(actor), area: &of.path, subject, event })?)
}

//! Deciding claims, and taking them back.

use domain::{
    areas::AreaPath,
    ids::{ClaimId, EntryId},
    permissions::{Actor, Denied, Permission},
    points::{Approver, ClaimEvent, Judge, ProgrammeError, ProgrammeState},
};

use super::{
    Error, StoredClaim,
    read::{Shown, is_visible, judge_ties, shown_of},
    row::{find, find_locked, journal},
    save::{save_approved, save_ended},
    submit::drawn,
};
use crate::{
    db::{DbError, NewEntry, Tx, subject},
    points::{
        award::{self, Award, Home, lasts},
        caps::{Counting, Deed, earner, lock_earner, used},
        programmes::{self, StoredProgramme},
        rules,
    },
};

/// Whether somebody decides claims of such an activity at that home, whoever made them.
pub(super) fn decides(actor: &Actor, stored: &StoredClaim) -> bool {
    may_approve(actor, stored.approver, &stored.claim.home)
}

/// Whether somebody approves claims for such approvers at a home. Officials are those who manage programmes.
pub(in crate::points) fn may_approve(actor: &Actor, approver: Approver, home: &AreaPath) -> bool {
    let official = || actor.may(Permission::ManageProgrammes, home);
    actor.may(Permission::ApprovePoints, home) && (approver == Approver::GridWorker || official())
}

/// A claim that somebody may decide, under its lock.
fn decidable(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ClaimId,
    version: i64,
) -> Result<(StoredClaim, StoredProgramme), Error> {
    let old = find_locked(tx, id)?;
    let programme = programmes::find(tx, old.programme)?;
    if !is_visible(actor, &old, &programme) {
        return Err(DbError::NotFound.into());
    }
    if !decides(actor, &old) {
        return Err(Denied { permission: Permission::ApprovePoints }.into());
    }
    if old.version != version {
        return Err(Error::Stale);
    }
    Ok((old, programme))
}

/// Approves a claim that has still `version`: its points go from the budget into the wallet. Chance draws it for a second
/// look. Answers how the caller sees it then.
///
/// # Errors
/// [`DbError::NotFound`]; [`Error::Denied`]; [`Error::Stale`]; [`Error::Claim`]; [`Error::Cap`]; [`Error::BudgetShort`].
pub fn approve(tx: &mut Tx<'_>, actor: &Actor, id: ClaimId, version: i64) -> Result<Shown, Error> {
    let (old, programme) = decidable(tx, actor, id, version)?;
    let ties = judge_ties(tx, actor)?;
    old.claim.clone().approve(Judge { user: actor.user, ties: &ties })?;
    if programme.state() != ProgrammeState::Running {
        return Err(ProgrammeError::NotRunning.into());
    }
    let rules = rules::rules(tx, old.rules)?;
    let activity = rules.content.activity(&old.activity).ok_or(Error::ActivityUnknown)?;
    let home = Home { person: old.claim.beneficiary, household: old.household, path: old.claim.home.clone() };
    let earner = earner(home.person, home.household);
    lock_earner(tx, programme.id, earner)?;
    let deed = Deed { programme: programme.id, earner, activity: &old.activity, day: old.day, but: Some(id) };
    let used = used(tx, deed, Counting::Approved)?;
    rules.content.allow(activity, &used, old.points)?;

    let entry: EntryId = tx.new_id();
    let award = Award {
        claim: id,
        home,
        points: old.points,
        expires_on: lasts(old.day, rules.content.expiry_months),
        key: format!("claim:{id}"),
    };
    let prepared = award::prepare(tx, &programme, &award, entry, Some(actor))?;
    let posted = award::post(tx, &prepared)?;
    let drawn = drawn(tx, rules.content.re_audit_share);
    let new = save_approved(tx, old, actor.user, (prepared.wallet, posted.posting), drawn)?;
    let event = ClaimEvent::Approved { claim: id, points: new.points, posted };
    let area = &new.claim.home;
    tx.journal_as(entry, NewEntry { actor: Some(actor), area, subject: subject("claim", id), event })?;
    Ok(shown_of(tx, actor, new, ties, programme, &rules)?)
}

/// Rejects a claim that has still `version`.
///
/// # Errors
/// [`DbError::NotFound`]; [`Error::Denied`]; [`Error::Stale`]; [`Error::Claim`].
pub fn reject(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ClaimId,
    version: i64,
    reason: &str,
) -> Result<StoredClaim, Error> {
    let (old, _) = decidable(tx, actor, id, version)?;
    let ties = judge_ties(tx, actor)?;
    let new = old.claim.clone().reject(Judge { user: actor.user, ties: &ties })?;
    save_ended(tx, &old, &new, actor.user, Some(reason.trim()))?;
    journal(tx, Some(actor), id, &old.claim.home, ClaimEvent::Rejected { claim: id })?;
    Ok(find(tx, id)?)
}

/// Takes one's own claim or proposal back while it waits.
///
/// # Errors
/// [`DbError::NotFound`] for who may not know of it; [`Error::Claim`].
pub fn withdraw(tx: &mut Tx<'_>, actor: &Actor, id: ClaimId) -> Result<StoredClaim, Error> {
    let old = find_locked(tx, id)?;
    let programme = programmes::find(tx, old.programme)?;
    if !is_visible(actor, &old, &programme) {
        return Err(DbError::NotFound.into());
    }
    let new = old.claim.clone().withdraw(actor.user)?;
    save_ended(tx, &old, &new, actor.user, None)?;
    journal(tx, Some(actor), id, &old.claim.home, ClaimEvent::Withdrawn { claim: id })?;
    Ok(find(tx, id)?)
}

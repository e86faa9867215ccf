//! Noting what became of a claim.

use diesel::{
    prelude::*,
    sql_types::{BigInt, Binary, Nullable, Text, Timestamp},
};
use domain::{
    ids::{LedgerAccountId, PostingId, UserId},
    points::{Claim, ClaimState, ClaimStateName, ReAudit},
};

use super::row::StoredClaim;
use crate::db::{DbError, Key, Statement, Tx, Value, on_each, schema::claims as t};

/// Notes what an approval did; the claim as it stands then.
///
/// # Errors
/// [`DbError`].
pub(super) fn save_approved(
    tx: &mut Tx<'_>,
    old: StoredClaim,
    by: UserId,
    (wallet, posting): (LedgerAccountId, PostingId),
    drawn: bool,
) -> Result<StoredClaim, DbError> {
    let (re_audit, version) = (drawn.then_some(ReAudit::Waiting), old.version + 1);
    let update = Statement {
        text: [
            "UPDATE claims SET state = ",
            ", decided_by = ",
            ", decided_at = ",
            ", account_id = ",
            ", posting_id = ",
            ", re_audit = ",
            ", version = ",
            " WHERE id = ",
        ],
        values: (
            Value::<Text, _>::of(ClaimStateName::Approved.as_str()),
            Value::<Binary, _>::of(Key(by)),
            Value::<Timestamp, _>::of(tx.timestamp()),
            Value::<Binary, _>::of(Key(wallet)),
            Value::<Binary, _>::of(Key(posting)),
            Value::<Nullable<Text>, _>::of(re_audit.map(ReAudit::as_str)),
            Value::<BigInt, _>::of(version),
            Value::<Binary, _>::of(Key(old.id)),
        ),
    };
    on_each!(tx.db(), |c| update.execute(c))?;
    Ok(StoredClaim {
        claim: Claim { state: ClaimState::Approved { by: Some(by) }, re_audit, ..old.claim },
        decided_by: Some(by),
        decided_at: Some(tx.now()),
        wallet: Some(wallet),
        posting: Some(posting),
        version,
        ..old
    })
}

/// Notes that a claim was rejected or withdrawn.
///
/// # Errors
/// [`DbError`].
pub(super) fn save_ended(
    tx: &mut Tx<'_>,
    old: &StoredClaim,
    new: &Claim,
    by: UserId,
    reason: Option<&str>,
) -> Result<(), DbError> {
    diesel::update(t::table.find(Key(old.id)))
        .set((
            t::state.eq(new.state.name().as_str()),
            t::decided_by.eq(Key(by)),
            t::decided_at.eq(tx.timestamp()),
            t::reason.eq(reason),
            t::version.eq(old.version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Notes that the second look found a claim right.
///
/// # Errors
/// [`DbError`].
pub(in crate::points) fn save_upheld(
    tx: &mut Tx<'_>,
    old: &StoredClaim,
    by: UserId,
    reason: &str,
) -> Result<(), DbError> {
    diesel::update(t::table.find(Key(old.id)))
        .set((
            t::re_audit.eq(ReAudit::Upheld.as_str()),
            t::re_audited_by.eq(Key(by)),
            t::re_audited_at.eq(tx.timestamp()),
            t::re_audit_reason.eq(reason),
            t::version.eq(old.version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Notes that the second look found a claim wrong, and what was taken back.
///
/// # Errors
/// [`DbError`].
pub(in crate::points) fn save_overturned(
    tx: &mut Tx<'_>,
    old: &StoredClaim,
    by: UserId,
    reason: &str,
    (taken, unrecovered): (i64, i64),
) -> Result<(), DbError> {
    diesel::update(t::table.find(Key(old.id)))
        .set((
            t::state.eq(ClaimStateName::Overturned.as_str()),
            t::re_audit.eq(ReAudit::Overturned.as_str()),
            t::re_audited_by.eq(Key(by)),
            t::re_audited_at.eq(tx.timestamp()),
            t::re_audit_reason.eq(reason),
            t::taken_back.eq(old.taken_back + taken),
            t::unrecovered.eq(old.unrecovered + unrecovered),
            t::version.eq(old.version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Notes that a part of a claim was taken back.
///
/// # Errors
/// [`DbError`].
pub(in crate::points) fn take_part_back(
    tx: &mut Tx<'_>,
    old: &StoredClaim,
    (taken, unrecovered): (i64, i64),
) -> Result<(), DbError> {
    diesel::update(t::table.find(Key(old.id)))
        .set((
            t::taken_back.eq(old.taken_back + taken),
            t::unrecovered.eq(old.unrecovered + unrecovered),
            t::version.eq(old.version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

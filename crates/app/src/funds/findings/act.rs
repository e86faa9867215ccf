//! Answering findings, and judging the answers.

use diesel::prelude::*;
use domain::{
    funds::{
        FundEvent,
        findings::{Finding, FindingState},
    },
    ids::{FindingId, UserId},
    permissions::{Actor, Permission},
};

use super::{
    StoredFinding,
    row::{find_locked, fund_of},
};
use crate::{
    db::{
        DbError, Key, NewEntry, Tx,
        schema::{disbursements, finding_entries as e, findings as t},
        subject,
    },
    funds::{Error, StoredFund, find, payees::require_part, read::seen, sees_drafts},
};

/// Answers one: who takes part in running the fund, by whatever role.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or not for the caller; [`Error::Denied`] for others; [`Error::Finding`].
pub fn answer(tx: &mut Tx<'_>, actor: &Actor, id: FindingId, text: &str) -> Result<(), Error> {
    let (fund, stored) = locked(tx, actor, id)?;
    require_part(actor, &fund)?;
    let new = stored.finding.clone().answer(actor.user)?;
    save(tx, &new, actor, None)?;
    note(tx, actor, &stored, ("answered", Some(text)))?;
    journal(tx, actor, &fund, id, FundEvent::FindingAnswered { fund: fund.id, finding: id })
}

/// Takes the answer, or asks again with words: the auditor, where they took no part in what was found and did not answer it.
///
/// # Errors
/// [`DbError::NotFound`] where there is none, or not for the caller; [`Error::Denied`] without [`Permission::AuditLedger`] there;
/// [`Error::Finding`].
pub fn judge(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: FindingId,
    satisfied: bool,
    text: Option<&str>,
) -> Result<(), Error> {
    let (fund, stored) = locked(tx, actor, id)?;
    actor.require(Permission::AuditLedger, &fund.path)?;
    let took = took_part(tx, &stored)?;
    let new = stored.finding.clone().judge(actor.user, &took, satisfied)?;
    let now = tx.timestamp();
    save(tx, &new, actor, satisfied.then_some(now))?;
    note(tx, actor, &stored, (if satisfied { "settled" } else { "asked_again" }, text))?;
    journal(tx, actor, &fund, id, FundEvent::FindingJudged { fund: fund.id, finding: id, satisfied })
}

fn locked(tx: &mut Tx<'_>, actor: &Actor, id: FindingId) -> Result<(StoredFund, StoredFinding), Error> {
    let fund = fund_of(tx, id)?;
    let fund = seen(find(tx, fund)?, Some(actor))?;
    if !sees_drafts(Some(actor), &fund.path) {
        return Err(DbError::NotFound.into());
    }
    Ok((fund, find_locked(tx, id)?))
}

/// Who proposed, approved or paid what was found.
fn took_part(tx: &mut Tx<'_>, stored: &StoredFinding) -> Result<Vec<UserId>, DbError> {
    use disbursements as d;
    type Row = (Key<UserId>, Option<Key<UserId>>, Option<Key<UserId>>);
    let ids: Vec<_> = stored.finding.found.disbursements.iter().copied().map(Key).collect();
    let rows: Vec<Row> = d::table
        .filter(d::id.eq_any(ids))
        .select((d::proposed_by, d::approved_by, d::paid_by))
        .load(tx.db())?;
    let people = rows.into_iter().flat_map(|(proposer, approver, payer)| [Some(proposer), approver, payer]);
    Ok(people.flatten().map(|Key(user)| user).collect())
}

fn save(
    tx: &mut Tx<'_>,
    new: &Finding,
    actor: &Actor,
    settled_at: Option<chrono::NaiveDateTime>,
) -> Result<(), DbError> {
    let (state, answered, settled) = match new.state {
        FindingState::Open => ("open", None, None),
        FindingState::Answered { by } => ("answered", Some(by), None),
        FindingState::Settled { answered_by, .. } => ("settled", Some(answered_by), Some(actor.user)),
    };
    diesel::update(t::table.find(Key(new.id)))
        .set((
            t::state.eq(state),
            (t::answered_by.eq(answered.map(Key)), t::settled_by.eq(settled.map(Key))),
            t::settled_at.eq(settled_at),
            t::version.eq(t::version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Keeps what was said. Its number is the version before, under the finding's lock.
fn note(
    tx: &mut Tx<'_>,
    actor: &Actor,
    of: &StoredFinding,
    (kind, text): (&str, Option<&str>),
) -> Result<(), DbError> {
    diesel::insert_into(e::table)
        .values((
            (e::finding_id.eq(Key(of.finding.id)), e::ordinal.eq(of.version), e::kind.eq(kind)),
            (e::user_id.eq(Key(actor.user)), e::text.eq(text.map(str::trim)), e::at.eq(tx.timestamp())),
        ))
        .execute(tx.db())?;
    Ok(())
}

fn journal(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: &StoredFund,
    id: FindingId,
    event: FundEvent,
) -> Result<(), Error> {
    let subject = subject("finding", id);
    tx.journal(NewEntry { actor: Some(actor), area: &fund.path, subject, event })?;
    Ok(())
}

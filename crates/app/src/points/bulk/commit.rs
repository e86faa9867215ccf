//! Committing a table, or not.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use diesel::prelude::*;
use domain::{
    ids::{BulkAwardId, ClaimId, EntryId, ProgrammeRulesId},
    permissions::{Actor, Denied, Permission},
    points::{Claim, ClaimState, PointsEvent, ProgrammeError, ProgrammeState, Source},
};

use super::{
    Award, Error, award,
    judge::{As, problems},
    row::{Kept, find_locked, kept},
};
use crate::{
    db::{
        DbError, Key, NewEntry, Tx,
        schema::{bulk_award_rows as rows, bulk_awards as t},
        subject,
    },
    ledger::{self, BatchError},
    points::{
        award::{self as awards, Award as One, lasts},
        caps::{earner, lock_earner},
        claims::{NewRow, drawn, insert},
        programmes::{self, StoredProgramme},
        rules::{StoredRules, adopted_of},
    },
};

/// How long rows of a table that was not committed are kept, in days.
const DISCARDED_KEPT_DAYS: i64 = 30;

/// Awards every row of a table that somebody else uploaded, or none.
///
/// # Errors
/// [`DbError::NotFound`]; [`Error::Own`], [`Error::Decided`]; [`Error::Denied`] for who approves nothing there;
/// [`Error::Refused`] where rows are hindered as things stand now: the caller sees which when reading it.
pub fn commit(tx: &mut Tx<'_>, actor: &Actor, id: BulkAwardId) -> Result<Award, Error> {
    // Who may not know of it hears so first.
    award(tx, actor, id)?;
    let stored = find_locked(tx, id)?;
    if actor.scope(Permission::ApprovePoints).is_empty() {
        return Err(Denied { permission: Permission::ApprovePoints }.into());
    }
    if stored.prepared_by.0 == actor.user {
        return Err(Error::Own);
    }
    if !stored.waits(tx.timestamp()) {
        return Err(Error::Decided);
    }
    let programme = programmes::find(tx, stored.programme_id.0)?;
    if programme.state() != ProgrammeState::Running {
        return Err(ProgrammeError::NotRunning.into());
    }
    let all = kept(tx, id)?;
    let earners: BTreeSet<_> = all.iter().map(|row| earner(row.home.person, row.home.household)).collect();
    for earner in earners {
        lock_earner(tx, programme.id, earner)?;
    }
    let hindered = problems(tx, actor, As::Committer, stored.prepared_by.0, &programme, &all)?;
    let count = hindered.iter().flatten().count();
    if count > 0 {
        return Err(Error::Refused(count));
    }
    post(tx, actor, id, &programme, &all, stored.prepared_by.0, stored.points)?;
    diesel::update(t::table.find(Key(id)))
        .set((
            t::state.eq("committed"),
            t::committed_by.eq(Key(actor.user)),
            t::committed_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    award(tx, actor, id)
}

fn post(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: BulkAwardId,
    programme: &StoredProgramme,
    all: &[Kept],
    preparer: domain::ids::UserId,
    points: i64,
) -> Result<(), Error> {
    let versions: BTreeMap<ProgrammeRulesId, StoredRules> = adopted_of(tx, [programme.id])?
        .remove(&programme.id)
        .unwrap_or_default()
        .into_iter()
        .map(|rules| (rules.id, rules))
        .collect();
    let entry: EntryId = tx.new_id();
    let mut prepared = Vec::with_capacity(all.len());
    let mut made: Vec<(ClaimId, &Kept, &StoredRules)> = Vec::with_capacity(all.len());
    for row in all {
        let rules = versions.get(&row.rules).ok_or_else(|| DbError::damaged("a row without its rules"))?;
        let claim: ClaimId = tx.new_id();
        let one = One {
            claim,
            home: row.home.clone(),
            points: row.points,
            expires_on: lasts(row.day, rules.content.expiry_months),
            key: format!("claim:{claim}"),
        };
        prepared.push(awards::prepare(tx, programme, &one, entry, Some(actor))?);
        made.push((claim, row, rules));
    }
    let batch: Vec<_> = prepared.iter().map(|one| (one.posting.clone(), one.making.clone())).collect();
    let posted = ledger::post_all(tx, &batch).map_err(|error| match error {
        BatchError::Db(error) => Error::Db(error),
        BatchError::Refused(refused) => Error::Refused(refused.len()),
    })?;
    awards::credited(tx, &prepared)?;
    let mut claims = Vec::with_capacity(made.len());
    for (((claim, row, rules), prepared), posted) in made.into_iter().zip(&prepared).zip(&posted) {
        let activity = rules.content.activity(&row.activity);
        let activity = activity.ok_or_else(|| DbError::damaged("a row without its activity"))?;
        let domain = Claim {
            source: Source::Bulk,
            issuer: Some(preparer),
            beneficiary: row.home.person,
            home: row.home.path.clone(),
            state: ClaimState::Submitted,
            re_audit: None,
        };
        let new = NewRow::submitted(
            claim,
            (programme.id, rules.id),
            (&activity.code, activity.approver),
            &domain,
            (earner(row.home.person, row.home.household), row.home.household),
            (row.day, row.minutes, row.points),
            tx.timestamp(),
        );
        let drawn = drawn(tx, rules.content.re_audit_share);
        let new = new.with_words(row.note.clone()).of_bulk(id);
        claims.push(new.approved(Some(actor.user), prepared.wallet, posted.posting, drawn));
    }
    insert(tx, &claims)?;
    let event = PointsEvent::BulkCommitted { bulk_award: id, points, posted };
    let subject = subject("bulk_award", id);
    Ok(tx.journal_as(entry, NewEntry { actor: Some(actor), area: &programme.path, subject, event })?)
}

/// Takes one's own table back while it waits.
///
/// # Errors
/// [`DbError::NotFound`] where it is not theirs; [`Error::Decided`].
pub fn discard(tx: &mut Tx<'_>, actor: &Actor, id: BulkAwardId) -> Result<(), Error> {
    let stored = find_locked(tx, id)?;
    if stored.prepared_by.0 != actor.user {
        return Err(DbError::NotFound.into());
    }
    if !stored.waits(tx.timestamp()) {
        return Err(Error::Decided);
    }
    let programme = programmes::find(tx, stored.programme_id.0)?;
    diesel::update(t::table.find(Key(id)))
        .set(t::state.eq("discarded"))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let event = PointsEvent::BulkDiscarded { bulk_award: id };
    let subject = subject("bulk_award", id);
    tx.journal(NewEntry { actor: Some(actor), area: &programme.path, subject, event })?;
    Ok(())
}

/// Forgets the rows of tables that nobody committed long ago; how many tables.
///
/// # Errors
/// [`DbError`].
pub fn purge(tx: &mut Tx<'_>) -> Result<usize, DbError> {
    let oldest = (tx.now() - TimeDelta::days(DISCARDED_KEPT_DAYS)).naive_utc();
    let old: Vec<Key<BulkAwardId>> = t::table
        .filter(t::state.ne("committed"))
        .filter(t::expires_at.lt(oldest))
        .select(t::id)
        .load(tx.db())?;
    diesel::delete(rows::table.filter(rows::bulk_award_id.eq_any(&old))).execute(tx.db())?;
    Ok(diesel::delete(t::table.filter(t::id.eq_any(&old))).execute(tx.db())?)
}

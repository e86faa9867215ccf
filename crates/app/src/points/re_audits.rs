//! The second look at approved claims that chance drew.

use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{ClaimId, EntryId, ProgrammeId},
    permissions::{Actor, Denied, Permission},
    points::{ClaimEvent, Judge, ReAudit},
};

use super::{
    award::{self, TakeBack},
    claims::{
        Error, Page, Row, Shown, StoredClaim, find, find_locked, judge_ties, save_overturned, save_upheld,
        shown,
    },
    programmes,
};
use crate::db::{DbError, Key, NewEntry, Tx, schema::claims as t, subject};

/// Claims that wait for a second look where the caller audits, the oldest first; or those that had it, the latest first.
///
/// # Errors
/// [`Denied`] for who audits nowhere.
pub fn list(
    tx: &mut Tx<'_>,
    actor: &Actor,
    programme: Option<ProgrammeId>,
    done: bool,
    page: Page,
) -> Result<Vec<Shown>, Error> {
    let scope: Vec<AreaPath> = actor.scope(Permission::AuditLedger);
    if scope.is_empty() {
        return Err(Denied { permission: Permission::AuditLedger }.into());
    }
    let states: &[&str] = if done { &["upheld", "overturned"] } else { &["waiting"] };
    let mut found: Vec<StoredClaim> = Vec::new();
    for path in &scope {
        let mut query = t::table
            .filter(t::re_audit.eq_any(states))
            .filter(t::home_path.ge(path.to_string()))
            .filter(t::home_path.lt(path.end()))
            .limit(page.limit)
            .select(Row::as_select())
            .into_boxed();
        query = if done { query.order(t::id.desc()) } else { query.order(t::id.asc()) };
        if let Some(programme) = programme {
            query = query.filter(t::programme_id.eq(Key(programme)));
        }
        if let Some(after) = page.after {
            query =
                if done { query.filter(t::id.lt(Key(after))) } else { query.filter(t::id.gt(Key(after))) };
        }
        let rows: Vec<Row> = query.load(tx.db()).map_err(DbError::from)?;
        for row in rows {
            found.push(row.try_into()?);
        }
    }
    found.sort_by(|a, b| if done { b.id.cmp(&a.id) } else { a.id.cmp(&b.id) });
    found.truncate(usize::try_from(page.limit).unwrap_or(usize::MAX));
    Ok(shown(tx, actor, found)?)
}

/// Says what the second look found. What was wrong is taken back out of the wallet as far as it is there; what was spent
/// already is recorded as unrecovered.
///
/// # Errors
/// [`DbError::NotFound`]; [`Error::Denied`]; [`Error::Stale`]; [`Error::Claim`]; [`Error::Ledger`].
pub fn judge(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ClaimId,
    version: i64,
    upheld: bool,
    reason: &str,
) -> Result<StoredClaim, Error> {
    let old = find_locked(tx, id)?;
    actor.require(Permission::AuditLedger, &old.claim.home).map_err(|denied| {
        // Who does not audit there does not learn which claims there are.
        if actor.scope(Permission::AuditLedger).is_empty() {
            denied.into()
        } else {
            Error::from(DbError::NotFound)
        }
    })?;
    if old.version != version {
        return Err(Error::Stale);
    }
    let (ties, reason) = (judge_ties(tx, actor)?, reason.trim());
    let judge = Judge { user: actor.user, ties: &ties };
    let entry: EntryId = tx.new_id();
    let event = if upheld {
        old.claim.clone().uphold(judge)?;
        save_upheld(tx, &old, actor.user, reason)?;
        ClaimEvent::Upheld { claim: id }
    } else {
        let new = old.claim.clone().overturn(judge)?;
        debug_assert_eq!(new.re_audit, Some(ReAudit::Overturned));
        overturn(tx, actor, &old, reason, entry)?
    };
    let area = &old.claim.home;
    tx.journal_as(entry, NewEntry { actor: Some(actor), area, subject: subject("claim", id), event })?;
    Ok(find(tx, id)?)
}

fn overturn(
    tx: &mut Tx<'_>,
    actor: &Actor,
    old: &StoredClaim,
    reason: &str,
    entry: EntryId,
) -> Result<ClaimEvent, Error> {
    let programme = programmes::find(tx, old.programme)?;
    let (Some(posting), Some(wallet)) = (old.posting, old.wallet) else {
        return Err(DbError::damaged("an approved claim without its posting").into());
    };
    let back = TakeBack {
        claim: old.id,
        posting,
        wallet,
        awarded: old.points,
        points: old.points - old.taken_back - old.unrecovered,
        key: format!("overturned:{}", old.id),
    };
    let done = award::take_back(tx, &programme, &back, entry, Some(actor))?;
    save_overturned(tx, old, actor.user, reason, (done.taken, done.unrecovered))?;
    Ok(ClaimEvent::Overturned {
        claim: old.id,
        taken_back: done.taken,
        unrecovered: done.unrecovered,
        posted: done.posted,
    })
}

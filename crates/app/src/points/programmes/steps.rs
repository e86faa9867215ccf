//! A programme's steps: it is funded, starts, and ends.

use diesel::prelude::*;
use domain::{
    ids::{EntryId, FundingId, ProgrammeId, ProgrammeRulesId, UserId},
    ledger::{AccountKind, Entry, NewPosting, Unit},
    permissions::{Actor, Permission},
    points::{ProgrammeEvent, ProgrammeState},
    town_time,
};

use super::{Error, StoredProgramme, find, find_locked};
use crate::{
    db::{
        DbError, Key, NewEntry, Tx,
        schema::{claims, programme_fundings as fundings, programme_rules, programmes as t},
        subject,
    },
    ledger::{self, Making},
    points::{kinds, rules},
};

/// Points move between two accounts of a programme.
pub(in crate::points) fn moving(
    from: domain::ids::LedgerAccountId,
    to: domain::ids::LedgerAccountId,
    points: i64,
) -> NewPosting {
    let entries = vec![Entry { account: from, amount: -points }, Entry { account: to, amount: points }];
    NewPosting { unit: Unit::Points, purpose: None, entries }
}

/// Gives a programme points for its budget.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::FundProgrammes`] there; [`ProgrammeError::OwnFunding`] for who wrote it, its
/// rules, or let it start; [`ProgrammeError::Ended`].
///
/// [`ProgrammeError::OwnFunding`]: domain::points::ProgrammeError::OwnFunding
/// [`ProgrammeError::Ended`]: domain::points::ProgrammeError::Ended
pub fn fund(tx: &mut Tx<'_>, actor: &Actor, id: ProgrammeId, points: i64, note: &str) -> Result<(), Error> {
    let mut stored = find_locked(tx, id)?;
    actor.require(Permission::FundProgrammes, &stored.path)?;
    let authors: Vec<Key<UserId>> = programme_rules::table
        .filter(programme_rules::programme_id.eq(Key(id)))
        .select(programme_rules::created_by)
        .load(tx.db())
        .map_err(DbError::from)?;
    stored.programme.managers.extend(authors.into_iter().map(|Key(author)| author));
    stored.programme.fund(actor.user)?;

    let (source, budget) =
        (stored.account(tx, AccountKind::Source)?, stored.account(tx, AccountKind::Budget)?);
    let (entry, funding): (EntryId, FundingId) = (tx.new_id(), tx.new_id());
    let making = Making {
        key: format!("funding:{funding}"),
        kind: kinds::FUNDING,
        subject: subject("funding", funding),
        entry,
        agent: Some(actor),
    };
    let posted = ledger::post(tx, &moving(source, budget, points), &making)?;
    diesel::insert_into(fundings::table)
        .values((
            fundings::id.eq(Key(funding)),
            fundings::programme_id.eq(Key(id)),
            fundings::points.eq(points),
            fundings::note.eq(note.trim()),
            fundings::posting_id.eq(Key(posted.posting)),
            fundings::funded_by.eq(Key(actor.user)),
            fundings::funded_at.eq(tx.timestamp()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let event = ProgrammeEvent::Funded { programme: id, points, posted };
    let subject = subject("programme", id);
    Ok(tx.journal_as(entry, NewEntry { actor: Some(actor), area: &stored.path, subject, event })?)
}

/// Lets a draft that has still `version` start, by a draft of its rules, which is adopted.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageProgrammes`] there; [`Error::Stale`], [`Error::RulesUnknown`],
/// [`Error::Rules`]; [`Error::Programme`].
pub fn start(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ProgrammeId,
    version: i64,
    by: ProgrammeRulesId,
) -> Result<StoredProgramme, Error> {
    let old = find_locked(tx, id)?;
    actor.require(Permission::ManageProgrammes, &old.path)?;
    if old.version != version {
        return Err(Error::Stale);
    }
    let (_, from) = old.programme.clone().start(town_time::date(tx.now()))?;
    let draft = rules::rules(tx, by).map_err(|error| match error {
        DbError::NotFound => Error::RulesUnknown,
        other => other.into(),
    })?;
    if draft.programme != id || draft.adopted_from.is_some() {
        return Err(Error::RulesUnknown);
    }
    let faults = draft.content.faults(old.wallets);
    if !faults.is_empty() {
        return Err(Error::Rules(faults));
    }
    rules::put_in_force(tx, &draft, from)?;
    diesel::update(t::table.find(Key(id)))
        .set((
            t::state.eq(ProgrammeState::Running.as_str()),
            t::started_by.eq(Key(actor.user)),
            t::version.eq(version + 1),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let event = ProgrammeEvent::Started { programme: id, rules: by, from };
    let subject = subject("programme", id);
    tx.journal(NewEntry { actor: Some(actor), area: &old.path, subject, event })?;
    Ok(find(tx, id)?)
}

/// Ends a programme that has still `version`: what is left of its budget goes back.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::ManageProgrammes`] there; [`Error::Stale`]; [`Error::Programme`].
pub fn end(tx: &mut Tx<'_>, actor: &Actor, id: ProgrammeId, version: i64) -> Result<StoredProgramme, Error> {
    let old = find_locked(tx, id)?;
    actor.require(Permission::ManageProgrammes, &old.path)?;
    if old.version != version {
        return Err(Error::Stale);
    }
    let waiting: i64 = claims::table
        .filter(claims::programme_id.eq(Key(id)))
        .filter(claims::state.eq("submitted"))
        .count()
        .get_result(tx.db())
        .map_err(DbError::from)?;
    let ended = old.programme.clone().end(waiting)?;

    let (source, budget) = (old.account(tx, AccountKind::Source)?, old.account(tx, AccountKind::Budget)?);
    let (returned, entry): (i64, EntryId) = (old.left(tx)?, tx.new_id());
    let posted = if returned > 0 {
        let making = Making {
            key: format!("ending:{id}"),
            kind: kinds::ENDING,
            subject: subject("programme", id),
            entry,
            agent: Some(actor),
        };
        Some(ledger::post(tx, &moving(budget, source, returned), &making)?)
    } else {
        None
    };
    diesel::update(t::table.find(Key(id)))
        .set((t::state.eq(ended.state.as_str()), t::ended_at.eq(tx.timestamp()), t::version.eq(version + 1)))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let event = ProgrammeEvent::Ended { programme: id, returned, posted };
    let subject = subject("programme", id);
    tx.journal_as(entry, NewEntry { actor: Some(actor), area: &old.path, subject, event })?;
    Ok(find(tx, id)?)
}

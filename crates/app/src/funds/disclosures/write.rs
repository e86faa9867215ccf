//! Preparing, signing and publishing the account of a period.

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    funds::{Disclosed, Disclosure, DisclosureError, DisclosureState, FundEvent, Period, Signatory},
    ids::{DisclosureId, FundId},
    journal::NodeHash,
    permissions::{Actor, Permission},
    town_time,
};

use super::{
    Shown, StoredDisclosure,
    content::content,
    periods,
    read::reads_prepared,
    row::{find, find_locked, fund_of, of_period},
};
use crate::{
    db::{DbError, Key, NewEntry, Tx, schema::fund_disclosures as t, subject},
    funds::{Error, StoredFund, find_locked as lock_fund, findings, opening::kept, read::seen},
};

/// Writes the account of the period that begins on a day, or writes it anew, from what is in the books, with these words.
/// Signatures under another text are gone; where nothing changed nothing is done.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::KeepFunds`] there; [`Error::PeriodUnknown`]; [`DisclosureError::NotOver`],
/// [`DisclosureError::Unbalanced`], [`DisclosureError::Published`].
pub fn prepare(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: FundId,
    from: NaiveDate,
    note: &str,
) -> Result<Shown, Error> {
    let stored = kept(tx, actor, fund)?;
    let today = town_time::date(tx.now());
    let all = periods::all(tx, &stored, today)?;
    let period = all.into_iter().find(|period| period.from == from).ok_or(Error::PeriodUnknown)?;
    let (said, text, hash) = said(tx, &stored, &period, note)?;
    let old = of_period(tx, fund, from)?;
    let made = match &old {
        None => Disclosure::prepare(tx.new_id(), fund, period, (said.figures, hash), today)?,
        Some(old) => old.disclosure.replace(said.figures, hash)?,
    };
    match old {
        None => insert(tx, actor, &made, &text)?,
        Some(old) if old.disclosure == made => return Ok(Shown::new(old, today)),
        Some(old) => rewrite(tx, actor, &old, &made, &text)?,
    }
    let event = FundEvent::DisclosurePrepared { fund, disclosure: made.id, document: hash };
    done(tx, actor, &stored, made.id, event)
}

/// Signs what was `read`, as whom one is. The treasurer needs [`Permission::KeepFunds`], the auditor
/// [`Permission::AuditLedger`].
///
/// # Errors
/// [`DbError::NotFound`] for who does not read it; [`Error::Denied`]; [`DisclosureError::Published`],
/// [`DisclosureError::Changed`], [`DisclosureError::SamePerson`], [`DisclosureError::FindingsOpen`].
pub fn sign(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: DisclosureId,
    signatory: Signatory,
    read: NodeHash,
) -> Result<Shown, Error> {
    let (fund, old) = locked(tx, actor, id)?;
    let permission = match signatory {
        Signatory::Treasurer => Permission::KeepFunds,
        Signatory::Auditor => Permission::AuditLedger,
    };
    actor.require(permission, &fund.path)?;
    let unanswered = findings::unanswered(tx, fund.id, &old.disclosure.period)?;
    let signed = old.disclosure.sign(actor.user, signatory, read, unanswered)?;
    if signed == old.disclosure {
        return Ok(Shown::new(old, town_time::date(tx.now())));
    }
    let (now, next) = (tx.timestamp(), t::version.eq(old.version + 1));
    let row = diesel::update(t::table.find(Key(id)));
    match signatory {
        Signatory::Treasurer => {
            row.set((t::treasurer_id.eq(Key(actor.user)), t::treasurer_at.eq(now), next)).execute(tx.db())
        }
        Signatory::Auditor => {
            row.set((t::auditor_id.eq(Key(actor.user)), t::auditor_at.eq(now), next)).execute(tx.db())
        }
    }
    .map_err(DbError::from)?;
    let event = FundEvent::DisclosureSigned { fund: fund.id, disclosure: id, signatory };
    done(tx, actor, &fund, id, event)
}

/// Publishes it, for good: once both have signed it and while the books still say the same.
///
/// # Errors
/// [`DbError::NotFound`] for who does not read it; [`Error::Denied`] without [`Permission::KeepFunds`] or
/// [`Permission::ManageFunds`] there; [`DisclosureError::Published`], [`DisclosureError::NotSigned`];
/// [`DisclosureError::Changed`] where something was booked into the period since, or what it names is called otherwise.
pub fn publish(tx: &mut Tx<'_>, actor: &Actor, id: DisclosureId) -> Result<Shown, Error> {
    let (fund, old) = locked(tx, actor, id)?;
    if !actor.may(Permission::KeepFunds, &fund.path) {
        actor.require(Permission::ManageFunds, &fund.path)?;
    }
    let published = old.disclosure.publish(town_time::date(tx.now()))?;
    let DisclosureState::Published { on, .. } = published.state else {
        return Err(DbError::damaged("a disclosure that is published and is not").into());
    };
    let note = Disclosed::read(&old.document).map_err(DbError::damaged)?.note;
    let (_, _, hash) = said(tx, &fund, &published.period, &note)?;
    if hash != published.document {
        return Err(DisclosureError::Changed.into());
    }
    diesel::update(t::table.find(Key(id)))
        .set((
            t::published_by.eq(Key(actor.user)),
            t::published_on.eq(on.to_string()),
            t::version.eq(old.version + 1),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let event = FundEvent::DisclosurePublished { fund: fund.id, disclosure: id, document: hash };
    done(tx, actor, &fund, id, event)
}

/// What the books say of a period: read, as text, and the hash of that.
fn said(
    tx: &mut Tx<'_>,
    fund: &StoredFund,
    period: &Period,
    note: &str,
) -> Result<(Disclosed, String, NodeHash), DbError> {
    let said = content(tx, fund, period, note)?;
    let text = said.text().map_err(DbError::damaged)?;
    let hash = Disclosed::hash(&text);
    Ok((said, text, hash))
}

/// One of them with its fund, both locked. Who does not read it is not told that it is there.
fn locked(tx: &mut Tx<'_>, actor: &Actor, id: DisclosureId) -> Result<(StoredFund, StoredDisclosure), Error> {
    let fund = fund_of(tx, id)?;
    let fund = seen(lock_fund(tx, fund)?, Some(actor))?;
    if !reads_prepared(Some(actor), &fund.path) {
        return Err(DbError::NotFound.into());
    }
    Ok((fund, find_locked(tx, id)?))
}

fn insert(tx: &mut Tx<'_>, actor: &Actor, made: &Disclosure, text: &str) -> Result<(), DbError> {
    let (period, figures) = (made.period, made.figures);
    diesel::insert_into(t::table)
        .values((
            (t::id.eq(Key(made.id)), t::fund_id.eq(Key(made.fund))),
            (t::period_from.eq(period.from.to_string()), t::period_until.eq(period.until.to_string())),
            t::due_on.eq(period.due_on.to_string()),
            (t::opening.eq(figures.opening_fen), t::brought.eq(figures.brought_fen)),
            (t::income.eq(figures.income_fen), t::expense.eq(figures.expense_fen)),
            (t::closing.eq(figures.closing_fen), t::in_kind.eq(figures.in_kind_fen)),
            (t::document.eq(text), t::document_hash.eq(made.document.0.to_vec())),
            (t::prepared_by.eq(Key(actor.user)), t::prepared_at.eq(tx.timestamp())),
        ))
        .execute(tx.db())?;
    Ok(())
}

fn rewrite(
    tx: &mut Tx<'_>,
    actor: &Actor,
    old: &StoredDisclosure,
    made: &Disclosure,
    text: &str,
) -> Result<(), DbError> {
    let (figures, now) = (made.figures, tx.timestamp());
    diesel::update(t::table.find(Key(made.id)))
        .set((
            (t::opening.eq(figures.opening_fen), t::brought.eq(figures.brought_fen)),
            (t::income.eq(figures.income_fen), t::expense.eq(figures.expense_fen)),
            (t::closing.eq(figures.closing_fen), t::in_kind.eq(figures.in_kind_fen)),
            (t::document.eq(text), t::document_hash.eq(made.document.0.to_vec())),
            (t::prepared_by.eq(Key(actor.user)), t::prepared_at.eq(now)),
            (t::treasurer_id.eq(None::<Vec<u8>>), t::treasurer_at.eq(None::<chrono::NaiveDateTime>)),
            (t::auditor_id.eq(None::<Vec<u8>>), t::auditor_at.eq(None::<chrono::NaiveDateTime>)),
            t::version.eq(old.version + 1),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Tells the journal, and answers what it is now.
fn done(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: &StoredFund,
    id: DisclosureId,
    event: FundEvent,
) -> Result<Shown, Error> {
    let subject = subject("disclosure", id);
    tx.journal(NewEntry { actor: Some(actor), area: &fund.path, subject, event })?;
    let today = town_time::date(tx.now());
    Ok(Shown::new(find(tx, id)?, today))
}

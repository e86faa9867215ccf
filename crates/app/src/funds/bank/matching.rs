//! Which posting a line of the bank's belongs to: as far as that is beyond doubt, and otherwise as somebody says.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use diesel::prelude::*;
use domain::{
    funds::{
        FundEvent,
        books::{MATCH_DAYS_MAX, Reconciliation, StatementLine, reconcile},
    },
    ids::{FundId, PostingId, StatementLineId},
    permissions::{Actor, Permission},
    town_time,
};

use super::{
    cash::{self, Wanted},
    row::{LineRow, MatchedHow, StoredLine, find_line},
    standing::standing,
};
use crate::{
    db::{DbError, Key, NewEntry, Tx, schema::bank_lines as l, subject},
    funds::{Error, StoredFund, find, find_locked, keeps, opening::kept, read::seen},
};

/// Days before a line's for which its posting is looked for by the payment's number.
const REFERENCE_DAYS_MAX: i64 = 120;

impl StoredLine {
    /// As it is compared with the books. Banks that tell no number of the payment have their own number on the slip.
    fn compared(&self) -> StatementLine {
        let reference = self.reference.clone().unwrap_or_else(|| self.serial.clone());
        StatementLine { id: self.id, day: self.day, fen: self.fen, reference: Some(reference) }
    }
}

/// Compares what is not matched of a fund that is locked with its books, these lines with it. What a person parted stays apart.
///
/// # Errors
/// [`DbError`].
pub(super) fn compare(tx: &mut Tx<'_>, fund: FundId, new: &[StoredLine]) -> Result<Reconciliation, DbError> {
    let rows: Vec<LineRow> = l::table
        .filter(l::fund_id.eq(Key(fund)))
        .filter(l::posting_id.is_null())
        .filter(l::apart.eq(false))
        .select(LineRow::as_select())
        .load(tx.db())?;
    let mut bank: Vec<StatementLine> = new.iter().map(StoredLine::compared).collect();
    for row in rows {
        bank.push(StoredLine::try_from(row)?.compared());
    }
    let Some(first) = bank.iter().map(|line| line.day).min() else { return Ok(Reconciliation::default()) };
    let from = first.checked_sub_signed(TimeDelta::days(REFERENCE_DAYS_MAX)).unwrap_or(first);
    // All of them, or what is beyond doubt cannot be told.
    let wanted = Wanted {
        from: town_time::begin(from),
        until: tx.now() + TimeDelta::days(1),
        fen: 0,
        after: None,
        limit: i64::MAX,
    };
    let books: Vec<_> = cash::unmatched(tx, fund, wanted)?.iter().map(cash::CashPosting::line).collect();
    Ok(reconcile(&bank, &books, &BTreeMap::new(), MATCH_DAYS_MAX))
}

/// Keeps what was found for lines that are stored already: each once in its life.
///
/// # Errors
/// [`DbError`].
pub(super) fn keep<'a>(
    tx: &mut Tx<'_>,
    found: impl IntoIterator<Item = (&'a StatementLineId, &'a PostingId)>,
) -> Result<usize, DbError> {
    let now = tx.timestamp();
    let mut kept = 0;
    for (line, posting) in found {
        kept += diesel::update(l::table.find(Key(*line)))
            .set((
                l::posting_id.eq(Key(*posting)),
                l::matched_how.eq(MatchedHow::Found.as_str()),
                l::matched_at.eq(now),
            ))
            .execute(tx.db())?;
    }
    Ok(kept)
}

/// Looks again for the postings of lines that have none, and notes how the bank and the books agree then.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or not for the caller; [`Error::Denied`] without [`Permission::KeepFunds`] there.
pub fn run(tx: &mut Tx<'_>, actor: &Actor, fund: FundId) -> Result<usize, Error> {
    let stored = kept(tx, actor, fund)?;
    let found = compare(tx, fund, &[])?;
    let matched = keep(tx, &found.matched)?;
    let left = standing(tx, actor, fund)?;
    let count = |count: i64| usize::try_from(count).unwrap_or(0);
    let event = FundEvent::Reconciled {
        fund,
        matched,
        only_bank: left.as_ref().map_or(0, |left| count(left.only_bank.count)),
        only_books: left.as_ref().map_or(0, |left| count(left.only_books.count)),
        difference: left.and_then(|left| left.difference_fen()).unwrap_or(0),
    };
    journal(tx, actor, &stored, event)?;
    Ok(matched)
}

/// Says which posting a line belongs to. Saying it again changes nothing.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such line, or not for the caller; [`Error::Denied`] without [`Permission::KeepFunds`] there;
/// [`Error::LineMatched`], [`Error::PostingUnknown`], [`Error::PostingMatched`], [`Error::OtherAmount`].
pub fn match_line(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: StatementLineId,
    posting: PostingId,
) -> Result<(), Error> {
    let (fund, line) = locked(tx, actor, id)?;
    match line.matched {
        Some((same, _)) if same == posting => return Ok(()),
        Some(_) => return Err(Error::LineMatched),
        None => {}
    }
    let found = cash::by_ids(tx, fund.id, [posting])?.remove(&posting).ok_or(Error::PostingUnknown)?;
    if found.fen != line.fen {
        return Err(Error::OtherAmount);
    }
    let others: i64 =
        l::table.filter(l::posting_id.eq(Key(posting))).count().get_result(tx.db()).map_err(DbError::from)?;
    if others > 0 {
        return Err(Error::PostingMatched);
    }
    diesel::update(l::table.find(Key(id)))
        .set((
            (l::posting_id.eq(Key(posting)), l::matched_how.eq(MatchedHow::Hand.as_str())),
            (l::matched_by.eq(Key(actor.user)), l::matched_at.eq(tx.timestamp()), l::apart.eq(false)),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    journal(tx, actor, &fund, FundEvent::LineMatched { fund: fund.id, line: id, posting })
}

/// Says that a line does not belong to its posting: from then on only a person says to which.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such line, or not for the caller; [`Error::Denied`] without [`Permission::KeepFunds`] there;
/// [`Error::LineNotMatched`].
pub fn part_line(tx: &mut Tx<'_>, actor: &Actor, id: StatementLineId) -> Result<(), Error> {
    let (fund, line) = locked(tx, actor, id)?;
    let (posting, _) = line.matched.ok_or(Error::LineNotMatched)?;
    diesel::update(l::table.find(Key(id)))
        .set((
            (l::posting_id.eq(None::<Key<PostingId>>), l::matched_how.eq(None::<&str>)),
            (
                l::matched_by.eq(None::<Key<domain::ids::UserId>>),
                l::matched_at.eq(None::<chrono::NaiveDateTime>),
            ),
            l::apart.eq(true),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    journal(tx, actor, &fund, FundEvent::LineParted { fund: fund.id, line: id, posting })
}

/// A line and its fund, locked, for who keeps its books; others who do not read them are not told that it is there.
fn locked(tx: &mut Tx<'_>, actor: &Actor, id: StatementLineId) -> Result<(StoredFund, StoredLine), Error> {
    let fund = find_line(tx, id)?.fund;
    let before = seen(find(tx, fund)?, Some(actor))?;
    if !keeps(actor, &before.path) {
        return Err(DbError::NotFound.into());
    }
    actor.require(Permission::KeepFunds, &before.path)?;
    let stored = find_locked(tx, fund)?;
    Ok((stored, find_line(tx, id)?))
}

fn journal(tx: &mut Tx<'_>, actor: &Actor, fund: &StoredFund, event: FundEvent) -> Result<(), Error> {
    let subject = subject("fund", fund.id);
    tx.journal(NewEntry { actor: Some(actor), area: &fund.path, subject, event })?;
    Ok(())
}

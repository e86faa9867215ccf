//! A fund's own budget: what it may spend outside projects, line by line.

use std::collections::BTreeMap;

use diesel::prelude::*;
use domain::{
    funds::{
        Amount, FundError, FundEvent,
        books::{Budget, BudgetLine},
    },
    ids::FundId,
    ledger::Purpose,
    permissions::Actor,
};

use super::{Error, change::managed, purposes, visible};
use crate::db::{DbError, Key, NewEntry, Tx, schema::fund_lines as t, subject};

/// A line as somebody writes it.
#[derive(Clone, Debug)]
pub struct WriteLine {
    /// What it pays.
    pub title: String,
    /// At most so much.
    pub limit: Amount,
    /// What it serves; a line that is there keeps what it was made for.
    pub purpose: Option<Purpose>,
}

/// A line as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredLine {
    /// Its number, from 1.
    pub number: u16,
    /// What it pays.
    pub title: String,
    /// Its limit, and how far it is used.
    pub line: BudgetLine,
}

/// The lines of a fund that somebody may see, in their order.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or not for them.
pub fn lines(tx: &mut Tx<'_>, actor: Option<&Actor>, fund: FundId) -> Result<Vec<StoredLine>, DbError> {
    visible(tx, actor, fund)?;
    of(tx, fund)
}

/// Writes a line: one that is there, or the next. It never goes below what is spent or approved.
///
/// # Errors
/// [`Error::Denied`] without `manage_funds` there; [`DbError::NotFound`] for a number beyond the next; [`Error::LinePurpose`];
/// [`FundError::NotRunning`], [`FundError::NoPurpose`]; [`Error::Budget`].
pub fn set(tx: &mut Tx<'_>, actor: &Actor, fund: FundId, number: u16, new: &WriteLine) -> Result<(), Error> {
    let stored = managed(tx, actor, fund)?;
    let rules = stored.with(&purposes(tx, fund)?);
    rules.admit_spending()?;
    if let Some(purpose) = &new.purpose
        && !rules.purposes.contains(purpose)
    {
        return Err(FundError::NoPurpose(purpose.clone()).into());
    }
    let had = of(tx, fund)?;
    let old = had.iter().find(|line| line.number == number);
    let next = u16::try_from(had.len()).unwrap_or(u16::MAX).saturating_add(1);
    if number == 0 || number > next {
        return Err(DbError::NotFound.into());
    }
    if old.is_some_and(|old| old.line.purpose != new.purpose) {
        return Err(Error::LinePurpose);
    }
    let is_new = old.is_none();
    budget(had)?.revise(number, new.limit, new.purpose.clone())?;
    let key = i64::from(number);
    if is_new {
        diesel::insert_into(t::table)
            .values((
                (t::fund_id.eq(Key(fund)), t::number.eq(key), t::title.eq(new.title.trim())),
                (t::limit_fen.eq(new.limit.fen()), t::purpose.eq(new.purpose.as_ref().map(Purpose::as_str))),
            ))
            .execute(tx.db())
            .map_err(DbError::from)?;
    } else {
        diesel::update(t::table.find((Key(fund), key)))
            .set((t::title.eq(new.title.trim()), t::limit_fen.eq(new.limit.fen())))
            .execute(tx.db())
            .map_err(DbError::from)?;
    }
    let event = FundEvent::Budgeted { fund, line: number, limit: new.limit.fen() };
    let subject = subject("fund", fund);
    tx.journal(NewEntry { actor: Some(actor), area: &stored.path, subject, event })?;
    Ok(())
}

type Row = (i64, String, i64, Option<String>, i64, i64);

/// The lines of a fund, in their order: one statement. Under the fund's lock they stay so.
///
/// # Errors
/// [`DbError`].
pub(super) fn of(tx: &mut Tx<'_>, fund: FundId) -> Result<Vec<StoredLine>, DbError> {
    let rows: Vec<Row> = t::table
        .filter(t::fund_id.eq(Key(fund)))
        .order(t::number)
        .select((t::number, t::title, t::limit_fen, t::purpose, t::reserved_fen, t::spent_fen))
        .load(tx.db())?;
    rows.into_iter().map(read).collect()
}

fn read((number, title, limit, purpose, reserved_fen, spent_fen): Row) -> Result<StoredLine, DbError> {
    let limit = Amount::new(limit).map_err(DbError::damaged)?;
    let purpose = purpose.map(|code| Purpose::parse(&code)).transpose().map_err(DbError::damaged)?;
    let line = BudgetLine { limit, purpose, reserved_fen, spent_fen };
    Ok(StoredLine { number: u16::try_from(number).map_err(DbError::damaged)?, title, line })
}

/// Lines as the rules see them; none is a budget of which nothing can be taken.
pub(super) fn budget(lines: Vec<StoredLine>) -> Result<Budget, DbError> {
    if lines.is_empty() {
        return Ok(Budget::default());
    }
    let lines: BTreeMap<u16, BudgetLine> = lines.into_iter().map(|line| (line.number, line.line)).collect();
    Budget::restore(lines).map_err(DbError::damaged)
}

/// Saves how far the lines are used that a step changed.
///
/// # Errors
/// [`DbError`].
pub(super) fn save(tx: &mut Tx<'_>, fund: FundId, old: &Budget, new: &Budget) -> Result<(), DbError> {
    for (number, line) in changed(old, new) {
        diesel::update(t::table.find((Key(fund), i64::from(number))))
            .set((t::reserved_fen.eq(line.reserved_fen), t::spent_fen.eq(line.spent_fen)))
            .execute(tx.db())?;
    }
    Ok(())
}

/// The lines of a budget that are not what they were.
pub(super) fn changed<'a>(old: &'a Budget, new: &'a Budget) -> impl Iterator<Item = (u16, &'a BudgetLine)> {
    let lines = new.lines().iter().map(|(number, line)| (*number, line));
    lines.filter(|(number, line)| old.lines().get(number) != Some(*line))
}

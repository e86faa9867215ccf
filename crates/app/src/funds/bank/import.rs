//! Importing a bank's statement: all of its lines or none.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use diesel::prelude::*;
use domain::{
    funds::{
        FundEvent,
        books::{BankRow, balances},
    },
    ids::{FundId, PostingId, StatementId, StatementLineId},
    permissions::Actor,
};

use super::{
    columns::{self, BadLine},
    matching::{compare, keep},
    row::{MatchedHow, StatementRow, StoredLine, StoredStatement},
};
use crate::{
    db::{
        DbError, Key, NewEntry, Tx, bulk_insert,
        schema::{bank_lines as l, bank_statements as t},
        subject,
    },
    funds::{Error, StoredFund, opening::kept},
    households::Sheet,
};

/// What importing a file did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The statement; none where lines have to be mended first, and nothing was kept.
    pub statement: Option<StoredStatement>,
    /// Whether this very file was imported before: then it changed nothing.
    pub again: bool,
    /// How many lines were found in the books: of this statement and, with it, of others.
    pub matched: usize,
    /// The lines that cannot be used, in the order of the file.
    pub bad: Vec<BadLine>,
}

/// Imports a statement of a fund's bank, whose file has this SHA-256. Lines that are known from another statement, by the bank's number
/// of them, are not kept twice. Of what is new each line is matched with the books as far as that is beyond doubt.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or not for the caller; [`Error::Denied`] without `keep_funds` there;
/// [`Error::StatementColumns`], [`Error::StatementRows`].
pub fn import(
    tx: &mut Tx<'_>,
    actor: &Actor,
    fund: FundId,
    file: [u8; 32],
    sheet: &Sheet,
) -> Result<Imported, Error> {
    let stored = kept(tx, actor, fund)?;
    let same: Option<StatementRow> = t::table
        .filter(t::fund_id.eq(Key(fund)))
        .filter(t::file_hash.eq(file.to_vec()))
        .select(StatementRow::as_select())
        .first(tx.db())
        .optional()
        .map_err(DbError::from)?;
    if let Some(row) = same {
        return Ok(Imported { statement: Some(row.try_into()?), again: true, matched: 0, bad: Vec::new() });
    }
    let columns::Read { rows, mut bad } = columns::read(sheet)?;
    let known = known(tx, fund, &rows)?;
    bad.extend(contradictions(&rows, &known));
    let alone: Vec<BankRow> = rows.iter().map(|(_, row)| row.clone()).collect();
    // What cannot be read leaves a gap by itself.
    let told = if bad.is_empty() { balances(&alone) } else { Ok(None) };
    if let Err(at) = told {
        let line = rows.get(at).map_or(0, |(line, _)| *line);
        bad.push(BadLine { line, column: None, code: "statement_gap" });
    }
    if !bad.is_empty() {
        bad.sort_by_key(|bad| bad.line);
        return Ok(Imported { statement: None, again: false, matched: 0, bad });
    }
    let told = told.unwrap_or_default();
    let id: StatementId = tx.new_id();
    let days = || rows.iter().map(|(_, row)| row.day);
    let (Some(first_day), Some(last_day)) = (days().min(), days().max()) else {
        return Err(Error::StatementRows);
    };
    let count = |count: usize| i64::try_from(count).map_err(DbError::damaged);
    let statement = StoredStatement {
        id,
        first_day,
        last_day,
        lines: count(rows.len())?,
        known: count(known.len())?,
        balances: told,
        imported_by: actor.user,
        imported_at: tx.now(),
    };
    insert(tx, &stored, file, &statement)?;
    let new: Vec<StoredLine> = rows
        .into_iter()
        .filter(|(_, row)| !known.contains_key(&row.serial))
        .map(|(line, row)| new_line(tx.new_id(), (fund, id), line, row))
        .collect();
    let found = compare(tx, fund, &new)?;
    insert_lines(tx, &new, &found.matched)?;
    let inserted: BTreeSet<StatementLineId> = new.iter().map(|line| line.id).collect();
    let older = found.matched.iter().filter(|(line, _)| !inserted.contains(line));
    keep(tx, older)?;
    let (lines, known, matched) = (new.len(), known.len(), found.matched.len());
    let event = FundEvent::StatementImported { fund, statement: id, lines, known, matched };
    let subject = subject("fund", fund);
    tx.journal(NewEntry { actor: Some(actor), area: &stored.path, subject, event })?;
    Ok(Imported { statement: Some(statement), again: false, matched, bad: Vec::new() })
}

/// What is known of these lines: the day and the amount under each of their numbers. One statement.
fn known(
    tx: &mut Tx<'_>,
    fund: FundId,
    rows: &[(u32, BankRow)],
) -> Result<BTreeMap<String, (NaiveDate, i64)>, DbError> {
    let serials: Vec<&str> = rows.iter().map(|(_, row)| row.serial.as_str()).collect();
    let found: Vec<(String, String, i64)> = l::table
        .filter(l::fund_id.eq(Key(fund)))
        .filter(l::serial.eq_any(serials))
        .select((l::serial, l::day, l::fen))
        .load(tx.db())?;
    found
        .into_iter()
        .map(|(serial, day, fen)| Ok((serial, (day.parse().map_err(DbError::damaged)?, fen))))
        .collect()
}

/// Lines under a number that another line has, in the file or before it, and that say something else.
fn contradictions(rows: &[(u32, BankRow)], known: &BTreeMap<String, (NaiveDate, i64)>) -> Vec<BadLine> {
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    let mut bad = Vec::new();
    for (line, row) in rows {
        let mut refuse = |code| bad.push(BadLine { line: *line, column: None, code });
        if seen.insert(&row.serial, *line).is_some() {
            refuse("statement_serial_twice");
        } else if known.get(&row.serial).is_some_and(|before| *before != (row.day, row.fen)) {
            refuse("statement_serial_differs");
        }
    }
    bad
}

fn insert(tx: &mut Tx<'_>, fund: &StoredFund, file: [u8; 32], of: &StoredStatement) -> Result<(), DbError> {
    diesel::insert_into(t::table)
        .values((
            (t::id.eq(Key(of.id)), t::fund_id.eq(Key(fund.id)), t::file_hash.eq(file.to_vec())),
            (t::first_day.eq(of.first_day.to_string()), t::last_day.eq(of.last_day.to_string())),
            (t::lines.eq(of.lines), t::known.eq(of.known)),
            t::opening_fen.eq(of.balances.map(|told| told.opening_fen)),
            t::closing_fen.eq(of.balances.map(|told| told.closing_fen)),
            (t::imported_by.eq(Key(of.imported_by)), t::imported_at.eq(of.imported_at.naive_utc())),
        ))
        .execute(tx.db())?;
    Ok(())
}

fn new_line(
    id: StatementLineId,
    (fund, statement): (FundId, StatementId),
    line: u32,
    row: BankRow,
) -> StoredLine {
    StoredLine {
        id,
        fund,
        statement,
        line: i64::from(line),
        day: row.day,
        fen: row.fen,
        balance_fen: row.balance_fen,
        serial: row.serial,
        reference: row.reference,
        counterparty: row.counterparty,
        memo: row.memo,
        matched: None,
    }
}

#[derive(Insertable)]
#[diesel(table_name = l, treat_none_as_default_value = false)]
struct NewRow<'a> {
    id: Key<StatementLineId>,
    fund_id: Key<FundId>,
    statement_id: Key<StatementId>,
    line: i64,
    day: String,
    fen: i64,
    balance_fen: Option<i64>,
    serial: &'a str,
    reference: Option<&'a str>,
    counterparty: &'a str,
    memo: &'a str,
    posting_id: Option<Key<PostingId>>,
    matched_how: Option<&'static str>,
    matched_at: Option<chrono::NaiveDateTime>,
    apart: bool,
}

impl<'a> NewRow<'a> {
    fn of(line: &'a StoredLine, posting: Option<PostingId>, now: chrono::NaiveDateTime) -> Self {
        Self {
            id: Key(line.id),
            fund_id: Key(line.fund),
            statement_id: Key(line.statement),
            line: line.line,
            day: line.day.to_string(),
            fen: line.fen,
            balance_fen: line.balance_fen,
            serial: &line.serial,
            reference: line.reference.as_deref(),
            counterparty: &line.counterparty,
            memo: &line.memo,
            posting_id: posting.map(Key),
            matched_how: posting.map(|_| MatchedHow::Found.as_str()),
            matched_at: posting.map(|_| now),
            apart: false,
        }
    }
}

fn insert_lines(
    tx: &mut Tx<'_>,
    new: &[StoredLine],
    matched: &BTreeMap<StatementLineId, PostingId>,
) -> Result<(), DbError> {
    if new.is_empty() {
        return Ok(());
    }
    let now = tx.timestamp();
    let rows: Vec<NewRow<'_>> =
        new.iter().map(|line| NewRow::of(line, matched.get(&line.id).copied(), now)).collect();
    bulk_insert!(tx.db(), l::table, &rows)?;
    Ok(())
}

//! What was there when a fund's books began.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    funds::{Amount, FundEvent, Movement},
    ids::{EntryId, FundId, OpeningBalanceId, PostingId},
    ledger::Purpose,
    permissions::{Actor, Permission},
};

use super::{
    Error, StoredFund, find_locked, keeps,
    post::{Ground, kinds, post},
    purposes,
    read::{seen, visible},
};
use crate::{
    db::{DbError, Key, NewEntry, Tx, schema::fund_opening_balances as t, subject},
    ledger::{self, Making},
};

/// Most that are listed.
const LISTED_MAX: i64 = 500;

/// A balance to be brought in.
#[derive(Clone, Debug)]
pub struct NewBalance {
    /// What it may be spent on.
    pub purpose: Option<Purpose>,
    /// How much.
    pub amount: Amount,
    /// From which books.
    pub note: String,
}

/// A balance that was brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredBalance {
    /// Its id.
    pub id: OpeningBalanceId,
    /// What it may be spent on.
    pub purpose: Option<Purpose>,
    /// How much, in fen.
    pub fen: i64,
    /// From which books.
    pub note: String,
    /// The posting that brought it in.
    pub posting: PostingId,
    /// The journal entry that tells of it.
    pub entry: EntryId,
    /// When.
    pub brought_at: DateTime<Utc>,
    /// When it was taken back, and why.
    pub reversed: Option<(DateTime<Utc>, String)>,
}

type Row = (
    Key<OpeningBalanceId>,
    String,
    i64,
    String,
    Key<PostingId>,
    Key<EntryId>,
    NaiveDateTime,
    Option<NaiveDateTime>,
    Option<String>,
);

fn read(row: Row) -> Result<StoredBalance, DbError> {
    let (Key(id), purpose, fen, note, Key(posting), Key(entry), brought_at, reversed_at, reason) = row;
    let purpose = if purpose.is_empty() { None } else { Some(purpose) };
    let purpose = purpose.map(|code| Purpose::parse(&code)).transpose().map_err(DbError::damaged)?;
    let reversed = reversed_at.map(|at| (at.and_utc(), reason.unwrap_or_default()));
    Ok(StoredBalance { id, purpose, fen, note, posting, entry, brought_at: brought_at.and_utc(), reversed })
}

/// The balances that were brought into a fund, the latest first. For who keeps or audits its books.
///
/// # Errors
/// [`DbError::NotFound`] where there is no such fund, or for others.
pub fn list(tx: &mut Tx<'_>, actor: &Actor, fund: FundId) -> Result<Vec<StoredBalance>, DbError> {
    let stored = visible(tx, Some(actor), fund)?;
    if !keeps(actor, &stored.path) {
        return Err(DbError::NotFound);
    }
    let rows: Vec<Row> = t::table
        .filter(t::fund_id.eq(Key(fund)))
        .order(t::id.desc())
        .limit(LISTED_MAX)
        .select((
            t::id,
            t::purpose,
            t::amount,
            t::note,
            t::posting_id,
            t::entry_id,
            t::brought_at,
            t::reversed_at,
            t::reason,
        ))
        .load(tx.db())?;
    rows.into_iter().map(read).collect()
}

/// Brings in what was there for a purpose, or for any: once each.
///
/// # Errors
/// [`Error::Denied`] without [`Permission::KeepFunds`] there; [`Error::Fund`]; [`Error::BalanceBrought`]; [`Error::Ledger`].
pub fn bring(tx: &mut Tx<'_>, actor: &Actor, fund: FundId, new: &NewBalance) -> Result<(), Error> {
    let stored = kept(tx, actor, fund)?;
    let had = purposes(tx, fund)?;
    stored.with(&had).admit_income(new.purpose.as_ref())?;
    let code = new.purpose.as_ref().map_or("", Purpose::as_str);
    let there: i64 = t::table
        .filter(t::fund_id.eq(Key(fund)))
        .filter(t::purpose.eq(code))
        .filter(t::reversal_id.is_null())
        .count()
        .get_result(tx.db())
        .map_err(DbError::from)?;
    if there > 0 {
        return Err(Error::BalanceBrought);
    }
    let (id, entry): (OpeningBalanceId, EntryId) = (tx.new_id(), tx.new_id());
    let movement = Movement::opening(new.purpose.clone(), new.amount);
    let what = subject("opening_balance", id);
    let ground = Ground { key: None, subject: what, kind: kinds::OPENING, entry, agent: Some(actor) };
    let posted = post(tx, &stored, &movement, ground)?;
    diesel::insert_into(t::table)
        .values((
            (t::id.eq(Key(id)), t::fund_id.eq(Key(fund)), t::purpose.eq(code)),
            (t::amount.eq(new.amount.fen()), t::note.eq(new.note.trim())),
            (t::posting_id.eq(Key(posted.posting)), t::entry_id.eq(Key(entry))),
            (t::brought_by.eq(Key(actor.user)), t::brought_at.eq(tx.timestamp())),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let event = FundEvent::BalanceBrought { fund, amount: new.amount.fen(), posted };
    let subject = subject("fund", fund);
    Ok(tx.journal_as(entry, NewEntry { actor: Some(actor), area: &stored.path, subject, event })?)
}

/// Takes back a balance that was brought in wrongly. Taking it back twice changes nothing.
///
/// # Errors
/// [`DbError::NotFound`]; [`Error::Denied`] without [`Permission::KeepFunds`] there; [`Error::Ledger`] where too little of it
/// is left.
pub fn reverse(tx: &mut Tx<'_>, actor: &Actor, id: OpeningBalanceId, reason: &str) -> Result<FundId, Error> {
    let found = t::table.find(Key(id)).select(t::fund_id).first(tx.db()).map_err(DbError::from)?;
    let Key(fund): Key<FundId> = found;
    let stored = kept(tx, actor, fund)?;
    // Under the fund's lock nobody else takes it back.
    type Standing = (Key<PostingId>, i64, Option<Key<PostingId>>);
    let (Key(posting), amount, reversal): Standing = t::table
        .find(Key(id))
        .select((t::posting_id, t::amount, t::reversal_id))
        .first(tx.db())
        .map_err(DbError::from)?;
    if reversal.is_some() {
        return Ok(fund);
    }
    let (entry, what): (EntryId, String) = (tx.new_id(), subject("opening_balance", id));
    let making = Making {
        key: format!("{what}:reversal"),
        kind: kinds::OPENING_REVERSED,
        subject: what,
        entry,
        agent: Some(actor),
    };
    let posted = ledger::reverse(tx, posting, &making)?;
    diesel::update(t::table.find(Key(id)))
        .set((
            t::reversal_id.eq(Key(posted.posting)),
            t::reversed_by.eq(Key(actor.user)),
            t::reversed_at.eq(tx.timestamp()),
            t::reason.eq(reason.trim()),
        ))
        .execute(tx.db())
        .map_err(DbError::from)?;
    let (subject, event) = (subject("fund", fund), FundEvent::BalanceReversed { fund, amount, posted });
    tx.journal_as(entry, NewEntry { actor: Some(actor), area: &stored.path, subject, event })?;
    Ok(fund)
}

/// A fund whose books the caller keeps, locked.
pub(super) fn kept(tx: &mut Tx<'_>, actor: &Actor, fund: FundId) -> Result<StoredFund, Error> {
    let stored = seen(find_locked(tx, fund)?, Some(actor))?;
    actor.require(Permission::KeepFunds, &stored.path)?;
    Ok(stored)
}

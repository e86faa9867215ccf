//! What becomes of a posting after it was made: held, committed, voided, reversed.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    ids::{EntryId, PostingId},
    ledger::{Entry, NewPosting, Posted, PostingState, Refusal},
};

use super::{
    Error, Making, StoredPosting,
    accounts::locked,
    post::{Asked, asked, by_id_locked, one_book, post_new},
    save::{self, Decided},
};
use crate::db::{DbError, Key, Tx, schema::ledger_postings as t};

/// Holds what a posting will take out, until it is committed or voided; from `until` on it can only be voided. With a key
/// that was used for the same it answers what was held then.
///
/// # Errors
/// [`Error::Refused`]; nothing is held then.
pub fn hold(
    tx: &mut Tx<'_>,
    new: &NewPosting,
    until: DateTime<Utc>,
    making: &Making<'_>,
) -> Result<Posted, Error> {
    tx.take_turn()?;
    let before = match asked(tx, new, making)? {
        Asked::Made(stored) => return Ok(stored.posted()),
        Asked::New(before) => before,
    };
    let mut after = before.accounts();
    let book = one_book(&before, new)?;
    after.hold(new)?;
    let id: PostingId = tx.new_id();
    let state = PostingState::Pending { until };
    let decided = Decided { id, book, content: new, state, reverses: None, making };
    save::postings(tx, &before, &after, &[decided])?;
    Ok(Posted { posting: id, entries: new.entries.clone() })
}

/// Lets what was held count. `entry` is the journal entry that tells of it.
///
/// # Errors
/// [`Refusal::NotPending`], [`Refusal::Expired`], [`Refusal::Frozen`]; [`DbError::NotFound`].
pub fn commit(tx: &mut Tx<'_>, id: PostingId, entry: EntryId) -> Result<Posted, Error> {
    tx.take_turn()?;
    let stored = by_id_locked(tx, id)?;
    let before = locked(tx, accounts(&stored))?;
    let mut after = before.accounts();
    after.commit(&stored.posting, tx.now())?;
    let moved: &[Entry] = &stored.posting.content.entries;
    save::accounts(tx, &before, &after, &[(id, moved)])?;
    settled(tx, id, PostingState::Committed, entry)?;
    Ok(stored.posted())
}

/// Gives back what was held. `entry` is the journal entry that tells of it.
///
/// # Errors
/// [`Refusal::NotPending`]; [`DbError::NotFound`].
pub fn void(tx: &mut Tx<'_>, id: PostingId, entry: EntryId) -> Result<Posted, Error> {
    tx.take_turn()?;
    let stored = by_id_locked(tx, id)?;
    let before = locked(tx, accounts(&stored))?;
    let mut after = before.accounts();
    after.void(&stored.posting)?;
    save::accounts(tx, &before, &after, &[])?;
    settled(tx, id, PostingState::Voided, entry)?;
    Ok(stored.posted())
}

/// Takes a committed posting back, by another one that names it. With a key that was used for the same it answers what
/// was posted then.
///
/// # Errors
/// [`Refusal::NotCommitted`], [`Refusal::AlreadyReversed`], [`Refusal::IsReversal`], and what any posting may be refused
/// for: what was brought may have been spent. [`DbError::NotFound`].
pub fn reverse(tx: &mut Tx<'_>, id: PostingId, making: &Making<'_>) -> Result<Posted, Error> {
    tx.take_turn()?;
    let stored = by_id_locked(tx, id)?;
    if let Some(by) = stored.posting.reversed_by {
        let reversal = super::posting(tx, by)?;
        let again = reversal.key == making.key;
        return if again { Ok(reversal.posted()) } else { Err(Refusal::AlreadyReversed(by).into()) };
    }
    let new = stored.posting.reversal()?;
    let before = match asked(tx, &new, making)? {
        Asked::Made(other) => return Err(Refusal::KeyReused(other.posting.id).into()),
        Asked::New(before) => before,
    };
    let posted = post_new(tx, &before, &new, making, Some(id))?;
    diesel::update(t::table.find(Key(id)))
        .set(t::reversed_by_id.eq(Key(posted.posting)))
        .execute(tx.db())
        .map_err(DbError::from)?;
    Ok(posted)
}

/// A posting whose time to be committed is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overdue {
    /// Which.
    pub posting: PostingId,
    /// What it is.
    pub kind: String,
    /// What it is for.
    pub subject: String,
}

/// Pending postings of a kind whose time is over, the longest first, at most `limit`: whoever held them voids them.
///
/// # Errors
/// [`DbError`].
pub fn overdue(tx: &mut Tx<'_>, kind: &str, limit: i64) -> Result<Vec<Overdue>, DbError> {
    let now: NaiveDateTime = tx.timestamp();
    let rows: Vec<(Key<PostingId>, String, String)> = t::table
        .filter(t::state.eq("pending"))
        .filter(t::until_at.le(now))
        .filter(t::kind.eq(kind))
        .order(t::until_at)
        .limit(limit)
        .select((t::id, t::kind, t::subject))
        .load(tx.db())?;
    let one = |(Key(posting), kind, subject)| Overdue { posting, kind, subject };
    Ok(rows.into_iter().map(one).collect())
}

fn accounts(stored: &StoredPosting) -> Vec<domain::ids::LedgerAccountId> {
    stored.posting.content.entries.iter().map(|entry| entry.account).collect()
}

fn settled(tx: &mut Tx<'_>, id: PostingId, state: PostingState, entry: EntryId) -> Result<(), DbError> {
    let row = (t::state.eq(state.as_str()), t::entry_id.eq(Key(entry)), t::settled_at.eq(tx.timestamp()));
    diesel::update(t::table.find(Key(id))).set(row).execute(tx.db())?;
    Ok(())
}

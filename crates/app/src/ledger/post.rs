//! Posting, one or many.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::{
    ids::{EntryId, LedgerAccountId, PostingId},
    ledger::{Entry, NewPosting, Posted, Posting, PostingState, Refusal},
};
use uuid::Uuid;

use super::{
    BatchError, Error, Making, StoredPosting,
    accounts::{Locked, locked, locked_for, purpose_of, unit_of},
    save::{self, Decided},
};
use crate::db::{
    DbError, Key, Tx, lock,
    schema::{ledger_entries as entries, ledger_holds as holds, ledger_postings as t},
};

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
struct Row {
    id: Key<PostingId>,
    key: String,
    unit: String,
    purpose: String,
    kind: String,
    subject: String,
    state: String,
    until_at: Option<NaiveDateTime>,
    reverses_id: Option<Key<PostingId>>,
    reversed_by_id: Option<Key<PostingId>>,
    entry_id: Key<EntryId>,
    made_at: NaiveDateTime,
    settled_at: Option<NaiveDateTime>,
}

impl Row {
    fn with(self, entries: Vec<Entry>) -> Result<StoredPosting, DbError> {
        let state = match (self.state.as_str(), self.until_at) {
            ("pending", Some(until)) => PostingState::Pending { until: until.and_utc() },
            ("committed", _) => PostingState::Committed,
            ("voided", _) => PostingState::Voided,
            (word, _) => return Err(DbError::damaged(word)),
        };
        let content = NewPosting { unit: unit_of(&self.unit)?, purpose: purpose_of(&self.purpose)?, entries };
        Ok(StoredPosting {
            posting: Posting {
                id: self.id.0,
                content,
                state,
                reverses: self.reverses_id.map(|Key(id)| id),
                reversed_by: self.reversed_by_id.map(|Key(id)| id),
            },
            key: self.key,
            kind: self.kind,
            subject: self.subject,
            entry: self.entry_id.0,
            made_at: self.made_at.and_utc(),
            settled_at: self.settled_at.map(|at| at.and_utc()),
        })
    }
}

/// The postings of these rows, each with what it moves or holds, in the order of their ids. Two statements.
fn complete(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<StoredPosting>, DbError> {
    let ids = |committed: bool| {
        let of = rows.iter().filter(|row| (row.state == "committed") == committed);
        of.map(|row| row.id).collect::<Vec<_>>()
    };
    type Moved = (Key<PostingId>, Key<LedgerAccountId>, i64);
    let (made, held) = (ids(true), ids(false));
    let mut moved: Vec<Moved> = Vec::new();
    if !made.is_empty() {
        let of = entries::table.filter(entries::posting_id.eq_any(made));
        moved = of.select((entries::posting_id, entries::account_id, entries::amount)).load(tx.db())?;
    }
    if !held.is_empty() {
        let of = holds::table.filter(holds::posting_id.eq_any(held));
        let held: Vec<Moved> =
            of.select((holds::posting_id, holds::account_id, holds::amount)).load(tx.db())?;
        moved.extend(held);
    }
    let mut by: BTreeMap<PostingId, Vec<Entry>> = BTreeMap::new();
    for (Key(posting), Key(account), amount) in moved {
        by.entry(posting).or_default().push(Entry { account, amount });
    }
    let whole = |row: Row| {
        let mut entries = by.remove(&row.id.0).unwrap_or_default();
        entries.sort_unstable_by_key(|entry| entry.account);
        row.with(entries)
    };
    rows.into_iter().map(whole).collect()
}

/// One posting.
pub(super) fn by_id(tx: &mut Tx<'_>, id: PostingId) -> Result<StoredPosting, DbError> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    complete(tx, vec![row])?.pop().ok_or(DbError::NotFound)
}

/// One posting, locked until the transaction ends.
pub(super) fn by_id_locked(tx: &mut Tx<'_>, id: PostingId) -> Result<StoredPosting, DbError> {
    let query = t::table.filter(t::id.eq(Key(id)));
    let row: Row = lock!(tx.db(), query, |q, c| q.select(Row::as_select()).first(c))?;
    complete(tx, vec![row])?.pop().ok_or(DbError::NotFound)
}

/// Those of these keys that were used, with their postings.
fn by_keys(tx: &mut Tx<'_>, keys: Vec<&str>) -> Result<BTreeMap<String, StoredPosting>, DbError> {
    let rows: Vec<Row> = t::table.filter(t::key.eq_any(keys)).select(Row::as_select()).load(tx.db())?;
    Ok(complete(tx, rows)?.into_iter().map(|stored| (stored.key.clone(), stored)).collect())
}

/// Whether a posting is what is asked for again.
fn is_same(stored: &StoredPosting, new: &NewPosting, making: &Making<'_>) -> bool {
    let mut asked = new.clone();
    asked.entries.sort_unstable_by_key(|entry| entry.account);
    stored.posting.content == asked && stored.kind == making.kind && stored.subject == making.subject
}

/// The posting that was made with this key, where there is one.
///
/// # Errors
/// [`Refusal::KeyReused`] where it is another one than asked for.
fn made_before(
    tx: &mut Tx<'_>,
    new: &NewPosting,
    making: &Making<'_>,
) -> Result<Option<StoredPosting>, Error> {
    match by_keys(tx, vec![&making.key])?.remove(&making.key) {
        None => Ok(None),
        Some(stored) if is_same(&stored, new, making) => Ok(Some(stored)),
        Some(stored) => Err(Refusal::KeyReused(stored.posting.id).into()),
    }
}

/// What there is of a posting that is asked for.
pub(super) enum Asked {
    /// It was made before.
    Made(Box<StoredPosting>),
    /// Nothing; and the accounts that it touches.
    New(Locked),
}

/// Locks the accounts of a posting, and looks whether it was made before: one statement.
///
/// # Errors
/// [`Refusal::KeyReused`] where another one was made with its key.
pub(super) fn asked(tx: &mut Tx<'_>, new: &NewPosting, making: &Making<'_>) -> Result<Asked, Error> {
    let (before, used) = locked_for(tx, new.entries.iter().map(|entry| entry.account), &making.key)?;
    // Where none of the accounts is there, nothing told of the key.
    if used.is_none() && !before.0.is_empty() {
        return Ok(Asked::New(before));
    }
    Ok(made_before(tx, new, making)?.map_or(Asked::New(before), |made| Asked::Made(Box::new(made))))
}

/// Posts at once. With a key that was used for the same it answers what was posted then.
///
/// # Errors
/// [`Error::Refused`]; nothing was posted then.
pub fn post(tx: &mut Tx<'_>, new: &NewPosting, making: &Making<'_>) -> Result<Posted, Error> {
    tx.take_turn()?;
    match asked(tx, new, making)? {
        Asked::Made(stored) => Ok(stored.posted()),
        Asked::New(before) => post_new(tx, &before, new, making, None),
    }
}

/// The book in which all of this happens.
pub(super) fn one_book(before: &Locked, new: &NewPosting) -> Result<Uuid, Refusal> {
    // Where no account is there, the rules say so.
    Ok(before.book(new.entries.iter().map(|entry| entry.account))?.unwrap_or_default())
}

/// Posts what was not posted before, in the ledger's turn.
pub(super) fn post_new(
    tx: &mut Tx<'_>,
    before: &Locked,
    new: &NewPosting,
    making: &Making<'_>,
    reverses: Option<PostingId>,
) -> Result<Posted, Error> {
    let mut after = before.accounts();
    let book = one_book(before, new)?;
    after.post(new)?;
    let id: PostingId = tx.new_id();
    let decided = Decided { id, book, content: new, state: PostingState::Committed, reverses, making };
    save::postings(tx, before, &after, &[decided])?;
    Ok(Posted { posting: id, entries: new.entries.clone() })
}

/// Posts 1 to 1,000 postings at once: all, or nothing. A batch whose keys were all used for the same answers what was
/// posted then.
///
/// # Errors
/// [`BatchError::Refused`] names every posting that is refused, by its place; each is judged as if those refused before it
/// were not there. A key that was used, or that stands twice in the batch, is refused.
pub fn post_all(tx: &mut Tx<'_>, batch: &[(NewPosting, Making<'_>)]) -> Result<Vec<Posted>, BatchError> {
    tx.take_turn()?;
    let used = by_keys(tx, batch.iter().map(|(_, making)| making.key.as_str()).collect())?;
    let again = |(new, making): &(NewPosting, Making<'_>)| {
        used.get(&making.key).filter(|stored| is_same(stored, new, making)).map(StoredPosting::posted)
    };
    if !batch.is_empty()
        && let Some(posted) = batch.iter().map(again).collect::<Option<Vec<_>>>()
    {
        return Ok(posted);
    }
    let mut refused: BTreeMap<usize, Refusal> = BTreeMap::new();
    let mut seen: BTreeMap<&str, PostingId> = BTreeMap::new();
    let ids: Vec<PostingId> = batch.iter().map(|_| tx.new_id()).collect();
    for (place, ((_, making), id)) in batch.iter().zip(&ids).enumerate() {
        let taken = used.get(&making.key).map(|stored| stored.posting.id);
        if let Some(by) = taken.or_else(|| seen.get(making.key.as_str()).copied()) {
            refused.insert(place, Refusal::KeyReused(by));
        }
        seen.entry(&making.key).or_insert(*id);
    }
    let before = locked(tx, batch.iter().flat_map(|(new, _)| new.entries.iter().map(|entry| entry.account)))?;
    let mut after = before.accounts();
    let mut books = Vec::with_capacity(batch.len());
    for (place, (new, _)) in batch.iter().enumerate() {
        match one_book(&before, new) {
            Ok(book) => books.push(book),
            Err(refusal) => {
                refused.entry(place).or_insert(refusal);
            }
        }
    }
    // What is refused for its key or its book is not there for those after it.
    let (places, all): (Vec<usize>, Vec<NewPosting>) = batch
        .iter()
        .enumerate()
        .filter(|(place, _)| !refused.contains_key(place))
        .map(|(place, (new, _))| (place, new.clone()))
        .unzip();
    if (all.len() == batch.len() || !all.is_empty())
        && let Err(found) = after.post_all(&all)
    {
        refused
            .extend(found.into_iter().map(|(at, refusal)| (places.get(at).copied().unwrap_or(at), refusal)));
    }
    if !refused.is_empty() {
        return Err(BatchError::Refused(refused.into_iter().collect()));
    }
    let decide = |((id, book), (content, making))| Decided {
        id,
        book,
        content,
        state: PostingState::Committed,
        reverses: None,
        making,
    };
    let made = ids.iter().copied().zip(books);
    let decided: Vec<_> = made.zip(batch.iter().map(|(new, making)| (new, making))).map(decide).collect();
    save::postings(tx, &before, &after, &decided)?;
    let posted = |(id, (new, _)): (&PostingId, &(NewPosting, Making<'_>))| Posted {
        posting: *id,
        entries: new.entries.clone(),
    };
    Ok(ids.iter().zip(batch).map(posted).collect())
}

//! Postings written as rows: accounts, entries and journal with the balances and numbers that the ledger would have kept.
//! Through the use cases millions of them would take hours.

use app::db::{
    DbError, Key, Tx, bulk_insert,
    schema::{journal, ledger_accounts as accounts, ledger_entries as entries, ledger_postings as postings},
};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::{
    ids::{EntryId, Id, LedgerAccountId, PostingId, UserId},
    journal::Event,
    ledger::{AccountKind, Entry, Owner, Posted, Unit},
};
use uuid::Uuid;

use super::postings::Place;
use crate::system::new_id_at;

#[derive(Insertable)]
#[diesel(table_name = accounts, treat_none_as_default_value = false)]
struct AccountRow {
    id: Key<LedgerAccountId>,
    book_id: Vec<u8>,
    kind: &'static str,
    owner_kind: &'static str,
    owner_id: Vec<u8>,
    code: String,
    unit: &'static str,
    area_path: String,
    floor: Option<i64>,
    balance: i64,
    entries: i64,
    last_at: Option<NaiveDateTime>,
    opened_at: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = postings, treat_none_as_default_value = false)]
struct PostingRow {
    id: Key<PostingId>,
    book_id: Vec<u8>,
    key: String,
    unit: &'static str,
    kind: &'static str,
    subject: String,
    state: &'static str,
    agent_id: Key<UserId>,
    entry_id: Key<EntryId>,
    made_at: NaiveDateTime,
    settled_at: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = entries, treat_none_as_default_value = false)]
struct EntryRow {
    account_id: Key<LedgerAccountId>,
    at: NaiveDateTime,
    number: i64,
    posting_id: Key<PostingId>,
    amount: i64,
    balance: i64,
}

#[derive(Insertable)]
#[diesel(table_name = journal, treat_none_as_default_value = false)]
struct JournalRow {
    id: Key<EntryId>,
    at: NaiveDateTime,
    agent_id: Key<UserId>,
    event: &'static str,
    area_path: String,
    subject: String,
    payload: String,
}

/// An account to be opened.
pub(super) struct New {
    pub(super) id: LedgerAccountId,
    /// The book that it is of: a programme, a fund.
    pub(super) book: Uuid,
    pub(super) kind: AccountKind,
    pub(super) owner: Owner,
    /// What tells it from others of its kind; may be empty.
    pub(super) code: String,
}

/// What is posted.
pub(super) struct Move<'a> {
    /// The places of the accounts, as [`Books::open`] gave them.
    pub(super) from: usize,
    pub(super) to: usize,
    /// How much, in the unit of the books.
    pub(super) amount: i64,
    pub(super) kind: &'static str,
    /// What makes it impossible to post it twice.
    pub(super) key: String,
    /// What the posting and its journal entry are for.
    pub(super) subject: (String, String),
    /// Never earlier than the one before.
    pub(super) at: NaiveDateTime,
    pub(super) place: &'a Place,
}

/// Accounts as they stand, and what is still to be written of their postings.
pub(super) struct Books {
    unit: &'static str,
    accounts: Vec<AccountRow>,
    postings: Vec<PostingRow>,
    entries: Vec<EntryRow>,
    journal: Vec<JournalRow>,
}

impl Books {
    /// None yet, of amounts in a unit.
    pub(super) const fn new(unit: Unit) -> Self {
        Self {
            unit: unit.as_str(),
            accounts: Vec::new(),
            postings: Vec::new(),
            entries: Vec::new(),
            journal: Vec::new(),
        }
    }

    /// Opens an account; its place.
    pub(super) fn open(&mut self, new: New, place: &Place, at: NaiveDateTime) -> usize {
        let New { id, book, kind, owner, code } = new;
        self.accounts.push(AccountRow {
            id: Key(id),
            book_id: book.as_bytes().to_vec(),
            kind: kind.as_str(),
            owner_kind: owner.kind().as_str(),
            owner_id: owner.id(book).as_bytes().to_vec(),
            code,
            unit: self.unit,
            area_path: place.path.to_string(),
            floor: (kind != AccountKind::Source).then_some(0),
            balance: 0,
            entries: 0,
            last_at: None,
            opened_at: at,
        });
        self.accounts.len() - 1
    }

    /// Posts; the journal tells of it by the event that `told` makes. Answers the posting and the journal's entry.
    pub(super) fn post<E: Event>(
        &mut self,
        one: Move<'_>,
        told: impl FnOnce(Posted) -> E,
    ) -> Result<(PostingId, EntryId), DbError> {
        let (posting, entry): (PostingId, EntryId) = (new_id_at(one.at), new_id_at(one.at));
        let mut moved = Vec::with_capacity(2);
        for (place, amount) in [(one.from, -one.amount), (one.to, one.amount)] {
            let account = self.accounts.get_mut(place).ok_or(DbError::NotFound)?;
            (account.balance, account.entries) = (account.balance + amount, account.entries + 1);
            account.last_at = Some(one.at);
            moved.push(Entry { account: account.id.0, amount });
            self.entries.push(EntryRow {
                account_id: account.id,
                at: one.at,
                number: account.entries,
                posting_id: Key(posting),
                amount,
                balance: account.balance,
            });
        }
        let book_id = self.accounts.get(one.from).ok_or(DbError::NotFound)?.book_id.clone();
        self.postings.push(PostingRow {
            id: Key(posting),
            book_id,
            key: one.key,
            unit: self.unit,
            kind: one.kind,
            subject: one.subject.0,
            state: "committed",
            agent_id: Key(one.place.official),
            entry_id: Key(entry),
            made_at: one.at,
            settled_at: one.at,
        });
        let event = told(Posted { posting, entries: moved });
        self.journal.push(JournalRow {
            id: Key(entry),
            at: one.at,
            agent_id: Key(one.place.official),
            event: event.name(),
            area_path: one.place.path.to_string(),
            subject: one.subject.1,
            payload: serde_json::to_string(&event).map_err(DbError::damaged)?,
        });
        Ok((posting, entry))
    }

    /// Postings that are not written yet.
    pub(super) fn waiting(&self) -> usize {
        self.postings.len()
    }

    /// What is to be written of the postings so far; accounts stay here.
    pub(super) fn take(&mut self) -> Written {
        Written {
            postings: std::mem::take(&mut self.postings),
            entries: std::mem::take(&mut self.entries),
            journal: std::mem::take(&mut self.journal),
        }
    }

    /// Writes the accounts as they stand.
    pub(super) fn close(self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        bulk_insert!(tx.db(), accounts::table, &self.accounts).map(drop)
    }
}

/// Rows on their way into the store.
pub(super) struct Written {
    postings: Vec<PostingRow>,
    entries: Vec<EntryRow>,
    journal: Vec<JournalRow>,
}

impl Written {
    pub(super) fn write(self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        bulk_insert!(tx.db(), postings::table, &self.postings)?;
        bulk_insert!(tx.db(), entries::table, &self.entries)?;
        bulk_insert!(tx.db(), journal::table, &self.journal).map(drop)
    }
}

/// A subject as the application names it.
pub(super) fn subject(kind: &str, id: impl Id) -> String {
    app::db::subject(kind, id)
}

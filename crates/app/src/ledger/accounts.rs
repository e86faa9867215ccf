//! Accounts: made, found, locked.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    areas::AreaPath,
    ids::{LedgerAccountId, PostingId},
    ledger::{Account, AccountKind, AccountState, Accounts, Owned, Owner, OwnerKind, Purpose, Refusal, Unit},
};
use uuid::Uuid;

use crate::db::{
    DbError, Key, Tx, lock, on_each,
    schema::{ledger_accounts as t, ledger_postings as postings},
};

/// An account that is asked for.
#[derive(Clone, Debug)]
pub struct NewAccount<'a> {
    /// What identifies it, besides its purpose.
    pub owned: Owned,
    /// What it counts.
    pub unit: Unit,
    /// Where it belongs: who sees accounts there sees it.
    pub area: &'a AreaPath,
    /// What it may never go below.
    pub floor: Option<i64>,
    /// What its content may be spent on.
    pub purpose: Option<Purpose>,
    /// What tells it from others of the same kind, owner and purpose in its book; empty where there are none.
    pub code: &'a str,
}

/// An account as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAccount {
    /// Its id.
    pub id: LedgerAccountId,
    /// Whose it is and what for.
    pub owned: Owned,
    /// What tells it from others of the same kind, owner and purpose in its book.
    pub code: String,
    /// Where it belongs.
    pub area: AreaPath,
    /// As it stands.
    pub account: Account,
    /// How many entries it has.
    pub entries: i64,
    /// When the last of them was made.
    pub last_at: Option<DateTime<Utc>>,
    /// Since when it is there.
    pub opened_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = t)]
pub(super) struct Row {
    id: Key<LedgerAccountId>,
    book_id: Vec<u8>,
    kind: String,
    owner_kind: String,
    owner_id: Vec<u8>,
    purpose: String,
    code: String,
    unit: String,
    area_path: String,
    floor: Option<i64>,
    state: String,
    balance: i64,
    held: i64,
    coming: i64,
    entries: i64,
    last_at: Option<NaiveDateTime>,
    opened_at: NaiveDateTime,
}

/// A purpose as it is stored: empty for none.
pub(super) fn purpose_column(purpose: Option<&Purpose>) -> &str {
    purpose.map_or("", Purpose::as_str)
}

pub(super) fn purpose_of(column: &str) -> Result<Option<Purpose>, DbError> {
    if column.is_empty() { Ok(None) } else { Purpose::parse(column).map(Some).map_err(DbError::damaged) }
}

pub(super) fn unit_of(column: &str) -> Result<Unit, DbError> {
    Unit::parse(column).ok_or_else(|| DbError::damaged(column))
}

impl TryFrom<Row> for StoredAccount {
    type Error = DbError;

    fn try_from(row: Row) -> Result<Self, DbError> {
        let id = |bytes: &[u8]| Uuid::from_slice(bytes).map_err(DbError::damaged);
        let word = |text: &String| DbError::damaged(text);
        let kind = AccountKind::parse(&row.kind).ok_or_else(|| word(&row.kind))?;
        let owner = OwnerKind::parse(&row.owner_kind).ok_or_else(|| word(&row.owner_kind))?;
        Ok(Self {
            id: row.id.0,
            owned: Owned { book: id(&row.book_id)?, kind, owner: Owner::new(owner, id(&row.owner_id)?) },
            code: row.code,
            area: AreaPath::parse(&row.area_path).map_err(DbError::damaged)?,
            account: Account {
                unit: unit_of(&row.unit)?,
                floor: row.floor,
                purpose: purpose_of(&row.purpose)?,
                state: AccountState::parse(&row.state).ok_or_else(|| word(&row.state))?,
                balance: row.balance,
                held: row.held,
                coming: row.coming,
            },
            entries: row.entries,
            last_at: row.last_at.map(|at| at.and_utc()),
            opened_at: row.opened_at.and_utc(),
        })
    }
}

/// Leaves the account of an owner in a book that has this purpose and this code.
macro_rules! owned {
    ($owned:expr, $purpose:expr, $code:expr) => {{
        let owned: &Owned = $owned;
        t::table
            .filter(t::book_id.eq(owned.book.as_bytes().to_vec()))
            .filter(t::kind.eq(owned.kind.as_str()))
            .filter(t::owner_kind.eq(owned.owner.kind().as_str()))
            .filter(t::owner_id.eq(owned.owner.id(owned.book).as_bytes().to_vec()))
            .filter(t::purpose.eq(purpose_column($purpose).to_owned()))
            .filter(t::code.eq($code.to_owned()))
    }};
}

/// Makes an account where there is none, and finds it where there is: nobody has two of a kind in one book for one
/// purpose with the same code. What it counts and its floor are those that it was made with.
///
/// # Errors
/// [`DbError`].
pub fn open(tx: &mut Tx<'_>, new: &NewAccount<'_>) -> Result<LedgerAccountId, DbError> {
    let there = |tx: &mut Tx<'_>| -> Result<Option<Key<LedgerAccountId>>, DbError> {
        let found = owned!(&new.owned, new.purpose.as_ref(), new.code).select(t::id).first(tx.db());
        Ok(found.optional()?)
    };
    if let Some(Key(id)) = there(tx)? {
        return Ok(id);
    }
    let id: LedgerAccountId = tx.new_id();
    let row = (
        t::id.eq(Key(id)),
        t::book_id.eq(new.owned.book.as_bytes().to_vec()),
        t::kind.eq(new.owned.kind.as_str()),
        t::owner_kind.eq(new.owned.owner.kind().as_str()),
        t::owner_id.eq(new.owned.owner.id(new.owned.book).as_bytes().to_vec()),
        t::purpose.eq(purpose_column(new.purpose.as_ref())),
        t::code.eq(new.code),
        t::unit.eq(new.unit.as_str()),
        t::area_path.eq(new.area.as_str()),
        t::floor.eq(new.floor),
        t::opened_at.eq(tx.timestamp()),
    );
    let insert = diesel::insert_into(t::table).values(row).on_conflict_do_nothing();
    if on_each!(tx.db(), |c| insert.execute(c))? == 1 {
        return Ok(id);
    }
    // Somebody else has made it meanwhile.
    there(tx)?.map(|Key(id)| id).ok_or(DbError::NotFound)
}

/// The account of an owner in a book that is not restricted to a purpose and has no code.
///
/// # Errors
/// [`DbError`].
pub fn find(tx: &mut Tx<'_>, owned: &Owned) -> Result<Option<StoredAccount>, DbError> {
    let row: Option<Row> = owned!(owned, None, "").select(Row::as_select()).first(tx.db()).optional()?;
    row.map(StoredAccount::try_from).transpose()
}

/// The book's own accounts, in the order of their ids: as many as a fund has lines and purposes.
///
/// # Errors
/// [`DbError`].
pub fn of_book(tx: &mut Tx<'_>, book: Uuid) -> Result<Vec<StoredAccount>, DbError> {
    let rows: Vec<Row> = t::table
        .filter(t::book_id.eq(book.as_bytes().to_vec()))
        .filter(t::owner_kind.eq(OwnerKind::Book.as_str()))
        .order(t::id)
        .select(Row::as_select())
        .load(tx.db())?;
    rows.into_iter().map(StoredAccount::try_from).collect()
}

/// Every account of these owners, in all books: at most so many owners as a person has homes, and themselves.
///
/// # Errors
/// [`DbError`].
pub fn find_all(tx: &mut Tx<'_>, owners: &[Owner]) -> Result<Vec<StoredAccount>, DbError> {
    let mut found = Vec::new();
    for kind in OwnerKind::ALL {
        let of_kind = owners.iter().filter(|owner| owner.kind() == kind);
        let ids: Vec<Vec<u8>> = of_kind.map(|owner| owner.id(Uuid::nil()).as_bytes().to_vec()).collect();
        if ids.is_empty() {
            continue;
        }
        let rows: Vec<Row> = t::table
            .filter(t::owner_kind.eq(kind.as_str()))
            .filter(t::owner_id.eq_any(ids))
            .order(t::id)
            .select(Row::as_select())
            .load(tx.db())?;
        for row in rows {
            found.push(StoredAccount::try_from(row)?);
        }
    }
    Ok(found)
}

/// One account.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn account(tx: &mut Tx<'_>, id: LedgerAccountId) -> Result<StoredAccount, DbError> {
    let row: Row = t::table.find(Key(id)).select(Row::as_select()).first(tx.db())?;
    row.try_into()
}

/// These accounts, by id; those that do not exist are left out.
pub(super) fn of_ids(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = LedgerAccountId>,
) -> Result<BTreeMap<LedgerAccountId, StoredAccount>, DbError> {
    let ids: Vec<Key<LedgerAccountId>> = ids.into_iter().map(Key).collect();
    let rows: Vec<Row> = t::table.filter(t::id.eq_any(ids)).select(Row::as_select()).load(tx.db())?;
    by_id(rows)
}

fn by_id(rows: Vec<Row>) -> Result<BTreeMap<LedgerAccountId, StoredAccount>, DbError> {
    rows.into_iter().map(|row| StoredAccount::try_from(row).map(|stored| (stored.id, stored))).collect()
}

/// Accounts under their locks, taken in the order of their ids.
#[derive(Debug)]
pub(super) struct Locked(pub(super) BTreeMap<LedgerAccountId, StoredAccount>);

impl Locked {
    /// The book that all of these accounts are in; none where there is no account.
    ///
    /// # Errors
    /// [`Refusal::OtherBook`].
    pub(super) fn book(
        &self,
        accounts: impl IntoIterator<Item = LedgerAccountId>,
    ) -> Result<Option<Uuid>, Refusal> {
        let mut book = None;
        for account in accounts.into_iter().filter_map(|id| self.0.get(&id)) {
            if *book.get_or_insert(account.owned.book) != account.owned.book {
                return Err(Refusal::OtherBook(account.id));
            }
        }
        Ok(book)
    }

    /// As the rules see them.
    pub(super) fn accounts(&self) -> Accounts {
        self.0.iter().map(|(id, stored)| (*id, stored.account.clone())).collect()
    }
}

/// Locks accounts; those that do not exist are left out.
pub(super) fn locked(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = LedgerAccountId>,
) -> Result<Locked, DbError> {
    let mut ids: Vec<Key<LedgerAccountId>> = ids.into_iter().map(Key).collect();
    ids.sort_unstable();
    ids.dedup();
    let query = t::table.filter(t::id.eq_any(ids)).order(t::id);
    let rows: Vec<Row> = lock!(tx.db(), query, |q, c| q.select(Row::as_select()).load(c))?;
    by_id(rows).map(Locked)
}

/// [`locked`], and which posting was made with a key; none where none of the accounts is there.
pub(super) fn locked_for(
    tx: &mut Tx<'_>,
    ids: impl IntoIterator<Item = LedgerAccountId>,
    key: &str,
) -> Result<(Locked, Option<PostingId>), DbError> {
    let ids: Vec<Key<LedgerAccountId>> = ids.into_iter().map(Key).collect();
    let used = postings::table.filter(postings::key.eq(key)).select(postings::id).single_value();
    let query = t::table.filter(t::id.eq_any(ids)).order(t::id);
    let rows: Vec<(Row, Option<Key<PostingId>>)> =
        lock!(tx.db(), query, |q, c| q.select((Row::as_select(), used)).load(c))?;
    let made = rows.first().and_then(|(_, made)| made.map(|Key(id)| id));
    Ok((by_id(rows.into_iter().map(|(row, _)| row).collect()).map(Locked)?, made))
}

//! What the ledger writes at once: on PostgreSQL one statement, whatever it is. Each way to the server would make everybody
//! wait who has to post after it.

use chrono::NaiveDateTime;
use diesel::{
    pg::{Pg, sql_types::Array},
    prelude::*,
    query_builder::{AstPass, QueryFragment, QueryId},
    sql_types::{BigInt, Binary, Nullable, Text, Timestamp},
};
use domain::ids::{EntryId, LedgerAccountId, PostingId, UserId};

use super::{BULK_ROWS, Db, DbError};
use crate::db::{
    Key,
    prepared::{Statement, Value},
    schema::{ledger_entries, ledger_holds, ledger_postings},
};

/// A new posting.
#[derive(Insertable)]
#[diesel(table_name = ledger_postings, treat_none_as_default_value = false)]
pub(crate) struct PostingRow {
    pub(crate) id: Key<PostingId>,
    pub(crate) book_id: Vec<u8>,
    pub(crate) key: String,
    pub(crate) unit: &'static str,
    pub(crate) purpose: String,
    pub(crate) kind: &'static str,
    pub(crate) subject: String,
    pub(crate) state: &'static str,
    pub(crate) until_at: Option<NaiveDateTime>,
    pub(crate) reverses_id: Option<Key<PostingId>>,
    pub(crate) agent_id: Option<Key<UserId>>,
    pub(crate) entry_id: Key<EntryId>,
    pub(crate) made_at: NaiveDateTime,
    pub(crate) settled_at: Option<NaiveDateTime>,
}

/// A new entry.
#[derive(Insertable)]
#[diesel(table_name = ledger_entries, treat_none_as_default_value = false)]
pub(crate) struct EntryRow {
    pub(crate) account_id: Key<LedgerAccountId>,
    pub(crate) at: NaiveDateTime,
    pub(crate) number: i64,
    pub(crate) posting_id: Key<PostingId>,
    pub(crate) amount: i64,
    pub(crate) balance: i64,
}

/// A part of what a posting holds.
#[derive(Insertable)]
#[diesel(table_name = ledger_holds, treat_none_as_default_value = false)]
pub(crate) struct HoldRow {
    pub(crate) posting_id: Key<PostingId>,
    pub(crate) account_id: Key<LedgerAccountId>,
    pub(crate) amount: i64,
}

/// An account as it stands from now on.
pub(crate) struct AccountRow {
    pub(crate) id: Key<LedgerAccountId>,
    pub(crate) floor: Option<i64>,
    pub(crate) state: &'static str,
    pub(crate) balance: i64,
    pub(crate) held: i64,
    pub(crate) coming: i64,
    pub(crate) entries: i64,
    pub(crate) last_at: Option<NaiveDateTime>,
}

/// Rows that are written together.
#[derive(Default)]
pub(crate) struct LedgerRows {
    pub(crate) postings: Vec<PostingRow>,
    pub(crate) holds: Vec<HoldRow>,
    pub(crate) entries: Vec<EntryRow>,
    pub(crate) accounts: Vec<AccountRow>,
}

impl LedgerRows {
    /// Writes them.
    ///
    /// # Errors
    /// [`DbError`]; [`DbError::Unique`] where a posting's key was used.
    pub(crate) fn write(&self, db: &mut Db) -> Result<(), DbError> {
        match db {
            Db::Postgres(c) => Columns::of(self).execute(c).map(drop),
            Db::Sqlite(c) => self.write_embedded(c),
        }
        .map_err(DbError::from)
    }

    fn write_embedded(&self, c: &mut diesel::SqliteConnection) -> QueryResult<()> {
        for rows in self.postings.chunks(BULK_ROWS) {
            diesel::insert_into(ledger_postings::table).values(rows).execute(c)?;
        }
        for rows in self.holds.chunks(BULK_ROWS) {
            diesel::insert_into(ledger_holds::table).values(rows).execute(c)?;
        }
        for rows in self.entries.chunks(BULK_ROWS) {
            diesel::insert_into(ledger_entries::table).values(rows).execute(c)?;
        }
        for row in &self.accounts {
            let update = Statement {
                text: [
                    "UPDATE ledger_accounts SET floor = ",
                    ", state = ",
                    ", balance = ",
                    ", held = ",
                    ", coming = ",
                    ", entries = ",
                    ", last_at = ",
                    " WHERE id = ",
                ],
                values: (
                    Value::<Nullable<BigInt>, _>::of(row.floor),
                    Value::<Text, _>::of(row.state),
                    Value::<BigInt, _>::of(row.balance),
                    Value::<BigInt, _>::of(row.held),
                    Value::<BigInt, _>::of(row.coming),
                    Value::<BigInt, _>::of(row.entries),
                    Value::<Nullable<Timestamp>, _>::of(row.last_at),
                    Value::<Binary, _>::of(row.id),
                ),
            };
            update.execute(c)?;
        }
        Ok(())
    }
}

/// Writes a piece of text and arrays after it.
macro_rules! arrays {
    ($out:ident, $before:literal: $first:ty => $values:expr $(, $sql:ty => $more:expr)* $(,)?) => {
        $out.push_sql($before);
        $out.push_bind_param::<Array<$first>, _>($values)?;
        $(
            $out.push_sql(", ");
            $out.push_bind_param::<Array<$sql>, _>($more)?;
        )*
    };
}

/// Makes a struct of columns, and gathers them from rows.
macro_rules! columns {
    ($name:ident of $row:ident { $($field:ident: $type:ty = $read:expr,)+ }) => {
        struct $name<'r> { $($field: Vec<$type>,)+ _rows: std::marker::PhantomData<&'r $row> }

        impl<'r> $name<'r> {
            fn of(rows: &'r [$row]) -> Self {
                Self { $($field: rows.iter().map($read).collect(),)+ _rows: std::marker::PhantomData }
            }
        }
    };
}

columns! { Postings of PostingRow {
    id: Key<PostingId> = |row| row.id,
    book_id: &'r [u8] = |row| &row.book_id[..],
    key: &'r str = |row| &row.key[..],
    unit: &'r str = |row| row.unit,
    purpose: &'r str = |row| &row.purpose[..],
    kind: &'r str = |row| row.kind,
    subject: &'r str = |row| &row.subject[..],
    state: &'r str = |row| row.state,
    until_at: Option<NaiveDateTime> = |row| row.until_at,
    reverses_id: Option<Key<PostingId>> = |row| row.reverses_id,
    agent_id: Option<Key<UserId>> = |row| row.agent_id,
    entry_id: Key<EntryId> = |row| row.entry_id,
    made_at: NaiveDateTime = |row| row.made_at,
    settled_at: Option<NaiveDateTime> = |row| row.settled_at,
} }

columns! { Holds of HoldRow {
    posting_id: Key<PostingId> = |row| row.posting_id,
    account_id: Key<LedgerAccountId> = |row| row.account_id,
    amount: i64 = |row| row.amount,
} }

columns! { Entries of EntryRow {
    account_id: Key<LedgerAccountId> = |row| row.account_id,
    at: NaiveDateTime = |row| row.at,
    number: i64 = |row| row.number,
    posting_id: Key<PostingId> = |row| row.posting_id,
    amount: i64 = |row| row.amount,
    balance: i64 = |row| row.balance,
} }

columns! { Accounts of AccountRow {
    id: Key<LedgerAccountId> = |row| row.id,
    floor: Option<i64> = |row| row.floor,
    state: &'r str = |row| row.state,
    balance: i64 = |row| row.balance,
    held: i64 = |row| row.held,
    coming: i64 = |row| row.coming,
    entries: i64 = |row| row.entries,
    last_at: Option<NaiveDateTime> = |row| row.last_at,
} }

/// The rows as arrays, one for each column: the text is the same for however many.
struct Columns<'r> {
    postings: Postings<'r>,
    holds: Holds<'r>,
    entries: Entries<'r>,
    accounts: Accounts<'r>,
}

impl<'r> Columns<'r> {
    fn of(rows: &'r LedgerRows) -> Self {
        Self {
            postings: Postings::of(&rows.postings),
            holds: Holds::of(&rows.holds),
            entries: Entries::of(&rows.entries),
            accounts: Accounts::of(&rows.accounts),
        }
    }
}

impl QueryId for Columns<'_> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<C> RunQueryDsl<C> for Columns<'_> {}

impl QueryFragment<Pg> for Columns<'_> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let Self { postings: p, holds: h, entries: e, accounts: a } = self;
        arrays! { out,
            "WITH made AS (INSERT INTO ledger_postings (id, book_id, key, unit, purpose, kind, subject, state, \
             until_at, reverses_id, agent_id, entry_id, made_at, settled_at) SELECT * FROM unnest(":
            Binary => &p.id, Binary => &p.book_id, Text => &p.key, Text => &p.unit, Text => &p.purpose,
            Text => &p.kind, Text => &p.subject, Text => &p.state, Nullable<Timestamp> => &p.until_at,
            Nullable<Binary> => &p.reverses_id, Nullable<Binary> => &p.agent_id, Binary => &p.entry_id,
            Timestamp => &p.made_at, Nullable<Timestamp> => &p.settled_at,
        }
        arrays! { out,
            ")), held AS (INSERT INTO ledger_holds (posting_id, account_id, amount) SELECT * FROM unnest(":
            Binary => &h.posting_id, Binary => &h.account_id, BigInt => &h.amount,
        }
        arrays! { out,
            ")), moved AS (INSERT INTO ledger_entries (account_id, at, number, posting_id, amount, balance) \
             SELECT * FROM unnest(":
            Binary => &e.account_id, Timestamp => &e.at, BigInt => &e.number, Binary => &e.posting_id,
            BigInt => &e.amount, BigInt => &e.balance,
        }
        arrays! { out,
            ")) UPDATE ledger_accounts a SET floor = n.floor, state = n.state, balance = n.balance, \
             held = n.held, coming = n.coming, entries = n.entries, last_at = n.last_at FROM unnest(":
            Binary => &a.id, Nullable<BigInt> => &a.floor, Text => &a.state, BigInt => &a.balance,
            BigInt => &a.held, BigInt => &a.coming, BigInt => &a.entries, Nullable<Timestamp> => &a.last_at,
        }
        out.push_sql(") AS n (id, floor, state, balance, held, coming, entries, last_at) WHERE a.id = n.id");
        Ok(())
    }
}

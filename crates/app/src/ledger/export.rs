//! A whole book for others to read: as plain-text accounting in the format of beancount, and as CSV. Written page by
//! page: memory does not grow with the book.

use std::{collections::BTreeMap, io::Write};

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use domain::{
    ids::{EntryId, LedgerAccountId, PostingId},
    ledger::{AccountKind, Unit},
    town_time,
};
use uuid::Uuid;

use super::{StoredAccount, accounts::Row as AccountRow};
use crate::db::{
    DbError, Key, Tx,
    schema::{ledger_accounts as a, ledger_entries as e, ledger_postings as t},
};

const ACCOUNTS_PAGE: i64 = 1_000;
const POSTINGS_PAGE: i64 = 1_000;

/// Why a book is not written to its end.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Whoever reads has gone, or the disk is full.
    #[error("it could not be written: {0}")]
    Write(#[from] std::io::Error),
}

/// A committed posting, as it is exported.
struct Exported {
    id: PostingId,
    unit: Unit,
    kind: String,
    subject: String,
    reverses: Option<PostingId>,
    entry: EntryId,
    at: DateTime<Utc>,
    moves: Vec<Move>,
}

/// What it does to one account.
struct Move {
    account: LedgerAccountId,
    kind: String,
    code: String,
    number: i64,
    amount: i64,
    balance: i64,
}

/// Hands every account of a book to `work`, the oldest first.
fn each_account(
    tx: &mut Tx<'_>,
    book: Uuid,
    mut work: impl FnMut(StoredAccount) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let mut after = None;
    loop {
        let mut query = a::table
            .filter(a::book_id.eq(book.as_bytes().to_vec()))
            .order(a::id)
            .limit(ACCOUNTS_PAGE)
            .select(AccountRow::as_select())
            .into_boxed();
        if let Some(after) = after {
            query = query.filter(a::id.gt(Key(after)));
        }
        let page: Vec<AccountRow> = query.load(tx.db()).map_err(DbError::from)?;
        if page.is_empty() {
            return Ok(());
        }
        for row in page {
            let account = StoredAccount::try_from(row)?;
            after = Some(account.id);
            work(account)?;
        }
    }
}

/// Hands every committed posting of a book to `work`, the oldest first.
fn each_posting(
    tx: &mut Tx<'_>,
    book: Uuid,
    mut work: impl FnMut(Exported) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    type Row =
        (Key<PostingId>, String, String, String, Option<Key<PostingId>>, Key<EntryId>, Option<NaiveDateTime>);
    type MoveRow = (Key<PostingId>, Key<LedgerAccountId>, String, String, i64, i64, i64);
    let mut after = None;
    loop {
        let mut query = t::table
            .filter(t::book_id.eq(book.as_bytes().to_vec()))
            .filter(t::state.eq("committed"))
            .order(t::id)
            .limit(POSTINGS_PAGE)
            .select((t::id, t::unit, t::kind, t::subject, t::reverses_id, t::entry_id, t::settled_at))
            .into_boxed();
        if let Some(after) = after {
            query = query.filter(t::id.gt(Key(after)));
        }
        let page: Vec<Row> = query.load(tx.db()).map_err(DbError::from)?;
        if page.is_empty() {
            return Ok(());
        }
        let ids: Vec<_> = page.iter().map(|row| row.0).collect();
        let moves: Vec<MoveRow> = e::table
            .inner_join(a::table.on(a::id.eq(e::account_id)))
            .filter(e::posting_id.eq_any(ids))
            .order((e::posting_id, e::account_id))
            .select((e::posting_id, e::account_id, a::kind, a::code, e::number, e::amount, e::balance))
            .load(tx.db())
            .map_err(DbError::from)?;
        let mut of: BTreeMap<PostingId, Vec<Move>> = BTreeMap::new();
        for (Key(posting), Key(account), kind, code, number, amount, balance) in moves {
            of.entry(posting).or_default().push(Move { account, kind, code, number, amount, balance });
        }
        for (Key(id), unit, kind, subject, reverses, Key(entry), at) in page {
            after = Some(id);
            work(Exported {
                id,
                unit: super::accounts::unit_of(&unit)?,
                kind,
                subject,
                reverses: reverses.map(|Key(id)| id),
                entry,
                at: at.ok_or_else(|| DbError::damaged("a posting without its time"))?.and_utc(),
                moves: of.remove(&id).unwrap_or_default(),
            })?;
        }
    }
}

/// What an account with such a code is called in plain-text accounting; nothing for a code that the caller does not know.
pub type Naming<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The name of an account in beancount: what the books of a programme or a fund look like from inside. Signs are ours.
fn account_name(naming: Naming<'_>, kind: &str, code: &str, id: LedgerAccountId) -> String {
    if let Some(name) = naming(code) {
        return name;
    }
    let place = match AccountKind::parse(kind) {
        Some(AccountKind::Source) => "Equity:Source",
        Some(AccountKind::Budget) | None => "Assets:Budget",
        Some(AccountKind::Wallet) => "Assets:Wallet",
        Some(AccountKind::Redeemed) => "Expenses:Redeemed",
        Some(AccountKind::Expired) => "Expenses:Expired",
    };
    format!("{place}:{}", id.to_string().to_uppercase())
}

/// An amount with its unit in beancount.
fn amount(unit: Unit, amount: i64) -> String {
    match unit {
        Unit::Points => format!("{amount} POINTS"),
        Unit::Fen => {
            let (sign, fen) = (if amount < 0 { "-" } else { "" }, amount.unsigned_abs());
            format!("{sign}{}.{:02} CNY", fen / 100, fen % 100)
        }
    }
}

/// Writes a book in the format of beancount: accounts, postings, and at the end what each account must come to, so that
/// `bean-check` adds everything up once more. Days are those of the town.
///
/// # Errors
/// [`ExportError`].
pub fn beancount(
    tx: &mut Tx<'_>,
    book: Uuid,
    naming: Naming<'_>,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    writeln!(out, "option \"title\" \"{book}\"")?;
    writeln!(out, "option \"operating_currency\" \"CNY\"\n")?;
    each_account(tx, book, |account| {
        let opened = town_time::date(account.opened_at);
        let name = account_name(naming, account.owned.kind.as_str(), &account.code, account.id);
        let currency = if account.account.unit == Unit::Points { "POINTS" } else { "CNY" };
        writeln!(out, "{opened} open {name} {currency}")?;
        Ok(())
    })?;
    each_posting(tx, book, |posting| {
        let day: NaiveDate = town_time::date(posting.at);
        writeln!(out, "\n{day} * \"{}\" \"{}\"", posting.kind, posting.subject)?;
        writeln!(out, "  posting: \"{}\"\n  entry: \"{}\"", posting.id, posting.entry)?;
        if let Some(reverses) = posting.reverses {
            writeln!(out, "  reverses: \"{reverses}\"")?;
        }
        for part in posting.moves {
            writeln!(
                out,
                "  {}  {}",
                account_name(naming, &part.kind, &part.code, part.account),
                amount(posting.unit, part.amount)
            )?;
        }
        Ok(())
    })?;
    let today = town_time::date(tx.now());
    // A balance in beancount is that of the morning.
    let tomorrow = today.checked_add_days(Days::new(1)).unwrap_or(today);
    writeln!(out)?;
    each_account(tx, book, |account| {
        let name = account_name(naming, account.owned.kind.as_str(), &account.code, account.id);
        let comes_to = amount(account.account.unit, account.account.balance);
        writeln!(out, "{tomorrow} balance {name}  {comes_to}")?;
        Ok(())
    })
}

/// The columns of [`csv`], with their types in a table schema.
const COLUMNS: [(&str, &str, &str); 13] = [
    ("posting_id", "string", "what was posted together"),
    ("at", "datetime", "when it was settled"),
    ("kind", "string", "why, in one word"),
    ("subject", "string", "what it was about"),
    ("reverses_id", "string", "the posting that it takes back"),
    ("journal_entry_id", "string", "the entry of the journal that tells of it"),
    ("account_id", "string", "the account"),
    ("account_kind", "string", "its part in the ledger"),
    ("account_code", "string", "what it is for, where a book has several of a kind"),
    ("number", "integer", "the how many entry of the account it is"),
    ("unit", "string", "points or fen"),
    ("amount", "integer", "what it changes, in the unit"),
    ("balance", "integer", "what the account has afterwards"),
];

/// Describes the file of [`csv`] as a Data Package (Frictionless Data, v1): put beside the file, tools read it with its types.
#[must_use]
pub fn data_package(book: Uuid) -> serde_json::Value {
    use serde_json::json;
    let field = |(name, kind, description): (&str, &str, &str)| {
        let required = !matches!(name, "reverses_id" | "account_code");
        json!({ "name": name, "type": kind, "description": description, "constraints": { "required": required } })
    };
    json!({
        "profile": "tabular-data-package",
        "name": format!("book-{book}"),
        "resources": [{
            "profile": "tabular-data-resource",
            "name": "entries",
            "path": format!("book-{book}.csv"),
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {
                "fields": COLUMNS.map(field),
                "primaryKey": ["posting_id", "account_id", "number"],
                "missingValues": [""],
            },
        }],
    })
}

/// Writes a book as CSV, one line for each entry.
///
/// # Errors
/// [`ExportError`].
pub fn csv(tx: &mut Tx<'_>, book: Uuid, out: &mut dyn Write) -> Result<(), ExportError> {
    writeln!(out, "{}", COLUMNS.map(|(name, _, _)| name).join(","))?;
    each_posting(tx, book, |posting| {
        let at = posting.at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
        let reverses = posting.reverses.map(|id| id.to_string()).unwrap_or_default();
        for part in &posting.moves {
            // Kinds, subjects, codes and ids hold nothing that a table would have to be guarded against.
            writeln!(
                out,
                "{},{at},{},{},{reverses},{},{},{},{},{},{},{},{}",
                posting.id,
                posting.kind,
                posting.subject,
                posting.entry,
                part.account,
                part.kind,
                part.code,
                part.number,
                posting.unit.as_str(),
                part.amount,
                part.balance
            )?;
        }
        Ok(())
    })
}

/// The area in which a book is kept: that of the account from which everything came in; none where there is no such book.
///
/// # Errors
/// [`DbError`].
pub fn book_area(tx: &mut Tx<'_>, book: Uuid) -> Result<Option<domain::areas::AreaPath>, DbError> {
    let path: Option<String> = a::table
        .filter(a::book_id.eq(book.as_bytes().to_vec()))
        .filter(a::owner_kind.eq("book"))
        .order(a::id)
        .select(a::area_path)
        .first(tx.db())
        .optional()?;
    path.map(|path| domain::areas::AreaPath::parse(&path).map_err(DbError::damaged)).transpose()
}

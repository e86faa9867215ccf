//! A fund that many people have given to: what everybody reads of its books.

use std::sync::Arc;

use anyhow::{Result, ensure};
use app::{
    db::{
        Database, DatabaseUrl, DbError, Key, PoolSizes, Tx, bulk_insert,
        schema::{fund_donors as donors, fund_incomes as incomes, funds},
    },
    funds::{
        Page,
        books::{self as read, Choice},
        kinds,
    },
};
use chrono::{NaiveDateTime, TimeDelta};
use clap::Args;
use diesel::prelude::*;
use domain::{
    funds::{FundAccount, FundEvent, Part, income::SourceKind},
    ids::{AreaId, DonorId, EntryId, FundId, IncomeId, LedgerAccountId, PostingId, UserId},
    ledger::{Owner, Unit},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Statements, Town,
    books::{Books, Move, New, subject},
    postings::{Place, settle},
    statements::{Undone, undone, watched},
};
use crate::{
    minimal::funds as least,
    system::{SystemClock, SystemEntropy, new_id, new_id_at},
};

/// Who gives, each again and again.
const DONORS: usize = 1_000;
/// One of so many is not named to the public.
const UNNAMED: usize = 7;
/// How long the gifts go back, in days.
const DAYS: i64 = 700;
/// Gifts of one transaction.
const CHUNK: usize = 10_000;

/// What to fill.
#[derive(Args)]
pub(crate) struct Options {
    /// A store that `gongzhi demo` has filled
    #[arg(long)]
    database_url: String,
    /// Gifts to add, each a posting
    #[arg(long)]
    gifts: usize,
}

/// What there is to ask for.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct FundFacts {
    /// The fund.
    pub(crate) fund: Uuid,
    /// Statements of a request by its name, of the application and of the minimal handler.
    pub(crate) statements: Statements,
}

/// Fills the store, seals its journal, and prints [`FundFacts`] as JSON.
///
/// # Errors
/// When the store fails or is no demo.
pub(crate) fn fill(options: &Options) -> Result<()> {
    ensure!(options.gifts > 0, "a fund without gifts has nothing to read");
    let url: DatabaseUrl = options.database_url.parse()?;
    let sizes = PoolSizes { readers: 1, writers: 1 };
    let db = Database::open(&url, &sizes, Arc::new(SystemClock), Arc::new(SystemEntropy))?;
    let place = db.read_blocking(Town::find)?.place;
    let fund = give(&db, &place, options.gifts)?;
    settle(&db)?;
    let statements = Statements::from([
        ("totals".to_owned(), undone(&db, move |tx| totals(tx, fund))?),
        ("postings".to_owned(), undone(&db, move |tx| postings(tx, fund))?),
    ]);
    println!("{}", serde_json::to_string(&FundFacts { fund: fund.0, statements })?);
    Ok(())
}

fn totals(tx: &mut Tx<'_>, fund: FundId) -> Result<(usize, usize), Undone> {
    let real = watched(tx, |tx| Ok(read::totals(tx, None, fund)?))?;
    Ok((real, watched(tx, |tx| Ok(least::totals(tx.db(), fund)?))?))
}

fn postings(tx: &mut Tx<'_>, fund: FundId) -> Result<(usize, usize), Undone> {
    let (choice, page) = (Choice::of(Part::Cash), Page { after: None, limit: 21 });
    let real = watched(tx, |tx| Ok(read::lines(tx, None, fund, &choice, page)?))?;
    Ok((real, watched(tx, |tx| Ok(least::lines(tx.db(), fund, None, 21)?))?))
}

#[derive(Insertable)]
#[diesel(table_name = donors, treat_none_as_default_value = false)]
struct DonorRow {
    id: Key<DonorId>,
    fund_id: Key<FundId>,
    name: String,
    added_by: Key<UserId>,
    added_at: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = incomes, treat_none_as_default_value = false)]
struct IncomeRow {
    id: Key<IncomeId>,
    fund_id: Key<FundId>,
    source: &'static str,
    form: &'static str,
    amount: i64,
    donor_id: Key<DonorId>,
    named: bool,
    note: &'static str,
    channel: &'static str,
    state: &'static str,
    registered_by: Key<UserId>,
    registered_at: NaiveDateTime,
    reference: String,
    received_by: Key<UserId>,
    received_at: NaiveDateTime,
    receipt_number: i64,
    posting_id: Key<PostingId>,
    entry_id: Key<EntryId>,
}

/// Founds a fund of the town, and lets people give.
fn give(db: &Database, place: &Place, gifts: usize) -> Result<FundId> {
    let (fund, by): (FundId, UserId) = (new_id(), place.official);
    let begun = db.now().naive_utc() - TimeDelta::days(DAYS);
    let run = place.clone();
    let givers = db.write_blocking(move |tx| found(tx, &run, fund, begun))?;
    let mut books = Books::new(Unit::Fen);
    let mut open = |account: FundAccount| {
        let new = New {
            id: new_id::<LedgerAccountId>(),
            book: fund.0,
            kind: account.kind(),
            owner: Owner::Book,
            code: account.code(),
        };
        books.open(new, place, begun)
    };
    let from = open(FundAccount::Income(SourceKind::Donation, None));
    let to = open(FundAccount::Cash(None));
    let step = TimeDelta::days(DAYS) / i32::try_from(gifts)?;
    let (mut rows, mut receipt) = (Vec::with_capacity(CHUNK), 0);
    for (number, donor) in givers.iter().copied().cycle().take(gifts).enumerate() {
        receipt += 1;
        let at = begun + step * i32::try_from(number)?;
        let (id, amount): (IncomeId, _) = (new_id_at(at), 100 * (1 + i64::try_from(number % 500)?));
        let (key, kind) = (subject("income", id), kinds::INCOME);
        let gift = Move { from, to, amount, kind, key: key.clone(), subject: (key.clone(), key), at, place };
        let source = SourceKind::Donation;
        let told = |posted| FundEvent::IncomeReceived { fund, income: id, source, amount, posted };
        let (posting, entry) = books.post(gift, told)?;
        rows.push(IncomeRow {
            id: Key(id),
            fund_id: Key(fund),
            source: source.as_str(),
            form: "money",
            amount,
            donor_id: Key(donor),
            named: number % UNNAMED != 0,
            note: "",
            channel: "bank",
            state: "received",
            registered_by: Key(by),
            registered_at: at,
            reference: format!("B-{number}"),
            received_by: Key(by),
            received_at: at,
            receipt_number: receipt,
            posting_id: Key(posting),
            entry_id: Key(entry),
        });
        if rows.len() >= CHUNK || number + 1 == gifts {
            let (gifts, posted) = (std::mem::take(&mut rows), books.take());
            db.write_blocking(move |tx| {
                posted.write(tx)?;
                bulk_insert!(tx.db(), incomes::table, gifts).map(drop)
            })?;
        }
    }
    db.write_blocking(move |tx| {
        let written = funds::table.filter(funds::id.eq(Key(fund)));
        diesel::update(written).set(funds::receipts.eq(receipt)).execute(tx.db())?;
        books.close(tx)
    })?;
    Ok(fund)
}

fn found(tx: &mut Tx<'_>, place: &Place, fund: FundId, at: NaiveDateTime) -> Result<Vec<DonorId>, DbError> {
    let area: Key<AreaId> = Key(place.area);
    diesel::insert_into(funds::table)
        .values((
            (funds::id.eq(Key(fund)), funds::area_id.eq(area), funds::area_path.eq(place.path.as_str())),
            (funds::name.eq("演练公益金"), funds::description.eq(""), funds::state.eq("open")),
            (funds::opened_on.eq(at.date().to_string()), funds::created_by.eq(Key(place.official))),
            funds::created_at.eq(at),
        ))
        .execute(tx.db())?;
    let row = |number: usize| DonorRow {
        id: Key(new_id_at(at)),
        fund_id: Key(fund),
        name: format!("捐赠人{number}"),
        added_by: Key(place.official),
        added_at: at,
    };
    let rows: Vec<DonorRow> = (0..DONORS).map(row).collect();
    let ids = rows.iter().map(|row| row.id.0).collect();
    bulk_insert!(tx.db(), donors::table, rows)?;
    Ok(ids)
}

//! What everybody reads of a fund's books: totals, a page of postings, and all of them as text that is sent while it is read.

use std::{collections::HashMap, fmt::Write as _};

use actix_web::{HttpRequest, HttpResponse, error::ErrorInternalServerError, get, http::header, web};
use app::db::{
    Db, Key,
    schema::{
        fund_donors as donors, fund_incomes as incomes, funds, ledger_accounts as accounts,
        ledger_entries as entries, ledger_postings as postings,
    },
};
use chrono::NaiveDateTime;
use diesel::prelude::*;
use domain::ids::{DonorId, FundId, IncomeId, LedgerAccountId, PostingId};
use futures_util::stream::unfold;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Answer, Store};

/// Postings of one read of a text: as many as the application's.
const CHUNK: i64 = 1_000;

pub(super) fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(counted).service(listed);
}

/// What is in an account.
#[derive(Serialize)]
pub(crate) struct Total {
    code: String,
    balance: i64,
    held: i64,
}

/// A posting of the money in hand.
#[derive(Serialize)]
pub(crate) struct Line {
    posting: Uuid,
    kind: String,
    at: Option<NaiveDateTime>,
    fen: i64,
    donor: Option<String>,
    receipt: Option<i64>,
}

fn found(db: &mut Db, fund: FundId) -> QueryResult<(String, String)> {
    funds::table.find(Key(fund)).select((funds::name, funds::state)).first(db)
}

type Account = (Key<LedgerAccountId>, String, i64, i64);

fn accounts_of(db: &mut Db, fund: FundId) -> QueryResult<Vec<Account>> {
    accounts::table
        .filter(accounts::book_id.eq(fund.0.as_bytes().to_vec()))
        .filter(accounts::owner_kind.eq("book"))
        .order(accounts::id)
        .select((accounts::id, accounts::code, accounts::balance, accounts::held))
        .load(db)
}

/// What is in each account.
pub(crate) fn totals(db: &mut Db, fund: FundId) -> QueryResult<Vec<Total>> {
    found(db, fund)?;
    let total = |(_, code, balance, held)| Total { code, balance, held };
    Ok(accounts_of(db, fund)?.into_iter().map(total).collect())
}

/// The postings of the money in hand, the latest first, after one of them.
pub(crate) fn lines(
    db: &mut Db,
    fund: FundId,
    after: Option<PostingId>,
    limit: i64,
) -> QueryResult<Vec<Line>> {
    type Row = (Key<PostingId>, String, String, Option<NaiveDateTime>, i64);
    found(db, fund)?;
    let accounts = accounts_of(db, fund)?.into_iter().filter(|(_, code, ..)| code.starts_with("cash"));
    let ids: Vec<Key<LedgerAccountId>> = accounts.map(|(id, ..)| id).collect();
    let mut query = postings::table
        .inner_join(entries::table.on(entries::posting_id.eq(postings::id)))
        .filter(postings::book_id.eq(fund.0.as_bytes().to_vec()))
        .filter(entries::account_id.eq_any(ids))
        .order((postings::id.desc(), entries::account_id.desc()))
        .limit(limit)
        .select((postings::id, postings::kind, postings::subject, postings::settled_at, entries::amount))
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(postings::id.lt(Key(after)));
    }
    let rows: Vec<Row> = query.load(db)?;
    let of = |subject: &str| subject.strip_prefix("income:").and_then(|id| id.parse().ok()).map(Key);
    let ids: Vec<Key<IncomeId>> = rows.iter().filter_map(|row| of(&row.2)).collect();
    type Gift = (Key<IncomeId>, Option<Key<DonorId>>, bool, Option<i64>);
    let gifts: Vec<Gift> = incomes::table
        .filter(incomes::id.eq_any(ids))
        .select((incomes::id, incomes::donor_id, incomes::named, incomes::receipt_number))
        .load(db)?;
    let ids: Vec<Key<DonorId>> = gifts.iter().filter_map(|gift| gift.1).collect();
    let names: Vec<(Key<DonorId>, String)> =
        donors::table.filter(donors::id.eq_any(ids)).select((donors::id, donors::name)).load(db)?;
    let names: HashMap<Key<DonorId>, String> = names.into_iter().collect();
    let gifts: HashMap<Key<IncomeId>, Gift> = gifts.into_iter().map(|gift| (gift.0, gift)).collect();
    let line = |(Key(posting), kind, subject, at, fen): Row| {
        let gift = of(&subject).and_then(|id| gifts.get(&id));
        let named = gift.filter(|gift| gift.2).and_then(|gift| gift.1);
        Line {
            posting: posting.0,
            kind,
            at,
            fen,
            donor: named.and_then(|id| names.get(&id).cloned()),
            receipt: gift.and_then(|gift| gift.3),
        }
    };
    Ok(rows.into_iter().map(line).collect())
}

#[get("/funds/{id}/totals")]
async fn counted(store: web::Data<Store>, id: web::Path<Uuid>) -> Answer {
    let fund = FundId(*id);
    Ok(HttpResponse::Ok().json(store.read(move |db| totals(db, fund)).await?))
}

#[derive(Deserialize)]
struct Query {
    limit: Option<i64>,
}

#[derive(Serialize)]
struct Page {
    items: Vec<Line>,
    next: Option<Uuid>,
}

#[get("/funds/{id}/postings")]
async fn listed(
    store: web::Data<Store>,
    request: HttpRequest,
    id: web::Path<Uuid>,
    query: web::Query<Query>,
) -> Answer {
    let (fund, limit) = (FundId(*id), query.limit.unwrap_or(20));
    if request.headers().get(header::ACCEPT).is_some_and(|kind| kind == "text/csv") {
        return Ok(HttpResponse::Ok().content_type("text/csv").streaming(text(store, fund)));
    }
    let mut items = store.read(move |db| lines(db, fund, None, limit + 1)).await?;
    let more = items.len() > usize::try_from(limit).unwrap_or(0);
    if more {
        items.pop();
    }
    let next = items.last().filter(|_| more).map(|line| line.posting);
    Ok(HttpResponse::Ok().json(Page { items, next }))
}

/// Every line as text, read as it is sent.
fn text(
    store: web::Data<Store>,
    fund: FundId,
) -> impl futures_util::Stream<Item = Result<web::Bytes, actix_web::Error>> {
    unfold((store, Some(None)), move |(store, after)| async move {
        let after = after?;
        let read = store.read_long(move |db| lines(db, fund, after, CHUNK)).await;
        let lines = match read {
            Ok(lines) => lines,
            Err(error) => return Some((Err(error), (store, None))),
        };
        let next = lines.last().map(|line| Some(PostingId(line.posting)));
        let mut text = String::with_capacity(128 * lines.len());
        for Line { posting, kind, at, fen, donor, receipt } in &lines {
            let at = at.map(|at| at.and_utc().to_rfc3339()).unwrap_or_default();
            let (donor, receipt) = (donor.as_deref().unwrap_or_default(), receipt.unwrap_or_default());
            let done = write!(text, "{at},{kind},cash,{fen},{donor},{receipt},{posting}\r\n");
            if done.is_err() {
                return Some((Err(ErrorInternalServerError("no room for a line")), (store, None)));
            }
        }
        next.map(|next| (Ok(web::Bytes::from(text)), (store, Some(next))))
    })
}

//! Accounts and their statements.

use std::collections::BTreeMap;

use actix_web::{get, post, web};
use app::{
    db::{DbError, Tx},
    funds,
    ledger::{self, AccountFilter, Cursor, FreezeError, Line, Pending, StoredAccount},
    points::programmes,
};
use chrono::{DateTime, Utc};
use contract::{
    ledger as wire,
    page::{Page, PageQuery},
    problems::{self, Problem},
};
use domain::{
    ids::LedgerAccountId,
    ledger::{Owner, Purpose},
    permissions::Actor,
};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::{ApiError, ApiResult, Caller, IdempotencyKey, Query, State, Valid};

/// Most pending postings that an account shows.
const PENDING_MAX: i64 = 100;

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_ledger_accounts)
        .service(get_ledger_account)
        .service(get_ledger_statement)
        .service(get_ledger_balance)
        .service(freeze_ledger_account)
        .service(thaw_ledger_account)
        .service(close_ledger_account);
}

/// Lists accounts, the oldest first, where the caller sees the books (`view_ledger`). Problems: `not_allowed`, `not_found`
/// (the area), `query_invalid`.
#[utoipa::path(tag = "ledger", operation_id = "list_ledger_accounts", params(wire::ListLedgerAccounts),
    security(("bearer" = [])),
    responses((status = 200, body = Page<wire::LedgerAccount>), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
#[get("/ledger/accounts")]
async fn list_ledger_accounts(
    state: web::Data<State>,
    caller: Caller,
    query: Query<wire::ListLedgerAccounts>,
) -> ApiResult<Page<wire::LedgerAccount>> {
    let (Query(query), actor) = (query, caller.actor());
    let page = query.page();
    let (limit, after) = (page.limit(), parsed(page.after.as_deref(), |text| text.parse().ok())?);
    let filter = AccountFilter {
        under: query.under_id,
        kind: query.kind,
        book: query.book_id,
        owner: query.owner_id,
        state: query.state,
    };
    let read = move |tx: &mut Tx<'_>| -> Result<_, ledger::ListError> {
        let found = ledger::accounts(tx, &actor, &filter, after, i64::from(limit) + 1)?;
        let names = names(tx, &found)?;
        Ok((found, names))
    };
    let (found, names) = state.db.read(read).await?;
    let page = Page::cut(found, limit, |account| account.id.to_string());
    Ok(web::Json(page.map(|account| rendered(account, &names))))
}

/// Reads an account and why its balance is what it is. For whose it is (a household's members, a provider's staff), and
/// who sees the books there. Problems: `not_found`.
#[utoipa::path(tag = "ledger", operation_id = "get_ledger_account", params(("id" = uuid::Uuid, Path)),
    security(("bearer" = [])),
    responses((status = 200, body = wire::ExplainedAccount), (status = 404, body = Problem)))]
#[get("/ledger/accounts/{id}")]
async fn get_ledger_account(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<LedgerAccountId>,
) -> ApiResult<wire::ExplainedAccount> {
    let (id, actor) = (*id, caller.actor());
    let read = move |tx: &mut Tx<'_>| -> Result<_, DbError> {
        let account = shown(tx, &actor, id)?;
        let parts = ledger::parts(tx, id)?;
        Ok((account, parts, ledger::pending(tx, id, PENDING_MAX)?))
    };
    let (account, parts, pending) = state.db.read_long(read).await?;
    let part =
        |part: ledger::Part| wire::BalancePart { kind: part.kind, entries: part.entries, sum: part.sum };
    Ok(web::Json(wire::ExplainedAccount {
        account,
        parts: parts.into_iter().map(part).collect(),
        pending: pending.into_iter().map(pending_line).collect(),
    }))
}

/// Reads an account's statement, or the part of it that postings of one kind make, the newest line first, with the balance
/// after each. For whom the account is. Problems:
/// `not_found`, `query_invalid`.
#[utoipa::path(tag = "ledger", operation_id = "get_ledger_statement",
    params(("id" = uuid::Uuid, Path), wire::ListStatement), security(("bearer" = [])),
    responses((status = 200, body = Page<wire::StatementLine>), (status = 404, body = Problem)))]
#[get("/ledger/accounts/{id}/statement")]
async fn get_ledger_statement(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<LedgerAccountId>,
    query: Query<wire::ListStatement>,
) -> ApiResult<Page<wire::StatementLine>> {
    let (id, actor, Query(query)) = (*id, caller.actor(), query);
    let (limit, before) = statement_page(&query.page())?;
    let kind = query.kind;
    let part = kind.is_some();
    let read = move |tx: &mut Tx<'_>| -> Result<_, DbError> {
        ledger::visible(tx, &actor, id)?;
        ledger::statement_of(tx, id, kind.as_deref(), before, i64::from(limit) + 1)
    };
    let lines = if part { state.db.read_long(read).await? } else { state.db.read(read).await? };
    let page = Page::cut(lines, limit, |line| written(line.cursor()));
    Ok(web::Json(page.map(statement_line)))
}

/// Reads what the balance of an account was just after a moment. For whom the account is. Problems: `not_found`.
#[utoipa::path(tag = "ledger", operation_id = "get_ledger_balance",
    params(("id" = uuid::Uuid, Path), wire::BalanceQuery), security(("bearer" = [])),
    responses((status = 200, body = wire::BalanceAt), (status = 404, body = Problem)))]
#[get("/ledger/accounts/{id}/balance")]
async fn get_ledger_balance(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<LedgerAccountId>,
    query: Query<wire::BalanceQuery>,
) -> ApiResult<wire::BalanceAt> {
    let (id, actor, Query(wire::BalanceQuery { at })) = (*id, caller.actor(), query);
    let read = move |tx: &mut Tx<'_>| -> Result<_, DbError> {
        ledger::visible(tx, &actor, id)?;
        ledger::balance_at(tx, id, at)
    };
    let balance = state.db.read(read).await?;
    Ok(web::Json(wire::BalanceAt { at, balance }))
}

/// Lets nothing in or out of an account for now; what is pending can still be given back. Needs `audit_ledger` there.
/// Problems: `ledger_account_closed`.
#[utoipa::path(tag = "ledger", operation_id = "freeze_ledger_account", request_body = wire::AccountReason,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)), security(("bearer" = [])),
    responses((status = 200, body = wire::LedgerAccount), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/ledger/accounts/{id}/freeze")]
async fn freeze_ledger_account(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<LedgerAccountId>,
    body: Valid<wire::AccountReason>,
) -> ApiResult<wire::LedgerAccount> {
    change(&state, &caller, key, *id, body.into_inner(), ledger::freeze).await
}

/// Lets a frozen account take part again. Needs `audit_ledger` there. Problems: `ledger_account_closed`.
#[utoipa::path(tag = "ledger", operation_id = "thaw_ledger_account", request_body = wire::AccountReason,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)), security(("bearer" = [])),
    responses((status = 200, body = wire::LedgerAccount), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/ledger/accounts/{id}/thaw")]
async fn thaw_ledger_account(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<LedgerAccountId>,
    body: Valid<wire::AccountReason>,
) -> ApiResult<wire::LedgerAccount> {
    change(&state, &caller, key, *id, body.into_inner(), ledger::thaw).await
}

/// Closes an empty account for good. Needs `audit_ledger` there. Problems: `ledger_account_not_empty`,
/// `ledger_account_closed`.
#[utoipa::path(tag = "ledger", operation_id = "close_ledger_account", request_body = wire::AccountReason,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)), security(("bearer" = [])),
    responses((status = 200, body = wire::LedgerAccount), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
#[post("/ledger/accounts/{id}/closure")]
async fn close_ledger_account(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<LedgerAccountId>,
    body: Valid<wire::AccountReason>,
) -> ApiResult<wire::LedgerAccount> {
    change(&state, &caller, key, *id, body.into_inner(), ledger::close).await
}

type Change = fn(&mut Tx<'_>, &Actor, LedgerAccountId, &str) -> Result<(), FreezeError>;

async fn change(
    state: &State,
    caller: &Caller,
    key: IdempotencyKey,
    id: LedgerAccountId,
    body: wire::AccountReason,
    work: Change,
) -> ApiResult<wire::LedgerAccount> {
    let reason = body.reason.trim().to_owned();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, FreezeError> {
        work(tx, actor, id, &reason)?;
        Ok(shown(tx, actor, id)?)
    };
    Ok(web::Json(state.post_once(key, &caller.actor(), &body, work).await?))
}

/// Something of a query string; what cannot be read is `query_invalid`.
fn parsed<T>(text: Option<&str>, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, ApiError> {
    let wrong = || ApiError::new(&problems::QUERY_INVALID).with("reason", "after");
    text.map(|text| read(text).ok_or_else(wrong)).transpose()
}

/// A place in a statement as the next page's `after`: the moment in microseconds, and the number.
fn written(cursor: Cursor) -> String {
    format!("{}.{}", cursor.at.timestamp_micros(), cursor.number)
}

/// How long a page of a statement is and before which line it begins.
pub(crate) fn statement_page(page: &PageQuery) -> Result<(u32, Option<Cursor>), ApiError> {
    let read = |text: &str| {
        let (at, number) = text.split_once('.')?;
        let at: DateTime<Utc> = DateTime::from_timestamp_micros(at.parse().ok()?)?;
        Some(Cursor { at, number: number.parse().ok()? })
    };
    Ok((page.limit(), parsed(page.after.as_deref(), read)?))
}

/// A line as it is sent.
pub(crate) fn statement_line(line: Line) -> wire::StatementLine {
    wire::StatementLine {
        number: line.number,
        at: line.at,
        amount: line.amount,
        balance: line.balance,
        posting_id: line.posting,
        kind: line.kind,
        subject: line.subject,
        reverses_id: line.reverses,
        reversed_by_id: line.reversed_by,
        entry_id: line.entry,
    }
}

fn pending_line(pending: Pending) -> wire::PendingLine {
    wire::PendingLine {
        posting_id: pending.posting,
        amount: pending.amount,
        kind: pending.kind,
        subject: pending.subject,
        made_at: pending.made_at,
        until: pending.until,
    }
}

/// What owners and books of some accounts are called.
struct Names {
    owners: BTreeMap<Owner, String>,
    books: BTreeMap<Uuid, String>,
}

fn names(tx: &mut Tx<'_>, accounts: &[StoredAccount]) -> Result<Names, DbError> {
    let owners: Vec<Owner> = accounts.iter().map(|account| account.owned.owner).collect();
    let books: Vec<Uuid> = accounts.iter().map(|account| account.owned.book).collect();
    let mut of_books = programmes::names(tx, &books)?;
    of_books.extend(funds::names(tx, &books)?);
    Ok(Names { owners: ledger::owner_names(tx, &owners)?, books: of_books })
}

/// An account for somebody who may read it.
fn shown(tx: &mut Tx<'_>, actor: &Actor, id: LedgerAccountId) -> Result<wire::LedgerAccount, DbError> {
    let account = ledger::visible(tx, actor, id)?;
    let names = names(tx, std::slice::from_ref(&account))?;
    Ok(rendered(account, &names))
}

fn rendered(stored: StoredAccount, names: &Names) -> wire::LedgerAccount {
    let (owned, account) = (stored.owned, stored.account);
    wire::LedgerAccount {
        id: stored.id,
        book_id: owned.book,
        book_name: names.books.get(&owned.book).cloned(),
        kind: owned.kind,
        owner_kind: owned.owner.kind(),
        owner_id: owned.owner.id(owned.book),
        owner_name: names.owners.get(&owned.owner).cloned(),
        area_path: stored.area,
        unit: account.unit,
        floor: account.floor,
        purpose: account.purpose.as_ref().map(Purpose::as_str).map(str::to_owned),
        code: Some(stored.code).filter(|code| !code.is_empty()),
        state: account.state,
        balance: account.balance,
        held: account.held,
        coming: account.coming,
        available: account.available(),
        entries: stored.entries,
        opened_at: stored.opened_at,
        last_at: stored.last_at,
    }
}

//! Statements, their lines, and what of the books no line belongs to.

use actix_web::{get, web};
use app::{
    db::{DbError, Tx},
    funds::{
        Page as Wanted,
        bank::{self, CashCursor, LineCursor, Lines},
    },
};
use chrono::{DateTime, SecondsFormat};
use contract::{
    funds as wire,
    page::Page,
    problems::{self, Problem},
};
use domain::ids::FundId;
use utoipa_actix_web::service_config::ServiceConfig;

use super::render;
use crate::{ApiError, ApiResult, Caller, Query, State, funds::limit, providers::cursor};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_bank_statements).service(list_bank_lines);
    cfg.service(list_unbanked_postings).service(get_fund_reconciliation);
}

/// The statements of a fund's bank, the latest imported first. For who keeps (`keep_funds`) or audits (`view_ledger`) its books.
/// Problems: `query_invalid`.
#[utoipa::path(tag = "funds", operation_id = "list_bank_statements",
    params(("id" = uuid::Uuid, Path), wire::ListBankStatements),
    responses((status = 200, body = Page<wire::BankStatement>), (status = 400, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/funds/{id}/bank-statements")]
async fn list_bank_statements(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<FundId>,
    query: Query<wire::ListBankStatements>,
) -> ApiResult<Page<wire::BankStatement>> {
    let (actor, id, Query(query)) = (caller.actor(), *id, query);
    let (limit, after) = (limit(query.limit), cursor(query.after.as_deref())?);
    let page = Wanted { after, limit: i64::from(limit) + 1 };
    let read = move |tx: &mut Tx<'_>| bank::statements(tx, &actor, id, page);
    let found = state.db.read::<_, DbError, _>(read).await?;
    Ok(web::Json(Page::cut(found, limit, |statement| statement.id.to_string()).map(render::statement)))
}

/// The lines of a fund's bank, the latest day first, each with the posting that it belongs to. For whom `list_bank_statements` is.
/// Problems: `query_invalid`.
#[utoipa::path(tag = "funds", operation_id = "list_bank_lines", params(("id" = uuid::Uuid, Path), wire::ListBankLines),
    responses((status = 200, body = Page<wire::BankLine>), (status = 400, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/funds/{id}/bank-lines")]
async fn list_bank_lines(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<FundId>,
    query: Query<wire::ListBankLines>,
) -> ApiResult<Page<wire::BankLine>> {
    let (actor, id, Query(query)) = (caller.actor(), *id, query);
    let place =
        |(day, line): (&str, &str)| Some(LineCursor { day: day.parse().ok()?, line: line.parse().ok()? });
    let (limit, after) = (limit(query.limit), two(query.after.as_deref(), place)?);
    let page = Wanted { after, limit: i64::from(limit) + 1 };
    let wanted = Lines { statement: query.statement_id, matched: query.matched };
    let read = move |tx: &mut Tx<'_>| bank::lines(tx, &actor, id, wanted, page);
    let found = state.db.read::<_, DbError, _>(read).await?;
    let page = Page::cut(found, limit, |shown| format!("{}_{}", shown.line.day, shown.line.id));
    Ok(web::Json(page.map(render::line)))
}

/// What was booked and no line of the bank's belongs to, the latest first. What took another posting back, or was taken back, is left
/// out where the bank has neither. For whom `list_bank_statements` is. Problems: `query_invalid`.
#[utoipa::path(tag = "funds", operation_id = "list_unbanked_postings",
    params(("id" = uuid::Uuid, Path), wire::ListUnbankedPostings),
    responses((status = 200, body = Page<wire::CashPosting>), (status = 400, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/funds/{id}/unbanked-postings")]
async fn list_unbanked_postings(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<FundId>,
    query: Query<wire::ListUnbankedPostings>,
) -> ApiResult<Page<wire::CashPosting>> {
    let (actor, id, Query(query)) = (caller.actor(), *id, query);
    let place = |(at, posting): (&str, &str)| {
        let at = DateTime::parse_from_rfc3339(at).ok()?.naive_utc();
        Some(CashCursor { at, posting: posting.parse().ok()? })
    };
    let (limit, after) = (limit(query.limit), two(query.after.as_deref(), place)?);
    let page = Wanted { after, limit: i64::from(limit) + 1 };
    // Nothing moves nothing.
    let fen = query.fen.filter(|fen| *fen != 0);
    let read = move |tx: &mut Tx<'_>| bank::missing(tx, &actor, id, fen, page);
    let found = state.db.read::<_, DbError, _>(read).await?;
    let place = |posting: &bank::CashPosting| {
        format!("{}_{}", posting.at.to_rfc3339_opts(SecondsFormat::Micros, true), posting.id)
    };
    Ok(web::Json(Page::cut(found, limit, place).map(render::posting)))
}

/// How far the bank's statements and the books of a fund agree, to the fen. For whom `list_bank_statements` is.
#[utoipa::path(tag = "funds", operation_id = "get_fund_reconciliation", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::FundReconciliation), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/funds/{id}/reconciliation")]
async fn get_fund_reconciliation(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<FundId>,
) -> ApiResult<wire::FundReconciliation> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read::<_, DbError, _>(move |tx| bank::standing(tx, &actor, id)).await?;
    Ok(web::Json(wire::FundReconciliation { standing: found.map(render::standing) }))
}

/// A cursor of two parts.
fn two<T>(text: Option<&str>, read: impl Fn((&str, &str)) -> Option<T>) -> Result<Option<T>, ApiError> {
    let invalid = || ApiError::new(&problems::QUERY_INVALID).with("reason", "after");
    text.map(|text| text.split_once('_').and_then(&read).ok_or_else(invalid)).transpose()
}

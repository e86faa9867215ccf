//! Who gives, and what was there when the books began.

use actix_web::{get, post, web};
use app::{
    db::{DbError, Tx},
    funds::{
        Error, Page as Wanted,
        income::{self, donors},
        opening::{self, NewBalance},
    },
};
use contract::{
    funds as wire,
    page::{Page, PageQuery},
    problems::Problem,
};
use domain::{
    ids::{FundId, OpeningBalanceId},
    permissions::Actor,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{income as incomes, render};
use crate::{ApiResult, Caller, IdempotencyKey, Query, State, Valid, providers::cursor};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_donors).service(add_donor).service(list_my_donations);
    cfg.service(list_opening_balances).service(bring_balance).service(reverse_balance);
}

/// Who gives to a fund, the latest noted first. For who keeps (`keep_funds`) or audits (`view_ledger`) its books. Problems:
/// `query_invalid`.
#[utoipa::path(tag = "funds", operation_id = "list_donors", params(("id" = uuid::Uuid, Path), PageQuery),
    responses((status = 200, body = Page<wire::FundDonor>), (status = 400, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/funds/{id}/donors")]
async fn list_donors(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<FundId>,
    query: Query<PageQuery>,
) -> ApiResult<Page<wire::FundDonor>> {
    let (actor, id, Query(query)) = (caller.actor(), *id, query);
    let (limit, after) = (query.limit(), cursor(query.after.as_deref())?);
    let page = Wanted { after, limit: i64::from(limit) + 1 };
    let read = move |tx: &mut Tx<'_>| donors::list(tx, &actor, id, page);
    let page = Page::cut(state.db.read::<_, DbError, _>(read).await?, limit, |donor| donor.id.to_string());
    Ok(web::Json(page.map(render::donor)))
}

/// What the caller gave or promised to any fund, the latest registered first, each as `get_income` shows it: what has a
/// `receipt_number` has a receipt. For everybody who is signed in. Problems: `query_invalid`.
#[utoipa::path(tag = "funds", operation_id = "list_my_donations", params(PageQuery),
    responses((status = 200, body = Page<wire::MyDonation>), (status = 400, body = Problem)),
    security(("bearer" = [])))]
#[get("/me/donations")]
async fn list_my_donations(
    state: web::Data<State>,
    caller: Caller,
    query: Query<PageQuery>,
) -> ApiResult<Page<wire::MyDonation>> {
    let (actor, Query(query)) = (caller.actor(), query);
    let (limit, after) = (query.limit(), cursor(query.after.as_deref())?);
    let page = Wanted { after, limit: i64::from(limit) + 1 };
    let found = state.db.read::<_, DbError, _>(move |tx| income::mine(tx, &actor, page)).await?;
    let page = Page::cut(found, limit, |(shown, _)| shown.income.income.id.to_string());
    let one = |(shown, fund_name)| wire::MyDonation { fund_name, income: render::income(shown) };
    Ok(web::Json(page.map(one)))
}

/// Notes somebody who gives without an account. Needs `keep_funds` there. Problems: `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "add_donor", request_body = wire::AddDonor,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::FundDonor), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/funds/{id}/donors")]
async fn add_donor(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<FundId>,
    body: Valid<wire::AddDonor>,
) -> ApiResult<wire::FundDonor> {
    let (id, body) = (*id, body.into_inner());
    let name = body.name.clone();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| donors::add(tx, actor, id, &name).map(render::donor);
    Ok(web::Json(state.write_once::<_, _, Error, _>(key, &caller.actor(), &body, work).await?))
}

fn balances(tx: &mut Tx<'_>, actor: &Actor, fund: FundId) -> Result<wire::OpeningBalances, DbError> {
    let found = opening::list(tx, actor, fund)?;
    Ok(wire::OpeningBalances { items: found.into_iter().map(render::balance).collect() })
}

/// What was there when a fund's books began, the latest brought in first. For who keeps (`keep_funds`) or audits
/// (`view_ledger`) its books.
#[utoipa::path(tag = "funds", operation_id = "list_opening_balances", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::OpeningBalances), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/funds/{id}/opening-balances")]
async fn list_opening_balances(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<FundId>,
) -> ApiResult<wire::OpeningBalances> {
    let (actor, id) = (caller.actor(), *id);
    Ok(web::Json(state.db.read(move |tx| balances(tx, &actor, id)).await?))
}

/// Brings in what was there for a purpose, or for any, before these books: once each. Needs `keep_funds` there. Problems:
/// `fields_invalid`, `fund_not_open`, `fund_no_purpose`, `balance_brought`.
#[utoipa::path(tag = "funds", operation_id = "bring_balance", request_body = wire::BringBalance,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::OpeningBalances), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/funds/{id}/opening-balances")]
async fn bring_balance(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<FundId>,
    body: Valid<wire::BringBalance>,
) -> ApiResult<wire::OpeningBalances> {
    let (id, body) = (*id, body.into_inner());
    let (amount, note) = (body.amount_fen, body.note.clone());
    let new = NewBalance { purpose: incomes::purpose(body.purpose.as_deref())?, amount, note };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        opening::bring(tx, actor, id, &new)?;
        Ok(balances(tx, actor, id)?)
    };
    Ok(web::Json(state.post_once(key, &caller.actor(), &body, work).await?))
}

/// Takes back a balance that was brought in wrongly; taking it back twice changes nothing. Needs `keep_funds` there. Problems:
/// `fields_invalid`, `fund_short`.
#[utoipa::path(tag = "funds", operation_id = "reverse_balance", request_body = wire::IncomeReason,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::OpeningBalances), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/opening-balances/{id}/reversal")]
async fn reverse_balance(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<OpeningBalanceId>,
    body: Valid<wire::IncomeReason>,
) -> ApiResult<wire::OpeningBalances> {
    let (id, body) = (*id, body.into_inner());
    let reason = body.reason.clone();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        let fund = opening::reverse(tx, actor, id, &reason)?;
        Ok(balances(tx, actor, fund)?)
    };
    Ok(web::Json(state.post_once(key, &caller.actor(), &body, work).await?))
}

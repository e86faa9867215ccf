//! What comes in: registered, promised, confirmed, taken back.

use actix_web::{get, post, web};
use app::{
    db::{DbError, Tx},
    funds::{
        Error, Page as Wanted,
        income::{self, Confirmation, Filter, NewIncome, Promise},
    },
};
use contract::{funds as wire, page::Page, problems::Problem};
use domain::{
    funds::income::{DocumentNumber, Donor, Source},
    ids::{FundId, IncomeId},
    ledger::Purpose,
    permissions::Actor,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{limit, render};
use crate::{ApiError, ApiResult, Caller, IdempotencyKey, Query, State, Valid, Versioned, providers::cursor};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_income).service(get_income).service(register_income).service(promise_donation);
    cfg.service(confirm_income).service(cancel_income).service(reverse_income);
}

/// What a fund got or is to get, the latest registered first. For who keeps (`keep_funds`) or audits (`view_ledger`) its
/// books. Problems: `query_invalid`.
#[utoipa::path(tag = "funds", operation_id = "list_income", params(("id" = uuid::Uuid, Path), wire::ListIncome),
    responses((status = 200, body = Page<wire::Income>), (status = 400, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/funds/{id}/income")]
async fn list_income(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<FundId>,
    query: Query<wire::ListIncome>,
) -> ApiResult<Page<wire::Income>> {
    let (actor, id, Query(query)) = (caller.actor(), *id, query);
    let (limit, after) = (limit(query.limit), cursor(query.after.as_deref())?);
    let (filter, page) =
        (Filter { state: query.state, source: query.source }, Wanted { after, limit: i64::from(limit) + 1 });
    let read = move |tx: &mut Tx<'_>| income::list(tx, &actor, id, filter, page);
    let found = state.db.read::<_, DbError, _>(read).await?;
    let page = Page::cut(found, limit, |shown| shown.income.income.id.to_string());
    Ok(web::Json(page.map(render::income)))
}

/// Something that a fund got or is to get. For who keeps (`keep_funds`) or audits (`view_ledger`) its books, and who gave it.
#[utoipa::path(tag = "funds", operation_id = "get_income", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = wire::Income), (status = 404, body = Problem)), security(("bearer" = [])))]
#[get("/income/{id}")]
async fn get_income(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<IncomeId>,
) -> Result<Versioned<wire::Income>, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    let found = state.db.read::<_, DbError, _>(move |tx| income::income(tx, &actor, id)).await?;
    Ok(versioned(render::income(found)))
}

fn versioned(done: wire::Income) -> Versioned<wire::Income> {
    let version = done.version;
    Versioned::new(done, version)
}

fn shown(tx: &mut Tx<'_>, actor: &Actor, id: IncomeId) -> Result<wire::Income, Error> {
    Ok(render::income(income::income(tx, actor, id)?))
}

/// A purpose that the contract has checked.
pub(super) fn purpose(code: Option<&str>) -> Result<Option<Purpose>, ApiError> {
    code.map(Purpose::parse).transpose().map_err(ApiError::internal)
}

fn source(wire: wire::IncomeSource) -> Result<Source, ApiError> {
    use contract::funds::IncomeSource as S;
    let donor = |id, named| Donor { id, user: None, named };
    Ok(match wire {
        S::Donation { donor_id, named } => Source::Donation { donor: donor(donor_id, named) },
        S::Subsidy { document } => {
            Source::Subsidy { document: DocumentNumber::new(&document).map_err(ApiError::internal)? }
        }
        S::Sponsorship { donor_id, named, agreement } => {
            Source::Sponsorship { sponsor: donor(donor_id, named), agreement }
        }
        S::SelfRaised {} => Source::SelfRaised,
        S::Interest {} => Source::Interest,
    })
}

fn created(made: wire::Income) -> Versioned<wire::Income> {
    let (path, version) = (format!("/income/{}", made.id), made.version);
    Versioned::created(made, version, &path)
}

/// Notes what is to come in: money, or goods by their value. Needs `keep_funds` there. Problems: `fields_invalid`,
/// `fund_not_open`, `fund_no_purpose`, `income_not_in_kind`, `income_no_agreed_use`.
#[utoipa::path(tag = "funds", operation_id = "register_income", request_body = wire::RegisterIncome,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = wire::Income), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/funds/{id}/income")]
async fn register_income(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<FundId>,
    body: Valid<wire::RegisterIncome>,
) -> Result<Versioned<wire::Income>, ApiError> {
    let (fund, body) = (*id, body.into_inner());
    let new = NewIncome {
        source: source(body.source.clone())?,
        form: body.form,
        amount: body.amount_fen,
        purpose: purpose(body.purpose.as_deref())?,
        channel: body.channel,
        note: body.note.clone(),
    };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        let id = income::register(tx, actor, fund, new)?;
        shown(tx, actor, id)
    };
    Ok(created(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Promises a gift of money of the caller's own, which who keeps the books confirms once it is there. Problems:
/// `fields_invalid`, `fund_not_open`, `fund_no_purpose`, `promises_full`.
#[utoipa::path(tag = "funds", operation_id = "promise_donation", request_body = wire::PromiseDonation,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = wire::Income), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/funds/{id}/donations")]
async fn promise_donation(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<FundId>,
    body: Valid<wire::PromiseDonation>,
) -> Result<Versioned<wire::Income>, ApiError> {
    let (fund, body) = (*id, body.into_inner());
    let new = Promise {
        amount: body.amount_fen,
        purpose: purpose(body.purpose.as_deref())?,
        channel: body.channel,
        named: body.named,
    };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        let id = income::promise(tx, actor, fund, new)?;
        shown(tx, actor, id)
    };
    Ok(created(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Books what came, under the next receipt's number; saying the same twice changes nothing. Needs `keep_funds` there; not for
/// who gave it. Problems: `fields_invalid`, `fund_not_open`, `income_not_expected`, `income_own`, `income_settled`,
/// `income_other_amount`, `income_reference_taken`, `ledger_account_frozen`.
#[utoipa::path(tag = "funds", operation_id = "confirm_income", request_body = wire::ConfirmIncome,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Income), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/income/{id}/confirmation")]
async fn confirm_income(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<IncomeId>,
    body: Valid<wire::ConfirmIncome>,
) -> Result<Versioned<wire::Income>, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let reference = DocumentNumber::new(&body.reference).map_err(ApiError::internal)?;
    let said = Confirmation { reference, amount: body.amount_fen };
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        income::confirm(tx, actor, id, &said)?;
        shown(tx, actor, id)
    };
    Ok(versioned(state.post_once(key, &caller.actor(), &body, work).await?))
}

/// Gives up on what is expected. For who keeps the books (`keep_funds`), and who promised it. Problems: `fields_invalid`,
/// `income_not_expected`.
#[utoipa::path(tag = "funds", operation_id = "cancel_income", request_body = wire::IncomeReason,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Income), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/income/{id}/cancellation")]
async fn cancel_income(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<IncomeId>,
    body: Valid<wire::IncomeReason>,
) -> Result<Versioned<wire::Income>, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let reason = body.reason.clone();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        income::cancel(tx, actor, id, &reason)?;
        shown(tx, actor, id)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Takes back what was booked, by a posting that names the first: it was given back, or should never have been booked. Needs
/// `keep_funds` there; not for who gave it. Problems: `fields_invalid`, `income_not_received`, `income_own`, `fund_short`,
/// `ledger_account_frozen`.
#[utoipa::path(tag = "funds", operation_id = "reverse_income", request_body = wire::IncomeReason,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Income), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/income/{id}/reversal")]
async fn reverse_income(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<IncomeId>,
    body: Valid<wire::IncomeReason>,
) -> Result<Versioned<wire::Income>, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let reason = body.reason.clone();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        income::reverse(tx, actor, id, &reason)?;
        shown(tx, actor, id)
    };
    Ok(versioned(state.post_once(key, &caller.actor(), &body, work).await?))
}

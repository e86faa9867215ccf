//! Which posting a line of the bank's belongs to.

use actix_web::{delete, post, put, web};
use app::{
    db::Tx,
    funds::{Error, bank},
};
use contract::{funds as wire, problems::Problem};
use domain::{
    ids::{FundId, StatementLineId},
    permissions::Actor,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::render;
use crate::{ApiResult, Caller, IdempotencyKey, State, Valid};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(reconcile_fund).service(match_bank_line).service(part_bank_line);
}

/// Looks again for the postings of the bank's lines that have none, after something was booked. Needs `keep_funds` there.
#[utoipa::path(tag = "funds", operation_id = "reconcile_fund",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Reconciled), (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[post("/funds/{id}/reconciliation")]
async fn reconcile_fund(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<FundId>,
) -> ApiResult<wire::Reconciled> {
    let id = *id;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        let matched = bank::run(tx, actor, id)?;
        Ok(render::reconciled(matched, bank::standing(tx, actor, id)?))
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &(), work).await?))
}

/// Says which posting a line of the bank's belongs to: one of the same amount that no other line belongs to. Needs `keep_funds` there.
/// Problems: `bank_line_matched`, `posting_matched`, `bank_line_other_amount`, `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "match_bank_line", request_body = wire::MatchBankLine,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::BankLine), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[put("/bank-lines/{id}/match")]
async fn match_bank_line(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<StatementLineId>,
    body: Valid<wire::MatchBankLine>,
) -> ApiResult<wire::BankLine> {
    let (id, body) = (*id, body.into_inner());
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        bank::match_line(tx, actor, id, body.posting_id)?;
        Ok(render::line(bank::line(tx, actor, id)?))
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Says that a line of the bank's does not belong to its posting: from then on only a person says to which it does. Needs `keep_funds`
/// there. Problems: `bank_line_not_matched`.
#[utoipa::path(tag = "funds", operation_id = "part_bank_line",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::BankLine), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[delete("/bank-lines/{id}/match")]
async fn part_bank_line(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<StatementLineId>,
) -> ApiResult<wire::BankLine> {
    let id = *id;
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        bank::part_line(tx, actor, id)?;
        Ok(render::line(bank::line(tx, actor, id)?))
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &(), work).await?))
}

//! Answering findings, and judging the answers.

use actix_web::{post, web};
use app::{
    db::Tx,
    funds::{Error, findings},
};
use contract::{funds as wire, problems::Problem};
use domain::{ids::FindingId, permissions::Actor};
use utoipa_actix_web::service_config::ServiceConfig;

use super::read::{shown, versioned};
use crate::{ApiError, Caller, IdempotencyKey, State, Valid, Versioned};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(answer_finding).service(judge_finding);
}

/// Answers a finding. Needs `manage_funds`, `keep_funds` or `decide_funds` there. Problems: `finding_answered`, `finding_settled`,
/// `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "answer_finding", request_body = wire::AnswerFinding,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Finding), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/findings/{id}/answer")]
async fn answer_finding(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<FindingId>,
    body: Valid<wire::AnswerFinding>,
) -> Result<Versioned<wire::Finding>, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let text = body.text.clone();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        findings::answer(tx, actor, id, &text)?;
        Ok(shown(tx, actor, id)?)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), &body, work).await?))
}

/// Takes the answer to a finding, or asks again with words. Needs `audit_ledger` there, no part in the payments behind it, and another
/// who answered. Problems: `finding_not_answered`, `finding_settled`, `finding_own`, `finding_took_part`, `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "judge_finding", request_body = wire::JudgeFinding,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Finding), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/findings/{id}/judgement")]
async fn judge_finding(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<FindingId>,
    body: Valid<wire::JudgeFinding>,
) -> Result<Versioned<wire::Finding>, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let wire::JudgeFinding { satisfied, text } = body.clone();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        findings::judge(tx, actor, id, satisfied, text.as_deref())?;
        Ok(shown(tx, actor, id)?)
    };
    Ok(versioned(state.write_once(key, &caller.actor(), &body, work).await?))
}

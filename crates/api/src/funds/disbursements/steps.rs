//! The steps of disbursements.

use actix_web::{post, web};
use app::{
    db::Tx,
    funds::{Error, disbursements},
};
use contract::{funds as wire, problems::Problem};
use domain::{ids::DisbursementId, permissions::Actor};
use serde::Serialize;
use utoipa_actix_web::service_config::ServiceConfig;

use super::read::{shown, versioned};
use crate::{ApiError, Caller, IdempotencyKey, State, Valid, Versioned};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(approve_disbursement).service(refuse_disbursement).service(withdraw_disbursement);
    cfg.service(pay_disbursement).service(reverse_disbursement);
}

/// A disbursement as it is after a step.
type Answer = Result<Versioned<wire::Disbursement>, ApiError>;

/// Takes a step once for each key, and shows the disbursement after it.
async fn step<B, F>(
    state: &State,
    caller: &Caller,
    key: IdempotencyKey,
    id: DisbursementId,
    body: &B,
    take: F,
) -> Answer
where
    B: Serialize + ?Sized,
    F: FnOnce(&mut Tx<'_>, &Actor) -> Result<(), Error> + Send + 'static,
{
    let work = move |tx: &mut Tx<'_>, actor: &Actor| {
        take(tx, actor)?;
        shown(tx, actor, id)
    };
    Ok(versioned(state.post_once(key, &caller.actor(), body, work).await?))
}

/// Approves a disbursement; its money is held from now on. Whose roles may, the charter says; nobody who proposed it or is paid by
/// it. Problems: `disbursement_no_role`, `disbursement_above_limit`, `disbursement_same_person`, `disbursement_own_payment`,
/// `disbursement_is_approved` and the others that say where it stands, `fund_short`, `budget_exceeded`, and what proposing is
/// refused for.
#[utoipa::path(tag = "funds", operation_id = "approve_disbursement",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Disbursement), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/disbursements/{id}/approval")]
async fn approve_disbursement(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<DisbursementId>,
) -> Answer {
    let id = *id;
    step(&state, &caller, key, id, &(), move |tx, actor| disbursements::approve(tx, actor, id)).await
}

/// Does not pay a disbursement: its approver's word, or its payer's once it is approved, also where the bank refused it. What was
/// held is free again. Problems: `disbursement_no_role`, `disbursement_same_person`, `disbursement_is_paid` and the others that say
/// where it stands, `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "refuse_disbursement", request_body = wire::DisbursementReason,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Disbursement), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/disbursements/{id}/refusal")]
async fn refuse_disbursement(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<DisbursementId>,
    body: Valid<wire::DisbursementReason>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let reason = body.reason.clone();
    step(&state, &caller, key, id, &body, move |tx, actor| disbursements::refuse(tx, actor, id, &reason))
        .await
}

/// Takes a disbursement back before anybody approved it. Its proposer may. Problems: `disbursement_not_proposer`,
/// `disbursement_is_approved` and the others that say where it stands.
#[utoipa::path(tag = "funds", operation_id = "withdraw_disbursement",
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Disbursement), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("bearer" = [])))]
#[post("/disbursements/{id}/withdrawal")]
async fn withdraw_disbursement(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<DisbursementId>,
) -> Answer {
    let id = *id;
    step(&state, &caller, key, id, &(), move |tx, actor| disbursements::withdraw(tx, actor, id)).await
}

/// Pays a disbursement that was approved, under the number of the payment. Whose roles may, the charter says; nobody who proposed
/// or approved it or is paid by it. Problems: `disbursement_no_role`, `disbursement_above_limit`, `disbursement_same_person`,
/// `disbursement_own_payment`, `disbursement_is_proposed` and the others that say where it stands, `disbursement_expired`,
/// `disbursement_project_idle`, `fund_not_running`, `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "pay_disbursement", request_body = wire::PayDisbursement,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Disbursement), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/disbursements/{id}/payment")]
async fn pay_disbursement(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<DisbursementId>,
    body: Valid<wire::PayDisbursement>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let number = body.reference.clone();
    step(&state, &caller, key, id, &body, move |tx, actor| disbursements::pay(tx, actor, id, &number)).await
}

/// Books back what was paid and returned, or should never have been paid, for a reason that everybody reads. Whose roles may
/// approve or pay may; nobody who paid it. Problems: `disbursement_no_role`, `disbursement_same_person`, `disbursement_is_approved`
/// and the others that say where it stands, `fields_invalid`.
#[utoipa::path(tag = "funds", operation_id = "reverse_disbursement", request_body = wire::DisbursementReason,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Disbursement), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/disbursements/{id}/reversal")]
async fn reverse_disbursement(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<DisbursementId>,
    body: Valid<wire::DisbursementReason>,
) -> Answer {
    let (id, body) = (*id, body.into_inner());
    let reason = body.reason.clone();
    step(&state, &caller, key, id, &body, move |tx, actor| disbursements::reverse(tx, actor, id, &reason))
        .await
}

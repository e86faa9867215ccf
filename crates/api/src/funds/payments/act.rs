//! Letting a payment go back.

use actix_web::{post, web};
use app::{
    db::{DbError, Tx},
    funds::payments,
};
use contract::{funds as wire, problems::Problem};
use domain::{ids::PaymentIntentId, permissions::Actor};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{ask::ask_refunds, render};
use crate::{ApiError, Caller, IdempotencyKey, State, Valid, Versioned};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(refund_payment);
}

/// Sends all of a payment that is not back yet to who paid it, through its provider. The money is held from now on, and booked back once
/// the provider says that it is there; where that does not answer it is asked again. Needs `keep_funds` there; not for who
/// paid it. Problems: `fields_invalid`, `payment_not_paid`, `payment_nothing_left`, `payment_refunds_full`, `income_own`, `fund_short`,
/// `ledger_account_frozen`.
#[utoipa::path(tag = "funds", operation_id = "refund_payment", request_body = wire::RefundPayment,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::Payment), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/payments/{id}/refund")]
async fn refund_payment(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    id: web::Path<PaymentIntentId>,
    body: Valid<wire::RefundPayment>,
) -> Result<Versioned<wire::Payment>, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let reason = body.reason.clone();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| payments::want(tx, actor, id, &reason);
    state.post_once(key, &caller.actor(), &body, work).await?;
    // It is wanted: whatever becomes of asking now, it is asked for again.
    if let Err(error) = ask_refunds(&state, Some(id)).await {
        tracing::warn!(payment = %id, %error, "a refund was not asked for");
    }
    let shown = state.db.read::<_, DbError, _>(move |tx| payments::shown(tx, id)).await?;
    let payment = render::payment(shown, true);
    let version = payment.version;
    Ok(Versioned::new(payment, version))
}

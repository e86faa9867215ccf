//! What bills and payments do not agree in.

use actix_web::{get, post, web};
use app::{
    db::{DbError, Tx},
    funds::{
        Error, Page as Wanted,
        payments::{self, DifferenceFilter},
    },
};
use contract::{funds as wire, page::Page, problems::Problem};
use domain::{
    ids::{FundId, PaymentDifferenceId},
    permissions::Actor,
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::render;
use crate::{ApiResult, Caller, IdempotencyKey, Query, State, Valid, funds::limit, providers::cursor};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(list_payment_differences).service(answer_payment_difference);
}

/// In what the providers' bills and the payments for a fund do not agree, and orders in the bills that are nobody's here; the latest found
/// first. For who keeps (`keep_funds`) or audits (`view_ledger`) its books. Problems: `query_invalid`.
#[utoipa::path(tag = "funds", operation_id = "list_payment_differences",
    params(("id" = uuid::Uuid, Path), wire::ListPaymentDifferences),
    responses((status = 200, body = Page<wire::PaymentDifference>), (status = 400, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/funds/{id}/payment-differences")]
async fn list_payment_differences(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<FundId>,
    query: Query<wire::ListPaymentDifferences>,
) -> ApiResult<Page<wire::PaymentDifference>> {
    let (actor, id, Query(query)) = (caller.actor(), *id, query);
    let (limit, after) = (limit(query.limit), cursor(query.after.as_deref())?);
    let filter = DifferenceFilter { answered: query.answered };
    let page = Wanted { after, limit: i64::from(limit) + 1 };
    let read = move |tx: &mut Tx<'_>| payments::differences(tx, &actor, id, filter, page);
    let page = Page::cut(state.db.read::<_, DbError, _>(read).await?, limit, |found| found.id.to_string());
    Ok(web::Json(page.map(render::difference)))
}

/// Says what became of a difference; it is said once. Needs `keep_funds` there. Problems: `fields_invalid`,
/// `payment_difference_answered`.
#[utoipa::path(tag = "funds", operation_id = "answer_payment_difference", request_body = wire::AnswerPaymentDifference,
    params(("id" = uuid::Uuid, Path), ("difference_id" = uuid::Uuid, Path),
        ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = wire::PaymentDifference), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("bearer" = [])))]
#[post("/funds/{id}/payment-differences/{difference_id}/answer")]
async fn answer_payment_difference(
    state: web::Data<State>,
    caller: Caller,
    key: IdempotencyKey,
    ids: web::Path<(FundId, PaymentDifferenceId)>,
    body: Valid<wire::AnswerPaymentDifference>,
) -> ApiResult<wire::PaymentDifference> {
    let ((fund, id), body) = (*ids, body.into_inner());
    let note = body.note.clone();
    let work = move |tx: &mut Tx<'_>, actor: &Actor| -> Result<_, Error> {
        Ok(render::difference(payments::answer(tx, actor, fund, id, &note)?))
    };
    Ok(web::Json(state.write_once(key, &caller.actor(), &body, work).await?))
}

//! Payments as they are read.

use actix_web::{FromRequest, HttpRequest, HttpResponse, dev::Payload, get, web};
use app::{
    crypto::Keyring,
    db::{DbError, Tx},
    funds::{
        Page as Wanted,
        payments::{self, Filter},
    },
};
use contract::{funds as wire, page::Page, problems::Problem};
use domain::ids::{FundId, PaymentIntentId};
use std::{
    convert::Infallible,
    future::{Ready, ready},
};
use utoipa_actix_web::service_config::ServiceConfig;

use super::render;
use crate::{
    ApiError, ApiResult, Caller, MaybeCaller, Query, State, Versioned,
    funds::{limit, receipts},
    providers::cursor,
    tables::lang,
};

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(get_payment).service(get_payment_receipt).service(list_payments);
}

/// What whoever began a payment shows.
struct PaymentToken(Option<String>);

impl FromRequest for PaymentToken {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let value = request.headers().get(wire::PAYMENT_TOKEN_HEADER);
        ready(Ok(Self(value.and_then(|value| value.to_str().ok()).map(str::to_owned))))
    }
}

impl PaymentToken {
    fn is_of(&self, keyring: &Keyring, id: PaymentIntentId) -> bool {
        self.0.as_deref().is_some_and(|token| payments::is_token(keyring, id, token))
    }
}

/// A payment on line. For whoever shows its token, who pays it, and who keeps (`keep_funds`) or audits (`view_ledger`) the books.
#[utoipa::path(tag = "funds", operation_id = "get_payment",
    params(("id" = uuid::Uuid, Path), ("Payment-Token" = Option<String>, Header)),
    responses((status = 200, body = wire::Payment), (status = 404, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/payments/{id}")]
async fn get_payment(
    state: web::Data<State>,
    caller: MaybeCaller,
    token: PaymentToken,
    id: web::Path<PaymentIntentId>,
) -> Result<Versioned<wire::Payment>, ApiError> {
    let (actor, id) = (caller.actor(), *id);
    let holds = token.is_of(&state.keyring, id);
    let read = move |tx: &mut Tx<'_>| payments::payment(tx, actor.as_deref(), holds, id);
    let payment = render::payment(state.db.read::<_, DbError, _>(read).await?, false);
    let version = payment.version;
    Ok(Versioned::new(payment, version))
}

/// The receipt of a payment on line, as PDF, in the language of the request; one of what went back says so. For whom the payment is.
/// Problems: `income_not_received`.
#[utoipa::path(tag = "funds", operation_id = "get_payment_receipt",
    params(("id" = uuid::Uuid, Path), ("Payment-Token" = Option<String>, Header)),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security((), ("bearer" = [])))]
#[get("/payments/{id}/receipt")]
async fn get_payment_receipt(
    request: HttpRequest,
    state: web::Data<State>,
    caller: MaybeCaller,
    token: PaymentToken,
    id: web::Path<PaymentIntentId>,
) -> Result<HttpResponse, ApiError> {
    let (actor, id, lang) = (caller.actor(), *id, lang(&request));
    let holds = token.is_of(&state.keyring, id);
    let read = move |tx: &mut Tx<'_>| payments::receipt(tx, actor.as_deref(), holds, id);
    receipts::paper(state.db.read(read).await?, lang).await
}

/// The payments on line for a fund, the latest begun first. For who keeps (`keep_funds`) or audits (`view_ledger`) its books. Problems:
/// `query_invalid`.
#[utoipa::path(tag = "funds", operation_id = "list_payments", params(("id" = uuid::Uuid, Path), wire::ListPayments),
    responses((status = 200, body = Page<wire::Payment>), (status = 400, body = Problem),
        (status = 404, body = Problem)),
    security(("bearer" = [])))]
#[get("/funds/{id}/payments")]
async fn list_payments(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<FundId>,
    query: Query<wire::ListPayments>,
) -> ApiResult<Page<wire::Payment>> {
    let (actor, id, Query(query)) = (caller.actor(), *id, query);
    let (limit, after) = (limit(query.limit), cursor(query.after.as_deref())?);
    let filter = Filter { state: query.state, channel: query.channel };
    let page = Wanted { after, limit: i64::from(limit) + 1 };
    let read = move |tx: &mut Tx<'_>| payments::list(tx, &actor, id, filter, page);
    let page =
        Page::cut(state.db.read::<_, DbError, _>(read).await?, limit, |shown| shown.payment.id.to_string());
    Ok(web::Json(page.map(|shown| render::payment(shown, true))))
}

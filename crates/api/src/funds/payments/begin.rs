//! Beginning to pay.

use actix_web::{post, web};
use app::{
    db::{DbError, Tx},
    funds::{
        Error,
        payments::{self, NewPayment},
    },
};
use contract::{
    funds as wire,
    problems::{Problem, payments as p},
};
use domain::{ids::FundId, permissions::Actor};
use utoipa_actix_web::service_config::ServiceConfig;

use super::{ask::open_order, render};
use crate::{
    ApiError, ClientAddress, IdempotencyKey, MaybeCaller, State, Valid, Versioned, funds::income::purpose,
};

/// After how many seconds to try a provider again that did not answer.
const TRY_AGAIN_SECONDS: u64 = 5;

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(begin_payment);
}

/// Begins to pay a gift on line; it can be paid for half an hour. Public: who is not signed in says what they are called, and chooses an
/// `Idempotency-Key` of at least 16 characters that nobody guesses. The same key again is the same payment. Problems:
/// `fields_invalid`, `payment_channel_off`, `fund_not_open`, `fund_no_purpose`, `payments_full`, `payment_provider_away`,
/// `idempotency_key_invalid`, `too_many_requests`.
#[utoipa::path(tag = "funds", operation_id = "begin_payment", request_body = wire::BeginPayment,
    params(("id" = uuid::Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = wire::PaymentBegun), (status = 400, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem),
        (status = 503, body = Problem)),
    security((), ("bearer" = [])))]
#[post("/funds/{id}/payments")]
async fn begin_payment(
    state: web::Data<State>,
    caller: MaybeCaller,
    from: ClientAddress,
    key: IdempotencyKey,
    id: web::Path<FundId>,
    body: Valid<wire::BeginPayment>,
) -> Result<Versioned<wire::PaymentBegun>, ApiError> {
    let (fund, body, actor) = (*id, body.into_inner(), caller.actor());
    let provider = state.payments.get(body.channel);
    let provider = provider.ok_or_else(|| ApiError::new(&p::PAYMENT_CHANNEL_OFF))?;
    if actor.is_none() {
        let keyring = state.keyring.clone();
        state.db.write(move |tx| payments::admit(tx, &keyring, &from.subscriber())).await?;
    }
    let new = new_payment(&body)?;
    let work = move |tx: &mut Tx<'_>, actor: Option<&Actor>| -> Result<_, Error> {
        payments::open(tx, actor, fund, new)
    };
    let id = state.write_once_by_anybody(key, actor, &body, work).await?;
    let stored = state.db.read::<_, DbError, _>(move |tx| payments::find(tx, id)).await?;
    if stored.code.is_none() && stored.state().is_open() {
        open_order(&state, &provider, &stored).await.map_err(|error| {
            let (channel, order) = (body.channel.as_str(), &stored.settlement.number);
            tracing::warn!(channel, %order, %error, "a payment provider opened no order");
            ApiError::new(&p::PAYMENT_PROVIDER_AWAY).retry_after(TRY_AGAIN_SECONDS)
        })?;
    }
    let shown = state.db.read::<_, DbError, _>(move |tx| payments::shown(tx, id)).await?;
    let payment = render::payment(shown, false);
    let (path, version) = (format!("/payments/{id}"), payment.version);
    let token = payments::token(&state.keyring, id);
    Ok(Versioned::created(wire::PaymentBegun { payment, token }, version, &path))
}

fn new_payment(body: &wire::BeginPayment) -> Result<NewPayment, ApiError> {
    Ok(NewPayment {
        channel: body.channel,
        amount: body.amount_fen,
        purpose: purpose(body.purpose.as_deref())?,
        donor_name: body.donor_name.clone(),
        named: body.named,
        message: body.message.clone(),
    })
}

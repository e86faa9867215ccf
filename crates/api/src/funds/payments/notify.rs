//! What providers tell of by themselves. Not part of the API: each provider has its own words, and its own signature over the very bytes.

use std::{fmt, sync::Arc};

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use app::funds::Error;
use domain::funds::payments::PaymentChannel;
use payments::{
    Callback, Event, OrderNumber, PaymentError, Payments, RefundNumber, RefundState,
    limits::CALLBACK_BYTES_MAX, settle::Fact,
};

use super::{ask::tell, call};
use crate::State;

/// Registers the addresses of which the providers are told.
pub(crate) fn configure(cfg: &mut web::ServiceConfig) {
    let bytes = || web::PayloadConfig::new(CALLBACK_BYTES_MAX);
    cfg.service(web::resource("/payments/wechat/notify").app_data(bytes()).route(web::post().to(wechat)));
    cfg.service(web::resource("/payments/alipay/notify").app_data(bytes()).route(web::post().to(alipay)));
}

async fn wechat(request: HttpRequest, body: web::Bytes, state: web::Data<State>) -> HttpResponse {
    answer(PaymentChannel::Wechat, &request, &body, &state).await
}

async fn alipay(request: HttpRequest, body: web::Bytes, state: web::Data<State>) -> HttpResponse {
    answer(PaymentChannel::Alipay, &request, &body, &state).await
}

/// Says "kept" only once what was told stands in the store; a provider tells it again otherwise.
async fn answer(channel: PaymentChannel, request: &HttpRequest, body: &[u8], state: &State) -> HttpResponse {
    let Some(provider) = state.payments.get(channel) else { return HttpResponse::NotFound().finish() };
    let headers: Vec<(&str, &str)> = request
        .headers()
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
        .collect();
    let callback = Callback { headers: &headers, body };
    let kept = match take(state, channel, &provider, callback).await {
        Ok(()) => true,
        Err(why) => {
            // Neither the message nor who paid is in it.
            tracing::warn!(channel = channel.as_str(), %why, "a callback was not kept");
            false
        }
    };
    let reply = provider.reply(kept);
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = HttpResponse::build(status);
    response.content_type(reply.content_type);
    if reply.body.is_empty() { response.finish() } else { response.body(reply.body) }
}

/// Why a callback is not kept.
enum NotKept {
    Unread(PaymentError),
    Unbooked(OrderNumber, Error),
}

impl fmt::Display for NotKept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unread(error) => error.fmt(f),
            Self::Unbooked(order, error) => write!(f, "order {order}: {error}"),
        }
    }
}

async fn take(
    state: &State,
    channel: PaymentChannel,
    provider: &Arc<dyn Payments>,
    callback: Callback<'_>,
) -> Result<(), NotKept> {
    let event = provider.read_callback(call(state), callback).await.map_err(NotKept::Unread)?;
    let (order, fact) = match event {
        Event::Paid(paid) => (paid.number.clone(), Fact::Paid(paid)),
        Event::Waiting(_) => return Ok(()),
        Event::Closed(order) => (order, Fact::Closed { at: state.db.now() }),
        Event::Refund { order, number, state } => match fact_of(number, state) {
            Some(fact) => (order, fact),
            None => return Ok(()),
        },
        // Only a query says how much of it this refund was.
        Event::RefundSeen { order, number: Some(number) } => {
            let asked = provider.query_refund(call(state), &order, &number).await;
            match fact_of(number, asked.map_err(NotKept::Unread)?) {
                Some(fact) => (order, fact),
                None => return Ok(()),
            }
        }
        Event::RefundSeen { order, number: None } => {
            tracing::warn!(channel = channel.as_str(), %order, "money went back in the provider's own pages");
            return Ok(());
        }
    };
    match tell(state, channel, &order, fact).await {
        Ok(_) => Ok(()),
        Err(error) => Err(NotKept::Unbooked(order, error)),
    }
}

/// What the state of a refund means for a payment; nothing while it is on its way, or waits for somebody in the provider's own pages.
fn fact_of(number: RefundNumber, state: RefundState) -> Option<Fact> {
    match state {
        RefundState::Refunded(refunded) => Some(Fact::Refunded(refunded)),
        RefundState::Closed => Some(Fact::RefundFailed { number }),
        RefundState::NotFound | RefundState::Processing | RefundState::Abnormal => None,
    }
}

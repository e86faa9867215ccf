//! The request's number: in every log line, in every problem, in the `X-Request-Id` header.

use std::fmt;

use actix_web::{
    Error, HttpMessage,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{HeaderName, HeaderValue},
    middleware::Next,
    web,
};
use domain::ids::EntryId;
use tracing::Instrument;

use crate::State;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// A request's number.
#[derive(Clone, Debug)]
pub struct RequestId(String);

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Middleware: numbers the request (or keeps a proxy's number, where it is a decent one).
///
/// # Errors
/// What it wraps returns.
pub async fn with_request_id<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let given = request.headers().get(&HEADER).and_then(|v| v.to_str().ok());
    let decent = |id: &&str| {
        (8..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let id = given.filter(decent).map_or_else(|| fresh(&request), str::to_owned);
    request.extensions_mut().insert(RequestId(id.clone()));
    let span = tracing::info_span!("request", id, method = %request.method(), path = request.path());
    let mut response = next.call(request).instrument(span.clone()).await?;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    let status = response.status().as_u16();
    span.in_scope(|| tracing::info!(status, "answered"));
    Ok(response)
}

fn fresh(request: &ServiceRequest) -> String {
    let state = request.app_data::<web::Data<State>>();
    state.map(|s| s.db.fresh_id::<EntryId>().to_string()).unwrap_or_default()
}

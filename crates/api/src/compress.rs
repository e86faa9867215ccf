//! Which answers are worth compressing.

use actix_web::{
    Error,
    body::{BodySize, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderValue},
    middleware::Next,
};

/// Below this many bytes an answer fits one packet anyway.
const BYTES_MIN: u64 = 860;

/// Middleware, inside the compressor: tells it to leave alone what is short, and event streams, whose
/// events must not wait in its buffer. (The word to the compressor, `identity`, is taken back outside.)
///
/// # Errors
/// What it wraps returns.
pub(crate) async fn leave_small_alone<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let mut response = next.call(request).await?;
    let short = match response.response().body().size() {
        BodySize::None => true,
        BodySize::Sized(bytes) => bytes < BYTES_MIN,
        BodySize::Stream => false,
    };
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    let events = kind.starts_with("text/event-stream");
    if (short || events) && !response.headers().contains_key(header::CONTENT_ENCODING) {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("identity"));
    }
    Ok(response)
}

//! A body that comes too slowly is given up, so that nobody holds connections by sending one byte now and then.

use std::{cell::Cell, io, pin::Pin, rc::Rc, time::Duration};

use actix_web::{
    Error, HttpMessage, ResponseError,
    body::{BoxBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    error::PayloadError,
    http::header::{self, HeaderValue},
    middleware::Next,
    web::{self, Bytes},
};
use contract::problems;
use futures_util::{Stream, StreamExt, stream};
use tokio::time::{Instant, timeout_at};

use crate::{ApiError, State};

/// What has come buys more time: a weak telephone network carries this many bytes in a second.
const BYTES_PER_SECOND_MIN: u64 = 4 << 10;

/// Reads the body as long as it comes; answers 408 `body_too_slow` and closes the connection where it does not.
pub(crate) async fn with_patience<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let seconds =
        request.app_data::<web::Data<State>>().map_or(u64::MAX, |state| state.settings.body_seconds_max);
    let given_up = Rc::new(Cell::new(false));
    let payload = request.take_payload();
    let timed: Pin<Box<dyn Stream<Item = _>>> = Box::pin(timed(payload, seconds, Rc::clone(&given_up)));
    request.set_payload(Payload::from(timed));
    let response = next.call(request).await?;
    if !given_up.get() {
        return Ok(response.map_into_boxed_body());
    }
    let mut problem = ApiError::new(&problems::BODY_TOO_SLOW).error_response();
    problem.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    Ok(response.into_response(problem).map_into_boxed_body())
}

/// The same bytes; an error instead once the time is over.
fn timed(
    payload: Payload,
    seconds: u64,
    given_up: Rc<Cell<bool>>,
) -> impl Stream<Item = Result<Bytes, PayloadError>> {
    let begun = Instant::now();
    stream::unfold((payload, 0_u64), move |(mut payload, received)| {
        let given_up = Rc::clone(&given_up);
        async move {
            let allowed = seconds.saturating_add(received / BYTES_PER_SECOND_MIN);
            let item = match begun.checked_add(Duration::from_secs(allowed)) {
                Some(end) => timeout_at(end, payload.next()).await,
                None => Ok(payload.next().await),
            };
            let item = item.unwrap_or_else(|_| {
                given_up.set(true);
                Some(Err(PayloadError::Io(io::ErrorKind::TimedOut.into())))
            })?;
            let more = item.as_ref().map_or(0, |bytes| bytes.len() as u64);
            Some((item, (payload, received.saturating_add(more))))
        }
    })
    // Readers of forms ask once more after the end.
    .fuse()
}

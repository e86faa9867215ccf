//! How often somebody may call. Each node counts for itself, so two nodes let through at most twice as much.

use std::{hash::Hash, num::NonZeroU32};

use actix_web::{
    Error, FromRequest, HttpMessage, HttpRequest, ResponseError,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header::{HeaderName, HeaderValue},
    middleware::Next,
    web,
};
use contract::problems;
use domain::ids::UserId;
use governor::{
    Quota, RateLimiter,
    clock::{Clock, DefaultClock},
    middleware::StateInformationMiddleware,
    state::keyed::DashMapStateStore,
};

use crate::{ApiError, BASE, ClientAddress, State, open311};

/// The window that limits are told for, in seconds.
const WINDOW_SECONDS: u32 = 60;

type Keyed<K> = RateLimiter<K, DashMapStateStore<K>, DefaultClock, StateInformationMiddleware>;

/// The counters of one node.
pub(crate) struct Limits {
    callers: Option<(NonZeroU32, Keyed<UserId>)>,
    addresses: Option<(NonZeroU32, Keyed<String>)>,
}

/// What is left to a caller; told in `RateLimit` headers.
#[derive(Clone, Copy, Debug)]
struct Allowance {
    limit: u32,
    left: u32,
}

impl Limits {
    /// Requests in a minute for each signed-in caller and for each address; 0 is no limit.
    pub(crate) fn new(per_caller: u32, per_address: u32) -> Self {
        Self { callers: keyed(per_caller), addresses: keyed(per_address) }
    }

    /// Counts a request of a signed-in caller.
    ///
    /// # Errors
    /// `too_many_requests`.
    pub(crate) fn admit_caller(&self, request: &HttpRequest, caller: UserId) -> Result<(), ApiError> {
        let Some(counter) = &self.callers else { return Ok(()) };
        request.extensions_mut().insert(count(counter, &caller)?);
        Ok(())
    }

    /// Forgets whoever has not called for a while, so that the counters do not grow for ever.
    pub(crate) fn forget_idle(&self) {
        if let Some((_, counter)) = &self.callers {
            counter.retain_recent();
            counter.shrink_to_fit();
        }
        if let Some((_, counter)) = &self.addresses {
            counter.retain_recent();
            counter.shrink_to_fit();
        }
    }
}

fn keyed<K: Hash + Eq + Clone>(per_minute: u32) -> Option<(NonZeroU32, Keyed<K>)> {
    let limit = NonZeroU32::new(per_minute)?;
    Some((limit, RateLimiter::dashmap(Quota::per_minute(limit)).with_middleware()))
}

fn count<K: Hash + Eq + Clone>(
    (limit, counter): &(NonZeroU32, Keyed<K>),
    key: &K,
) -> Result<Allowance, ApiError> {
    match counter.check_key(key) {
        Ok(state) => Ok(Allowance { limit: limit.get(), left: state.remaining_burst_capacity() }),
        Err(not_until) => {
            let seconds = not_until.wait_time_from(counter.clock().now()).as_secs() + 1;
            Err(ApiError::new(&problems::TOO_MANY_REQUESTS).with("seconds", seconds).retry_after(seconds))
        }
    }
}

/// Middleware: counts requests to the API by address, and tells what is left.
///
/// # Errors
/// What it wraps returns.
pub(crate) async fn with_limits(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let counted = request.path().starts_with(BASE) || open311::Form::asked(request.path()).is_some();
    let state = request.app_data::<web::Data<State>>().filter(|_| counted).cloned();
    if let Some(state) = state
        && let Some(counter) = &state.limits.addresses
    {
        let address = ClientAddress::extract(request.request()).into_inner();
        match address.and_then(|address| count(counter, &address.subscriber())) {
            Ok(allowance) => drop(request.extensions_mut().insert(allowance)),
            Err(refused) => {
                let told = Allowance { limit: counter.0.get(), left: 0 };
                let mut response = refused.error_response();
                tell(response.headers_mut(), told);
                return Ok(request.into_response(response));
            }
        }
    }
    let mut response = next.call(request).await?.map_into_boxed_body();
    let allowance = response.request().extensions().get::<Allowance>().copied();
    if let Some(allowance) = allowance {
        tell(response.headers_mut(), allowance);
    }
    Ok(response)
}

/// `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers).
fn tell(headers: &mut actix_web::http::header::HeaderMap, allowance: Allowance) {
    let Allowance { limit, left } = allowance;
    let mut add = |name: &'static str, value: String| {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    };
    add("ratelimit-policy", format!("\"default\";q={limit};w={WINDOW_SECONDS}"));
    add("ratelimit", format!("\"default\";r={left}"));
}

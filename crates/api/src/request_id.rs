//! The request's number: in every log line, in every problem, in the `X-Request-Id` header.

use std::{fmt, panic::AssertUnwindSafe, time::Duration};

use actix_web::{
    Error, HttpMessage, HttpResponse, ResponseError,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::{
        StatusCode,
        header::{self, HeaderName, HeaderValue},
    },
    middleware::Next,
    web,
};
use contract::{
    lang::Lang,
    problems::{self, Problem, ProblemCode},
};
use domain::ids::EntryId;
use futures_util::FutureExt;
use tracing::Instrument;

use crate::State;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");
/// Longest time until an answer's head: an upload of 10 MiB over a poor line takes minutes.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(300);

/// A request's number.
#[derive(Clone, Debug)]
pub struct RequestId(String);

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Middleware: numbers the request (or keeps a proxy's number, where it is a decent one). A handler that
/// panics, or takes for ever, is answered here: of its request nothing is left but the number.
///
/// # Errors
/// What it wraps returns; a panic or the time limit as a problem.
pub async fn with_request_id<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let given = request.headers().get(&HEADER).and_then(|v| v.to_str().ok());
    let decent = |id: &&str| {
        (8..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let id = given.filter(decent).map_or_else(|| fresh(&request), str::to_owned);
    let accept = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or("");
    let lang = Lang::negotiate(accept);
    request.extensions_mut().insert(RequestId(id.clone()));
    let span = tracing::info_span!("request", id, method = %request.method(), path = request.path());
    let answer = AssertUnwindSafe(next.call(request)).catch_unwind().instrument(span.clone());
    let code = match tokio::time::timeout(ANSWER_TIMEOUT, answer).await {
        Ok(Ok(answer)) => {
            let mut response = answer?;
            if let Ok(value) = HeaderValue::from_str(&id) {
                response.headers_mut().insert(HEADER, value);
            }
            let status = response.status().as_u16();
            span.in_scope(|| tracing::info!(status, "answered"));
            return Ok(response);
        }
        // The panic itself was logged by the hook, inside the span.
        Ok(Err(_)) => &problems::INTERNAL,
        Err(_) => &problems::TEMPORARILY_UNAVAILABLE,
    };
    span.in_scope(|| tracing::error!(status = code.status, "given up"));
    Err(GivenUp { code, lang, id }.into())
}

/// A request that panicked or took too long.
#[derive(Debug)]
struct GivenUp {
    code: &'static ProblemCode,
    lang: Lang,
    id: String,
}

impl fmt::Display for GivenUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.code)
    }
}

impl ResponseError for GivenUp {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.code.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let problem = Problem::render(self.code, self.lang, &[], &self.id, Vec::new());
        HttpResponse::build(self.status_code())
            .content_type("application/problem+json")
            .insert_header((HEADER, self.id.as_str()))
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .body(serde_json::to_string(&problem).unwrap_or_default())
    }
}

fn fresh(request: &ServiceRequest) -> String {
    let state = request.app_data::<web::Data<State>>();
    state.map(|s| s.db.fresh_id::<EntryId>().to_string()).unwrap_or_default()
}

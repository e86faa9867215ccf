//! The one place where errors become HTTP.
//!
//! A handler returns an [`ApiError`]; [`render`], the outermost middleware but one, writes the problem in the
//! caller's language with the request's id. What actix itself refuses (unknown path, bad JSON) goes the same way.

use std::{borrow::Cow, fmt};

use actix_web::{
    Error, HttpMessage, HttpResponse, ResponseError,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{StatusCode, header},
    middleware::Next,
};
use app::db::DbError;
use contract::{
    lang::Lang,
    problems::{self, FieldProblem, Problem, ProblemCode, fields},
};
use domain::permissions::Denied;
use validator::ValidationErrors;

use crate::RequestId;

/// What a handler answers.
pub type ApiResult<T> = Result<actix_web::web::Json<T>, ApiError>;

/// A problem before it is put into a language.
#[derive(Clone, Debug)]
pub struct ApiError {
    code: &'static ProblemCode,
    params: Vec<(String, String)>,
    fields: Vec<BadField>,
    invalid: Option<ValidationErrors>,
    retry_after_seconds: Option<u64>,
}

#[derive(Clone, Debug)]
struct BadField {
    pointer: String,
    code: Cow<'static, str>,
    params: Vec<(String, String)>,
}

impl ApiError {
    /// A problem without parameters.
    #[must_use]
    pub fn new(code: &'static ProblemCode) -> Self {
        Self { code, params: Vec::new(), fields: Vec::new(), invalid: None, retry_after_seconds: None }
    }

    /// Fills a parameter of the problem's text.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.params.push((name.to_owned(), value.to_string()));
        self
    }

    /// Names a bad field by its JSON pointer and a code of [`contract::problems::fields`].
    #[must_use]
    pub fn field(
        mut self,
        pointer: impl Into<String>,
        code: &'static str,
        params: &[(&str, String)],
    ) -> Self {
        let params = params.iter().map(|(n, v)| ((*n).to_owned(), v.clone())).collect();
        self.fields.push(BadField { pointer: pointer.into(), code: Cow::Borrowed(code), params });
        self
    }

    /// One bad field and nothing else.
    #[must_use]
    pub fn bad_field(pointer: impl Into<String>, code: &'static str, params: &[(&str, String)]) -> Self {
        Self::new(&problems::FIELDS_INVALID).field(pointer, code, params)
    }

    /// Tells when to try again (`Retry-After`).
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after_seconds = Some(seconds);
        self
    }

    /// A fault of ours: logged here, told as `internal`.
    #[must_use]
    pub fn internal(what: impl fmt::Display) -> Self {
        tracing::error!(error = %what, "internal fault");
        Self::new(&problems::INTERNAL)
    }

    /// Something that does not exist, or not for this caller.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(&problems::NOT_FOUND)
    }

    /// The problem's stable code.
    #[must_use]
    pub fn code(&self) -> &'static ProblemCode {
        self.code
    }

    /// Its code and what it says, for an answer that tells of many things at once: that of the bad field where one is to blame.
    pub(crate) fn in_a_line(&self, lang: Lang) -> (String, String) {
        let problem = self.body(lang, "");
        match problem.errors.into_iter().next() {
            Some(field) => (field.code.into_owned(), field.detail),
            None => (problem.code.into_owned(), problem.title),
        }
    }

    fn body(&self, lang: Lang, request_id: &str) -> Problem {
        let mut errors: Vec<FieldProblem> =
            self.invalid.as_ref().map(|e| fields::problems(e, lang)).unwrap_or_default();
        errors.extend(
            self.fields.iter().map(|f| fields::problem(f.pointer.clone(), f.code.clone(), lang, &f.params)),
        );
        Problem::render(self.code, lang, &self.params, request_id, errors)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.code)
    }
}

impl From<DbError> for ApiError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::NotFound => Self::not_found(),
            DbError::Unavailable(why) => {
                tracing::warn!(why, "the store is not available");
                Self::new(&problems::TEMPORARILY_UNAVAILABLE).retry_after(2)
            }
            other => Self::internal(other),
        }
    }
}

impl From<Denied> for ApiError {
    fn from(_: Denied) -> Self {
        Self::new(&problems::NOT_ALLOWED)
    }
}

impl From<ValidationErrors> for ApiError {
    fn from(errors: ValidationErrors) -> Self {
        Self { invalid: Some(errors), ..Self::new(&problems::FIELDS_INVALID) }
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.code.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::new(self.status_code());
        response.extensions_mut().insert(self.clone());
        response
    }
}

/// Middleware: writes problems in the caller's language.
///
/// # Errors
/// None of its own; errors of what it wraps become responses.
pub async fn render(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let accept = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or("");
    let lang = Lang::negotiate(accept);
    let open311 = crate::open311::Form::asked(request.path());
    let is_api = request.path().starts_with(crate::BASE) || open311.is_some();
    let id = request.extensions().get::<RequestId>().map(ToString::to_string).unwrap_or_default();
    // Errors of handlers and extractors are responses by now; a middleware below answers with a response too.
    let response = next.call(request).await?.map_into_boxed_body();
    let told = response.response().extensions().get::<ApiError>().cloned();
    // What the endpoint of another standard refuses, it has written itself.
    let written = response.headers().get(header::CONTENT_TYPE);
    let is_open311 = open311.is_some_and(|form| written.is_some_and(|w| w == form.media_type()));
    let is_api = is_api && !is_open311;
    let Some(error) = told.or_else(|| is_api.then(|| builtin(response.status())).flatten()) else {
        return Ok(response);
    };
    Ok(response.map_body(|head, _| {
        let media_type = open311.map_or("application/problem+json", |form| form.media_type());
        let content_type = header::HeaderValue::from_static(media_type);
        head.headers_mut().insert(header::CONTENT_TYPE, content_type);
        head.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
        if let Some(seconds) = error.retry_after_seconds {
            head.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        let problem = error.body(lang, &id);
        BoxBody::new(match open311 {
            None => serde_json::to_string(&problem).unwrap_or_default(),
            Some(form) => crate::open311::fault(form, problem).unwrap_or_default(),
        })
    }))
}

/// The problem for a status that actix answered by itself, with an empty or plain body.
fn builtin(status: StatusCode) -> Option<ApiError> {
    let code = match status {
        StatusCode::NOT_FOUND => &problems::NOT_FOUND,
        StatusCode::METHOD_NOT_ALLOWED => &problems::METHOD_NOT_ALLOWED,
        StatusCode::PAYLOAD_TOO_LARGE => &problems::BODY_TOO_LARGE,
        StatusCode::BAD_REQUEST => &problems::BODY_MALFORMED,
        StatusCode::INTERNAL_SERVER_ERROR => &problems::INTERNAL,
        _ => return None,
    };
    let reason = status.canonical_reason().unwrap_or_default();
    Some(ApiError::new(code).with("reason", reason).with("max", ""))
}

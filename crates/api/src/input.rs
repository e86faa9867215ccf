//! What a request brings, parsed and checked before a handler runs.

use std::{future::Future, pin::Pin};

use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::header,
    web::{self, Bytes},
};
use contract::problems;
use serde::de::DeserializeOwned;
use validator::Validate;

use crate::ApiError;

/// Most bytes of a JSON body. Uploads have limits of their own.
pub(crate) const JSON_BYTES_MAX: usize = 256 * 1024;

/// A JSON body that has passed its `contract` rules.
pub struct Valid<T>(pub T);

impl<T> Valid<T> {
    /// The body.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T: DeserializeOwned + Validate + 'static> FromRequest for Valid<T> {
    type Error = ApiError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, ApiError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let json = is_json(request);
        let body = Bytes::from_request(request, payload);
        Box::pin(async move {
            if !json {
                let problem = ApiError::new(&problems::MEDIA_TYPE_UNSUPPORTED);
                return Err(problem.with("expected", "application/json"));
            }
            let body = body.await.map_err(|_| too_large(JSON_BYTES_MAX))?;
            parse(&body).map(Self)
        })
    }
}

fn is_json(request: &HttpRequest) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
    let kind = kind.split(';').next().unwrap_or("").trim();
    kind.eq_ignore_ascii_case("application/json") || kind.eq_ignore_ascii_case("application/merge-patch+json")
}

/// Reads and checks a JSON text. A value of the wrong type is named by its pointer.
///
/// # Errors
/// `body_malformed` or `fields_invalid`.
pub(crate) fn parse<T: DeserializeOwned + Validate>(body: &[u8]) -> Result<T, ApiError> {
    let mut json = serde_json::Deserializer::from_slice(body);
    let value: T = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        let reason = error.inner().to_string();
        if error.inner().is_data() && path != "." {
            ApiError::bad_field(pointer(&path), "type", &[("reason", reason)])
        } else {
            ApiError::new(&problems::BODY_MALFORMED).with("reason", reason)
        }
    })?;
    json.end().map_err(|e| ApiError::new(&problems::BODY_MALFORMED).with("reason", e))?;
    value.validate()?;
    Ok(value)
}

/// `photos[2].note` → `/photos/2/note`
fn pointer(path: &str) -> String {
    format!("/{}", path.replace(['.', '['], "/").replace(']', ""))
}

pub(crate) fn too_large(max: usize) -> ApiError {
    let text = if max >= 1 << 20 { format!("{} MiB", max >> 20) } else { format!("{} KiB", max >> 10) };
    ApiError::new(&problems::BODY_TOO_LARGE).with("max", text)
}

/// A query string; unknown and malformed parameters are refused.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = ApiError;
    type Future = std::future::Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let parsed = web::Query::<T>::from_query(request.query_string());
        std::future::ready(match parsed {
            Ok(query) => Ok(Self(query.into_inner())),
            Err(error) => Err(ApiError::new(&problems::QUERY_INVALID).with("reason", error)),
        })
    }
}

pub(crate) fn json_config() -> web::PayloadConfig {
    web::PayloadConfig::new(JSON_BYTES_MAX)
}

/// A path part that is not what it should be names nothing: 404.
pub(crate) fn path_config() -> web::PathConfig {
    web::PathConfig::default().error_handler(|_, _| ApiError::not_found().into())
}

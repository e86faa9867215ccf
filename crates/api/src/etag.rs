//! Versions: `ETag` on what is read, `If-Match` on what is changed.

use std::future::{Ready, ready};

use actix_web::{
    FromRequest, HttpRequest, HttpResponse, Responder,
    body::BoxBody,
    dev::Payload,
    http::{StatusCode, header},
};
use contract::problems;
use serde::Serialize;

use crate::ApiError;

/// The version the caller has seen; absent is 428, something else is 412.
#[derive(Clone, Copy, Debug)]
pub struct IfMatch(pub i64);

impl FromRequest for IfMatch {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(value) = request.headers().get(header::IF_MATCH) else {
            return ready(Err(ApiError::new(&problems::VERSION_REQUIRED)));
        };
        let version = value.to_str().ok().and_then(|v| v.trim().trim_matches('"').parse().ok());
        ready(version.map(Self).ok_or_else(|| ApiError::new(&problems::CHANGED_MEANWHILE)))
    }
}

impl IfMatch {
    /// Lets pass where the row still has the version the caller has seen.
    ///
    /// # Errors
    /// `changed_meanwhile`.
    pub fn check(self, version: i64) -> Result<(), ApiError> {
        if self.0 == version { Ok(()) } else { Err(ApiError::new(&problems::CHANGED_MEANWHILE)) }
    }
}

/// A resource with its version as `ETag`; with [`Versioned::created`] also 201 and `Location`.
pub struct Versioned<T> {
    body: T,
    version: i64,
    location: Option<String>,
}

impl<T> Versioned<T> {
    /// A resource as it is read or after an update.
    pub fn new(body: T, version: i64) -> Self {
        Self { body, version, location: None }
    }

    /// A new resource; `path` is below the API's base.
    pub fn created(body: T, version: i64, path: &str) -> Self {
        Self { body, version, location: Some(format!("{}{path}", crate::BASE)) }
    }
}

impl<T: Serialize> Responder for Versioned<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let status = if self.location.is_some() { StatusCode::CREATED } else { StatusCode::OK };
        let mut response = HttpResponse::build(status);
        response.insert_header((header::ETAG, format!("\"{}\"", self.version)));
        if let Some(location) = self.location {
            response.insert_header((header::LOCATION, location));
        }
        response.json(self.body)
    }
}

//! Errors in the standard's own form: a list of codes and descriptions.

use actix_web::{HttpResponse, ResponseError, http::StatusCode};
use app::{db::DbError, open311::Error};
use contract::problems::Problem;
use serde::Serialize;

use super::{
    attributes,
    form::{Document, Form, List},
};
use crate::ApiError;

/// Why a request of the endpoint is refused.
#[derive(Debug)]
pub(super) enum Fault {
    /// What the standard has a code for.
    Told { code: u16, description: String },
    /// What can befall any request: the middleware that writes problems writes it in the standard's form here.
    Any(ApiError),
}

#[derive(Serialize)]
struct Item {
    code: u16,
    description: String,
}

/// A problem as the standard has errors; `None` where it cannot be written.
pub(crate) fn fault(form: Form, problem: Problem) -> Option<String> {
    form.write(&list(problem.status, problem.detail)).ok()
}

fn list(code: u16, description: String) -> impl Document {
    List { root: "errors", item: "error", items: vec![Item { code, description }] }
}

impl Fault {
    /// A refusal with a code of the standard.
    pub(super) fn new(code: u16, description: impl Into<String>) -> Self {
        Self::Told { code, description: description.into() }
    }

    /// What the caller sent cannot be used.
    pub(super) fn bad(description: impl Into<String>) -> Self {
        Self::new(400, description)
    }

    /// The answer.
    pub(super) fn answer(self, form: Form) -> HttpResponse {
        match self {
            Self::Told { code, description } => {
                let status = StatusCode::from_u16(code).unwrap_or(StatusCode::BAD_REQUEST);
                form.answer(status, &list(code, description))
            }
            Self::Any(error) => error.error_response(),
        }
    }
}

impl From<ApiError> for Fault {
    fn from(error: ApiError) -> Self {
        Self::Any(error)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        match error {
            Error::Db(DbError::NotFound) => Self::new(404, "service_request_id provided was not found."),
            Error::Db(error) => Self::Any(error.into()),
            Error::JurisdictionMissing => Self::bad("jurisdiction_id was not provided."),
            Error::JurisdictionUnknown => Self::new(404, "jurisdiction_id provided was not found."),
            Error::ServiceUnknown => Self::new(404, "service_code provided was not found."),
            Error::KeyInvalid => {
                Self::new(403, "Invalid api_key received -- can't proceed with create_request.")
            }
            Error::Denied(_) => Self::new(403, "This api_key may not report there."),
            Error::Ticket(app::tickets::Error::Answers(faults)) => match faults.first() {
                Some(fault) => attributes::bad(&fault.key, fault.code),
                None => Self::bad("attribute: an answer does not fit."),
            },
            Error::Ticket(error) => Self::bad(error.to_string()),
        }
    }
}

impl From<DbError> for Fault {
    fn from(error: DbError) -> Self {
        Error::from(error).into()
    }
}

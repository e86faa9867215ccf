//! The two forms of every answer.

use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
};
use serde::Serialize;

use super::BASE;
use crate::ApiError;

/// What every XML answer begins with.
const DECLARATION: &str = r#"<?xml version="1.0" encoding="utf-8"?>"#;

/// The form of an answer: the request's path names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Json,
    Xml,
}

/// Something that both forms can say.
pub(super) trait Document {
    /// In JSON.
    fn json(&self) -> Result<String, serde_json::Error>;
    /// In XML, without the declaration.
    fn xml(&self) -> Result<String, quick_xml::SeError>;
}

/// A list: a bare array in JSON; in XML `root` with an `item` for each.
pub(super) struct List<T> {
    pub(super) root: &'static str,
    pub(super) item: &'static str,
    pub(super) items: Vec<T>,
}

impl<T: Serialize> Document for List<T> {
    fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(&self.items)
    }

    fn xml(&self) -> Result<String, quick_xml::SeError> {
        let items = self.items.iter().map(|item| quick_xml::se::to_string_with_root(self.item, item));
        let items = items.collect::<Result<String, _>>()?;
        Ok(format!("<{root}>{items}</{root}>", root = self.root))
    }
}

impl Form {
    /// The form that a path of the endpoint asks for; XML, which the standard requires, where it does not say.
    pub(super) fn of(path: &str) -> Self {
        if path.ends_with(".json") { Self::Json } else { Self::Xml }
    }

    /// The same for any path: `None` where it is not the endpoint's.
    pub(crate) fn asked(path: &str) -> Option<Self> {
        path.strip_prefix(BASE).filter(|rest| rest.is_empty() || rest.starts_with('/')).map(Self::of)
    }

    /// The content type.
    pub(crate) const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json; charset=utf-8",
            Self::Xml => "text/xml; charset=utf-8",
        }
    }

    /// Writes a document.
    ///
    /// # Errors
    /// `internal` where it cannot be written.
    pub(super) fn write(self, document: &impl Document) -> Result<String, ApiError> {
        match self {
            Self::Json => document.json().map_err(ApiError::internal),
            Self::Xml => document.xml().map(|xml| format!("{DECLARATION}{xml}")).map_err(ApiError::internal),
        }
    }

    /// Answers with a document.
    pub(super) fn answer(self, status: StatusCode, document: &impl Document) -> HttpResponse {
        use actix_web::ResponseError;
        match self.write(document) {
            Ok(body) => HttpResponse::build(status)
                .insert_header((header::CONTENT_TYPE, self.media_type()))
                .body(body),
            Err(error) => error.error_response(),
        }
    }
}

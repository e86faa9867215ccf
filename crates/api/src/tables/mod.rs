//! Tables as files: CSV for whoever asks with `Accept: text/csv`.

mod write;

use actix_web::{HttpRequest, http::header};

pub(crate) use self::write::Csv;

/// Most rows of one exported file.
pub(crate) const EXPORT_ROWS_MAX: i64 = 50_000;

/// Whether the caller prefers CSV: the first known type of `Accept` counts.
pub(crate) fn wants_csv(request: &HttpRequest) -> bool {
    accepted(request, &["text/csv", "application/json"]) == Some("text/csv")
}

/// The first of the `Accept` header's types that is among `known`.
fn accepted<'k>(request: &HttpRequest, known: &[&'k str]) -> Option<&'k str> {
    let accept = request.headers().get(header::ACCEPT)?.to_str().ok()?;
    accept.split(',').take(20).find_map(|item| {
        let kind = item.split(';').next().unwrap_or(item).trim();
        known.iter().copied().find(|k| k.eq_ignore_ascii_case(kind))
    })
}

//! What every answer tells the browser: what it may run, load, show and send.

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    web,
};

use crate::{BASE, Settings, State};

/// Headers that are the same for every installation.
const FIXED: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    (
        "permissions-policy",
        "geolocation=(self), camera=(self), microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
];

/// The headers of an installation, put together once.
#[derive(Clone, Debug)]
pub(crate) struct SecurityHeaders {
    policy: HeaderValue,
    https: bool,
}

impl SecurityHeaders {
    pub(crate) fn new(settings: &Settings) -> Self {
        let tiles = settings.tile_url.as_deref().and_then(origin).unwrap_or_default();
        let policy = format!(
            "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
             img-src 'self' data: blob: {tiles}; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; \
             form-action 'self'; object-src 'none'"
        );
        Self {
            // Settings are checked at the start; the strictest policy stands in for an unreadable one.
            policy: HeaderValue::from_str(&policy)
                .unwrap_or(HeaderValue::from_static("default-src 'self'; frame-ancestors 'none'")),
            https: settings.public_url.starts_with("https://"),
        }
    }

    /// Adds what an answer does not say by itself.
    pub(crate) fn add(&self, headers: &mut HeaderMap) {
        let mut add = |name: &'static str, value: HeaderValue| {
            let name = HeaderName::from_static(name);
            if !headers.contains_key(&name) {
                headers.insert(name, value);
            }
        };
        for (name, value) in FIXED {
            add(name, HeaderValue::from_static(value));
        }
        add("content-security-policy", self.policy.clone());
        if self.https {
            add("strict-transport-security", HeaderValue::from_static("max-age=31536000; includeSubDomains"));
        }
    }
}

/// `https://tiles.example/{z}/{x}/{y}.png` → `https://tiles.example`
fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split('/').next()?;
    Some(format!("{scheme}://{}", host.replace("{s}", "*")))
}

/// Middleware: adds the headers; answers of the API are not kept by anybody unless they say so.
///
/// # Errors
/// What it wraps returns.
pub(crate) async fn with_security_headers<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let state = request.app_data::<web::Data<State>>().cloned();
    let is_api = request.path().starts_with(BASE);
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    if let Some(state) = state {
        state.headers.add(headers);
    }
    if is_api && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    // Was a word to the compressor only (see `compress`).
    if headers.get(header::CONTENT_ENCODING).is_some_and(|v| v == "identity") {
        headers.remove(header::CONTENT_ENCODING);
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tile_server_may_send_pictures_and_nothing_else() {
        let tile_url = Some("https://{s}.tiles.example/{z}/{x}/{y}.png".to_owned());
        let mut headers = HeaderMap::new();
        SecurityHeaders::new(&Settings { tile_url, ..Settings::default() }).add(&mut headers);
        let policy = headers.get("content-security-policy").unwrap().to_str().unwrap();
        assert!(policy.contains("img-src 'self' data: blob: https://*.tiles.example;"), "{policy}");
        assert_eq!(policy.matches("tiles.example").count(), 1);
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
    }

    #[test]
    fn https_is_insisted_on_only_where_people_use_it() {
        let with = |url: &str| {
            let mut headers = HeaderMap::new();
            SecurityHeaders::new(&Settings { public_url: url.to_owned(), ..Settings::default() })
                .add(&mut headers);
            headers.contains_key("strict-transport-security")
        };
        assert!(with("https://town.example"));
        assert!(!with("http://127.0.0.1:8080"));
    }
}

//! Serves the single-page app: the encoding that the browser prefers, nothing twice.
//!
//! Files with a hash in their name are kept by browsers for ever; everything else is asked for each
//! time and answered with 304 where it is the same. Paths that only the app's own router knows get
//! the page of the community app or of the console. Security headers are the API's business.

mod library;

use std::sync::LazyLock;

use actix_web::http::Method;
use actix_web::http::header::{
    self, AcceptEncoding, ContentEncoding, Encoding, EntityTag, Header, IfNoneMatch,
};
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};

use self::library::{Asset, Library};

/// A year, the longest that caches promise to honour.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";
const REVALIDATED: &str = "no-cache";

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::find);

/// Answers every path that no other service of the application has.
///
/// Call it after the API's own configuration: what this serves is the application's default.
pub(crate) fn configure(config: &mut ServiceConfig) {
    LazyLock::force(&LIBRARY);
    config.default_service(web::to(|request: HttpRequest| async move { respond(&LIBRARY, &request) }));
}

fn respond(library: &Library, request: &HttpRequest) -> HttpResponse {
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return HttpResponse::MethodNotAllowed().insert_header((header::ALLOW, "GET, HEAD")).finish();
    }
    match library.find_for(request.path()) {
        Some(asset) => send(asset, request),
        None if library.is_empty() => HttpResponse::NotFound()
            .content_type("text/plain; charset=utf-8")
            .body("The app was not built: run `cargo xtask spa` first.\n"),
        None => HttpResponse::NotFound().finish(),
    }
}

fn send(asset: &Asset, request: &HttpRequest) -> HttpResponse {
    let (encoding, body) = choose(asset, request);
    // Each encoding is other bytes, and so has a tag of its own.
    let tag = match encoding {
        Some(ContentEncoding::Brotli) => format!("{}-br", asset.sha256),
        Some(ContentEncoding::Gzip) => format!("{}-gz", asset.sha256),
        _ => asset.sha256.clone(),
    };
    let tag = EntityTag::new_strong(tag);
    let unchanged = match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => true,
        Ok(IfNoneMatch::Items(known)) => known.iter().any(|known| known.weak_eq(&tag)),
        Err(_) => false,
    };
    let mut response = if unchanged { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response
        .insert_header((header::ETAG, tag.to_string()))
        .insert_header((header::VARY, "Accept-Encoding"))
        .insert_header((header::CACHE_CONTROL, if asset.immutable { IMMUTABLE } else { REVALIDATED }));
    if unchanged {
        return response.finish();
    }
    response.content_type(asset.content_type.as_str());
    if let Some(encoding) = encoding {
        response.insert_header((header::CONTENT_ENCODING, encoding.as_str()));
    }
    response.body(body)
}

/// The encoding that the browser likes best among those that exist, and its bytes.
fn choose(asset: &Asset, request: &HttpRequest) -> (Option<ContentEncoding>, web::Bytes) {
    let identity = || (None, asset.raw.clone());
    let mut supported = vec![Encoding::identity()];
    supported.extend(asset.gzip.as_ref().map(|_| Encoding::gzip()));
    supported.extend(asset.brotli.as_ref().map(|_| Encoding::brotli()));
    let Ok(accepted) = AcceptEncoding::parse(request) else {
        return identity();
    };
    match accepted.negotiate(supported.iter()) {
        Some(Encoding::Known(encoding @ ContentEncoding::Brotli)) => {
            asset.brotli.clone().map_or_else(identity, |body| (Some(encoding), body))
        }
        Some(Encoding::Known(encoding @ ContentEncoding::Gzip)) => {
            asset.gzip.clone().map_or_else(identity, |body| (Some(encoding), body))
        }
        _ => identity(),
    }
}

#[cfg(test)]
mod tests;

//! Open311 GeoReport v2 at `/open311/v2`: how other cities' systems read and report public matters.
//!
//! The standard's wire, and nothing of it anywhere else: bare arrays in JSON, the standard's elements in XML, its own form of
//! errors. `docs/open311.md` says what is supported.

mod attributes;
mod discovery;
mod fault;
mod form;
mod moments;
mod params;
mod post;
mod requests;
mod services;

use actix_web::{HttpRequest, HttpResponse, web};
use contract::lang::Lang;

use self::{fault::Fault, params::Params};
pub(crate) use self::{fault::fault, form::Form};

/// Where the standard's endpoint lives.
pub(crate) const BASE: &str = "/open311/v2";

/// Registers the endpoint. It is not in the OpenAPI document: the standard is its document.
pub(crate) fn configure(cfg: &mut web::ServiceConfig) {
    let scope = web::scope(BASE)
        .route("/discovery.{form:json|xml}", web::get().to(discovery::get_discovery))
        .route("/services.{form:json|xml}", web::get().to(services::list_services))
        .route("/services/{code:[^/]+}.{form:json|xml}", web::get().to(services::get_definition))
        .service(
            web::resource("/requests.{form:json|xml}")
                .route(web::get().to(requests::list_requests))
                .route(web::post().to(post::post_request)),
        )
        .route("/requests/{id:[^/]+}.{form:json|xml}", web::get().to(requests::get_request))
        .route("/tokens/{token:[^/]+}.{form:json|xml}", web::get().to(requests::get_token));
    cfg.service(scope.default_service(web::to(unknown)));
}

async fn unknown(request: HttpRequest) -> HttpResponse {
    Fault::new(404, "There is no such resource here: see discovery.xml.").answer(Form::of(request.path()))
}

/// The language that the caller asks for; simplified Chinese where none.
fn lang(request: &HttpRequest) -> Lang {
    let accept = request.headers().get("accept-language").and_then(|value| value.to_str().ok());
    Lang::negotiate(accept.unwrap_or(""))
}

//! The REST API: a handler extracts, calls one use case, renders.
//!
//! Each area is one file with its handlers and its `routes`; [`configure`] registers them all under `/api/v1`.

mod address;
mod api_keys;
pub mod areas;
mod background;
mod calendar;
mod caller;
pub mod categories;
pub mod chores;
mod compress;
mod day;
mod docs;
mod download;
mod etag;
mod fallback;
mod funds;
pub mod grants;
mod headers;
mod health;
pub mod households;
pub mod identity;
mod input;
mod inspections;
pub mod journal;
mod ledger;
mod limits;
pub mod live;
mod mediations;
pub mod memberships;
mod metrics;
mod notifications;
mod open311;
pub mod patience;
mod photos;
mod points;
mod problem;
mod providers;
mod redemptions;
mod request_id;
pub mod saved_filters;
mod serve;
mod settings;
mod state;
mod tables;
pub mod tickets;
pub mod tokens;
mod visits;
mod volunteering;
mod writes;

use std::sync::OnceLock;

use actix_web::web;
use utoipa::OpenApi;
use utoipa_actix_web::{AppExt, scope, service_config::ServiceConfig};

pub use self::{
    address::{ClientAddress, TrustedProxies},
    background::Background,
    caller::{Caller, MaybeCaller, PendingCaller},
    etag::{IfMatch, Versioned},
    funds::Providers,
    health::Health,
    input::{Query, Valid},
    problem::{ApiError, ApiResult, render as render_problems},
    request_id::{RequestId, with_request_id},
    serve::{ServeOptions, serve, serve_metrics},
    state::{Settings, State},
    writes::IdempotencyKey,
};

/// Where the API lives.
pub const BASE: &str = "/api/v1";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Gongzhi API",
        description = "Everything that a town or a residential community does with Gongzhi, as operations. \
                       The web app uses these and nothing else."
    ),
    modifiers(&Security),
    components(schemas(contract::problems::Problem)),
)]
struct Document;

struct Security;

impl utoipa::Modify for Security {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
        let bearer =
            SecurityScheme::Http(Http::builder().scheme(HttpAuthScheme::Bearer).bearer_format("JWT").build());
        openapi.components.get_or_insert_default().add_security_scheme("bearer", bearer);
    }
}

/// Every operation of every area: a new area is one line here.
fn operations(cfg: &mut ServiceConfig<'_>) {
    cfg.configure(api_keys::routes);
    cfg.configure(areas::routes);
    cfg.configure(categories::routes);
    cfg.configure(funds::routes);
    cfg.configure(grants::routes);
    cfg.configure(identity::routes);
    cfg.configure(inspections::routes);
    cfg.configure(journal::routes);
    cfg.configure(ledger::routes);
    cfg.configure(live::routes);
    cfg.configure(notifications::routes);
    cfg.configure(photos::routes);
    cfg.configure(points::routes);
    cfg.configure(providers::routes);
    cfg.configure(redemptions::routes);
    cfg.configure(saved_filters::routes);
    cfg.configure(settings::routes);
    cfg.configure(calendar::routes);
    cfg.configure(tickets::routes);
    cfg.configure(memberships::routes);
    cfg.configure(households::routes);
    cfg.configure(volunteering::routes);
    cfg.configure(visits::routes);
    cfg.configure(mediations::routes);
    cfg.configure(day::routes);
}

/// Registers the API, its documentation and the health checks on an actix application that holds a [`State`] as app data.
pub fn configure(cfg: &mut web::ServiceConfig) {
    cfg.app_data(input::json_config()).app_data(input::path_config()).configure(health::routes);
    cfg.configure(metrics::public_routes).configure(|cfg| docs::routes(cfg, openapi().clone()));
    cfg.service(identity::get_jwks);
    let api = web::scope(BASE).configure(|cfg| {
        let mut documented = ServiceConfig::new(cfg);
        operations(&mut documented);
    });
    cfg.service(api.default_service(web::to(fallback::refuse)));
    cfg.configure(open311::configure).configure(funds::payments::notifications);
}

/// The OpenAPI document of [`configure`]'s operations; made once, since that takes longer than answering hundreds of requests.
#[must_use]
pub fn openapi() -> &'static utoipa::openapi::OpenApi {
    static DOCUMENT: OnceLock<utoipa::openapi::OpenApi> = OnceLock::new();
    DOCUMENT.get_or_init(|| {
        let (_, document) = actix_web::App::new()
            .into_utoipa_app()
            .openapi(Document::openapi())
            .service(identity::get_jwks)
            .service(scope::scope(BASE).configure(operations))
            .split_for_parts();
        document
    })
}

//! Documentation that the binary serves: Swagger UI and the problems, without anything from elsewhere.

mod problems;

use actix_web::{
    http::header::{self, HeaderValue},
    middleware::from_fn,
    web,
};
use utoipa::openapi::OpenApi;
use utoipa_swagger_ui::{Config, SwaggerUi};

/// Swagger UI draws its arrows as `data:` pictures and sets styles from its own script.
const SWAGGER_POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
                              frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";

/// Registers `/docs/api/` and `/docs/problems`.
pub(crate) fn routes(cfg: &mut web::ServiceConfig, openapi: OpenApi) {
    let config = Config::new(["/docs/api/openapi.json"]).try_it_out_enabled(true).use_base_layout();
    let ui = SwaggerUi::new("/docs/api/{_:.*}").url("/docs/api/openapi.json", openapi).config(config);
    cfg.service(problems::page);
    cfg.service(web::redirect("/docs/api", "/docs/api/"));
    cfg.service(
        web::scope("")
            .wrap(from_fn(|request, next: actix_web::middleware::Next<_>| async move {
                let mut response = next.call(request).await?;
                let policy = HeaderValue::from_static(SWAGGER_POLICY);
                response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
                Ok::<actix_web::dev::ServiceResponse<_>, actix_web::Error>(response)
            }))
            .guard(actix_web::guard::fn_guard(|guard| guard.head().uri.path().starts_with("/docs/api/")))
            .service(ui),
    );
}

//! Inspections of villages.

mod rules;
mod templates;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.configure(templates::routes).configure(rules::routes);
}

//! The auditor's desk.

mod act;
mod read;
mod render;

use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.configure(read::routes).configure(act::routes);
}

//! Accounts of funds' periods to the public.

mod paper;
mod problem;
mod read;
mod render;
mod write;

use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.configure(read::routes).configure(paper::routes).configure(write::routes);
}

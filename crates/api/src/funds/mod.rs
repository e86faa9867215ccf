//! Public-welfare funds: charters, committees, what comes in, and what everybody can read.

mod charters;
mod fund;
mod problem;
mod projects;
mod render;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.configure(fund::routes).configure(charters::routes).configure(projects::routes);
}

/// How many items a page has.
fn limit(asked: Option<u32>) -> u32 {
    contract::page::PageQuery { limit: asked, after: None }.limit()
}

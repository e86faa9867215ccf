//! Inspections.

mod certificates;
mod kinships;
mod objections;
mod papers;
mod problem;
mod publication;
mod record;
mod rounds;
mod rules;
mod settlements;
mod sheets;
mod steps;
mod templates;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    templates::routes(cfg);
    rules::routes(cfg);
    rounds::routes(cfg);
    steps::routes(cfg);
    sheets::routes(cfg);
    objections::routes(cfg);
    publication::routes(cfg);
    record::routes(cfg);
    kinships::routes(cfg);
    settlements::routes(cfg);
    certificates::routes(cfg);
}

//! Inspections.

mod certificates;
mod honours;
mod kinships;
mod objections;
mod papers;
mod pledges;
mod problem;
mod publication;
mod record;
mod rectifications;
mod rounds;
mod rules;
mod settlements;
mod sheets;
mod steps;
mod templates;
mod titles;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    templates::routes(cfg);
    rules::routes(cfg);
    rounds::routes(cfg);
    steps::routes(cfg);
    sheets::routes(cfg);
    objections::routes(cfg);
    rectifications::routes(cfg);
    publication::routes(cfg);
    record::routes(cfg);
    kinships::routes(cfg);
    settlements::routes(cfg);
    certificates::routes(cfg);
    pledges::routes(cfg);
    titles::routes(cfg);
    honours::routes(cfg);
}

//! Money that leaves a fund, who is paid, and the budget that it is paid from.

mod budget;
mod payees;
mod payouts;
mod problem;
mod read;
mod render;
mod steps;

pub(super) use self::render::listed;

use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.configure(budget::routes).configure(payees::routes).configure(read::routes);
    cfg.configure(steps::routes).configure(payouts::routes);
}

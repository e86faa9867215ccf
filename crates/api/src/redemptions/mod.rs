//! What points are spent on.

mod counter;
mod offers;
mod problem;
mod render;
mod reserved;
mod settlement;

pub(crate) use self::render::redemption as render_own;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    offers::routes(cfg);
    reserved::routes(cfg);
    counter::routes(cfg);
    settlement::routes(cfg);
}

//! The bank's side of a fund's books.

mod import;
mod matching;
mod read;
mod render;

use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.configure(import::routes).configure(read::routes).configure(matching::routes);
}

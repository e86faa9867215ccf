//! Mediations.

mod act;
mod answer;
mod problem;
mod read;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(read::count_mediations);
    cfg.service(read::list_mediations).service(read::get_mediation).service(act::open_mediation);
    cfg.service(act::add_meeting).service(act::propose_agreement);
    cfg.service(act::fail_mediation).service(act::withdraw_mediation);
    cfg.service(answer::confirm_agreement)
        .service(answer::decline_agreement)
        .service(answer::record_signature);
}

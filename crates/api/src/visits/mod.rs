//! Visits to households.

mod plans;
mod problem;
mod records;
mod render;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(plans::list_visit_plans).service(plans::make_visit_plan).service(plans::get_visit_plan);
    cfg.service(plans::change_visit_plan).service(plans::pause_visit_plan);
    cfg.service(plans::resume_visit_plan).service(plans::end_visit_plan);
    cfg.service(records::record_visit).service(records::correct_visit);
    cfg.service(records::add_visit_note).service(records::follow_up_visit);
}

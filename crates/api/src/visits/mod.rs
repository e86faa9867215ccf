//! Visits to households.

mod plans;
mod problem;
mod render;
mod visits;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.service(plans::list_visit_plans).service(plans::make_visit_plan).service(plans::get_visit_plan);
    cfg.service(plans::change_visit_plan).service(plans::pause_visit_plan);
    cfg.service(plans::resume_visit_plan).service(plans::end_visit_plan);
    cfg.service(visits::record_visit).service(visits::correct_visit);
    cfg.service(visits::add_visit_note).service(visits::follow_up_visit);
}

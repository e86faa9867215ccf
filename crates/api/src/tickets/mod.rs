//! Reported matters.

mod export;
mod moves;
mod problem;
mod read;
mod render;
mod report;

pub(crate) use self::render::render_own;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    // `summary` before `{id}`: the first that fits answers.
    cfg.service(read::summarize_tickets).service(read::list_tickets).service(read::get_ticket);
    cfg.service(report::report_ticket);
    cfg.service(moves::assign_ticket).service(moves::close_ticket).service(moves::confirm_ticket);
    cfg.service(moves::object_to_closure).service(moves::withdraw_ticket);
    cfg.service(moves::send_ticket_message).service(moves::reveal_ticket_contact);
}

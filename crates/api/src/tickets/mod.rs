//! Reported matters.

mod board;
mod desk;
mod export;
mod moves;
mod office;
mod partners;
mod problem;
mod public;
mod rates;
mod read;
mod render;
mod render_partners;
mod report;
mod similar;

pub(crate) use self::render::render_own;
use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) fn routes(cfg: &mut ServiceConfig<'_>) {
    // `summary` before `{id}`: the first that fits answers.
    cfg.service(rates::summarize_tickets).service(rates::rate_categories).service(rates::rate_keepers);
    cfg.service(rates::rate_providers).configure(board::routes);
    cfg.service(read::list_tickets).service(read::get_ticket);
    cfg.service(public::list_public_tickets).service(public::get_public_ticket);
    cfg.service(report::report_ticket);
    cfg.service(similar::find_similar_tickets)
        .service(similar::list_merge_candidates)
        .service(similar::join_ticket);
    cfg.service(office::assign_tickets);
    cfg.service(moves::assign_ticket).service(moves::solve_ticket).service(moves::confirm_ticket);
    cfg.service(office::accept_ticket).service(office::hand_back_ticket).service(office::hand_over_ticket);
    cfg.service(office::wait_for_others).service(office::resume_ticket);
    cfg.service(office::reject_ticket).service(office::appeal_rejection).service(office::decide_appeal);
    cfg.service(office::merge_ticket);
    cfg.configure(partners::routes).configure(desk::routes);
    cfg.service(moves::object_to_solution).service(moves::withdraw_ticket);
    cfg.service(moves::send_ticket_message).service(moves::reveal_ticket_contact);
}

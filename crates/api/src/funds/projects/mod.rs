//! Projects that funds pay for, and the calls that they answer.

mod calls;
mod comments;
mod deciding;
mod moves;
mod problem;
mod project;
mod public;
mod render;
mod running;

use utoipa_actix_web::service_config::ServiceConfig;

pub(super) fn routes(cfg: &mut ServiceConfig<'_>) {
    cfg.configure(calls::routes).configure(project::routes).configure(moves::routes);
    cfg.configure(comments::routes).configure(deciding::routes).configure(running::routes);
    cfg.configure(public::routes);
}

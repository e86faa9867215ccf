//! What supervisors and load balancers ask: is the process alive, may it be given requests.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use actix_web::{HttpResponse, get, web};

use crate::State;

/// Whether this node takes requests.
#[derive(Clone, Debug, Default)]
pub struct Health {
    stopping: Arc<AtomicBool>,
}

impl Health {
    /// From now on the node is not ready: it finishes what it has and wants no more.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }
}

pub(crate) fn routes(cfg: &mut web::ServiceConfig) {
    cfg.service(healthz).service(readyz);
}

/// The process answers.
#[get("/healthz")]
async fn healthz() -> &'static str {
    "ok\n"
}

/// The store answers and has the newest schema, and the node is not stopping.
#[get("/readyz")]
async fn readyz(state: web::Data<State>) -> HttpResponse {
    if state.health.is_stopping() {
        return HttpResponse::ServiceUnavailable().body("stopping\n");
    }
    match state.db.ready().await {
        Ok(true) => HttpResponse::Ok().body("ready\n"),
        Ok(false) => HttpResponse::ServiceUnavailable().body("the store has not the newest schema\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            HttpResponse::ServiceUnavailable().body("the store does not answer\n")
        }
    }
}

//! What Prometheus reads.

use std::{
    collections::HashMap,
    sync::{OnceLock, atomic::AtomicU64},
    time::Instant,
};

use actix_web::{
    Error, HttpRequest, HttpResponse,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, header},
    middleware::Next,
    web,
};
use app::journal;
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::{Registry, Unit},
};
use sha2::{Digest, Sha256};

use crate::{ApiError, BASE, State};

/// Upper bounds of the latency buckets, in seconds.
const BUCKETS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    operation: &'static str,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Took {
    operation: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct PoolOf {
    pool: &'static str,
}

/// The counters of one node.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    latency: Family<Took, Histogram, fn() -> Histogram>,
    connections: Family<PoolOf, Gauge>,
    idle: Family<PoolOf, Gauge>,
    sealer_lag: Gauge<f64, AtomicU64>,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("gongzhi");
        let requests = Family::default();
        registry.register("requests", "Requests by operation and status", requests.clone());
        let latency =
            Family::<Took, Histogram, fn() -> Histogram>::new_with_constructor(|| Histogram::new(BUCKETS));
        let help = "Time until the answer's head was ready";
        registry.register_with_unit("latency", help, Unit::Seconds, latency.clone());
        let connections = Family::default();
        registry.register("store_connections", "Open connections to the store", connections.clone());
        let idle = Family::default();
        registry.register("store_connections_idle", "Connections that nobody uses", idle.clone());
        let sealer_lag = Gauge::<f64, AtomicU64>::default();
        let help = "How long the oldest journal entry has waited to be sealed";
        registry.register_with_unit("sealer_lag", help, Unit::Seconds, sealer_lag.clone());
        Self { registry, requests, latency, connections, idle, sealer_lag }
    }

    async fn text(&self, state: &State) -> Result<String, ApiError> {
        // A store that does not answer must not hide the other numbers; the gauge stays as it was.
        match state.db.read(journal::sealer_lag).await {
            Ok(lag) => drop(self.sealer_lag.set(lag.to_std().unwrap_or_default().as_secs_f64())),
            Err(error) => tracing::warn!(%error, "the sealer's lag is not known"),
        }
        for (pool, connections, idle) in state.db.pools() {
            self.connections.get_or_create(&PoolOf { pool }).set(connections.into());
            self.idle.get_or_create(&PoolOf { pool }).set(idle.into());
        }
        let mut text = String::new();
        encode(&mut text, &self.registry).map_err(ApiError::internal)?;
        Ok(text)
    }
}

/// Every operation's id by its path, then by its method; from the API's own description.
fn operations() -> &'static HashMap<String, Vec<(Method, &'static str)>> {
    static OPERATIONS: OnceLock<HashMap<String, Vec<(Method, &'static str)>>> = OnceLock::new();
    OPERATIONS.get_or_init(|| {
        crate::fallback::operations()
            .into_iter()
            .map(|(path, methods)| {
                // Once a process: labels live as long as it does.
                let ids = methods.into_iter().map(|(method, id)| (method, &*id.leak()));
                (path, ids.collect())
            })
            .collect()
    })
}

fn label(request: &HttpRequest) -> &'static str {
    let find = |pattern: String| {
        let methods = operations().get(&pattern)?;
        methods.iter().find(|(method, _)| method == request.method()).map(|(_, id)| *id)
    };
    let known = request.match_pattern().and_then(find);
    known.unwrap_or(if request.path().starts_with(BASE) { "unknown" } else { "outside_the_api" })
}

/// Middleware: counts answers and their time.
///
/// # Errors
/// What it wraps returns.
pub(crate) async fn with_metrics<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let state = request.app_data::<web::Data<State>>().cloned();
    let began = Instant::now();
    let response = next.call(request).await?;
    if let Some(state) = state {
        let operation = label(response.request());
        let status = response.status().as_u16();
        state.metrics.requests.get_or_create(&Answered { operation, status }).inc();
        state.metrics.latency.get_or_create(&Took { operation }).observe(began.elapsed().as_secs_f64());
    }
    Ok(response)
}

/// `/metrics` on the public address: only with the configured token, otherwise as if it were not there.
pub(crate) fn public_routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/metrics", web::get().to(with_token));
}

/// `/metrics` on an address of its own, for whoever can reach it.
pub(crate) fn private_routes(cfg: &mut web::ServiceConfig) {
    cfg.route("/metrics", web::get().to(read));
}

async fn with_token(request: HttpRequest, state: web::Data<State>) -> Result<HttpResponse, ApiError> {
    let given = request.headers().get(header::AUTHORIZATION).and_then(|v| v.to_str().ok());
    let given = given.and_then(|text| text.strip_prefix("Bearer ")).unwrap_or("");
    match &state.settings.metrics_token {
        // Hashes are compared, so that the time tells nothing about the token.
        Some(token) if Sha256::digest(token) == Sha256::digest(given) => read(state).await,
        _ => Err(ApiError::not_found()),
    }
}

async fn read(state: web::Data<State>) -> Result<HttpResponse, ApiError> {
    let text = state.metrics.text(&state).await?;
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(HttpResponse::Ok().content_type(kind).body(text))
}

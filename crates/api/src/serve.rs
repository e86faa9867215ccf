//! The HTTP server around the API; the binary and the tests start the same one.

use std::{net::TcpListener, time::Duration};

use actix_cors::Cors;
use actix_web::{
    App, HttpServer,
    dev::Server,
    middleware::{Compress, Condition, from_fn},
    web,
};
use contract::{funds::PAYMENT_TOKEN_HEADER, tickets::EXPORT_ROWS_HEADER};

use crate::{
    Settings, State, compress::leave_small_alone, configure, headers::with_security_headers,
    limits::with_limits, metrics, metrics::with_metrics, patience::with_patience, render_problems,
    with_request_id,
};

/// How long a client may take to send a request's head.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// How long an idle connection is kept; longer than proxies keep theirs, so that they close first.
const KEEP_ALIVE: Duration = Duration::from_secs(75);

/// How to serve.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// Worker threads; each handles requests on its own.
    pub workers: usize,
    /// Threads per worker for calls that block (PostgreSQL, hashing, pictures).
    pub blocking_threads: usize,
    /// How long requests in flight may take to finish when the server stops, in seconds.
    pub shutdown_seconds: u64,
}

impl Default for ServeOptions {
    fn default() -> Self {
        // More blocking threads than connections would fight for the pool.
        Self { workers: 2, blocking_threads: 16, shutdown_seconds: 30 }
    }
}

/// Starts serving on `listener`. `beside` adds what is not the API (the SPA's files).
///
/// # Errors
/// Where the listener cannot be used.
pub fn serve(
    state: State,
    listener: TcpListener,
    options: &ServeOptions,
    beside: fn(&mut web::ServiceConfig),
) -> std::io::Result<Server> {
    let state = web::Data::new(state);
    let server = HttpServer::new(move || {
        let cors = Condition::new(!state.settings.cors_origins.is_empty(), cors(&state.settings));
        // From the inside out: the last one sees a request first and its answer last.
        App::new()
            .app_data(state.clone())
            .wrap(from_fn(with_patience))
            .wrap(from_fn(with_limits))
            .wrap(from_fn(render_problems))
            .wrap(from_fn(leave_small_alone))
            .wrap(Compress::default())
            .wrap(cors)
            .wrap(from_fn(with_security_headers))
            .wrap(from_fn(with_metrics))
            .wrap(from_fn(with_request_id))
            .configure(configure)
            .configure(beside)
    })
    .workers(options.workers)
    .worker_max_blocking_threads(options.blocking_threads)
    .client_request_timeout(HEAD_TIMEOUT)
    .keep_alive(KEEP_ALIVE)
    .shutdown_timeout(options.shutdown_seconds)
    .disable_signals()
    .listen(listener)?;
    Ok(server.run())
}

/// Starts serving `/metrics`, and nothing else, on an address of its own.
///
/// # Errors
/// Where the listener cannot be used.
pub fn serve_metrics(state: State, listener: TcpListener) -> std::io::Result<Server> {
    let state = web::Data::new(state);
    let server =
        HttpServer::new(move || App::new().app_data(state.clone()).configure(metrics::private_routes))
            .workers(1)
            .client_request_timeout(HEAD_TIMEOUT)
            .disable_signals()
            .listen(listener)?;
    Ok(server.run())
}

/// Pages of the named sites may call the API with a token of their own; cookies never travel.
fn cors(settings: &Settings) -> Cors {
    let origins = settings.cors_origins.iter();
    origins
        .fold(Cors::default(), |cors, origin| cors.allowed_origin(origin))
        .allowed_methods(["GET", "POST", "PUT", "PATCH", "DELETE"])
        .allowed_headers([
            "accept",
            "accept-language",
            "authorization",
            "content-type",
            "idempotency-key",
            "if-match",
            "last-event-id",
            PAYMENT_TOKEN_HEADER,
        ])
        .expose_headers([
            "etag",
            "location",
            "retry-after",
            "ratelimit",
            "ratelimit-policy",
            "x-request-id",
            EXPORT_ROWS_HEADER,
        ])
        .max_age(3600)
}

//! The HTTP server around the API; the binary and the tests start the same one.

use std::net::TcpListener;

use actix_web::{App, HttpServer, dev::Server, middleware::from_fn, web};

use crate::{State, configure, render_problems, with_request_id};

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
        App::new()
            .app_data(state.clone())
            .wrap(from_fn(render_problems))
            .wrap(from_fn(with_request_id))
            .configure(configure)
            .configure(beside)
    })
    .workers(options.workers)
    .worker_max_blocking_threads(options.blocking_threads)
    .shutdown_timeout(options.shutdown_seconds)
    .disable_signals()
    .listen(listener)?;
    Ok(server.run())
}

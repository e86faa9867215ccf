//! `gongzhi serve`.

use std::net::{SocketAddr, TcpListener};

use anyhow::Context;
use api::{ServeOptions, State, tokens::Tokens};
use app::{identity, media};

use crate::{
    assets, migrate, runtime,
    settings::{Config, Given},
    telemetry,
};

/// Serves until told to stop (SIGTERM, SIGINT); what is in flight then finishes.
pub(crate) fn run(given: &Given) -> anyhow::Result<()> {
    let config = given.read()?;
    telemetry::start(&config)?;
    actix_web::rt::System::new().block_on(serve(&config))
}

async fn serve(config: &Config) -> anyhow::Result<()> {
    if config.auto_migrate {
        for name in migrate::store(&config.database_url)? {
            tracing::info!(name, "migration applied");
        }
    }
    let state = state(config)?;
    let options = ServeOptions {
        workers: config.workers,
        blocking_threads: blocking_threads(config),
        shutdown_seconds: config.shutdown_seconds,
    };
    let background = api::Background::start(&state);
    let server = api::serve(state.clone(), listen(config.bind)?, &options, assets::configure)?;
    let metrics = match config.metrics_bind {
        Some(address) => Some(api::serve_metrics(state.clone(), listen(address)?)?),
        None => None,
    };
    let metrics_handle = metrics.as_ref().map(actix_web::dev::Server::handle);
    let metrics = metrics.map(actix_web::rt::spawn);
    let chores = api::chores::Chores::start(&state);
    tracing::info!(address = %config.bind, url = config.api.public_url, "serving");

    let handle = server.handle();
    let stopping = async move {
        let signal = stop_signal().await;
        tracing::info!(signal, "stopping: no new requests, those in flight finish");
        state.health.stop();
        state.live.close();
        handle.stop(true).await;
    };
    let stopping = actix_web::rt::spawn(stopping);
    let served = server.await;
    stopping.abort();
    chores.stop().await;
    drop(background);
    if let (Some(handle), Some(task)) = (metrics_handle, metrics) {
        handle.stop(false).await;
        let _ = task.await;
    }
    served.context("the server failed")?;
    tracing::info!("stopped");
    Ok(())
}

fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).with_context(|| format!("cannot listen on {address}"))
}

fn state(config: &Config) -> anyhow::Result<State> {
    let db = runtime::open(config)?;
    let keyring = runtime::keyring(config)?;
    let ring = keyring.clone();
    let keys = db.write_blocking(move |tx| identity::signing_keys(tx, &ring))?;
    let demo = db.read_blocking(app::installation::is_demo)?;
    let settings = api::Settings { demo, ..config.api.clone() };
    let photos = media::Store::open(&config.photos)?;
    let state = State::new(db, keyring, Tokens::new(&keys)?, photos, settings);
    Ok(state.with_payments(config.payments.clone()))
}

/// Blocking threads of one worker: all workers together have about as many as the store has connections,
/// and a few for hashing and pictures; more would only wait for a connection.
fn blocking_threads(config: &Config) -> usize {
    let connections = (config.pools.readers + config.pools.writers) as usize;
    connections.div_ceil(config.workers).max(4)
}

/// Waits for the system to ask for the end; tells with which signal.
async fn stop_signal() -> &'static str {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return "SIGINT";
    };
    tokio::select! {
        _ = terminate.recv() => "SIGTERM",
        _ = tokio::signal::ctrl_c() => "SIGINT",
    }
}

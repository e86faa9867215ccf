//! `gongzhi serve`.

use std::net::TcpListener;

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
    let listener =
        TcpListener::bind(config.bind).with_context(|| format!("cannot listen on {}", config.bind))?;
    let options = ServeOptions {
        workers: config.workers,
        blocking_threads: blocking_threads(config),
        shutdown_seconds: config.shutdown_seconds,
    };
    let (health, live) = (state.health.clone(), state.live.clone());
    let background = api::Background::start(&state);
    let server = api::serve(state, listener, &options, assets::configure)?;
    tracing::info!(address = %config.bind, url = config.public_url, "serving");

    let handle = server.handle();
    let stopping = async move {
        let signal = stop_signal().await;
        tracing::info!(signal, "stopping: no new requests, those in flight finish");
        health.stop();
        live.close();
        handle.stop(true).await;
    };
    let (served, ()) = tokio::join!(server, stopping);
    drop(background);
    served.context("the server failed")?;
    tracing::info!("stopped");
    Ok(())
}

fn state(config: &Config) -> anyhow::Result<State> {
    let db = runtime::open(config)?;
    let keyring = runtime::keyring(config)?;
    let ring = keyring.clone();
    let keys = db.write_blocking(move |tx| identity::signing_keys(tx, &ring))?;
    let settings = api::Settings {
        public_url: config.public_url.clone(),
        secure_cookies: config.secure_cookies,
        trusted_proxies: config.trusted_proxies.clone(),
    };
    let photos = media::Store::open(&config.photos)?;
    Ok(State::new(db, keyring, Tokens::new(&keys)?, photos, settings))
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

//! `gongzhi migrate`: brings the store to the newest schema.

use anyhow::Context;
use app::db::{Database, DatabaseUrl};

use crate::{runtime, settings::Given};

/// Applies what is missing and names it.
pub(crate) fn run(given: &Given) -> anyhow::Result<()> {
    let config = given.read()?;
    let done = store(&config.database_url)?;
    match done.len() {
        0 => println!("{:?} is up to date", config.database_url),
        n => println!("{:?}: {n} migrations applied: {}", config.database_url, done.join(", ")),
    }
    Ok(())
}

/// Migrates a store, making it where it is a file that does not exist.
pub(crate) fn store(url: &DatabaseUrl) -> anyhow::Result<Vec<String>> {
    runtime::make_directory(url)?;
    Database::migrate(url).with_context(|| format!("cannot migrate {url:?}"))
}

//! `drill settle`: what it takes to settle a half-year of so many villages, in a store of its own.

use std::{fs, sync::Arc, time::Instant};

use anyhow::{Context, Result};
use app::{
    db::{
        Database, DatabaseUrl, DbError, Key, PoolSizes, Tx,
        schema::{inspection_results as results, settlements as t},
    },
    inspections::settlements,
};
use clap::Args;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    seed::inspections::{County, inspected},
    system::{SystemClock, SystemEntropy},
};

/// What to settle.
#[derive(Args)]
pub(crate) struct Options {
    /// An empty store
    #[arg(long)]
    database_url: String,
    /// Villages that were inspected in each of six months
    #[arg(long)]
    villages: usize,
    /// How often
    #[arg(long, default_value_t = 3)]
    times: usize,
}

/// What it took.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Settled {
    pub(crate) villages: usize,
    /// Of each time, from the request to the answer of the commit.
    pub(crate) millis: Vec<u128>,
    /// What is kept of a settlement: its inputs and its lines.
    pub(crate) kept_bytes: usize,
    /// Most memory of the process, with what filled the store.
    pub(crate) peak_mb: u64,
}

/// Fills the store, settles, and prints [`Settled`] as JSON.
///
/// # Errors
/// When the store fails.
pub(crate) fn run(options: &Options) -> Result<()> {
    let url: DatabaseUrl = options.database_url.parse()?;
    Database::migrate(&url)?;
    let sizes = PoolSizes { readers: 1, writers: 1 };
    let db = Database::open(&url, &sizes, Arc::new(SystemClock), Arc::new(SystemEntropy))?;
    let county = inspected(&db, options.villages)?;
    let rows: i64 =
        db.read_blocking(|tx| results::table.count().get_result(tx.db()).map_err(DbError::from))?;
    anyhow::ensure!(usize::try_from(rows)? == 6 * options.villages, "{rows} results were written");
    let mut millis = Vec::with_capacity(options.times);
    let mut kept_bytes = 0;
    for _ in 0..options.times {
        let begun = Instant::now();
        let (id, County { official, area, half_year, .. }) = (county.area, county.clone());
        let settle = move |tx: &mut Tx<'_>| settlements::settle(tx, &official, area, half_year);
        let settled = db.write_blocking(settle).with_context(|| format!("settling {id}"))?;
        millis.push(begun.elapsed().as_millis());
        kept_bytes = db.write_blocking(move |tx| {
            let row = t::table.find(Key(settled));
            let (input, output): (String, String) = row.select((t::input, t::output)).first(tx.db())?;
            // So that it can be settled again.
            diesel::delete(row).execute(tx.db())?;
            Ok::<_, DbError>(input.len() + output.len())
        })?;
    }
    let settled = Settled { villages: options.villages, millis, kept_bytes, peak_mb: peak_mb()? };
    println!("{}", serde_json::to_string(&settled)?);
    Ok(())
}

/// Most memory that this process has held.
fn peak_mb() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no VmHWM")?;
    let kib: u64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kib * 1024 / 1_000_000)
}

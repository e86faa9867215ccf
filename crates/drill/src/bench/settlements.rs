//! How the cost of settling a half-year grows with the villages, on PostgreSQL.

use std::{fmt::Write as _, process::Command};

use anyhow::{Context, Result};

use crate::{minimal::connect, process, settle::Settled};

/// A large county; a hundred of them; every village of the country.
const SIZES: [usize; 3] = [10_000, 100_000, 600_000];

/// Settles half-years of each size in databases of their own on the server at `admin`, which are removed afterwards.
///
/// # Errors
/// When a step fails.
pub(super) fn measure(admin: &str) -> Result<String> {
    let mut table = String::from(
        "| villages | results read | settle ms (median of 3) | µs for each village | kept MB | most memory MB |\n\
         |--:|--:|--:|--:|--:|--:|\n",
    );
    for villages in SIZES {
        let Settled { mut millis, kept_bytes, peak_mb, .. } = settle(admin, villages)?;
        millis.sort_unstable();
        let median = millis.get(millis.len() / 2).copied().unwrap_or_default();
        let each = median * 1_000 / villages as u128;
        let line = format!(
            "| {villages} | {} | {median} | {each} | {} | {peak_mb} |",
            6 * villages,
            kept_bytes / 1_000_000
        );
        println!("settle {line}");
        writeln!(table, "{line}")?;
    }
    Ok(table)
}

fn settle(admin: &str, villages: usize) -> Result<Settled> {
    let base = admin.rsplit_once('/').context("the server's address names no database")?.0;
    let name = format!("drill_settle_{}_{villages}", std::process::id());
    connect(admin)?.batch(&format!("CREATE DATABASE {name}"))?;
    let mut settle = Command::new(std::env::current_exe()?);
    settle.args(["settle", "--database-url", &format!("{base}/{name}"), "--villages", &villages.to_string()]);
    let printed = process::output(&mut settle);
    connect(admin)?.batch(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))?;
    Ok(serde_json::from_str(&printed?)?)
}

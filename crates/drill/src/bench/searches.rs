//! How a search grows with the tickets: each size in a store of its own, compared with the smallest.

use std::{fmt::Write as _, path::Path, process::Command};

use anyhow::{Context, Result};

use super::{
    stores::file,
    table::{hundredths, millis},
};
use crate::{minimal::connect, process, search::Searched};

const SMALLEST: usize = 10_000;

/// Searches stores of 10,000 tickets and more, up to so many; on PostgreSQL where `admin` is given, in databases that are removed
/// afterwards.
///
/// # Errors
/// When a step fails.
pub(super) fn measure(tickets_max: usize, dir: &Path, admin: Option<&str>) -> Result<String> {
    let store = if admin.is_some() { "PostgreSQL" } else { "SQLite" };
    let mut table = format!(
        "**Searching tickets** on {store}, a page of 20 without HTTP.\n\n\
         | searched | tickets | found | p50 ms | p99 ms | p99, times the smallest |\n|---|--:|--:|--:|--:|--:|\n",
    );
    let sizes = std::iter::successors(Some(SMALLEST), |size| size.checked_mul(10));
    let mut all = Vec::new();
    for size in sizes.take_while(|size| *size <= tickets_max) {
        let searched = match admin {
            None => search(&file(&dir.join(format!("search-{size}.sqlite"))), size)?,
            Some(admin) => on_postgres(admin, size)?,
        };
        println!("{store}, {size} tickets: {} µs a report", searched.report_micros);
        all.push(searched);
    }
    let smallest = all.first().context("the smallest store has 10000 tickets")?;
    for (at, least) in smallest.pages.iter().enumerate() {
        for searched in &all {
            let page = searched.pages.get(at).context("a search is missing")?;
            let times = page.p99_micros * 100 / least.p99_micros.max(1);
            writeln!(
                table,
                "| {} | {} | {} | {} | {} | **{}** |",
                page.name,
                searched.tickets,
                page.found,
                millis(page.p50_micros),
                millis(page.p99_micros),
                hundredths(times),
            )?;
        }
    }
    println!("\n{table}");
    Ok(table)
}

fn on_postgres(admin: &str, size: usize) -> Result<Searched> {
    let base = admin.rsplit_once('/').context("the server's address names no database")?.0;
    let name = format!("drill_search_{}_{size}", std::process::id());
    connect(admin)?.batch(&format!("CREATE DATABASE {name}"))?;
    let searched = search(&format!("{base}/{name}"), size);
    connect(admin)?.batch(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))?;
    searched
}

fn search(url: &str, size: usize) -> Result<Searched> {
    let mut search = Command::new(std::env::current_exe()?);
    search.args(["search", "--database-url", url, "--tickets", &size.to_string()]);
    Ok(serde_json::from_str(&process::output(&mut search)?)?)
}

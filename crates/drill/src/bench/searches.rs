//! How a search grows with the tickets: each size in a store of its own, searched by turns and compared with the first.

use std::{fmt::Write as _, path::Path, process::Command};

use anyhow::{Context, Result};

use super::{
    stores::{Databases, file},
    table::{hundredths, millis},
};
use crate::{minimal::connect, process, search::Searched};

/// Searches stores of so many tickets each; on PostgreSQL where `admin` is given, in databases that are removed afterwards.
///
/// # Errors
/// When a step fails.
pub(super) fn measure(sizes: &[usize], dir: &Path, admin: Option<&str>) -> Result<String> {
    let store = if admin.is_some() { "PostgreSQL" } else { "SQLite" };
    let mut databases = admin.map(Databases::on);
    let mut search = Command::new(std::env::current_exe()?);
    search.arg("search");
    for size in sizes {
        let url = match &mut databases {
            Some(databases) => databases.create(&format!("searched_{size}"), None)?,
            None => file(&dir.join(format!("searched-{size}.sqlite"))),
        };
        let mut fill = Command::new(std::env::current_exe()?);
        fill.args(["fill-search", "--database-url", &url, "--tickets", &size.to_string()]);
        process::output(&mut fill)?;
        println!("{store}: {size} tickets are written");
        search.args(["--database-url", &url]);
    }
    if let Some(admin) = admin {
        connect(admin)?.batch("CHECKPOINT")?;
    }
    let all: Vec<Searched> = serde_json::from_str(&process::output(&mut search)?)?;
    let table = table(store, &all)?;
    println!("\n{table}");
    Ok(table)
}

fn table(store: &str, all: &[Searched]) -> Result<String> {
    let mut table = format!(
        "**Searching tickets** on {store}, a page of 20 without HTTP, the stores by turns.\n\n\
         | searched | tickets | found | p50 ms | p99 ms | p99, times the first |\n|---|--:|--:|--:|--:|--:|\n",
    );
    let first = all.first().context("no store was searched")?;
    let mut most = (0, "");
    for (at, least) in first.pages.iter().enumerate() {
        for searched in all {
            let page = searched.pages.get(at).context("a search is missing")?;
            let times = page.p99_micros * 100 / least.p99_micros.max(1);
            most = most.max((times, &page.name));
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
    writeln!(table, "\nAt most **{}** times the p99 of the first: {}.", hundredths(most.0), most.1)?;
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Timed;

    #[test]
    fn each_size_is_compared_with_the_first_and_the_worst_is_named() {
        let page = |p99_micros| Timed { name: "路灯".to_owned(), found: 21, p50_micros: 100, p99_micros };
        let all = [(10_000, 500), (1_000_000, 900)]
            .map(|(tickets, p99)| Searched { tickets, pages: vec![page(p99)] });
        let table = table("SQLite", &all).unwrap();
        assert!(table.contains("| 路灯 | 1000000 | 21 | 0.10 | 0.90 | **1.80** |"), "{table}");
        assert!(table.ends_with("At most **1.80** times the p99 of the first: 路灯.\n"), "{table}");
    }
}

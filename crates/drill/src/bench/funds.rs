//! What everybody reads of a fund that many have given to: its totals, a page of its postings, and all of them as a file, which is sent
//! while it is read.

use std::{
    fmt::{self, Display, Formatter},
    fs,
    path::Path,
    process::Command,
};

use anyhow::{Context, Result, ensure};
use uuid::Uuid;

use super::{
    Options, application, handler_of,
    load::{Figures, Load},
    stores::{Databases, demo, file},
    table::{Measured, hundredths, median, millis},
};
use crate::{
    minimal::connect,
    process::{self, Download, Server},
    seed::funds::FundFacts,
};

const CONNECTIONS: u32 = 32;
/// By these names [`FundFacts::statements`] counts them.
const READS: [(&str, &str); 2] =
    [("totals", "a fund's totals"), ("postings", "a fund's postings, page of 20")];

/// One store's figures.
pub(super) struct Funds {
    store: &'static str,
    gifts: usize,
    rows: Vec<Measured>,
    /// Each round: the application's file, the minimal handler's.
    files: Vec<(Download, Download)>,
}

impl Display for Funds {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { store, gifts, rows, files } = self;
        writeln!(f, "**A fund of {gifts} gifts** on {store}, read without signing in.\n")?;
        writeln!(
            f,
            "| request | connections | req/s | p50 ms | p99 ms | minimal req/s | p50 ms | p99 ms | ratio | p99 ratio | statements |"
        )?;
        writeln!(f, "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")?;
        rows.iter().try_for_each(|row| writeln!(f, "{row}"))?;
        let of = |of: &dyn Fn(&(Download, Download)) -> u64| median(files.iter().map(of).collect());
        let rate = |file: &Download| file.lines * 1_000_000 / file.micros.max(1);
        writeln!(
            f,
            "\nAll {} postings as text: {} ms and {} MB ({} lines a second), by the minimal handler {} ms and {} MB; \
             lines a second are **{}** times its. Meanwhile the server's own memory grew by {} MB at most, the minimal handler's by {}.",
            of(&|(real, _)| real.lines.saturating_sub(1)),
            millis(of(&|(real, _)| real.micros)),
            of(&|(real, _)| real.bytes / 1_000_000),
            of(&|(real, _)| rate(real)),
            millis(of(&|(_, minimal)| minimal.micros)),
            of(&|(_, minimal)| minimal.bytes / 1_000_000),
            hundredths(of(&|(real, minimal)| rate(real) * 100 / rate(minimal).max(1))),
            files.iter().map(|(real, _)| real.grown_mb).max().unwrap_or_default(),
            files.iter().map(|(_, minimal)| minimal.grown_mb).max().unwrap_or_default(),
        )
    }
}

/// Measures on SQLite, or on a PostgreSQL server.
///
/// # Errors
/// When a step fails.
pub(super) fn measure(options: &Options, gongzhi: &Path, dir: &Path, admin: Option<&str>) -> Result<Funds> {
    let mut databases = admin.map(Databases::on);
    let base = match &mut databases {
        Some(databases) => databases.create("fund", None)?,
        None => file(&dir.join("fund.sqlite")),
    };
    demo(gongzhi, dir, &base)?;
    let mut fill = Command::new(std::env::current_exe()?);
    fill.args(["fill-fund", "--database-url", &base, "--gifts", &options.gifts.to_string()]);
    let facts: FundFacts = serde_json::from_str(&process::output(&mut fill)?)?;
    let copy = match (&mut databases, admin) {
        (Some(databases), Some(admin)) => {
            connect(&base)?.batch("VACUUM ANALYZE")?;
            let copy = databases.create("fund_minimal", Some("fund"))?;
            connect(admin)?.batch("CHECKPOINT")?;
            copy
        }
        _ => {
            fs::copy(dir.join("fund.sqlite"), dir.join("fund-minimal.sqlite"))?;
            file(&dir.join("fund-minimal.sqlite"))
        }
    };
    let real = Server::start(application(gongzhi, dir, &base), &dir.join("fund.log"))?;
    let minimal = Server::start(handler_of(dir, &copy, "", Uuid::nil())?, &dir.join("fund-minimal.log"))?;
    let store = if admin.is_some() { "PostgreSQL" } else { "SQLite" };
    let mut funds = Funds { store, gifts: options.gifts, rows: Vec::new(), files: Vec::new() };
    for (counted_as, name) in READS {
        let statements = *facts.statements.get(counted_as).context("statements were not counted")?;
        let mut measured = Measured { name, connections: CONNECTIONS, statements, rounds: Vec::new() };
        let path = match counted_as {
            "totals" => format!("GET\t/api/v1/funds/{}/totals\t", facts.fund),
            _ => format!("GET\t/api/v1/funds/{}/postings?part=cash&limit=20\t", facts.fund),
        };
        for round in 0..=options.rounds {
            let seconds = if round == 0 { 1 } else { options.seconds };
            let both = (load(dir, &real, &path, seconds)?, load(dir, &minimal, &path, seconds)?);
            // The first is to warm up and does not count.
            if round > 0 {
                measured.rounds.push(both);
            }
        }
        println!("{store}: {measured}");
        funds.rows.push(measured);
    }
    let path = format!("/api/v1/funds/{}/postings?part=cash", facts.fund);
    for _ in 0..options.rounds {
        let (file, least) = (real.download(&path, "text/csv")?, minimal.download(&path, "text/csv")?);
        let wanted = u64::try_from(options.gifts)?;
        // With the line of headings.
        ensure!(file.lines == wanted + 1 && least.lines == wanted, "{} and {}", file.lines, least.lines);
        funds.files.push((file, least));
    }
    println!("\n{funds}");
    Ok(funds)
}

fn load(dir: &Path, server: &Server, request: &str, seconds: u32) -> Result<Figures> {
    let (origin, requests) = (server.origin(), [request.to_owned()]);
    let load = Load {
        origin: &origin,
        requests: &requests,
        connections: CONNECTIONS,
        seconds,
        token: None,
        keys: None,
        version: None,
        photos: None,
    };
    load.run(dir)
}

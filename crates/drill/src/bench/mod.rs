//! `drill bench`: a release build of the server beside a minimal handler, request by request.
//!
//! Both have a store with the same content, are loaded in turn, round by round, and the ratio is taken within each
//! round: what else the machine does then falls on both.

mod funds;
mod growth;
mod load;
mod photos;
mod postings;
mod requests;
mod searches;
mod settlements;
mod stores;
mod table;
mod tickets;

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};
use contract::identity::{SignIn, SignedIn};
use uuid::Uuid;

use self::{
    requests::REQUESTS,
    stores::{FIELD_KEYS, Stores},
    table::Table,
    tickets::TICKETS,
};
use crate::process::Server;

/// How to measure.
#[derive(Args)]
pub(crate) struct Options {
    /// The server's binary, a release build; beside this one where absent
    #[arg(long)]
    server: Option<PathBuf>,
    /// A PostgreSQL server to make databases on, durable as in production; without it SQLite alone is measured
    #[arg(long, value_name = "URL")]
    postgres: Option<String>,
    /// Leave SQLite out
    #[arg(long, requires = "postgres")]
    no_sqlite: bool,
    /// Measure these parts alone
    #[arg(long, value_delimiter = ',', default_values = ["requests", "tickets", "postings", "growth", "settlements", "search", "funds"])]
    parts: Vec<Part>,
    /// How many entries the largest ledger has: of each power of ten from 10,000 on there is one
    #[arg(long, default_value_t = 1_000_000)]
    entries: usize,
    /// How many tickets each store has that is searched; all are compared with the first
    #[arg(long, value_delimiter = ',', default_values_t = [10_000, 1_000_000])]
    searched: Vec<usize>,
    /// How many gifts the fund has got that everybody reads
    #[arg(long, default_value_t = 1_000_000)]
    gifts: usize,
    /// Tickets in the store
    #[arg(long, default_value_t = 100_000)]
    tickets: usize,
    /// Rounds; each loads either server once, and medians count
    #[arg(long, default_value_t = 3)]
    rounds: u32,
    /// Seconds of each load
    #[arg(long, default_value_t = 4)]
    seconds: u32,
    /// Put the tables into this file's section `bench` (docs/measured.md where nothing is named)
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "docs/measured.md")]
    write: Option<PathBuf>,
}

/// What can be measured by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Requests beside the minimal handler
    Requests,
    /// Tickets beside the minimal handler: list, filter, search, board, photo, report with photo
    Tickets,
    /// Postings beside the minimal handler: over many programmes, and all on one
    Postings,
    /// How balances, statements and postings grow with the ledger
    Growth,
    /// How settling a half-year grows with the villages (PostgreSQL)
    Settlements,
    /// How searching grows with the tickets
    Search,
    /// A fund's totals and postings beside the minimal handler, and all of them as a file
    Funds,
}

impl Options {
    /// Whether a server is started: the other parts work on stores by themselves.
    fn serves(&self) -> bool {
        self.compares() || self.has(Part::Growth) || self.has(Part::Funds)
    }

    fn has(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }

    /// Whether the application is measured beside the minimal handler.
    fn compares(&self) -> bool {
        self.has(Part::Requests) || self.has(Part::Tickets) || self.has(Part::Postings)
    }

    /// Claims that a store needs for all rounds.
    fn claims(&self) -> usize {
        if self.has(Part::Postings) { postings::claims(self) } else { 0 }
    }
}

/// Measures and prints.
///
/// # Errors
/// When anything cannot be started, or a request is answered with an error.
pub(crate) fn run(options: &Options) -> Result<()> {
    ensure!(
        options.rounds > 0
            && options.seconds > 0
            && options.tickets > 0
            && !options.parts.is_empty()
            && !options.searched.is_empty(),
        "there is nothing to measure"
    );
    let gongzhi = match &options.server {
        Some(path) => path.clone(),
        None => std::env::current_exe()?.with_file_name("gongzhi"),
    };
    let gongzhi = match options.serves() {
        true => gongzhi.canonicalize().with_context(|| format!("{}", gongzhi.display()))?,
        false => gongzhi,
    };
    let (mut tables, mut grown, mut searched, mut funds) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    if !options.no_sqlite {
        let dir = tempfile::tempdir()?;
        if options.compares() {
            let stores = Stores::sqlite(&gongzhi, dir.path(), options.tickets, options.claims())?;
            tables.push(measure(options, &gongzhi, dir.path(), &stores)?);
        }
        if options.has(Part::Growth) {
            grown.push(growth::measure(options, &gongzhi, dir.path(), None)?);
        }
        if options.has(Part::Search) {
            searched.push(searches::measure(&options.searched, dir.path(), None)?);
        }
        if options.has(Part::Funds) {
            funds.push(funds::measure(options, &gongzhi, dir.path(), None)?);
        }
    }
    if let Some(admin) = &options.postgres {
        let dir = tempfile::tempdir()?;
        if options.compares() {
            let stores = Stores::postgres(&gongzhi, dir.path(), admin, options.tickets, options.claims())?;
            tables.push(measure(options, &gongzhi, dir.path(), &stores)?);
        }
        if options.has(Part::Growth) {
            grown.push(growth::measure(options, &gongzhi, dir.path(), Some(admin))?);
        }
        if options.has(Part::Search) {
            searched.push(searches::measure(&options.searched, dir.path(), Some(admin))?);
        }
        if options.has(Part::Funds) {
            funds.push(funds::measure(options, &gongzhi, dir.path(), Some(admin))?);
        }
    }
    let settled = match &options.postgres {
        Some(admin) if options.has(Part::Settlements) => Some(settlements::measure(admin)?),
        _ => None,
    };
    if let Some(file) = &options.write {
        table::write(
            file,
            &table::section(&tables, &grown, (settled.as_deref(), &searched, &funds), options),
        )?;
        println!("written to {}", file.display());
    }
    Ok(())
}

fn measure(options: &Options, gongzhi: &Path, dir: &Path, stores: &Stores) -> Result<Table> {
    let real = Server::start(application(gongzhi, dir, &stores.real), &dir.join("real.log"))?;
    let minimal = Server::start(handler(dir, stores)?, &dir.join("minimal.log"))?;
    let idle_mb = real.memory_mb()?;
    let mut table = Table {
        store: stores.name,
        tickets: stores.facts.tickets,
        start_millis: real.start_millis(),
        idle_mb,
        loaded_mb: idle_mb,
        rows: Vec::new(),
        one_of_many: None,
    };
    for (part, requests) in [(Part::Requests, &REQUESTS[..]), (Part::Tickets, &TICKETS[..])] {
        if options.has(part) {
            requests::measure(options, dir, stores, (&real, &minimal), (requests, &mut table))?;
        }
    }
    if options.has(Part::Postings) {
        postings::measure(options, dir, stores, (&real, &minimal), &mut table)?;
    }
    println!("\n{table}");
    Ok(table)
}

fn application(gongzhi: &Path, dir: &Path, url: &str) -> Command {
    let mut serve = Command::new(gongzhi);
    serve
        .args(["serve", "--database-url", url, "--photos"])
        .arg(dir.join("photos"))
        // One caller and one address stand for all: the limits of either are left out.
        .args(["--caller-requests", "0", "--address-requests", "0", "--log-level", "warn"])
        .args(["--trusted-proxies", "127.0.0.1"])
        .env("GONGZHI_FIELD_KEYS", FIELD_KEYS)
        .current_dir(dir);
    serve
}

fn handler(dir: &Path, stores: &Stores) -> Result<Command> {
    handler_of(dir, &stores.minimal, &stores.facts.path, stores.facts.official_id)
}

/// The minimal handler on a store, which lists the tickets of an area and lets somebody report.
fn handler_of(dir: &Path, url: &str, path: &str, official: Uuid) -> Result<Command> {
    let mut minimal = Command::new(std::env::current_exe()?);
    minimal
        .args(["minimal", "--database-url", url, "--path", path])
        .args(["--official-id", &official.to_string(), "--photos"])
        .arg(dir.join("minimal-photos"));
    Ok(minimal)
}

/// The access token of one of the demo's people. Not through `client`: what it depends on would change how the server's own dependencies
/// are built in the same run of cargo, and what is measured must be what ships.
fn sign_in(server: &Server, login: &str) -> Result<String> {
    let body = SignIn { login: login.to_owned(), password: app::demo::PASSWORD.to_owned() };
    let answer = server.post("/api/v1/sessions", &serde_json::to_string(&body)?)?;
    let signed_in: SignedIn =
        serde_json::from_str(&answer).with_context(|| format!("signing in was answered with {answer}"))?;
    Ok(signed_in.access_token)
}

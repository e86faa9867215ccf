//! How long a balance, a page of a statement and a posting take as the ledger grows.
//!
//! A store of each size has a server of its own; all are loaded in turn, round by round, and each is compared with the
//! smallest within the round. What is asked for is the account with the most entries: half of all.

use std::{
    fmt::{self, Display, Formatter},
    fs,
    path::Path,
    process::Command,
};

use anyhow::{Result, ensure};
use app::db::Clock;
use chrono::TimeDelta;

use super::{
    Options, application,
    load::{Figures, Load},
    postings, sign_in,
    stores::{Databases, demo, file},
    table::{hundredths, median, millis},
};
use crate::{
    minimal::connect,
    process::{self, Server},
    seed::postings::{DAYS, Over, budget},
    system::SystemClock,
};

const SMALLEST: usize = 10_000;
/// Moments all over the past of which balances and statements are asked for.
const MOMENTS: i32 = 64;
const CONNECTIONS: u32 = 32;
/// Who reads the books, and who approves claims.
const READER: &str = "treasurer";
const APPROVER: &str = "official";

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Balance,
    Statement,
    Posting,
}

const ASKED: [(Asked, &str); 3] = [
    (Asked::Balance, "balance at a past moment"),
    (Asked::Statement, "statement, page of 20"),
    (Asked::Posting, "approve a claim"),
];

/// One store's figures.
pub(super) struct Growth {
    store: &'static str,
    sizes: Vec<usize>,
    /// By what is asked for and by size, those of each round.
    rounds: [Vec<Vec<Figures>>; 3],
}

impl Display for Growth {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "**A ledger that grows** on {}, {CONNECTIONS} connections.\n", self.store)?;
        writeln!(f, "| request | entries | req/s | p50 ms | p99 ms | times the smallest |")?;
        writeln!(f, "|---|--:|--:|--:|--:|--:|")?;
        for ((_, name), by_size) in ASKED.iter().zip(&self.rounds) {
            let smallest = by_size.first().map(Vec::as_slice).unwrap_or_default();
            for (size, rounds) in self.sizes.iter().zip(by_size) {
                let of = |of: fn(&Figures) -> u64| median(rounds.iter().map(of).collect());
                let pairs = smallest.iter().zip(rounds);
                let times = pairs.map(|(least, one)| least.per_second() * 100 / one.per_second().max(1));
                writeln!(
                    f,
                    "| {name} | {size} | {} | {} | {} | **{}** |",
                    of(Figures::per_second),
                    millis(of(|figures| figures.p50)),
                    millis(of(|figures| figures.p99)),
                    hundredths(median(times.collect())),
                )?;
            }
        }
        Ok(())
    }
}

/// A server with a ledger of one size.
struct Grown {
    server: Server,
    reader: String,
    approver: String,
}

/// Measures on SQLite, or on a PostgreSQL server.
///
/// # Errors
/// When a step fails.
pub(super) fn measure(options: &Options, gongzhi: &Path, dir: &Path, admin: Option<&str>) -> Result<Growth> {
    let sizes: Vec<usize> = std::iter::successors(Some(SMALLEST), |size| size.checked_mul(10))
        .take_while(|size| *size <= options.entries)
        .collect();
    ensure!(!sizes.is_empty(), "the smallest ledger has {SMALLEST} entries");
    let mut databases = admin.map(Databases::on);
    let base = match &mut databases {
        Some(databases) => databases.create("base", None)?,
        None => file(&dir.join("base.sqlite")),
    };
    demo(gongzhi, dir, &base)?;
    let mut urls = Vec::new();
    for size in &sizes {
        let url = match &mut databases {
            Some(databases) => databases.create(&format!("grown_{size}"), Some("base"))?,
            None => {
                let path = dir.join(format!("grown-{size}.sqlite"));
                fs::copy(dir.join("base.sqlite"), &path)?;
                file(&path)
            }
        };
        let mut grow = Command::new(std::env::current_exe()?);
        grow.args(["grow", "--database-url", &url, "--entries", &size.to_string()]);
        process::output(grow.args(["--claims", &postings::claims(options).to_string()]))?;
        urls.push(url);
    }
    if let Some(admin) = admin {
        for url in &urls {
            connect(url)?.batch("VACUUM ANALYZE")?;
        }
        connect(admin)?.batch("CHECKPOINT")?;
    }
    let mut grown = Vec::new();
    for (size, url) in sizes.iter().zip(&urls) {
        let server = Server::start(application(gongzhi, dir, url), &dir.join(format!("grown-{size}.log")))?;
        grown.push(Grown { server, reader: String::new(), approver: String::new() });
    }
    let store = if admin.is_some() { "PostgreSQL" } else { "SQLite" };
    let mut growth = Growth { store, rounds: [(); 3].map(|()| vec![Vec::new(); sizes.len()]), sizes };
    for round in 0..=options.rounds {
        for one in &mut grown {
            one.reader = sign_in(&one.server, READER)?;
            one.approver = sign_in(&one.server, APPROVER)?;
        }
        for ((asked, _), by_size) in ASKED.iter().zip(&mut growth.rounds) {
            for (one, rounds) in grown.iter().zip(by_size) {
                let figures = load(options, dir, one, *asked, round)?;
                // The first is to warm up and does not count.
                if round > 0 {
                    rounds.push(figures);
                }
            }
        }
    }
    println!("\n{growth}");
    Ok(growth)
}

fn load(options: &Options, dir: &Path, one: &Grown, asked: Asked, round: u32) -> Result<Figures> {
    let (from, seconds) =
        if round == 0 { (0, 1) } else { (1 + (round - 1) * options.seconds, options.seconds) };
    if asked == Asked::Posting {
        return postings::approve((&one.server, &one.approver), (Over::One, from, seconds), dir);
    }
    let (origin, requests) = (one.server.origin(), reads(asked));
    let (connections, token) = (CONNECTIONS, Some(one.reader.as_str()));
    let requests = &requests[..];
    let load = Load {
        origin: &origin,
        requests,
        connections,
        seconds,
        token,
        keys: None,
        version: None,
        photos: None,
    };
    load.run(dir)
}

fn reads(asked: Asked) -> Vec<String> {
    let (account, now) = (budget(), SystemClock.now());
    let moment = |part: i32| now - TimeDelta::days(DAYS) / MOMENTS * part;
    let path = |part: i32| {
        let at = moment(part);
        match asked {
            Asked::Balance => format!("balance?at={}", at.format("%Y-%m-%dT%H:%M:%SZ")),
            Asked::Statement | Asked::Posting => {
                format!("statement?limit=20&after={}.0", at.timestamp_micros())
            }
        }
    };
    (0..MOMENTS).map(|part| format!("GET\t/api/v1/ledger/accounts/{account}/{}\t", path(part))).collect()
}

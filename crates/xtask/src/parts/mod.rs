//! `cargo xtask test`: the parts, in the order in which they run, and the summary.

pub(crate) mod browser;
mod databases;
mod deny;
mod dependencies;
mod migrations;
mod openapi;
mod rust;
mod translations;
mod wasm;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

use anyhow::{Result, anyhow, bail, ensure};
use clap::Args;

use crate::process;
use crate::spa;
use crate::summary::{self, Line, Outcome};
use crate::workspace::Workspace;

/// Lines of a failed part's log that are shown.
const TAIL_LINES: usize = 40;

/// Below this many bytes free, a failure is likely the full disk's: compilers then stop without a word, because
/// their words find no room either.
const LITTLE_ROOM: u64 = 1 << 30;

/// How cargo sums up what the compiler warned of.
const WARNED: &str = "warning: `";

/// Which parts to run.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// Parts to run; all of them where none is named
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(PARTS.iter().map(|part| part.name)))]
    parts: Vec<String>,
    /// What follows `--` goes to the tests of a single part: a test's name, or Playwright's options
    #[arg(last = true)]
    arguments: Vec<String>,
}

/// One kind of check.
struct Part {
    name: &'static str,
    run: fn(&Context<'_>) -> Result<Outcome>,
}

/// All parts. What is quick and what most often fails comes first.
const PARTS: &[Part] = &[
    Part { name: "fmt", run: rust::format },
    Part { name: "translations", run: translations::check },
    Part { name: "migrations", run: migrations::check },
    Part { name: "deps", run: dependencies::check },
    Part { name: "deny", run: deny::check },
    Part { name: "advisories", run: deny::advisories },
    Part { name: CLIPPY, run: rust::clippy },
    Part { name: "domain", run: rust::domain },
    Part { name: "tools", run: rust::tools },
    Part { name: "app", run: rust::app },
    Part { name: "spa", run: build_spa },
    Part { name: "sqlite", run: databases::sqlite },
    Part { name: "postgres", run: databases::postgres },
    Part { name: "server", run: rust::server },
    Part { name: "doctests", run: rust::doctests },
    Part { name: "openapi", run: openapi::check },
    Part { name: "wasm", run: wasm::check },
    Part { name: "e2e", run: browser::check },
];

/// The part that is begun first in a run of all and goes on beside those above it: compiling for the browser keeps one
/// processor busy for minutes, in a target directory of its own. Those below it start servers, which want the machine
/// for themselves: a request that waits too long is given up.
const BESIDE: &str = "spa";

/// The part that compiles for all others.
const CLIPPY: &str = "clippy";

/// What a part may use.
pub(crate) struct Context<'a> {
    pub(crate) workspace: &'a Workspace,
    /// Where its output goes.
    pub(crate) log: PathBuf,
    /// Arguments for the tests themselves.
    pub(crate) arguments: &'a [String],
    /// Whether all parts run, so that one build serves them all.
    pub(crate) all: bool,
    /// Whether that build is clippy's: until it has found something to say, which must not keep the tests from running.
    pub(crate) clippy_compiles: bool,
}

/// Runs parts one after the other, but for [`BESIDE`], and prints one line for each.
///
/// # Errors
///
/// When a part failed, or xtask was interrupted.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    if options.parts.len() != 1 && !options.arguments.is_empty() {
        bail!("arguments after -- need exactly one part");
    }
    let logs = workspace.target().join("xtask-logs");
    println!("output: {}/PART.log; {}", logs.display(), room(workspace));
    let all = options.parts.is_empty();
    let context = |part: &Part, clippy_compiles| Context {
        workspace,
        log: logs.join(format!("{}.log", part.name)),
        arguments: &options.arguments,
        all,
        clippy_compiles,
    };
    let wanted = |part: &&Part| all || options.parts.iter().any(|name| name == part.name);
    let mut lines = Vec::with_capacity(PARTS.len());
    thread::scope(|scope| {
        let mut clippy_compiles = all;
        let begun = |part| scope.spawn(move || run_part(part, &context(part, all)));
        let mut beside = PARTS.iter().find(|part| all && part.name == BESIDE).map(begun);
        for part in PARTS.iter().filter(wanted) {
            let line = match beside.take_if(|_| part.name == BESIDE) {
                Some(begun) => begun.join().map_err(|_| anyhow!("{} panicked", part.name))??,
                None => run_part(part, &context(part, clippy_compiles))?,
            };
            println!("{}", line.render());
            if matches!(line.outcome, Outcome::Failed(_)) {
                show_failure(part, &context(part, clippy_compiles).log);
                println!("  {}", room(workspace));
                clippy_compiles &= part.name != CLIPPY;
            }
            lines.push(line);
            if process::interrupted() {
                bail!("interrupted");
            }
        }
        Ok(())
    })?;
    let failed = lines.iter().any(|line| matches!(line.outcome, Outcome::Failed(_)));
    println!();
    for line in &lines {
        println!("{}", line.render());
    }
    println!("{}", summary::closing(&lines));
    // The closing line stays the last one: no error message after it.
    if failed {
        std::process::exit(1);
    }
    Ok(())
}

fn run_part(part: &Part, context: &Context<'_>) -> Result<Line> {
    if context.log.exists() {
        fs::remove_file(&context.log)?;
    }
    drop(process::append(&context.log)?);
    let started = Instant::now();
    let outcome = match (part.run)(context) {
        Ok(outcome) => outcome,
        Err(error) => {
            let text = format!("{error:#}");
            let mut log = process::append(&context.log)?;
            std::io::Write::write_all(&mut log, format!("\n{text}\n").as_bytes())?;
            Outcome::Failed(text.lines().next().unwrap_or_default().to_owned())
        }
    };
    Ok(Line { part: part.name, outcome, took: started.elapsed() })
}

fn show_failure(part: &Part, log: &Path) {
    let text = fs::read_to_string(log).unwrap_or_default();
    let (what, shown) = match summary::failed_tests(&text) {
        none if none.is_empty() => ("the end", summary::tail(&text, TAIL_LINES)),
        failed => ("the failed tests", failed),
    };
    println!("  ----- {what} of {} -----", log.display());
    for line in shown.lines() {
        println!("  {line}");
    }
    println!("  ----- run it alone: cargo xtask test {} -----", part.name);
}

/// How much room the disk of the target directory has, in words.
fn room(workspace: &Workspace) -> String {
    let Ok(disk) = rustix::fs::statvfs(workspace.target()) else {
        return "the disk's free space is unknown".to_owned();
    };
    let free = disk.f_bavail.saturating_mul(disk.f_frsize);
    let words = format!("{}.{} GB of the disk are free", free / 1_000_000_000, free / 100_000_000 % 10);
    if free < LITTLE_ROOM { format!("{words}: TOO LITTLE, make room first") } else { words }
}

/// Builds and packs the SPA as the browser tests use it.
fn build_spa(context: &Context<'_>) -> Result<Outcome> {
    let options = spa::Options::for_tests();
    let sizes = spa::build(context.workspace, &options, Some(&context.log))?;
    // Clippy has only seen the app with its tests, where what only they use is used.
    let log = fs::read_to_string(&context.log)?;
    ensure!(!log.contains(WARNED), "the compiler warns");
    Ok(Outcome::Passed(sizes.trim().replace('\n', "; ")))
}

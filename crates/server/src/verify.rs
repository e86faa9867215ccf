//! `gongzhi verify`: checks the whole journal and what follows from it, and every balance of the ledger.

use std::fmt::Display;

use anyhow::{Context, bail};
use app::{
    db::Database,
    journal::{VerifyOptions, verify},
    ledger,
};
use chrono::TimeDelta;
use clap::Args;
use domain::journal::Root;
use indicatif::{ProgressBar, ProgressStyle};

use crate::{runtime, settings::Given};

/// What to check beside the store itself.
#[derive(Args)]
pub(crate) struct Options {
    /// Check the ledger only: every balance from its entries, every posting against its entries and the journal
    #[arg(long)]
    ledger: bool,
    /// A root noted at an earlier check, or by somebody else: finds a journal that was cut or rewritten together with
    /// its own roots. May be given several times
    #[arg(long = "root", value_name = "SIZE:HASH", value_parser = root)]
    roots: Vec<Root>,
    /// An entry must be sealed when it is older than this
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..))]
    unsealed_seconds: u32,
}

/// Reads `SIZE:HASH`.
fn root(text: &str) -> anyhow::Result<Root> {
    let (size, hash) = text.split_once(':').context("a root is written SIZE:HASH")?;
    Ok(Root { size: size.parse().context("SIZE is a number of entries")?, hash: hash.parse()? })
}

/// Checks, tells every fault, and fails where there is one. The last line is the root to note, where the journal was
/// checked.
pub(crate) fn run(given: &Given, options: &Options) -> anyhow::Result<()> {
    let config = given.read()?;
    runtime::require_existing(&config)?;
    let db = runtime::open(&config)?;
    let ledger = check_ledger(&db)?;
    let journal = if options.ledger { Vec::new() } else { check_journal(&db, options)? };
    let faulty: Vec<String> = [ledger, journal].concat();
    if !faulty.is_empty() {
        bail!("{}", faulty.join(", "));
    }
    Ok(())
}

/// A bar that counts what is checked.
fn bar(what: &str) -> anyhow::Result<ProgressBar> {
    let template = format!("{{bar:40}} {{human_pos}}/{{human_len}} {what}, {{per_sec}}, {{eta}} left");
    Ok(ProgressBar::new(0)
        .with_style(ProgressStyle::with_template(&template).context("the progress bar's template")?))
}

/// Tells the faults that are listed, and how many are not.
fn tell(faults: &[impl Display], found: u64) {
    for fault in faults {
        println!("FAULT {fault}");
    }
    let unlisted = found - u64::try_from(faults.len()).unwrap_or(0);
    if unlisted > 0 {
        println!("and {unlisted} more faults");
    }
}

/// Checks the ledger; what is wrong with it, in a few words.
fn check_ledger(db: &Database) -> anyhow::Result<Vec<String>> {
    let bar = bar("rows of the ledger")?;
    let report = ledger::verify(db, |progress| {
        bar.set_length(progress.of);
        bar.set_position(progress.done);
    })?;
    bar.finish_and_clear();
    tell(&report.faults, report.faults_found);
    for total in &report.totals {
        println!(
            "{}: {} accounts, {} entries, {} held, sum {}",
            total.unit.as_str(),
            total.accounts,
            total.entries,
            total.held,
            total.sum
        );
    }
    if !report.is_sound() {
        return Ok(vec![format!(
            "{} faults in a ledger of {} postings",
            report.faults_found, report.postings
        )]);
    }
    println!("{} postings checked, no fault", report.postings);
    Ok(Vec::new())
}

/// Checks the journal; what is wrong with it, in a few words.
fn check_journal(db: &Database, options: &Options) -> anyhow::Result<Vec<String>> {
    let bar = bar("entries")?;
    let asked = VerifyOptions {
        known_roots: options.roots.clone(),
        unsealed_age_max: TimeDelta::seconds(options.unsealed_seconds.into()),
    };
    let report = verify(db, &asked, |progress| {
        bar.set_length(progress.of);
        bar.set_position(progress.done);
    })?;
    bar.finish_and_clear();
    tell(&report.faults, report.faults_found);
    if !report.is_sound() {
        return Ok(vec![format!(
            "{} faults in a journal of {} entries",
            report.faults_found, report.entries
        )]);
    }
    println!("{} entries checked, no fault", report.entries);
    println!("root {}:{}", report.root.size, report.root.hash);
    Ok(Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_is_read_as_it_is_printed() {
        let printed = format!("12:{}", "ab".repeat(32));
        let read = root(&printed).unwrap();
        assert_eq!(format!("{}:{}", read.size, read.hash), printed);
        for bad in ["", "12", "x:00", "12:00", ":"] {
            assert!(root(bad).is_err(), "{bad}");
        }
    }
}

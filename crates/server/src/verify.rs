//! `gongzhi verify`: checks the whole journal and what follows from it.

use anyhow::{Context, bail};
use app::journal::{VerifyOptions, verify};
use chrono::TimeDelta;
use clap::Args;
use domain::journal::Root;
use indicatif::{ProgressBar, ProgressStyle};

use crate::{runtime, settings::Given};

/// What to check beside the store itself.
#[derive(Args)]
pub(crate) struct Options {
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

/// Checks, tells every fault, and fails where there is one. The last line is the root to note.
pub(crate) fn run(given: &Given, options: &Options) -> anyhow::Result<()> {
    let config = given.read()?;
    runtime::require_existing(&config)?;
    let db = runtime::open(&config)?;
    let bar = ProgressBar::new(0).with_style(
        ProgressStyle::with_template("{bar:40} {human_pos}/{human_len} entries, {per_sec}, {eta} left")
            .context("the progress bar's template")?,
    );
    let asked = VerifyOptions {
        known_roots: options.roots.clone(),
        unsealed_age_max: TimeDelta::seconds(options.unsealed_seconds.into()),
    };
    let report = verify(&db, &asked, |progress| {
        bar.set_length(progress.of);
        bar.set_position(progress.done);
    })?;
    bar.finish_and_clear();
    for fault in &report.faults {
        println!("FAULT {fault}");
    }
    let unlisted = report.faults_found - u64::try_from(report.faults.len()).unwrap_or(0);
    if unlisted > 0 {
        println!("and {unlisted} more faults");
    }
    if !report.is_sound() {
        bail!("{} faults in a journal of {} entries", report.faults_found, report.entries);
    }
    println!("{} entries checked, no fault", report.entries);
    println!("root {}:{}", report.root.size, report.root.hash);
    Ok(())
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

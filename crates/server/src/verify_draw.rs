//! `gongzhi verify-draw`: recomputes a draw from its public record. It needs no store and no server.

use std::{fs, path::PathBuf};

use anyhow::{Context, ensure};
use clap::Args;
use domain::inspections::DrawRecord;

/// Largest record that is read: the most candidates with the longest keys, twice.
const RECORD_BYTES_MAX: u64 = 64 << 20;

/// What to check.
#[derive(Args)]
pub(crate) struct Options {
    /// The record of a draw, as it was published (JSON)
    #[arg(value_name = "FILE")]
    record: PathBuf,
}

/// Recomputes the draw and prints who was drawn; fails with what does not fit.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let file = options.record.display();
    let bytes = fs::metadata(&options.record).with_context(|| format!("cannot read {file}"))?.len();
    ensure!(bytes <= RECORD_BYTES_MAX, "{file} has {bytes} bytes; a record has at most {RECORD_BYTES_MAX}");
    let text = fs::read_to_string(&options.record).with_context(|| format!("cannot read {file}"))?;
    let record: DrawRecord =
        serde_json::from_str(&text).with_context(|| format!("{file} is no record of a draw"))?;
    record.verify().with_context(|| format!("the draw of {file} does not hold"))?;
    for (group, drawn) in record.frame.groups().iter().zip(&record.sample) {
        println!("{}: {} of {} drawn: {}", group.name, drawn.len(), group.keys.len(), drawn.join(", "));
    }
    println!("the draw holds: frame and seed fit the commitment, and the sample follows from them");
    Ok(())
}

//! `gongzhi backup FILE`: a consistent copy of the embedded store, while it serves or not.

use std::path::PathBuf;

use app::backup::backup;
use clap::Args;

use crate::{runtime, settings::Given};

/// What to write.
#[derive(Args)]
pub(crate) struct Options {
    /// The file to make; it must not exist yet
    file: PathBuf,
}

/// Makes the copy and says what else belongs to a backup.
pub(crate) fn run(given: &Given, options: &Options) -> anyhow::Result<()> {
    let config = given.read()?;
    runtime::require_existing(&config)?;
    let done = backup(&config.database_url, &options.file)?;
    println!("{}: {} bytes, written to the disk", options.file.display(), done.bytes);
    println!("Not in it: the photos' directory (copy it after this file; photos never change once they are");
    println!("there) and the keys of encrypted fields (keep them apart from the store and its copies).");
    Ok(())
}

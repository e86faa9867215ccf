//! Photos that are sent: one of the demo's, each time a little different, so that none has been kept before.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};

/// More than either server keeps in a round, and a different range of pictures for each round of each row.
const PHOTOS_PER_ROUND: u32 = 8_192;
const ROUNDS_PER_ROW: u32 = 8;

/// What a load sends photos of.
#[derive(Clone, Copy)]
pub(super) struct Photos<'a> {
    /// A JPEG.
    pub(super) picture: &'a Path,
    /// The number of the first: photos of one number are the same.
    pub(super) first: u32,
}

impl<'a> Photos<'a> {
    /// Those of a round of a row.
    pub(super) fn new(picture: &'a Path, row: u32, round: u32) -> Self {
        Self { picture, first: (row * ROUNDS_PER_ROW + round % ROUNDS_PER_ROW) * PHOTOS_PER_ROUND }
    }
}

/// The largest photo that the demo has left below `dir`.
///
/// # Errors
/// When there is none.
pub(super) fn picture(dir: &Path) -> Result<PathBuf> {
    let mut found = Vec::new();
    jpegs(&dir.join("photos"), &mut found)?;
    let (bytes, path) = found.into_iter().max().context("the demo has left no photo")?;
    ensure!(bytes > 0, "{} is empty", path.display());
    Ok(path)
}

fn jpegs(dir: &Path, found: &mut Vec<(u64, PathBuf)>) -> Result<()> {
    for entry in fs::read_dir(dir).with_context(|| format!("{}", dir.display()))? {
        let (entry, path) = entry.map(|entry| (entry.metadata(), entry.path()))?;
        let meta = entry?;
        if meta.is_dir() {
            jpegs(&path, found)?;
        } else if path.extension().is_some_and(|ending| ending == "jpg") {
            found.push((meta.len(), path));
        }
    }
    Ok(())
}

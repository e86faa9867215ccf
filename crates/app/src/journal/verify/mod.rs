//! Checking the whole journal: every entry, node and root, against each other and against roots kept elsewhere.
//!
//! Everything is read in one state of the store, in batches of bounded size, while the server goes on. Where a
//! stored hash differs from the computed one the check goes on with the stored one, so that one changed row is one
//! fault and not a hundred.

mod chain;
mod checks;
mod fault;

use chrono::TimeDelta;
use domain::journal::Root;

pub use self::fault::Fault;
use super::rows::head;
use crate::db::{Database, DbError};

/// Most faults that a report lists; the others are counted.
const FAULTS_LISTED_MAX: usize = 1_000;

/// What to check beside the store itself.
#[derive(Clone, Debug)]
pub struct Options {
    /// Roots that were noted outside the store, at earlier checks or by somebody else. Only these find
    /// a journal that was rewritten or cut together with its own roots.
    pub known_roots: Vec<Root>,
    /// An entry older than this must be sealed.
    pub unsealed_age_max: TimeDelta,
}

impl Default for Options {
    fn default() -> Self {
        Self { known_roots: Vec::new(), unsealed_age_max: TimeDelta::seconds(60) }
    }
}

/// How far a check has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Entries checked.
    pub done: u64,
    /// Entries to check.
    pub of: u64,
}

/// What a check has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The newest root as it is stored: to be noted outside, for the next check.
    pub root: Root,
    /// How many entries were checked.
    pub entries: u64,
    /// The faults, in the order in which they were found; at most a thousand.
    pub faults: Vec<Fault>,
    /// How many faults there are.
    pub faults_found: u64,
}

impl Report {
    /// Whether everything is as it was sealed.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.faults_found == 0
    }
}

/// Faults as they are found.
#[derive(Default)]
struct Faults {
    listed: Vec<Fault>,
    found: u64,
}

impl Faults {
    fn add(&mut self, fault: Fault) {
        self.found += 1;
        if self.listed.len() < FAULTS_LISTED_MAX {
            self.listed.push(fault);
        }
    }
}

/// Checks the whole journal; `progress` is called after each batch. On the caller's thread; memory does
/// not grow with the journal.
///
/// # Errors
/// [`DbError`] where the store cannot be read; a damaged value is a fault, not an error.
pub fn verify(
    db: &Database,
    options: &Options,
    mut progress: impl FnMut(Progress),
) -> Result<Report, DbError> {
    db.snapshot_blocking(|tx| {
        let mut faults = Faults::default();
        let entries = chain::check(tx, options, &mut faults, &mut progress)?;
        checks::run(tx, options, &mut faults)?;
        Ok(Report { root: head(tx)?, entries, faults: faults.listed, faults_found: faults.found })
    })
}

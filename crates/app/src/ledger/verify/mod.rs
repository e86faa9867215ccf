//! Checking the ledger: every balance computed anew from the entries, every posting against its entries, its rules and
//! the journal, while the server goes on.
//!
//! Everything is read in one state of the store, in pages; memory does not grow with the ledger, but for accounts for
//! which something is pending.

mod accounts;
mod fault;
mod postings;

use domain::ledger::Unit;

pub use self::fault::Fault;
use crate::db::{Database, DbError};

/// Most faults that a report lists; the others are counted.
const FAULTS_LISTED_MAX: usize = 1_000;

/// How far a check has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Rows checked.
    pub done: u64,
    /// Rows to check.
    pub of: u64,
}

/// All accounts of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// The unit.
    pub unit: Unit,
    /// How many accounts.
    pub accounts: u64,
    /// How many entries.
    pub entries: u64,
    /// The sum of their balances: zero.
    pub sum: i128,
    /// What is held in them.
    pub held: i128,
}

/// What a check has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// By unit.
    pub totals: Vec<Total>,
    /// How many postings were checked, whatever became of them.
    pub postings: u64,
    /// The faults in the order in which they were found; at most a thousand.
    pub faults: Vec<Fault>,
    /// How many faults there are.
    pub faults_found: u64,
}

impl Report {
    /// Whether every balance is what its entries make.
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

/// Checks the whole ledger; `progress` is called after each page. On the caller's thread.
///
/// # Errors
/// [`DbError`] where the store cannot be read; a damaged value is a fault, not an error.
pub fn verify(db: &Database, mut progress: impl FnMut(Progress)) -> Result<Report, DbError> {
    db.snapshot_blocking(|tx| {
        let mut faults = Faults::default();
        let (of, mut done) = (accounts::rows(tx)? + postings::rows(tx)?, 0);
        let mut step = |rows: usize| {
            done += u64::try_from(rows).unwrap_or(0);
            progress(Progress { done, of });
        };
        let totals = accounts::check(tx, &mut faults, &mut step)?;
        let postings = postings::check(tx, &mut faults, &mut step)?;
        for total in totals.iter().filter(|total| total.sum != 0) {
            faults.add(Fault::UnitTotal { unit: total.unit, sum: total.sum });
        }
        Ok(Report { totals, postings, faults: faults.listed, faults_found: faults.found })
    })
}

//! Programmes: the list, one with its numbers, writing one, its budget, its first and its last day.

pub mod bar;
pub mod fund;
pub mod list;
pub mod new;
pub mod numbers;
mod series;
pub mod show;
pub mod skipped;
pub mod steps;

pub use list::Programmes;
pub use new::NewProgrammePage;
pub use show::ProgrammePage;
pub use skipped::Skipped;

use domain::ids::ProgrammeId;

use super::BASE;

/// The page of a programme.
pub(super) fn address(id: ProgrammeId) -> String {
    format!("{BASE}/points/programmes/{id}")
}

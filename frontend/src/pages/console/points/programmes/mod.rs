//! Programmes: the list, one with its numbers, writing one, its budget, its first and its last day.

mod bar;
mod fund;
mod list;
mod new;
mod numbers;
mod series;
mod show;
mod skipped;
mod steps;

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

//! The auditor's desk: what looks wrong among a fund's payments, answered and judged.

pub mod act;
pub mod list;
pub mod show;
pub mod thresholds;
pub mod words;

use domain::ids::FindingId;

use super::BASE;

/// The page of one finding.
fn finding_address(id: FindingId) -> String {
    format!("{BASE}/funds/findings/{id}")
}

//! Claims at the desk: what waits to be decided, one claim, approving several that were looked at.

pub mod act;
pub mod bulk;
pub mod card;
pub mod list;
pub mod show;

pub use list::Claims;
pub use show::ClaimPage;

pub(super) use show::FROM_RE_AUDITS;

use contract::points::Claim;
use domain::ids::ClaimId;

use super::BASE;

/// The page of a claim.
pub(super) fn address(id: ClaimId) -> String {
    format!("{BASE}/points/claims/{id}")
}

/// The tag of a claim as it stands in a list.
pub(super) fn etag(claim: &Claim) -> String {
    format!("\"{}\"", claim.version)
}

/// Who earns; the household as such where nobody does.
pub(super) fn earner(claim: &Claim) -> String {
    let home = || claim.place.last().cloned().unwrap_or_default();
    claim.beneficiary.as_ref().map_or_else(home, |person| person.name.clone())
}

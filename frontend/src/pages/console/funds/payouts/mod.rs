//! Awards of settlements that a fund pays, each village's by itself.

pub mod approve_all;
pub mod make;
pub mod show;

use domain::ids::PayoutId;

use super::BASE;

/// The page of awards that were proposed together.
pub(super) fn payout_address(id: PayoutId) -> String {
    format!("{BASE}/funds/payouts/{id}")
}

//! Points: programmes with budgets and rules, what earns points, wallets. Rules over the ledger, which keeps the books.
//!
//! The accounts of a programme have its id as their book: Source (what the town granted) → Budget → Wallet → Redeemed or
//! Expired. No more can be issued than the Budget holds, because it has a floor of 0.

mod award;
pub mod bulk;
mod caps;
pub mod claims;
pub mod events;
pub mod expiry;
pub mod gifts;
pub mod leaderboard;
pub mod limits;
mod lots;
pub mod low;
pub mod numbers;
pub mod own;
pub mod programmes;
pub mod re_audits;
pub mod rules;
pub mod wallets;

/// Kinds of postings, for statements.
pub mod kinds {
    /// A programme's budget.
    pub const FUNDING: &str = "points.funding";
    /// What was left of a budget goes back.
    pub const ENDING: &str = "points.ending";
    /// A claim that was approved, or a deed that the journal or a table told of.
    pub const CLAIM: &str = "points.claim";
    /// A claim that was overturned or corrected.
    pub const TAKEN_BACK: &str = "points.taken_back";
    /// A gift.
    pub const GIFT: &str = "points.gift";
    /// Points that were not spent in time.
    pub const EXPIRY: &str = "points.expiry";
}

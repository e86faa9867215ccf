//! Points: what earns them, how many somebody may get, how long they last, and who says so.
//!
//! A *programme* has a budget and versions of its [`ProgrammeRules`]. What somebody did is a *claim*; approved, it moves
//! points from the budget into a wallet. What is credited is a *lot*, and lots expire first in, first out.

mod caps;
mod claim;
mod events;
mod gifts;
mod lots;
mod programme;
mod rules;
mod sample;
#[cfg(test)]
mod tests;

pub use self::{
    caps::{Cap, CapReached, CapRoom, Used},
    claim::{Claim, ClaimError, ClaimState, ClaimStateName, Judge, ReAudit, Source},
    events::{ClaimEvent, GiftEvent, PointsEvent, ProgrammeEvent},
    gifts::GiftError,
    lots::{Lot, expiring, expiry_day, parts, taken, upcoming},
    programme::{Programme, ProgrammeError, ProgrammeState, WalletKind},
    rules::{
        ACTIVITIES_MAX, ACTIVITY_CODE_CHARS_MAX, ACTIVITY_NAME_CHARS_MAX, Activity, Approver, Basis, Caps,
        EXPIRY_MONTHS_MAX, EventRule, Evidence, GiftRules, MINUTES_MAX, POINTS_MAX, ProgrammeRules,
        RuleFault, RuleFaultCode, SHARE_MAX,
    },
    sample::sampled,
};

/// Longest name of a programme, in characters.
pub const PROGRAMME_NAME_CHARS_MAX: u64 = 60;
/// Longest text about a programme, in characters.
pub const PROGRAMME_TEXT_CHARS_MAX: u64 = 2_000;
/// Longest time between a deed and its claim, in days.
pub const CLAIM_DAYS_MAX: i64 = 60;
/// Most photos of a claim.
pub const CLAIM_PHOTOS_MAX: u64 = 6;
/// Longest words of a claim, of a reason and of a gift, in characters.
pub const WORDS_CHARS_MAX: u64 = 500;
/// Most rows of a bulk award: they are one batch of postings.
pub const BULK_ROWS_MAX: usize = crate::ledger::BATCH_MAX;
/// How long a prepared bulk award can be committed, in minutes.
pub const BULK_MINUTES: i64 = 60;
/// How long before it a wallet's owner is told of an expiry, in days.
pub const EXPIRY_NOTICE_DAYS: u64 = 30;
/// Fewest earners of an area whose total is shown: below that a total says who earned.
pub const LEADERBOARD_EARNERS_MIN: i64 = 5;
/// Most points that a programme is given at once.
pub const FUNDING_MAX: i64 = 1_000_000_000;

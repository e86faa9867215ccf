//! Double entry for points and for money: one engine, over which programmes and funds lay their own rules.
//!
//! A *posting* is two or more entries that sum to zero. It is committed at once, or held first and then committed or
//! voided. What is committed is never changed: a mistake is mended by a posting that reverses it.
//!
//! ```text
//! hold→ pending ─commit→ committed ←post
//!          └────void→ voided
//! ```
//!
//! An account has a *floor* below which its balance never goes. What pending postings will take out counts as gone
//! already, what they will bring does not count yet: whatever happens to each of them, no floor is broken.

mod account;
mod accounts;
mod event;
mod owned;
mod posting;
#[cfg(test)]
mod tests;

pub use self::{
    account::{Account, AccountState, Purpose, PurposeError, Unit},
    accounts::Accounts,
    event::{LedgerEvent, Posted},
    owned::{AccountKind, Owned, Owner, OwnerKind},
    posting::{BATCH_MAX, ENTRIES_MAX, Entry, NewPosting, Posting, PostingState, Refusal},
};

//! The ledger at the desk: accounts, why a balance is what it is, postings and their proofs.

mod account;
mod act;
mod check;
mod explain;
mod export;
mod list;
mod moment;
mod posting;
mod statement;
mod words;

pub use account::Account;
pub use list::Accounts;
pub use posting::Posting;

pub(super) use words::{link_of, unit_amount};

use domain::ids::LedgerAccountId;

use super::BASE;

/// The page of an account.
pub(super) fn address(id: LedgerAccountId) -> String {
    format!("{BASE}/ledger/accounts/{id}")
}

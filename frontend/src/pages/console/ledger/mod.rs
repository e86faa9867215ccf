//! The ledger at the desk: accounts, why a balance is what it is, postings and their proofs.

pub mod account;
pub mod act;
pub mod check;
pub mod explain;
pub mod export;
pub mod list;
pub mod moment;
pub mod posting;
pub mod statement;
mod words;

pub use account::Account;
pub use list::Accounts;
pub use posting::Posting;

use domain::ids::LedgerAccountId;

use super::BASE;

/// The page of an account.
fn address(id: LedgerAccountId) -> String {
    format!("{BASE}/ledger/accounts/{id}")
}

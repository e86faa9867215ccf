//! Public-welfare funds: charters, committees, what comes in. Rules over the ledger, which keeps the books
//! (`domain::funds`): the accounts of a fund have its id as their book, and their code tells them apart.
//!
//! Whoever changes something of a fund locks its row first, then the thing itself.

mod change;
pub mod charters;
mod error;
pub mod projects;
mod read;
mod row;

pub use self::{
    change::{NewFund, Patch, add_purpose, change, create},
    error::Error,
    read::{Filter, Page, Shown, fund, list, sees_drafts},
    row::{Purposed, StoredFund, names},
};
use self::{
    read::visible,
    row::{find, find_locked, purposes},
};

//! Public-welfare funds: charters, committees, what comes in and what leaves, accounts to the public. Rules over the ledger, which keeps the books
//! (`domain::funds`): the accounts of a fund have its id as their book, and their code tells them apart.
//!
//! Whoever changes something of a fund locks its row first, then the thing itself.

pub mod bank;
pub mod books;
pub mod budget;
mod change;
pub mod charters;
pub mod committee;
pub mod disbursements;
pub mod disclosures;
mod error;
pub mod findings;
pub mod income;
pub mod opening;
pub mod payees;
pub mod payments;
pub mod payouts;
mod post;
pub mod projects;
mod read;
pub mod resolutions;
mod row;
pub mod transfers;

pub use self::{
    change::{NewFund, Patch, add_purpose, change, close, create, open},
    error::Error,
    post::kinds,
    read::{Filter, Page, Shown, fund, list, sees_drafts},
    row::{Purposed, StoredFund, names},
};
use self::{
    read::{keeps, visible},
    row::{find, find_locked, opened, purposes},
};

//! Versions of funds' charters: documents with their rules.

mod read;
mod row;
mod write;

pub(super) use self::{
    read::{adopted_of, in_force, in_force_of, latest},
    row::{find, find_locked},
    write::{of_managed, put_in_force},
};
pub use self::{
    read::{charter, list},
    row::StoredCharter,
    write::{Content, draft, found, revise},
};

//! Versions of funds' charters: documents with their rules.

mod read;
mod row;
mod write;

pub(super) use self::{
    read::in_force_of,
    row::{find, find_locked},
};
pub use self::{
    read::{charter, list},
    row::StoredCharter,
    write::{Content, draft, found, revise},
};

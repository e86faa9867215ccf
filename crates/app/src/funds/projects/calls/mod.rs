//! Calls for proposals: drafted by who manages a fund, read by everybody once they are published.

mod read;
mod row;
mod write;

pub(super) use self::row::find;
use self::row::find_locked;
pub use self::{
    read::{Filter, call, list},
    row::StoredCall,
    write::{Content, close, draft, publish, revise},
};

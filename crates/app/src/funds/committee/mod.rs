//! Members of funds' committees and their terms.

mod change;
mod read;

pub(super) use self::read::committee;
pub(crate) use self::read::seated;
pub use self::{
    change::{NewSeat, end, fill},
    read::{StoredSeat, list},
};

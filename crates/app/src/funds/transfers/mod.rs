//! Money that moves between the purposes of a fund by decisions of its committee: set aside, freed again, or used for something else
//! than its donor had said, which also takes the donor's consent (`domain::funds::books`).
//!
//! Each locks the fund's row, then the resolution's, which keeps how much of it is used up; the ledger's floors keep every purpose
//! from being overspent. What disbursements hold is not there to be moved.

mod left;
mod make;
mod read;

pub(in crate::funds) use self::left::lifted_of;
pub use self::{
    make::{Lifted, Transfer, earmark, lift, release},
    read::{Kind, StoredTransfer, list, transfer},
};

//! A fund's accounts of its periods to the public. Which periods there are and which are overdue follows from the fund's first
//! day and its charters; only what somebody prepared is stored.

mod content;
mod periods;
mod read;
mod remind;
mod row;
mod write;

pub(super) use self::periods::overdue_of;
pub use self::{
    read::{Shown, ShownPeriod, disclosure, list},
    remind::{REMINDERS_MAX, remind},
    row::StoredDisclosure,
    write::{prepare, publish, sign},
};

//! Decisions of funds' committees: opened, voted on, decided, and what they let happen to the fund itself.

mod act;
mod ballots;
mod consequences;
mod open;
mod read;
mod row;

pub use self::{
    act::{OVERDUE_MAX, decide, decide_overdue, recuse, vote, withdraw},
    consequences::{adopt, wind_up},
    open::{NewResolution, open},
    read::{Ballot, Shown, list, resolution},
    row::StoredResolution,
};
pub(super) use self::{
    act::{conclude, take_back},
    open::{begin, is_asked},
    row::find_locked,
};

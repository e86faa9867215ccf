//! Wallets: what is in them, what is over when, and how it came about.

mod read;
mod statement;

pub(crate) use self::read::concerned;
pub use self::{
    read::{Wallet, list, wallet},
    statement::{Line, LineKind, Statement, statement},
};
pub(in crate::points) use self::{
    read::{all_mine, given, owned},
    statement::all_lines,
};

//! Wallets: what is in them, what is over when, and how it came about.

mod read;
mod statement;

pub(crate) use self::read::concerned;
pub(in crate::points) use self::read::{given, owned};
pub use self::{
    read::{Wallet, list, wallet},
    statement::{Line, LineKind, Statement, statement},
};

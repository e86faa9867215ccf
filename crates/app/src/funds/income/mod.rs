//! What a fund gets: registered, confirmed and booked, cancelled or given back.

mod confirm;
pub mod donors;
mod read;
mod register;
mod row;
mod undo;

pub(crate) use self::read::giver;
pub(in crate::funds) use self::{
    confirm::book,
    read::{by_ids, receipt_of},
    register::insert,
    row::find_locked,
};
pub use self::{
    confirm::{Confirmation, confirm},
    read::{Filter, Receipt, Shown, income, list, mine, proof, receipt},
    register::{NewIncome, Promise, promise, register},
    row::StoredIncome,
    undo::{cancel, reverse},
};

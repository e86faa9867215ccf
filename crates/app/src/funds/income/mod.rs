//! What a fund gets: registered, confirmed and booked, cancelled or given back.

mod confirm;
pub mod donors;
mod read;
mod register;
mod row;
mod undo;

pub(crate) use self::read::giver;
pub use self::{
    confirm::{Confirmation, confirm},
    read::{Filter, Receipt, Shown, income, list, mine, proof, receipt},
    register::{NewIncome, Promise, promise, register},
    row::StoredIncome,
    undo::{cancel, reverse},
};
pub(in crate::funds) use self::{read::by_ids, row::find_locked};

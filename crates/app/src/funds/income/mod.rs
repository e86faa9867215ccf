//! What a fund gets: registered, confirmed and booked, cancelled or given back.

mod confirm;
pub mod donors;
mod read;
mod register;
mod row;
mod undo;

pub(in crate::funds) use self::read::by_ids;
pub(crate) use self::read::giver;
pub use self::{
    confirm::{Confirmation, confirm},
    read::{Filter, Receipt, Shown, income, list, proof, receipt},
    register::{NewIncome, Promise, promise, register},
    row::StoredIncome,
    undo::{cancel, reverse},
};

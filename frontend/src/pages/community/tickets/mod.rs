//! Reporting a matter, and following it until it is solved.

pub mod actions;
pub mod list;
pub mod photo;
pub mod place;
pub mod report;
pub mod show;
mod words;

pub use list::{MyTickets, Work};
pub use report::Report;
pub use show::ShowTicket;

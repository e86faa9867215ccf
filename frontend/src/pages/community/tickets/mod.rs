//! Reporting a matter, and following it until it is solved.

pub mod actions;
pub mod list;
pub mod once;
pub mod photo;
pub mod place;
pub mod report;
pub mod show;
mod upload;
mod words;

pub use list::{MyTickets, Work};
pub use once::Once;
pub use report::Report;
pub use show::ShowTicket;

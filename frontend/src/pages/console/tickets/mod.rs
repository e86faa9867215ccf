//! Tickets: the list with its filters, its file and its print, one with its timeline, and what can be done with it.

pub mod act;
pub mod asked;
pub mod bulk;
pub mod export;
mod handlers;
pub mod list;
pub mod photo;
pub mod print;
pub mod rows;
pub mod saved;
pub mod show;

pub use list::Tickets;
pub use print::PrintPage;
pub(super) use rows::rows;
pub use show::Ticket;

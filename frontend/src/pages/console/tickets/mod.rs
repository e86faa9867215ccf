//! Tickets: the list with its filters, one with its timeline, and what can be done with it.

pub mod act;
mod handlers;
pub mod list;
pub mod photo;
pub mod show;

pub use list::Tickets;
pub(super) use list::rows;
pub use show::Ticket;

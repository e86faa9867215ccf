//! Tickets: the list with its filters, one with its timeline, and what can be done with it.

mod act;
mod list;
mod photo;
mod show;

pub use list::Tickets;
pub(super) use list::rows;
pub use show::Ticket;

//! Pages of the console.

pub mod home;
pub mod journal;
mod lists;
mod office;
pub mod tickets;
mod words;

pub use home::Home;
pub use journal::{Journal, JournalEntryPage};
pub use office::RememberedPlace;
pub use tickets::{Ticket, Tickets};

/// Where the console begins.
const BASE: &str = "/console";

//! Pages of the console.

mod home;
mod lists;
mod office;
mod tickets;
mod words;

pub use home::Home;
pub use office::RememberedPlace;
pub use tickets::{Ticket, Tickets};

/// Where the console begins.
const BASE: &str = "/console";

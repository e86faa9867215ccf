//! Pages of the console.

pub mod areas;
mod ask;
pub mod categories;
pub mod grants;
pub mod home;
pub mod households;
pub mod journal;
mod lists;
mod members;
mod office;
pub mod requests;
pub mod tickets;
pub mod users;
mod words;

pub use areas::Areas;
pub use categories::Categories;
pub use grants::Grants;
pub use home::Home;
pub use households::{HouseholdPage, Households, ImportHouseholds};
pub use journal::{Journal, JournalEntryPage};
pub use office::RememberedPlace;
pub use requests::Requests;
pub use tickets::{Ticket, Tickets};
pub use users::Users;

/// Where the console begins.
const BASE: &str = "/console";

//! Households: the list, one with its members, and files in and out.

mod code;
mod form;
mod import;
mod list;
mod show;

pub use import::ImportHouseholds;
pub use list::Households;
pub use show::HouseholdPage;

//! Households: the list, one with its members, and files in and out.

pub mod code;
pub mod form;
pub mod import;
pub mod list;
pub mod pledge;
pub mod show;

pub use import::ImportHouseholds;
pub use list::Households;
pub use show::HouseholdPage;

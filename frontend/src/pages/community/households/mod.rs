//! The households that I belong to, and joining another.

pub mod ask;
pub mod choose;
pub mod join;
pub mod list;

pub use join::Join;
pub use list::MyHouseholds;

//! Pages of the console.

pub mod home;

pub use home::Home;

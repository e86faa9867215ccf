//! Pages of the console.

mod home;

pub use home::Home;

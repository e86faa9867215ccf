//! Accounts, sign-ins and second factors on the wire.

mod accounts;
mod rules;
mod second_factor;
mod sessions;

pub use accounts::*;
pub use second_factor::*;
pub use sessions::*;

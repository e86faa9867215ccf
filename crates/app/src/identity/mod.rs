//! People: accounts, sessions, grants, memberships.

mod actor;
mod signing;

pub use actor::load_actor;
pub use signing::{SigningKey, SigningKeyError, add_signing_key, public_keys, signing_keys};

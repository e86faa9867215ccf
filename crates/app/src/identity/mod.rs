//! People: accounts, sessions, grants, memberships.

mod actor;

pub use actor::load_actor;

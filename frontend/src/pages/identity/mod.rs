//! Pages about who one is, shared by both shells.

pub mod guard;
pub mod sign_in;

pub use guard::SignedInOnly;
pub use sign_in::SignIn;

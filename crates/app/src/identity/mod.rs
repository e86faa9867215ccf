//! People: accounts, sessions, grants, memberships.

mod accounts;
mod actor;
mod error;
pub(crate) mod limits;
mod me;
mod passwords;
mod refresh;
mod sessions;
mod sign_in;
mod signing;

pub use accounts::{NewUser, PHONE_PURPOSE, admit_registration, create_user, open_phone, register};
pub use actor::{LiveSession, load_actor, load_session};
pub use error::IdentityError;
pub use me::{Held, Me, Membership, me};
pub use passwords::{hash_password, verify_password};
pub use refresh::{RefreshToken, Refreshed, end_by_token, refresh};
pub use sessions::{
    Device, OwnSession, SESSIONS_MAX, SecondFactor, Started, end_other_sessions, end_own_session,
    own_sessions,
};
pub use sign_in::{Attempt, begin_sign_in, finish_sign_in};
pub use signing::{SigningKey, SigningKeyError, add_signing_key, public_keys, signing_keys};

//! People: accounts, sessions, second factors.
//!
//! Functions whose outcome can be "wrong code" return it as a value, not as an error: the try must count, so the
//! transaction is kept.

mod accounts;
mod actor;
mod codes;
mod confirm;
mod credentials;
mod error;
pub(crate) mod limits;
mod me;
mod names;
mod own;
mod passwords;
mod purge;
mod refresh;
pub(crate) mod second_factor;
mod sessions;
mod setup;
mod sign_in;
pub(crate) mod signing;
mod sms;
mod users;

pub use accounts::{NewUser, PHONE_PURPOSE, admit_registration, create_user, open_phone, register};
pub(crate) use actor::actor_of;
pub use actor::{LiveSession, load_actor, load_session};
pub use confirm::{Confirmation, PasswordRules, begin_confirmation, password_rules};
pub use credentials::{
    Reset, admit_reset, change_password, issue_reset_code, operator_sets_password, reset_password,
};
pub use error::IdentityError;
pub use me::{Held, Me, Membership, me};
pub use names::names_of;
pub use own::{OwnChange, OwnData, change_own, close_own, export_own};
pub use passwords::{hash_password, verify_password};
pub use purge::{ENDED_SESSION_KEPT_DAYS, Purged, USED_TOKEN_KEPT_DAYS, purge};
pub use refresh::{RefreshToken, Refreshed, end_by_token, refresh};
pub use second_factor::{
    Enrolment, begin_totp, confirm_totp, remove_second_factor_of, remove_totp, renew_recovery_codes,
    show_second_factor,
};
pub use sessions::{
    Device, OwnSession, SESSIONS_MAX, SecondFactor, Started, end_other_sessions, end_own_session,
    own_sessions,
};
pub use setup::{Account, account, create_first_administrator, create_users, has_real_users, user_by_login};
pub use sign_in::{Attempt, begin_sign_in, finish_sign_in};
pub use signing::{
    SigningKey, SigningKeyError, add_signing_key, live_signing_keys, public_keys, rotate_signing_key,
    signing_keys,
};
pub use sms::{
    ConsoleSms, SmsCodeFor, SmsError, SmsMessage, SmsSender, confirm_phone, request_phone_code,
    request_sms_code, sign_in_by_sms,
};
pub use users::{User, UserFilter, list_users, lock_user, unlock_user};

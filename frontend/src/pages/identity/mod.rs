//! Pages about who one is, shared by both shells.

pub mod account;
pub mod forgotten;
pub mod guard;
pub mod password_meter;
pub mod place;
pub mod register;
pub mod send;
pub mod sign_in;
pub mod sms;

pub use account::{
    Account, AccountHome, EnrolBanner, MyData, MyPassword, MyPhone, MyProfile, MySecondFactor, MySessions,
};
pub use forgotten::Forgotten;
pub use guard::SignedInOnly;
pub use register::Register;
pub use sign_in::SignIn;
pub use sms::SignInBySms;

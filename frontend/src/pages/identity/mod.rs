//! Pages about who one is, shared by both shells.

pub mod account;
pub mod forgotten;
pub mod guard;
pub mod password_meter;
pub mod place;
pub mod register;
pub mod sign_in;
pub mod sms;

pub use account::{Account, EnrolBanner};
pub use guard::SignedInOnly;

use leptos::prelude::*;

use crate::later::later;

later! { identity:
    /// Open an account.
    register => |home| view! { <register::Register home/> }.into_any();
    /// Sign in with a password.
    sign_in => |home| view! { <sign_in::SignIn home/> }.into_any();
    /// Sign in with a code by SMS.
    sign_in_by_sms => |home| view! { <sms::SignInBySms home/> }.into_any();
    /// Set a new password where the old one is forgotten.
    forgotten => |home| view! { <forgotten::Forgotten home/> }.into_any();
}

// Apart from the way in, so that somebody's first page on a telephone is small.
later! { personal:
    /// All about my account.
    account => |home| view! { <account::AccountHome home/> }.into_any();
    /// My names.
    my_profile => |home| view! { <account::MyProfile home/> }.into_any();
    /// My phone number.
    my_phone => |home| view! { <account::MyPhone home/> }.into_any();
    /// My password.
    my_password => |home| view! { <account::MyPassword home/> }.into_any();
    /// My second factor.
    my_second_factor => |home| view! { <account::MySecondFactor home/> }.into_any();
    /// Where I am signed in.
    my_sessions => |home| view! { <account::MySessions home/> }.into_any();
    /// Where I have kin.
    my_kinship => |home| view! { <account::MyKinship home/> }.into_any();
    /// What is kept about me.
    my_data => |home| view! { <account::MyData home/> }.into_any();
}

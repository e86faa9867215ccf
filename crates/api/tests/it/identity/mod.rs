//! Accounts and sign-ins.

mod guessing;
mod own;
mod second_factor;
mod sessions;
mod sms;
mod support;
mod tokens;
mod users;

//! Accounts and sign-ins.

mod sessions;
mod support;

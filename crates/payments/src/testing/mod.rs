//! For tests: a server that speaks the providers' protocols with keys of our own, and remembers orders like they do.
//!
//! Nothing here was recorded from a live account.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

pub mod alipay;
mod bills;
pub mod keys;
mod orders;
mod provider;
pub mod server;
pub mod wechat;

pub use self::orders::{Behaviour, Sent};
pub use self::provider::Provider;

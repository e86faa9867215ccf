//! WeChat Pay, against a server that speaks API v3.

mod answers;
mod bills;
mod callbacks;
pub mod merchant;
mod payments;
mod rotation;

//! The ledger in either database.

#![allow(clippy::unwrap_used, reason = "a test whose set-up fails cannot go on")]

mod batches;
mod model;
#[allow(unreachable_pub, reason = "shared by the modules of this test")]
mod points;
mod posting;
mod races;
mod statements;
#[allow(unreachable_pub, reason = "shared by the modules of this test")]
mod support;
mod verifying;

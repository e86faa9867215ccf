//! The protocols against servers that speak them, and the rules against whatever order.

#![allow(unreachable_pub, reason = "what the areas of a test share is public to them")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod alipay;
mod counter;
mod reconcile;
mod secrets;
mod settle;
mod support;
mod vectors;
mod wechat;

use payments::testing::server;

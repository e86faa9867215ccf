//! A merchant of ours, as these tests use it.

use ::payments::testing::wechat;
pub use ::payments::testing::wechat::{PUBLIC_KEY_ID, checked, signed_at};
use ::payments::wechat::{Config, Wechat};

use crate::server::{Reply, Server};
use crate::support::NOW;

pub const SERIAL_1: &str = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
pub const SERIAL_2: &str = "0157F09EFDC096DE15EBE81A47057A7232F1B8E2";

/// A merchant with the public key of WeChat Pay.
pub fn config(origin: &str) -> Config {
    wechat::config(origin, "https://town.example/callbacks/wechat")
}

pub fn wechat(origin: &str) -> Wechat {
    Wechat::new(config(origin)).unwrap()
}

/// A merchant who has platform certificates, and no public key.
pub fn wechat_with_certificates(origin: &str) -> Wechat {
    Wechat::new(Config { public_key: None, ..config(origin) }).unwrap()
}

/// An answer that is signed as it should be.
pub fn signed(status: u16, body: &str) -> Reply {
    signed_at(NOW, "platform-key", PUBLIC_KEY_ID, status, body)
}

/// A server that gives one answer to whoever signed right.
pub async fn server(reply: Reply) -> Server {
    Server::start(move |request| checked(request).unwrap_or_else(|| reply.clone())).await
}

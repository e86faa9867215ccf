//! An application of ours and a gateway, as these tests use them.

use ::payments::alipay::{Alipay, Config};
use ::payments::testing::alipay::{self, NOT_SIGNED, checked};
pub use ::payments::testing::alipay::{answer, parameters, refusal, success};
use serde_json::Value;

use crate::server::{Reply, Server};

pub fn config(origin: &str) -> Config {
    alipay::config(origin, "https://town.example/callbacks/alipay")
}

pub fn alipay(origin: &str) -> Alipay {
    Alipay::new(config(origin)).unwrap()
}

/// What a request asks for: the method, and its content.
pub fn asked(server: &Server, nth: usize) -> (String, Value) {
    let parameters = parameters(&server.asked.lock().unwrap()[nth]);
    (parameters["method"].clone(), serde_json::from_str(&parameters["biz_content"]).unwrap())
}

/// A gateway that answers whoever signed right, by method.
pub async fn gateway(answer: impl Fn(&str) -> String + Send + Sync + 'static) -> Server {
    Server::start(move |request| {
        let body = checked(request).map_or_else(|| NOT_SIGNED.to_owned(), |named| answer(&named["method"]));
        Reply { status: 200, body: body.into_bytes(), ..Reply::default() }
    })
    .await
}

//! The tests' own servers sign and check as openssl does, so that they are worth something.

use payments::{Channel, Payments as _};

use crate::server::{Reply, Server};
use crate::support::{call, intent, json, sign, verifies};

#[test]
fn the_servers_sign_as_openssl_does() {
    for (name, key) in [("wechat-request.json", "merchant"), ("alipay-request.json", "alipay-app")] {
        let recorded = json(name);
        let (message, signature) =
            (recorded["message"].as_str().unwrap(), recorded["signature"].as_str().unwrap());
        assert_eq!(sign(key, message.as_bytes()), signature);
        assert!(verifies(key, message.as_bytes(), signature));
        assert!(!verifies("stranger", message.as_bytes(), signature));
    }
}

#[tokio::test]
async fn every_request_of_a_call_has_its_own_nonce_and_every_call_other_ones() {
    let server = Server::start(|_| Reply { status: 500, ..Reply::default() }).await;
    let wechat = crate::wechat::merchant::wechat(&server.origin);
    for nonce in [[7; 16], [8; 16]] {
        let mut call = call();
        call.nonce = nonce;
        let _busy = wechat.create(call, &intent(Channel::Wechat)).await;
    }
    let headers: Vec<String> = server
        .asked
        .lock()
        .unwrap()
        .iter()
        .map(|request| request.header("authorization").to_owned())
        .collect();
    let nonce = |header: &str| header.split("nonce_str=\"").nth(1).unwrap()[..32].to_owned();
    assert_ne!(nonce(&headers[0]), nonce(&headers[1]));
}

//! Tokens that must not work (S4), and keys that change.

use app::identity::{self, SigningKey};
use chrono::TimeDelta;
use client::Client;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};

use super::support::{Browser, PASSWORD};
use crate::support::{TestServer, code};

struct Forge {
    server: TestServer,
    browser: Browser,
    key: SigningKey,
}

impl Forge {
    async fn start() -> Self {
        let server = TestServer::start().await;
        server.register("lin.xia").await;
        let browser = server.browser("lin.xia", PASSWORD).await;
        let keyring = server.state.keyring.clone();
        let key = server.store.write(move |tx| identity::signing_keys(tx, &keyring)).unwrap().remove(0);
        Self { server, browser, key }
    }

    fn claims(&self) -> Value {
        let now = self.server.store.db.now().timestamp();
        let signed_in = &self.browser.signed_in;
        json!({
            "iss": "gongzhi", "aud": "gongzhi-api", "sub": signed_in.user_id, "sid": signed_in.session_id,
            "iat": now, "exp": now + 600,
        })
    }

    fn header(&self) -> Header {
        Header { kid: Some(self.key.kid.clone()), ..Header::new(Algorithm::ES256) }
    }

    fn with(&self, token: &str) -> Client {
        let client = self.server.anonymous();
        client.set_token(Some(token.to_owned()));
        client
    }

    fn signed(&self, header: &Header, claims: &Value) -> Client {
        let key = EncodingKey::from_ec_pem(self.key.private_pem.as_bytes()).unwrap();
        self.with(&encode(header, claims, &key).unwrap())
    }
}

async fn refused(client: &Client, case: &str) {
    assert_eq!(code(client.get_me().await), "sign_in_required", "{case}");
}

#[actix_web::test]
async fn a_token_with_all_in_order_works_so_the_refusals_below_mean_something() {
    let forge = Forge::start().await;
    forge.signed(&forge.header(), &forge.claims()).get_me().await.unwrap();
}

#[actix_web::test]
async fn tokens_that_are_none_of_ours_are_refused() {
    let forge = Forge::start().await;
    refused(&forge.server.anonymous(), "no token").await;
    let b64 = |json: &Value| app::crypto::base64url(json.to_string().as_bytes());
    let body = b64(&forge.claims());
    let none = b64(&json!({ "alg": "none", "typ": "JWT", "kid": forge.key.kid }));
    refused(&forge.with(&format!("{none}.{body}.")), "alg none").await;
    for text in ["", "a.b.c", "...", "ey"] {
        refused(&forge.with(text), text).await;
    }
    // HS256 with the public key as the secret: the classic confusion.
    let confused = Header { kid: Some(forge.key.kid.clone()), ..Header::new(Algorithm::HS256) };
    let secret = EncodingKey::from_secret(forge.key.public_pem.as_bytes());
    let token = encode(&confused, &forge.claims(), &secret).unwrap();
    refused(&forge.with(&token), "HS256 with the public key").await;
    refused(&forge.with(forge.browser.cookie.split('=').nth(1).unwrap()), "refresh as access").await;
}

#[actix_web::test]
async fn a_key_that_a_token_brings_along_or_names_counts_for_nothing() {
    let forge = Forge::start().await;
    let other = app::testing::TestStore::new();
    let keyring = forge.server.state.keyring.clone();
    let foreign = other.write(move |tx| identity::signing_keys(tx, &keyring)).unwrap().remove(0);
    let key = EncodingKey::from_ec_pem(foreign.private_pem.as_bytes()).unwrap();
    let ours = forge.header();
    let foreign_kid = Header { kid: Some("0000000000000000".into()), ..ours.clone() };
    let jku = Header { jku: Some("https://evil.example/jwks.json".into()), ..ours.clone() };
    let traversal = Header { kid: Some("../../dev/null".into()), ..ours.clone() };
    for (case, header) in
        [("wrong key", ours), ("unknown kid", foreign_kid), ("jku", jku), ("kid", traversal)]
    {
        let token = encode(&header, &forge.claims(), &key).unwrap();
        refused(&forge.with(&token), case).await;
    }
    let no_kid = Header { kid: None, ..forge.header() };
    refused(&forge.signed(&no_kid, &forge.claims()), "no kid").await;
}

#[actix_web::test]
async fn a_token_for_somebody_else_or_another_time_is_refused() {
    let forge = Forge::start().await;
    let now = forge.server.store.db.now().timestamp();
    let nobody = uuid::Uuid::from_u128(7).to_string();
    let cases = [
        ("aud", json!("another-api")),
        ("iss", json!("another")),
        ("exp", json!(now)),
        ("iat", json!(now + 3600)),
        ("sub", json!(nobody)),
        ("sid", json!(nobody)),
    ];
    for (name, value) in cases {
        let mut claims = forge.claims();
        claims[name] = value;
        refused(&forge.signed(&forge.header(), &claims), name).await;
        claims.as_object_mut().unwrap().remove(name);
        refused(&forge.signed(&forge.header(), &claims), name).await;
    }
}

#[actix_web::test]
async fn a_new_key_works_at_once_and_a_retired_one_within_the_minute_no_more() {
    let forge = Forge::start().await;
    let before = forge.server.anonymous().get_jwks().await.unwrap().keys;
    assert_eq!((before.len(), before[0].alg.as_str(), before[0].kty.as_str()), (1, "ES256", "EC"));
    forge.server.wait(TimeDelta::minutes(1));
    let keyring = forge.server.state.keyring.clone();
    let new = forge.server.store.write(move |tx| identity::rotate_signing_key(tx, &keyring)).unwrap();
    // Another node signs with the new key; this one has not heard of it.
    let key = EncodingKey::from_ec_pem(new.private_pem.as_bytes()).unwrap();
    let header = Header { kid: Some(new.kid.clone()), ..forge.header() };
    let token = encode(&header, &forge.claims(), &key).unwrap();
    // The node looks again at most every two seconds.
    actix_web::rt::time::sleep(std::time::Duration::from_millis(2100)).await;
    forge.with(&token).get_me().await.unwrap();
    forge.signed(&forge.header(), &forge.claims()).get_me().await.unwrap();
    assert_eq!(forge.server.anonymous().get_jwks().await.unwrap().keys.len(), 2);

    forge.server.wait(TimeDelta::minutes(61));
    assert_eq!(forge.server.store.write(identity::purge).unwrap().keys, 1);
    forge.server.state.reload_keys().await;
    refused(&forge.signed(&forge.header(), &forge.claims()), "retired key").await;
    let kids: Vec<_> =
        forge.server.anonymous().get_jwks().await.unwrap().keys.into_iter().map(|k| k.kid).collect();
    assert_eq!(kids, [new.kid]);
}

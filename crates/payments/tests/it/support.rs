//! Keys of our own, and what the tests have in common.

use std::fs;
use std::path::PathBuf;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, UnparsedPublicKey};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use payments::{Call, Channel, Description, Fen, Intent, OrderNumber, Reason, Refund, RefundNumber};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{PrivatePkcs8KeyDer, SubjectPublicKeyInfoDer};
use serde_json::Value;

/// 2026-07-01 10:30:00 in Beijing: when the recorded messages were signed.
pub const NOW: i64 = 1_782_873_000;
pub const API_V3_KEY: &str = "of our own, 32 bytes for a test.";

pub fn vector(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub fn json(name: &str) -> Value {
    serde_json::from_str(&vector(name)).unwrap()
}

pub fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(NOW, 0).unwrap()
}

pub fn call() -> Call {
    Call { now: now(), nonce: [7; 16] }
}

pub fn later(seconds: i64) -> Call {
    Call { now: now() + TimeDelta::seconds(seconds), nonce: [7; 16] }
}

pub fn number() -> OrderNumber {
    OrderNumber::new("G20260701000001").unwrap()
}

pub fn fen(fen: i64) -> Fen {
    Fen::new(fen).unwrap()
}

pub fn intent(channel: Channel) -> Intent {
    Intent {
        number: number(),
        amount: fen(8800),
        description: Description::new("萤川镇助学公益金").unwrap(),
        expires_at: now() + TimeDelta::minutes(30),
        channel,
    }
}

pub fn refund() -> Refund {
    Refund {
        order: number(),
        number: RefundNumber::new("R20260701000001").unwrap(),
        amount: fen(3000),
        paid: fen(8800),
        reason: Some(Reason::new("捐赠人申请").unwrap()),
    }
}

/// Signs as a provider does.
pub fn sign(key: &str, message: &[u8]) -> String {
    let der = PrivatePkcs8KeyDer::from_pem_slice(vector(&format!("{key}.key.pem")).as_bytes()).unwrap();
    let pair = KeyPair::from_pkcs8(der.secret_pkcs8_der()).unwrap();
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature).unwrap();
    BASE64_STANDARD.encode(signature)
}

/// Checks as a provider does.
pub fn verifies(key: &str, message: &[u8], signature: &str) -> bool {
    let der = SubjectPublicKeyInfoDer::from_pem_slice(vector(&format!("{key}.pub.pem")).as_bytes()).unwrap();
    let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, der.as_ref());
    key.verify(message, &BASE64_STANDARD.decode(signature).unwrap()).is_ok()
}

/// Encrypts as WeChat Pay does.
pub fn seal(plain: &str, nonce: &str, associated_data: &str) -> String {
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, API_V3_KEY.as_bytes()).unwrap());
    let mut bytes = plain.as_bytes().to_vec();
    let nonce = Nonce::try_assume_unique_for_key(nonce.as_bytes()).unwrap();
    key.seal_in_place_append_tag(nonce, Aad::from(associated_data.as_bytes()), &mut bytes).unwrap();
    BASE64_STANDARD.encode(bytes)
}

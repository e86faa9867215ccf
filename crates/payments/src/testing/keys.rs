//! Keys of our own in the place of the providers'. `tests/vectors/README.md` says how they and the recorded messages were made.

use std::fs;
use std::path::PathBuf;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, UnparsedPublicKey};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{PrivatePkcs8KeyDer, SubjectPublicKeyInfoDer};

/// The APIv3 key of the merchant that WeChat Pay's double knows.
pub const API_V3_KEY: &str = "of our own, 32 bytes for a test.";

/// Where a file of `tests/vectors` is.
pub(super) fn vector_path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vectors").join(name)
}

/// A file of `tests/vectors`.
///
/// # Panics
///
/// Where there is none.
#[must_use]
pub fn vector(name: &str) -> String {
    let path = vector_path(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Signs as a provider does, with a key of `tests/vectors`.
#[must_use]
pub fn sign(key: &str, message: &[u8]) -> String {
    let der = PrivatePkcs8KeyDer::from_pem_slice(vector(&format!("{key}.key.pem")).as_bytes()).unwrap();
    let pair = KeyPair::from_pkcs8(der.secret_pkcs8_der()).unwrap();
    let mut signature = vec![0; pair.public_modulus_len()];
    pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature).unwrap();
    BASE64_STANDARD.encode(signature)
}

/// Checks as a provider does, with a key of `tests/vectors`.
#[must_use]
pub fn verifies(key: &str, message: &[u8], signature: &str) -> bool {
    let der = SubjectPublicKeyInfoDer::from_pem_slice(vector(&format!("{key}.pub.pem")).as_bytes()).unwrap();
    let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, der.as_ref());
    BASE64_STANDARD.decode(signature).is_ok_and(|signature| key.verify(message, &signature).is_ok())
}

/// Encrypts as WeChat Pay does.
#[must_use]
pub fn seal(plain: &str, nonce: &str, associated_data: &str) -> String {
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, API_V3_KEY.as_bytes()).unwrap());
    let mut bytes = plain.as_bytes().to_vec();
    let nonce = Nonce::try_assume_unique_for_key(nonce.as_bytes()).unwrap();
    key.seal_in_place_append_tag(nonce, Aad::from(associated_data.as_bytes()), &mut bytes).unwrap();
    BASE64_STANDARD.encode(bytes)
}

//! Keys: RSA PKCS#1 v1.5 with SHA-256 for signatures, AES-256-GCM for secrets of WeChat Pay.
//!
//! Private keys never leave this module, and `Debug` shows none.

use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, PublicEncryptingKey};
use aws_lc_rs::signature::{RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, UnparsedPublicKey};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, SubjectPublicKeyInfoDer};
use webpki::EndEntityCert;

use crate::error::PaymentError;

/// A private RSA key that signs our requests.
pub struct SigningKey(KeyPair);

/// A public RSA key that the provider's signatures are checked with.
#[derive(Clone)]
pub struct VerifyingKey(Vec<u8>);

/// The APIv3 key: what WeChat Pay encrypts callbacks and certificates with.
pub struct ApiV3Key(LessSafeKey);

impl SigningKey {
    /// Reads PEM (PKCS#8 or PKCS#1), or the bare Base64 of Alipay's key tool.
    ///
    /// # Errors
    ///
    /// [`PaymentError::Configuration`] where it is no RSA key of at least 2048 bits.
    pub fn read(text: &str) -> Result<Self, PaymentError> {
        const FAULT: PaymentError =
            PaymentError::Configuration("the private key is no RSA key of 2048 bits or more");
        let pair = if text.contains("-----BEGIN") {
            match PrivateKeyDer::from_pem_slice(text.as_bytes()).map_err(|_| FAULT)? {
                PrivateKeyDer::Pkcs8(key) => KeyPair::from_pkcs8(key.secret_pkcs8_der()),
                PrivateKeyDer::Pkcs1(key) => KeyPair::from_der(key.secret_pkcs1_der()),
                _ => return Err(FAULT),
            }
        } else {
            let der = bare(text).ok_or(FAULT)?;
            KeyPair::from_pkcs8(&der).or_else(|_| KeyPair::from_der(&der))
        };
        pair.map_err(|_| FAULT)
            .and_then(|pair| if pair.public_modulus_len() >= 256 { Ok(Self(pair)) } else { Err(FAULT) })
    }

    /// Signs a message; Base64.
    ///
    /// # Errors
    ///
    /// [`PaymentError::Configuration`] where the key refuses, which a sound key does not.
    pub(crate) fn sign(&self, message: &[u8]) -> Result<String, PaymentError> {
        let mut signature = vec![0; self.0.public_modulus_len()];
        self.0
            .sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature)
            .map_err(|_| PaymentError::Configuration("the private key does not sign"))?;
        Ok(BASE64_STANDARD.encode(signature))
    }
}

impl VerifyingKey {
    /// Reads PEM (`PUBLIC KEY`), or the bare Base64 of Alipay's pages.
    ///
    /// # Errors
    ///
    /// [`PaymentError::Configuration`] where it is no RSA key.
    pub fn read(text: &str) -> Result<Self, PaymentError> {
        const FAULT: PaymentError = PaymentError::Configuration("the provider's public key is no RSA key");
        let der = if text.contains("-----BEGIN") {
            SubjectPublicKeyInfoDer::from_pem_slice(text.as_bytes()).map_err(|_| FAULT)?.to_vec()
        } else {
            bare(text).ok_or(FAULT)?
        };
        PublicEncryptingKey::from_der(&der).map_err(|_| FAULT)?;
        Ok(Self(der))
    }

    /// Reads the key and the serial number (in capital hexadecimal digits) of a certificate in PEM.
    ///
    /// # Errors
    ///
    /// [`PaymentError::Malformed`] where it is no certificate of an RSA key.
    pub(crate) fn of_certificate(pem: &[u8]) -> Result<(String, Self), PaymentError> {
        const FAULT: PaymentError =
            PaymentError::Malformed("a certificate is no X.509 certificate of an RSA key");
        let der = CertificateDer::from_pem_slice(pem).map_err(|_| FAULT)?;
        let certificate = EndEntityCert::try_from(&der).map_err(|_| FAULT)?;
        let key = certificate.subject_public_key_info();
        PublicEncryptingKey::from_der(&key).map_err(|_| FAULT)?;
        let digits = hex(certificate.serial()).to_uppercase();
        // DER puts a zero byte before a number whose first bit is set; the provider writes numbers without it.
        Ok((digits.trim_start_matches('0').to_owned(), Self(key.to_vec())))
    }

    /// Whether a signature in Base64 was made of a message.
    pub(crate) fn verifies(&self, message: &[u8], signature: &str) -> bool {
        let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, &self.0);
        BASE64_STANDARD.decode(signature).is_ok_and(|signature| key.verify(message, &signature).is_ok())
    }
}

impl ApiV3Key {
    /// Takes the key as it was set in the merchant's pages.
    ///
    /// # Errors
    ///
    /// [`PaymentError::Configuration`] where it has not 32 bytes.
    pub fn new(text: &str) -> Result<Self, PaymentError> {
        UnboundKey::new(&AES_256_GCM, text.as_bytes())
            .map(|key| Self(LessSafeKey::new(key)))
            .map_err(|_| PaymentError::Configuration("the APIv3 key has not 32 bytes"))
    }

    /// Decrypts `AEAD_AES_256_GCM` (<https://pay.weixin.qq.com/doc/v3/merchant/4012071382>).
    ///
    /// # Errors
    ///
    /// [`PaymentError::Undecipherable`] where the key, the nonce, the associated data or the ciphertext is another.
    pub(crate) fn open(
        &self,
        nonce: &str,
        associated_data: &str,
        ciphertext: &str,
    ) -> Result<Vec<u8>, PaymentError> {
        const FAULT: PaymentError = PaymentError::Undecipherable;
        let nonce = Nonce::try_assume_unique_for_key(nonce.as_bytes()).map_err(|_| FAULT)?;
        let mut bytes = BASE64_STANDARD.decode(ciphertext).map_err(|_| FAULT)?;
        let plain = self
            .0
            .open_in_place(nonce, Aad::from(associated_data.as_bytes()), &mut bytes)
            .map_err(|_| FAULT)?
            .len();
        bytes.truncate(plain);
        Ok(bytes)
    }
}

/// Base64 without armour.
fn bare(text: &str) -> Option<Vec<u8>> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    BASE64_STANDARD.decode(text).ok()
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The SHA-1 of bytes: WeChat Pay has no other hash of a bill.
pub(crate) fn sha1(bytes: &[u8]) -> String {
    hex(digest(&SHA1_FOR_LEGACY_USE_ONLY, bytes).as_ref())
}

/// The SHA-256 of bytes.
pub(crate) fn sha256(bytes: &[u8]) -> Vec<u8> {
    digest(&SHA256, bytes).as_ref().to_vec()
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(redacted)")
    }
}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VerifyingKey")
    }
}

impl fmt::Debug for ApiV3Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiV3Key(redacted)")
    }
}

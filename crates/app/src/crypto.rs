//! Encrypted fields: identity numbers, telephone numbers, second-factor secrets, signing keys.
//!
//! A sealed value is `<key id>.<base64url(nonce ‖ ciphertext)>` under XChaCha20-Poly1305. What a value is for
//! (`users.phone`) is authenticated with it, so a value moved to another column does not open.
//! To find a row by such a value its column has a twin with a keyed hash ([`Keyring::index`]).

use std::fmt;

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::db::Entropy;

/// Bytes of a key.
pub const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;

/// The keys of the installation: the first seals, all open. Rotation puts a new one in front
/// and re-seals in the background.
#[derive(Clone)]
pub struct Keyring {
    keys: Vec<FieldKey>,
}

#[derive(Clone)]
struct FieldKey {
    id: String,
    cipher: XChaCha20Poly1305,
    index: [u8; KEY_BYTES],
}

/// Why a keyring or a value cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CryptoError {
    /// The configured text is not a list of keys.
    #[error(
        "field keys are written ID:BASE64[,ID:BASE64…], each 32 bytes under an id of its own, the current one first"
    )]
    Keyring,
    /// The value was sealed with a key that is not in the keyring.
    #[error("sealed with a key that is not configured")]
    UnknownKey,
    /// The value was changed, or belongs to another column.
    #[error("a sealed value does not open")]
    Damaged,
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.keys.iter().map(|k| &k.id)).finish()
    }
}

impl Keyring {
    /// Reads `ID:BASE64[,ID:BASE64…]`.
    ///
    /// # Errors
    /// [`CryptoError::Keyring`].
    pub fn parse(text: &str) -> Result<Self, CryptoError> {
        let keys = text.split(',').map(parse_key).collect::<Option<Vec<_>>>().ok_or(CryptoError::Keyring)?;
        let twice = keys.iter().enumerate().any(|(at, key)| keys[..at].iter().any(|k| k.id == key.id));
        if twice { Err(CryptoError::Keyring) } else { Ok(Self { keys }) }
    }

    /// A fresh key as it is written in the configuration.
    #[must_use]
    pub fn generate(id: &str, entropy: &dyn Entropy) -> String {
        let mut key = [0; KEY_BYTES];
        entropy.fill(&mut key);
        format!("{id}:{}", base64url(&key))
    }

    /// The name of the key that seals.
    #[must_use]
    pub fn current_id(&self) -> &str {
        self.keys.first().map_or("", |key| &key.id)
    }

    fn current(&self) -> Result<&FieldKey, CryptoError> {
        self.keys.first().ok_or(CryptoError::Keyring)
    }

    /// Seals a value for `purpose` (`table.column`).
    ///
    /// # Errors
    /// [`CryptoError::Damaged`] for values of gigabytes.
    pub fn seal(&self, purpose: &str, value: &[u8], entropy: &dyn Entropy) -> Result<String, CryptoError> {
        let key = self.current()?;
        let mut sealed = vec![0; NONCE_BYTES];
        entropy.fill(&mut sealed);
        let nonce = XNonce::try_from(&sealed[..]).map_err(|_| CryptoError::Damaged)?;
        let payload = Payload { msg: value, aad: purpose.as_bytes() };
        sealed.extend(key.cipher.encrypt(&nonce, payload).map_err(|_| CryptoError::Damaged)?);
        Ok(format!("{}.{}", key.id, base64url(&sealed)))
    }

    /// Opens a value sealed for `purpose`.
    ///
    /// # Errors
    /// [`CryptoError::UnknownKey`] or [`CryptoError::Damaged`].
    pub fn open(&self, purpose: &str, sealed: &str) -> Result<Vec<u8>, CryptoError> {
        let (id, text) = sealed.split_once('.').ok_or(CryptoError::Damaged)?;
        let key = self.keys.iter().find(|k| k.id == id).ok_or(CryptoError::UnknownKey)?;
        let bytes = from_base64url(text).ok_or(CryptoError::Damaged)?;
        let (nonce, msg) = bytes.split_at_checked(NONCE_BYTES).ok_or(CryptoError::Damaged)?;
        let nonce = XNonce::try_from(nonce).map_err(|_| CryptoError::Damaged)?;
        key.cipher.decrypt(&nonce, Payload { msg, aad: purpose.as_bytes() }).map_err(|_| CryptoError::Damaged)
    }

    /// [`Self::open`] for text.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_text(&self, purpose: &str, sealed: &str) -> Result<String, CryptoError> {
        String::from_utf8(self.open(purpose, sealed)?).map_err(|_| CryptoError::Damaged)
    }

    /// Whether a value was sealed with the current key (what rotation asks).
    #[must_use]
    pub fn is_current(&self, sealed: &str) -> bool {
        self.keys.first().is_some_and(|k| sealed.split_once('.').is_some_and(|(id, _)| id == k.id))
    }

    /// The keyed hash under which a value is stored now.
    ///
    /// # Errors
    /// [`CryptoError::Keyring`] for an empty keyring.
    pub fn index(&self, purpose: &str, value: &str) -> Result<String, CryptoError> {
        self.current().map(|key| key.index(purpose, value))
    }

    /// What each key makes of a value, the current one's first: for what is derived and not stored.
    #[must_use]
    pub fn derive(&self, purpose: &str, value: &str) -> Vec<[u8; 32]> {
        let parts: [&[u8]; 3] = [purpose.as_bytes(), &[1], value.as_bytes()];
        self.keys.iter().map(|key| mac(&key.index, &parts)).collect()
    }

    /// Every keyed hash under which a value may be stored while keys rotate: look up with `eq_any`.
    #[must_use]
    pub fn indexes(&self, purpose: &str, value: &str) -> Vec<String> {
        self.keys.iter().map(|key| key.index(purpose, value)).collect()
    }
}

impl FieldKey {
    fn index(&self, purpose: &str, value: &str) -> String {
        base64url(&mac(&self.index, &[purpose.as_bytes(), &[0], value.as_bytes()]))
    }
}

fn parse_key(text: &str) -> Option<FieldKey> {
    let (id, key) = text.trim().split_once(':')?;
    let id_good = (1..=16).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric());
    let key: [u8; KEY_BYTES] = from_base64url(key)?.try_into().ok()?;
    // One configured key gives two independent ones.
    let cipher = XChaCha20Poly1305::new(&mac(&key, &[b"gongzhi field seal"]).into());
    id_good.then(|| FieldKey { id: id.to_owned(), cipher, index: mac(&key, &[b"gongzhi field index"]) })
}

fn mac(key: &[u8; KEY_BYTES], parts: &[&[u8]]) -> [u8; 32] {
    // HMAC pads a key to its block with zeros.
    let mut block = [0; 64];
    block[..KEY_BYTES].copy_from_slice(key);
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new(&block.into());
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// Base64 without padding, in the alphabet of URLs.
#[must_use]
pub fn base64url(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

/// Reads base64 of URLs or the ordinary one, padded or not.
#[must_use]
pub fn from_base64url(text: &str) -> Option<Vec<u8>> {
    use base64::Engine;
    let text = text.trim().trim_end_matches('=').replace('+', "-").replace('/', "_");
    base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::SeededEntropy;

    fn ring(ids: &[&str]) -> Keyring {
        let text: Vec<String> =
            ids.iter().map(|id| format!("{id}:{}", base64url(&[id.as_bytes()[0]; KEY_BYTES]))).collect();
        Keyring::parse(&text.join(",")).unwrap()
    }

    #[test]
    fn a_value_opens_for_its_own_purpose_only() {
        let ring = ring(&["1"]);
        let sealed = ring.seal("users.phone", b"13800000000", &SeededEntropy::new(1)).unwrap();
        assert_eq!(ring.open_text("users.phone", &sealed).unwrap(), "13800000000");
        assert_eq!(ring.open("households.phone", &sealed), Err(CryptoError::Damaged));
    }

    #[test]
    fn after_rotation_old_values_open_and_new_ones_use_the_new_key() {
        let sealed = ring(&["1"]).seal("a", b"x", &SeededEntropy::new(1)).unwrap();
        let both = ring(&["2", "1"]);
        assert_eq!(both.open("a", &sealed).unwrap(), b"x");
        assert!(!both.is_current(&sealed));
        assert!(both.is_current(&both.seal("a", b"x", &SeededEntropy::new(1)).unwrap()));
        assert_eq!(ring(&["2"]).open("a", &sealed), Err(CryptoError::UnknownKey));
        assert!(both.indexes("a", "x").contains(&ring(&["1"]).index("a", "x").unwrap()));
    }

    #[test]
    fn a_changed_value_does_not_open() {
        let ring = ring(&["1"]);
        let mut sealed = ring.seal("a", b"secret", &SeededEntropy::new(1)).unwrap().into_bytes();
        let last = sealed.len() - 2;
        sealed[last] = if sealed[last] == b'A' { b'B' } else { b'A' };
        assert_eq!(ring.open("a", std::str::from_utf8(&sealed).unwrap()), Err(CryptoError::Damaged));
    }

    #[test]
    fn two_keys_under_one_id_are_refused() {
        let one = Keyring::generate("1", &SeededEntropy::new(1));
        let other = Keyring::generate("1", &SeededEntropy::new(2));
        assert_eq!(Keyring::parse(&format!("{one},{other}")).err(), Some(CryptoError::Keyring));
    }

    #[test]
    fn a_malformed_keyring_is_refused() {
        for bad in ["", "1", "1:AAAA", ":x", "a b:AAAA"] {
            assert_eq!(Keyring::parse(bad).err(), Some(CryptoError::Keyring), "{bad}");
        }
    }
}

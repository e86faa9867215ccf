//! The keys that WeChat Pay signs with: one public key that stays, certificates that rotate, or both while a merchant moves
//! from these to that (<https://pay.weixin.qq.com/doc/v3/merchant/4012154180>). How they rotate:
//! <https://pay.weixin.qq.com/doc/v3/merchant/4012068829>.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use chrono::{DateTime, TimeDelta, Utc};

use crate::keys::VerifyingKey;
use crate::limits::CERTIFICATE_PAUSE_SECONDS;

/// How the id of the public key begins.
pub(crate) const PUBLIC_KEY_ID: &str = "PUB_KEY_ID_";

/// A platform certificate.
#[derive(Debug, Clone)]
pub(crate) struct Certificate {
    pub(crate) serial: String,
    pub(crate) key: VerifyingKey,
    pub(crate) effective_at: DateTime<Utc>,
    pub(crate) expires_at: DateTime<Utc>,
}

/// What is known of the certificates.
#[derive(Debug, Default)]
struct Known {
    certificates: HashMap<String, Certificate>,
    asked_at: Option<DateTime<Utc>>,
}

/// The keys that WeChat Pay signs with.
#[derive(Debug)]
pub(crate) struct Platform {
    public_key: Option<(String, VerifyingKey)>,
    known: RwLock<Known>,
}

/// A serial number as it is compared: without leading zeros, in capitals.
pub(crate) fn normal(serial: &str) -> String {
    serial.trim_start_matches('0').to_ascii_uppercase()
}

impl Platform {
    pub(crate) fn new(public_key: Option<(String, VerifyingKey)>) -> Self {
        Self { public_key, known: RwLock::default() }
    }

    /// The id of the public key, where the merchant has one.
    pub(crate) fn public_key_id(&self) -> Option<&str> {
        self.public_key.as_ref().map(|(id, _)| id.as_str())
    }

    /// The key of a serial number or of a public key's id, at a time when it counts.
    pub(crate) fn key(&self, serial: &str, now: DateTime<Utc>) -> Option<VerifyingKey> {
        if let Some((_, key)) = self.public_key.as_ref().filter(|(id, _)| id == serial) {
            return Some(key.clone());
        }
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let certificate = known.certificates.get(&normal(serial))?;
        (certificate.effective_at <= now && now < certificate.expires_at).then(|| certificate.key.clone())
    }

    /// Whether to ask for certificates because of a serial number, and notes that it is being done: callers can make up
    /// any, so not too often.
    pub(crate) fn begin_asking(&self, serial: &str, now: DateTime<Utc>) -> bool {
        if serial.starts_with(PUBLIC_KEY_ID) || self.key(serial, now).is_some() {
            return false;
        }
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        let pause = TimeDelta::seconds(CERTIFICATE_PAUSE_SECONDS);
        if known.asked_at.is_some_and(|asked_at| now.signed_duration_since(asked_at).abs() < pause) {
            return false;
        }
        known.asked_at = Some(now);
        true
    }

    /// Takes the certificates of a verified list. Those that it no longer names count until they expire: callbacks
    /// signed with them may still be under way.
    pub(crate) fn learn(&self, certificates: Vec<Certificate>, now: DateTime<Utc>) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.certificates.retain(|_, certificate| now < certificate.expires_at);
        known.certificates.extend(certificates.into_iter().map(|new| (normal(&new.serial), new)));
    }
}

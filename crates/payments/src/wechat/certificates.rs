//! The list of platform certificates: <https://pay.weixin.qq.com/doc/v3/merchant/4012551764>.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::platform::{Certificate, Platform, normal};
use super::resource::Sealed;
use super::verify::Signature;
use crate::beijing;
use crate::error::PaymentError;
use crate::http::Response;
use crate::keys::{ApiV3Key, VerifyingKey};
use crate::limits::CERTIFICATES_MAX;

/// Where the list is.
pub(crate) const TARGET: &str = "/v3/certificates";

#[derive(Deserialize)]
struct List {
    data: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    serial_no: String,
    effective_time: String,
    expire_time: String,
    encrypt_certificate: Sealed,
}

/// Reads and verifies a list.
///
/// The list brings the very key that signs it. It is trusted because only WeChat Pay and the merchant have the APIv3 key that
/// it is encrypted with; then the signature must be of one of its certificates, which ties the times to them.
///
/// # Errors
///
/// [`PaymentError::Undecipherable`], [`PaymentError::Malformed`], [`PaymentError::Signature`].
pub(crate) fn read(
    response: &Response,
    platform: &Platform,
    key: &ApiV3Key,
    now: DateTime<Utc>,
) -> Result<Vec<Certificate>, PaymentError> {
    let signature = Signature::of_answer(&response.headers)?;
    signature.check_time(now)?;
    let list: List = serde_json::from_slice(&response.body)
        .map_err(|_| PaymentError::Malformed("the list of certificates is no such list"))?;
    if list.data.len() > CERTIFICATES_MAX {
        return Err(PaymentError::Malformed("the list of certificates is too long"));
    }
    let certificates: Vec<Certificate> =
        list.data.iter().map(|entry| entry.open(key)).collect::<Result<_, _>>()?;
    let trusted = Platform::new(None);
    trusted.learn(certificates.clone(), now);
    let signers = if platform.key(signature.serial, now).is_some() { platform } else { &trusted };
    signature.check(&response.body, signers, now)?;
    Ok(certificates)
}

impl Entry {
    fn open(&self, key: &ApiV3Key) -> Result<Certificate, PaymentError> {
        let pem = self.encrypt_certificate.open(key)?;
        let (serial, key) = VerifyingKey::of_certificate(&pem)?;
        if normal(&serial) != normal(&self.serial_no) {
            return Err(PaymentError::Malformed("a certificate has another serial number than its entry"));
        }
        let effective_at = beijing::read_rfc3339(&self.effective_time)?;
        Ok(Certificate { serial, key, effective_at, expires_at: beijing::read_rfc3339(&self.expire_time)? })
    }
}

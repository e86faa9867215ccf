//! Checking what WeChat Pay signed, answers and callbacks alike:
//! <https://pay.weixin.qq.com/doc/v3/merchant/4013053249> (public key), <https://pay.weixin.qq.com/doc/v3/merchant/4013053420>
//! (platform certificates).

use chrono::{DateTime, Utc};
use reqwest::header::HeaderMap;

use super::platform::Platform;
use crate::error::SignatureFault;
use crate::limits::CLOCK_SKEW_SECONDS_MAX;
use crate::provider::Callback;

/// Signatures that begin so are probes: WeChat Pay watches that they are refused
/// (<https://pay.weixin.qq.com/doc/v3/merchant/4013053249>).
const PROBE: &str = "WECHATPAY/SIGNTEST/";

/// A signature and what it was made of, but for the body.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Signature<'a> {
    timestamp: &'a str,
    nonce: &'a str,
    pub(crate) serial: &'a str,
    signature: &'a str,
}

impl<'a> Signature<'a> {
    /// Takes the headers of a callback.
    ///
    /// # Errors
    ///
    /// [`SignatureFault::Incomplete`].
    pub(crate) fn of_callback(callback: &Callback<'a>) -> Result<Self, SignatureFault> {
        Ok(Self {
            timestamp: callback.header("Wechatpay-Timestamp")?,
            nonce: callback.header("Wechatpay-Nonce")?,
            serial: callback.header("Wechatpay-Serial")?,
            signature: callback.header("Wechatpay-Signature")?,
        })
    }

    /// Takes the headers of an answer.
    ///
    /// # Errors
    ///
    /// [`SignatureFault::Incomplete`].
    pub(crate) fn of_answer(headers: &'a HeaderMap) -> Result<Self, SignatureFault> {
        let header = |name| {
            let mut values = headers.get_all(name).iter();
            match (values.next(), values.next()) {
                (Some(value), None) => value.to_str().map_err(|_| SignatureFault::Incomplete),
                _ => Err(SignatureFault::Incomplete),
            }
        };
        Ok(Self {
            timestamp: header("wechatpay-timestamp")?,
            nonce: header("wechatpay-nonce")?,
            serial: header("wechatpay-serial")?,
            signature: header("wechatpay-signature")?,
        })
    }

    /// Checks what needs no key: that it is no probe, and that it is of our time.
    ///
    /// # Errors
    ///
    /// [`SignatureFault::Probe`], [`SignatureFault::Clock`].
    pub(crate) fn check_time(&self, now: DateTime<Utc>) -> Result<(), SignatureFault> {
        if self.signature.starts_with(PROBE) {
            return Err(SignatureFault::Probe);
        }
        let timestamp: i64 = self.timestamp.parse().map_err(|_| SignatureFault::Clock)?;
        if now.timestamp().abs_diff(timestamp) > CLOCK_SKEW_SECONDS_MAX.unsigned_abs() {
            return Err(SignatureFault::Clock);
        }
        Ok(())
    }

    /// Checks it against a body.
    ///
    /// # Errors
    ///
    /// Every [`SignatureFault`].
    pub(crate) fn check(
        &self,
        body: &[u8],
        platform: &Platform,
        now: DateTime<Utc>,
    ) -> Result<(), SignatureFault> {
        self.check_time(now)?;
        let key = platform.key(self.serial, now).ok_or(SignatureFault::UnknownKey)?;
        let mut message = format!("{}\n{}\n", self.timestamp, self.nonce).into_bytes();
        message.extend_from_slice(body);
        message.push(b'\n');
        if key.verifies(&message, self.signature) { Ok(()) } else { Err(SignatureFault::Wrong) }
    }
}

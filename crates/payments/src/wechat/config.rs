//! What a merchant of WeChat Pay has: <https://pay.weixin.qq.com/doc/v3/merchant/4013070756>.

use crate::keys::{ApiV3Key, SigningKey, VerifyingKey};

/// Where WeChat Pay is.
pub const ENDPOINT: &str = "https://api.mch.weixin.qq.com";

/// A merchant's settings.
#[derive(Debug)]
pub struct Config {
    /// Where WeChat Pay is: [`ENDPOINT`].
    pub endpoint: String,
    /// The application's id (`appid`).
    pub appid: String,
    /// The merchant's number (`mchid`).
    pub mchid: String,
    /// The serial number of the merchant's certificate.
    pub certificate_serial: String,
    /// The key of the merchant's certificate.
    pub key: SigningKey,
    /// The APIv3 key.
    pub api_v3_key: ApiV3Key,
    /// The id (`PUB_KEY_ID_…`) and the key of WeChat Pay, for merchants who have them. Without them, and while a merchant
    /// moves to them, platform certificates are fetched.
    pub public_key: Option<(String, VerifyingKey)>,
    /// Where callbacks go: an `https://` address without a query.
    pub notify_url: String,
}

//! What an application of Alipay has: <https://opendocs.alipay.com/common/02kipl>.

use crate::keys::{SigningKey, VerifyingKey};

/// Where Alipay is.
pub const ENDPOINT: &str = "https://openapi.alipay.com/gateway.do";

/// An application's settings, in public-key mode (公钥模式).
#[derive(Debug)]
pub struct Config {
    /// Where Alipay is: [`ENDPOINT`].
    pub endpoint: String,
    /// The application's id (`app_id`).
    pub app_id: String,
    /// The merchant's number (`seller_id`, a PID of 16 digits that begins with 2088).
    pub seller_id: String,
    /// The application's private key.
    pub key: SigningKey,
    /// Alipay's public key (支付宝公钥; not the application's own, which is easily taken for it).
    pub alipay_key: VerifyingKey,
    /// The product's code as the contract with Alipay says (`product_code`), such as `QR_CODE_OFFLINE`; none for what Alipay
    /// takes by itself.
    pub product_code: Option<String>,
    /// Where notifications go.
    pub notify_url: String,
}

//! What WeChat Pay encrypts with the APIv3 key: <https://pay.weixin.qq.com/doc/v3/merchant/4012071382>.

use serde::Deserialize;

use crate::error::PaymentError;
use crate::keys::ApiV3Key;

/// The only algorithm there is.
const ALGORITHM: &str = "AEAD_AES_256_GCM";

/// A ciphertext with what is needed to open it, but for the key.
#[derive(Deserialize)]
pub(crate) struct Sealed {
    algorithm: String,
    nonce: String,
    #[serde(default)]
    associated_data: Option<String>,
    ciphertext: String,
}

impl Sealed {
    /// Decrypts it.
    ///
    /// # Errors
    ///
    /// [`PaymentError::Undecipherable`], [`PaymentError::Malformed`] where the algorithm is another.
    pub(crate) fn open(&self, key: &ApiV3Key) -> Result<Vec<u8>, PaymentError> {
        if self.algorithm != ALGORITHM {
            return Err(PaymentError::Malformed("the algorithm of a ciphertext is unknown"));
        }
        key.open(&self.nonce, self.associated_data.as_deref().unwrap_or_default(), &self.ciphertext)
    }
}
